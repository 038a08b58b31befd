"""The pages of a PDF, as a reader would select their text: PDFium's reading, joined across the pages."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from report_kit.extract.pdf.drawings import drawings_as_pages
from report_kit.extract.piece import MARK, Mark
from report_kit.extract.reading import Reading

_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not thread-safe."""

MAX_PAGES = 5_000
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "tt", "ti", "th", "ft", "fj")
_NO_LETTERS = "the file does not tell which letters its glyphs stand for"
_UNKNOWN = "\ufdd0"
"""Stands for a glyph whose letters the file does not tell; a code point that never occurs in text."""


def add_pages(reading: Reading, data: bytes, *, report: bool = True) -> None:
    """Add the text of the pages of `data`, and of what it draws outside them; with `report`, also what is wrong."""
    _add_texts(reading, _texts_of_pages(reading, data, report=report), report=report)
    drawings = drawings_as_pages(reading, data)
    if drawings:
        for text in _texts_of_pages(reading, drawings, report=False):
            reading.add("stamp, pattern or page that is not shown", text.replace(_UNKNOWN, " "), fallback=True)
            if report and _UNKNOWN * 4 in text:
                reading.fault("stamp, pattern or page that is not shown", _NO_LETTERS)


def running_text(data: bytes) -> str | None:
    """The text of all pages, one after another; None where the file cannot be read."""
    read = _pages_of(data)
    return None if read is None else "\n".join(text or "" for text in read[0]).replace(_UNKNOWN, "")


def _texts_of_pages(reading: Reading, data: bytes, *, report: bool) -> list[str]:
    read = _pages_of(data)
    if read is None:
        if report:
            reading.fault("pages", "the file is damaged, or locked with a password")
        return []
    pages, count = read
    if count > MAX_PAGES:
        reading.fault(f"pages after page {MAX_PAGES}", "the file is too long")
    for number, text in enumerate(pages, 1):
        if text is None and report:
            reading.fault(f"page {number}", "it is damaged")
    return [text or "" for text in pages]


@lru_cache(maxsize=2)  # a PDF that was just made is read for words that are lost, and then for names
def _pages_of(data: bytes) -> tuple[tuple[str | None, ...], int] | None:
    """The text of each page up to `MAX_PAGES`, None where it is damaged, and how many pages there are."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except (pypdfium2.PdfiumError, ValueError):
            return None
        try:
            count = len(document)
            return tuple(_page_text(document, number) for number in range(min(count, MAX_PAGES))), count
        finally:
            document.close()


def _page_text(document: Any, number: int) -> str | None:
    """The text of one page; glyphs without letters are `_UNKNOWN`."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
        try:
            textpage = page.get_textpage()
            count = textpage.count_chars()
            handle = textpage.raw
            text = str(textpage.get_text_range()) if count > 0 else ""
            unmapped = [place for place in range(count) if pdfium.FPDFText_HasUnicodeMapError(handle, place) == 1]
            if unmapped:
                # Positions in the text and among the characters agree only while none is left out.
                points = [pdfium.FPDFText_GetUnicode(handle, place) for place in range(count)]
                for place in unmapped:
                    points[place] = ord(_UNKNOWN)
                text = "".join(chr(point) for point in points if 0 < point < 0x110000)
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    # PDFium writes a hyphen at the end of a line as U+0002 or U+FFFE, with or without the line break.
    return re.sub("[\x02\ufffe]\r?\n?", "-\n", text).replace("\r\n", "\n").replace("\0", "")


def _add_texts(reading: Reading, pages: list[str], *, report: bool) -> None:
    for number, text in enumerate(pages, 1):
        letters = sum(not character.isspace() for character in text)
        unknown = text.count(_UNKNOWN)
        if report and (_UNKNOWN * 4 in text or (unknown > 20 and unknown * 5 > letters)):
            reading.fault(f"page {number}", _NO_LETTERS)
        for line in text.split("\n") if unknown else ():
            if _UNKNOWN in line:
                for letters_of in _LIGATURES:
                    reading.add(f"page {number}", line.replace(_UNKNOWN, letters_of))
    marks = [Mark(f"page {number}") for number in range(1, len(pages) + 1)]
    whole = f"\n{MARK}".join(["", *pages]).replace(_UNKNOWN, " ")
    reading.add("page 1", whole, marks=marks)
    for number, (page, following) in enumerate(pairwise(pages), 1):
        for tail, head in _seams(page, following):
            place = f"pages {number} and {number + 1}"
            reading.add(place, f"{tail}\n{MARK}{head}", marks=[Mark(place)], seam=True)


def _seams(page: str, following: str) -> Iterator[tuple[str, str]]:
    """Ends of lines low on a page with beginnings of lines high on the next: headers and notes stand between them."""
    tails = [line.strip()[-60:] for line in page.split("\n") if line.strip()][-16:]
    heads = [line.strip()[:60] for line in following.split("\n") if line.strip()][:5]
    # The plain case, last line to first line, is in the joined text already.
    return (pair for pair in product(tails, heads) if pair != (tails[-1], heads[0]))
