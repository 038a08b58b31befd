"""PDF: the print page laid out by WeasyPrint, tagged, with the report's metadata.

In: the page for `print`. Out: PDF 1.7. Pictures and fonts come from the job; every other address is refused, so that no
file is opened and no connection made. What the engine complains about becomes diagnostics.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from report_kit.diagnostics import Diagnostic, MachineError
from report_kit.exporters.addresses import FONT, asset_at
from report_kit.exporters.job import Artifact, Job
from report_kit.exporters.left_notes import mend_left_notes
from report_kit.exporters.line_breaks import mend_line_breaks
from report_kit.exporters.missing_characters import missing_character
from report_kit.exporters.rules import PDF_ENGINE
from report_kit.model.depth import deep_recursion
from report_kit.workspace import Workspace

if TYPE_CHECKING:
    from weasyprint import Document

NAME = "PDF"
SUFFIX = ".pdf"
MEDIUM = "print"

NO_PANGO = "WeasyPrint, which makes the PDF, cannot find the Pango libraries on this machine"
PANGO_HINT = (
    "install them: on Debian or Ubuntu `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, "
    "on macOS `brew install pango`, on Windows the GTK runtime or MSYS2 `pacman -S mingw-w64-x86_64-pango`"
)

_HARMLESS = re.compile(
    r"Failed to render SVG image |Ignored |Expected |Invalid or unsupported |Image \"asset:.* has no required alt"
)
"""Records about drawings, which were tried by themselves (`trial`), about CSS that the engine does not know (the house
style is ours, and its tests look at the pages), and about decorative pictures (a missing text alternative is found long
before, with its place)."""


def preload() -> None:
    """Load the engine ahead of the first job."""
    _engine()


def export(job: Job, workspace: Workspace) -> Artifact:
    """A PDF with contents, bookmarks, tags and metadata. The bytes depend on the job alone.

    Raises MachineError where Pango is missing.
    """
    del workspace  # everything is in the job
    with _Records() as records, deep_recursion(), _fonts_as_elsewhere(job.epoch):
        document = lay_out(job)
        _describe(document, job)
        identifier = hashlib.sha256(job.page.html.encode()).digest()[:16]
        data = document.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return Artifact(data=data, diagnostics=tuple(records.diagnostics()), missing=records.missing())


@contextmanager
def _fonts_as_elsewhere(epoch: int) -> Iterator[None]:
    """Have fonts chosen and changed as at any time and for any user.

    fontTools writes the time of day into every font that it changes: variable ones, those with pictures of their own
    (emoji) and packed ones (WOFF), be they a stylesheet's or the machine's, for characters that no font of ours has.
    Fontconfig lets a user put other fonts in the place of those that are asked for, for the sake of the screen.
    """
    settings = {
        "SOURCE_DATE_EPOCH": str(epoch),  # https://reproducible-builds.org/specs/source-date-epoch/
        "XDG_CONFIG_HOME": os.devnull,  # https://www.freedesktop.org/software/fontconfig/fontconfig-user.html
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def lay_out(job: Job) -> Document:
    """The job's page laid out, ready to be written: the engine's own tree of pages, boxes and lines."""
    weasyprint = _engine()
    fetcher = _fetcher(job)
    fonts = weasyprint.text.fonts.FontConfiguration()
    css = weasyprint.CSS(string=job.house_style.print_css, url_fetcher=fetcher, font_config=fonts)
    html = weasyprint.HTML(string=job.page.html, base_url=None, url_fetcher=fetcher)
    document: Document = html.render(stylesheets=[css], font_config=fonts, pdf_tags=True)
    return document


def _engine() -> Any:
    try:
        with redirect_stdout(io.StringIO()):  # where a library is missing, it prints advice among our results
            import weasyprint
            from weasyprint import layout
            from weasyprint.layout import inline
    except OSError as error:  # cffi's dlopen found no shared library
        raise MachineError(NO_PANGO, PANGO_HINT) from error
    mend_line_breaks(inline)
    mend_left_notes(layout)
    return weasyprint


def _describe(document: Document, job: Job) -> None:
    """Fill the document information dictionary (ISO 32000-1, 14.3.3)."""
    now = datetime.fromtimestamp(job.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document.metadata.title = job.title
    document.metadata.authors = list(job.creators)
    document.metadata.description = job.description or job.subtitle or None
    document.metadata.keywords = [job.keyword_line] if job.keywords else []
    document.metadata.lang = job.language
    document.metadata.created = document.metadata.modified = now


def _fetcher(job: Job) -> Any:
    """Serves `asset:` and `font:` from the job and the house style's own `data:`; refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts: Mapping[str, bytes] = job.house_style.fonts

    class JobFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False)

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.startswith(FONT):
                font = fonts.get(url.removeprefix(FONT))
                if font is None:
                    raise ValueError("the house style has no such font")
                return URLFetcherResponse(url, body=font, headers={"Content-Type": "font/ttf"})
            asset = asset_at(url, job.assets)
            if asset is not None:
                return URLFetcherResponse(url, body=asset.data, headers={"Content-Type": asset.media_type})
            if not url.startswith("data:"):
                raise ValueError("a report may only show pictures from its own folder")
            return super().fetch(url, headers)

    return JobFetcher()


class _Records(logging.Handler):
    """What WeasyPrint logs while the `with` block runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: dict[str, None] = {}
        self._logger = logging.getLogger("weasyprint")

    def __enter__(self) -> Self:
        self._before = (self._logger.propagate, list(self._logger.handlers), self._logger.level)
        self._logger.propagate, self._logger.handlers = False, [self]
        self._logger.setLevel(logging.WARNING)
        return self

    def __exit__(self, *error: object) -> None:
        self._logger.propagate, self._logger.handlers, level = self._before
        self._logger.setLevel(level)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record once, however often the engine repeats it for every page."""
        self._messages[record.getMessage()] = None

    def diagnostics(self) -> list[Diagnostic]:
        """A diagnostic for each record that an editor can act on."""
        return [
            PDF_ENGINE.at(None, f"while making the PDF: {message}", "look for the place that this message names")
            for message in self._messages
            if not _HARMLESS.match(message) and not missing_character(message)
        ]

    def missing(self) -> str:
        """The characters that no font has."""
        return "".join(dict.fromkeys(map(missing_character, self._messages)))
