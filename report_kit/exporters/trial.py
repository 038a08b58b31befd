"""tried: every drawing of a report drawn once, by itself, before pages are laid out with it.

In: the report. Out: a diagnostic at the place of each drawing that an engine cannot draw, draws as nothing, or does not
finish. WeasyPrint draws it for the PDF, resvg for Word; the PDF is looked at. That happens in a process of its own with
limits of time and memory, which is ended where it does not answer. A verdict is kept under the content of the drawing.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any, Self

from report_kit.diagnostics import Diagnostic, Span
from report_kit.exporters.processes import ending_when_told, starting
from report_kit.exporters.rules import DRAWING_NOT_SHOWN
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.sources import Asset
from report_kit.model.walk import inlines_of, walk_blocks, walk_inlines
from report_kit.workspace import Cache

SECONDS = 20.0
"""For one drawing in both engines; a map of ten thousand lines takes three."""
LOADING = 60.0
"""Seconds more for the first one: the engines have to load."""
MEMORY = 4 * 2**30
"""Bytes of address space of the process, where the system can limit it."""

_SVG = "image/svg+xml"
_RECIPE = 2
"""Raise it with the engines' versions, so that drawings are tried anew."""

FINE, SLOW, NO_PDF, NO_WORD, BLANK, LABELS = "fine", "slow", "pdf", "word", "blank", "labels"

_WORDS = {
    SLOW: f"takes longer than {SECONDS:g} seconds, or too much memory, to be drawn",
    NO_PDF: "cannot be drawn for the PDF: some value in it is not what SVG allows",
    NO_WORD: "cannot be drawn for Word: some value in it is not what SVG allows",
    BLANK: "shows nothing: its viewBox or its shapes lead out of the picture",
    LABELS: "lacks words in the PDF: some of its labels are written in a way that is not drawn there",
}
_HINT = "open it in a browser, mend or simplify it, and export it again as plain SVG, or as PNG at three times its size"


def tried(report: Report, cache: Cache, *, parallel: bool) -> Iterator[Diagnostic]:
    """What is wrong with the drawings of authors; `parallel`: in a process of its own, with limits."""
    drawings = {path: asset for path, asset in report.assets.items() if asset.media_type == _SVG}
    if not drawings:
        return
    verdicts = _verdicts(drawings, cache, parallel=parallel)
    for path, span in _places(report):
        words = _WORDS.get(verdicts.get(path, FINE))
        if words:
            yield DRAWING_NOT_SHOWN.at(span, f'the drawing "{path}" {words}', _HINT)


def _verdicts(drawings: dict[str, Asset], cache: Cache, *, parallel: bool) -> dict[str, str]:
    keys = {p: f"drawings/{_RECIPE}-{hashlib.sha256(asset.data).hexdigest()}" for p, asset in drawings.items()}
    found = {path: kept.decode() for path, key in keys.items() if (kept := cache.get(key))}
    new = {path: asset for path, asset in drawings.items() if path not in found}
    if new:
        with _Trial(parallel=parallel) as trial:
            for path, asset in new.items():
                verdict = trial.of(asset)
                if verdict:
                    found[path] = verdict
                    cache.put(keys[path], verdict.encode())
    return found


def _places(report: Report) -> Iterator[tuple[str, Span]]:
    """Where pictures stand: those of the text, then logos."""
    for part in report.parts:
        for block in walk_blocks(part.blocks) if not part.derived else ():
            if isinstance(block, b.Figure):
                yield block.source, block.span
            yield from ((one.source, one.span) for one in walk_inlines(inlines_of(block)) if isinstance(one, i.Picture))
    for organisation in report.organisations.values():
        if organisation.logo:
            yield organisation.logo, organisation.at("logo")


class _Trial:
    """A process that draws, started with the first drawing and anew after one that it did not survive."""

    def __init__(self, *, parallel: bool) -> None:
        self._parallel = parallel
        self._process: Any = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def of(self, asset: Asset) -> str:
        """The verdict on `asset`; empty where nothing can be said because the engines are not here."""
        if not self._parallel:
            return drawn(asset.data)
        seconds = SECONDS
        if self._connection is None:
            self._start()
            seconds += LOADING
        assert self._connection is not None
        try:
            self._connection.send_bytes(asset.data)
            if self._connection.poll(seconds):
                return self._connection.recv_bytes().decode()
        except (EOFError, OSError):  # it is gone: the system ended it, or its memory was up
            pass
        self._end()
        return SLOW

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with starting():
            self._process.start()
        theirs.close()

    def _end(self) -> None:
        if self._connection is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
            self._connection = None


def _serve(connection: Connection) -> None:
    """Draw what comes until the other side hangs up."""
    try:
        import resource
    except ImportError:  # Windows: time is the only limit
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with ending_when_told():
        while True:
            try:
                connection.send_bytes(drawn(connection.recv_bytes()).encode())
            except (EOFError, ConnectionError):  # whoever asked is gone
                return


def drawn(data: bytes) -> str:
    """Draw the SVG `data` in both engines; the verdict."""
    from report_kit.exporters.trial_drawing import lacks_letters, shows_nothing, to_pdf, to_png

    try:
        to_png(data)
    except ImportError:
        return ""
    except (ValueError, RuntimeError):
        return NO_WORD
    try:
        pdf = to_pdf(data)
    except (ImportError, OSError):  # Pango is not here; whoever makes a PDF says so
        return ""
    if pdf is None:
        return NO_PDF
    if shows_nothing(pdf):
        return BLANK
    return LABELS if lacks_letters(pdf, data) else FINE
