"""Press: WeasyPrint with a house style, loaded once for every part that it lays out.

In: the CSS and fonts of the house style, and pictures. Every other address is refused, so that no file is opened and no
connection made. What the engine complains about is written down.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import io
import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from multiprocessing.util import Finalize
from typing import Any, Self

from report_kit.diagnostics import Diagnostic, MachineError
from report_kit.exporters.addresses import FONT, asset_at
from report_kit.exporters.missing_characters import missing_character
from report_kit.exporters.pdf.parcel import FORMAT
from report_kit.exporters.rules import PDF_ENGINE
from report_kit.model.sources import Asset, HouseStyle
from report_kit.workspace.temporary import temporary_folder

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


def engine() -> Any:
    """WeasyPrint, with our hooks. Raises MachineError where Pango is missing."""
    try:
        weasyprint = _imported()
    except OSError as error:  # cffi's dlopen found no shared library
        raise MachineError(NO_PANGO, PANGO_HINT) from error
    from report_kit.exporters.pdf.hooks import install

    install()
    return weasyprint


def _nothing(_name: str) -> None:
    return None


def _imported() -> Any:
    with redirect_stdout(io.StringIO()):  # where a library is missing, it prints advice among our results
        if "weasyprint" not in sys.modules and sys.platform == "linux":
            # Of each library it tries the names of other systems first, and for each of those a compiler and a linker
            # are started to ask where such a thing might be. Here its fourth name is the right one.
            search = ctypes.util.find_library
            ctypes.util.find_library = _nothing  # type: ignore[assignment]
            try:
                with suppress(OSError):
                    import weasyprint
            finally:
                ctypes.util.find_library = search
        import weasyprint
        import weasyprint.pdf
    return weasyprint


class Press:
    """The engine with one house style. `messages`: what it said of the stylesheet."""

    def __init__(self, css: str, fonts: Mapping[str, bytes]) -> None:
        weasyprint = engine()
        from weasyprint.css.counters import CounterStyle

        self.css, self._files = css, fonts
        self.sources = {hashlib.sha256(data).hexdigest(): name for name, data in fonts.items()}
        """Names of the fonts by the SHA-256 of their files."""
        self.recipe = hashlib.sha256("\0".join((_versions(), css, *sorted(self.sources))).encode()).hexdigest()
        """What decides how a page looks besides the page itself."""
        self._open = ExitStack()
        self.fonts = weasyprint.text.fonts.FontConfiguration()
        # The engine's own folder would stay where this process is killed; ours is swept by the next run.
        self.fonts._folder = self._open.enter_context(temporary_folder())
        self.counters = CounterStyle()
        self.profiles: dict[str, Any] = {}
        with Records() as records:
            self.sheet = weasyprint.CSS(
                string=css,
                url_fetcher=_fetcher(fonts, {}),
                font_config=self.fonts,
                counter_style=self.counters,
                color_profiles=self.profiles,
            )
        self.messages = records.messages

    def close(self) -> None:
        """Remove what it has put into files; it cannot be used any more."""
        self.fonts._folder = None
        self._open.close()

    def font(self, source: str) -> bytes:
        """The font file with this SHA-256."""
        return self._files[self.sources[source]]

    def fits(self, style: HouseStyle) -> bool:
        """Whether it is the press of this house style."""
        return style.print_css == self.css and style.fonts == self._files

    def page(self, html: str, assets: Mapping[str, Asset]) -> Any:
        """The page `html`, which shows pictures of `assets`, read."""
        return engine().HTML(string=html, base_url=None, url_fetcher=_fetcher(self._files, assets))

    def context(self, page: Any) -> Any:
        """What the engine knows of the page before it lays it out: above all its styles."""
        from weasyprint.document import Document

        settings = {"stylesheets": [self.sheet], "cache": None, "presentational_hints": False, "pdf_forms": None}
        return Document._build_layout_context(page, self.fonts, self.counters, self.profiles, settings)

    def lay_out(self, page: Any) -> Any:
        """The page laid out: a `weasyprint.Document`."""
        return page.render(
            stylesheets=[self.sheet],
            font_config=self.fonts,
            counter_style=self.counters,
            color_profiles=self.profiles,
            pdf_tags=True,
        )


def _versions() -> str:
    """Versions of all that lays out and writes."""
    import pydyf
    from weasyprint.text.ffi import pango

    return f"{FORMAT} WeasyPrint {engine().VERSION} pydyf {pydyf.VERSION} Pango {pango.pango_version()}"


_latest: list[Press] = []
"""The press that was used last: a process that makes one report again and again reads its style once."""


def press_for(style: HouseStyle) -> Press:
    """The press of a house style."""
    if not _latest or not _latest[0].fits(style):
        _close()
        _latest.append(Press(style.print_css, dict(style.fonts)))
    return _latest[0]


def _close() -> None:
    while _latest:
        _latest.pop().close()


Finalize(None, _close, exitpriority=1)  # also in a worker process, where `atexit` does nothing


def options() -> dict[str, Any]:
    """What `generate_pdf` is told."""
    settings: dict[str, Any] = {**engine().DEFAULT_OPTIONS, "pdf_tags": True}
    return settings


@contextmanager
def fonts_as_elsewhere(epoch: int) -> Iterator[None]:
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


def _fetcher(fonts: Mapping[str, bytes], assets: Mapping[str, Asset]) -> Any:
    """Serves `asset:` and `font:`, and the house style's own `data:`; refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class JobFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False)

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.startswith(FONT):
                font = fonts.get(url.removeprefix(FONT))
                if font is None:
                    raise ValueError("the house style has no such font")
                return URLFetcherResponse(url, body=font, headers={"Content-Type": "font/ttf"})
            asset = asset_at(url, assets)
            if asset is not None:
                return URLFetcherResponse(url, body=asset.data, headers={"Content-Type": asset.media_type})
            if not url.startswith("data:"):
                raise ValueError("a report may only show pictures from its own folder")
            return super().fetch(url, headers)

    return JobFetcher()


class Records(logging.Handler):
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

    @property
    def messages(self) -> tuple[str, ...]:
        """What it said, each once."""
        return tuple(self._messages)


def diagnostics(messages: Iterator[str] | tuple[str, ...]) -> list[Diagnostic]:
    """A diagnostic for each message that an editor can act on."""
    return [
        PDF_ENGINE.at(None, f"while making the PDF: {message}", "look for the place that this message names")
        for message in dict.fromkeys(messages)
        if not _HARMLESS.match(message) and not missing_character(message)
    ]


def missing(messages: Iterator[str] | tuple[str, ...]) -> str:
    """The characters that no font has."""
    return "".join(dict.fromkeys(map(missing_character, messages)))
