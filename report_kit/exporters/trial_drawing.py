"""to_png, to_pdf, shows_nothing, lacks_letters: one drawing by itself, in the engines that draw it for Word and PDF.

In: an SVG that the reader of pictures has cleaned. Out: a PNG, a PDF (None where the engine could not draw it), and
whether that PDF shows anything. Fonts play no part here: what letters look like is not judged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, cast
from unicodedata import normalize

DPI = 96
"""CSS pixels in an inch, which resvg has to be told."""
_LONGEST = 1_000
"""Pixels of the longer side that is drawn: enough to see something, and little enough for filters."""
_GREY = 0x80
"""Of the paper: a white drawing is one too."""

_PAGE = (
    "<html><style>@page {{ size: 200px 200px; margin: 0; background: #808080 }} img {{ display: block; width: 200px; "
    'height: 200px; object-fit: contain }} body {{ margin: 0 }}</style><img src="asset:drawing" alt=""></html>'
)


def to_png(data: bytes) -> bytes:
    """The drawing as Word gets it. Raises ValueError where resvg cannot draw it."""
    import resvg_py

    text = data.decode("utf-8")
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=_LONGEST, skip_system_fonts=True, dpi=DPI))


def to_pdf(data: bytes) -> bytes | None:
    """The drawing on a grey page; None where WeasyPrint says that it cannot draw it, or falls over it."""
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url != "asset:drawing":
                raise ValueError("a drawing stands for itself")
            return URLFetcherResponse(url, body=data, headers={"Content-Type": "image/svg+xml"})

    refused: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            refused.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    propagate, handlers = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [listener]
    try:
        made = weasyprint.HTML(string=_PAGE.format(), url_fetcher=Fetcher()).write_pdf()
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError):  # of its own making
        return None
    finally:
        logger.propagate, logger.handlers = propagate, handlers
    return None if any("Failed to" in one and "image" in one for one in refused) else cast("bytes", made)


def lacks_letters(pdf: bytes, data: bytes) -> bool:
    """Whether `pdf` has fewer letters than the labels of the drawing in `data` that stand in plain sight."""
    import lxml.etree
    import pypdfium2

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    asked = sum(len(words) for words in _labels(lxml.etree.fromstring(data, parser)))
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        drawn = sum(map(str.isalnum, normalize("NFKC", page.get_text_range())))
    finally:
        document.close()
    return drawn < asked


def _labels(root: Any) -> Iterator[str]:
    """The letters and digits of text that is drawn where it stands, and not clipped, masked or made a pattern."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kind = str(element.tag).rpartition("}")[2]
        hidden = element.get("display") == "none" or element.get("visibility") in ("hidden", "collapse")
        hidden = (
            hidden or element.get("aria-hidden") == "true"
        )  # the line around letters, drawn once more as their fill
        if kind in _ELSEWHERE or hidden or element.get("clip-path") or element.get("mask"):
            continue
        if kind == "text":
            yield "".join(filter(str.isalnum, normalize("NFKC", "".join(element.itertext()))))
        else:
            waiting += list(element)


_ELSEWHERE = frozenset(("defs", "symbol", "title", "desc", "metadata", "clipPath", "mask", "marker", "pattern"))


def shows_nothing(pdf: bytes) -> bool:
    """Whether the page of `pdf` is as grey as its paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        levels = document[0].render(scale=1).to_pil().convert("RGB").getextrema()
    finally:
        document.close()
    return all(abs(level - _GREY) <= 1 for extremes in levels for level in extremes)
