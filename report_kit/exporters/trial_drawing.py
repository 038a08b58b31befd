"""to_png, to_pdf, shows_nothing: one drawing by itself, in the engines that draw it for Word and for the PDF.

In: an SVG that the reader of pictures has cleaned. Out: a PNG, a PDF (None where the engine could not draw it), and
whether that PDF shows anything. Fonts play no part here: what letters look like is not judged.
"""

from __future__ import annotations

import logging
from typing import Any, cast

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
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=_LONGEST, skip_system_fonts=True))


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


def shows_nothing(pdf: bytes) -> bool:
    """Whether the page of `pdf` is as grey as its paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        levels = document[0].render(scale=1).to_pil().convert("RGB").getextrema()
    finally:
        document.close()
    return all(abs(level - _GREY) <= 1 for extremes in levels for level in extremes)
