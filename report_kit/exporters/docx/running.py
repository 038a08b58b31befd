"""Running heads and feet: title of the report above, publishers and page number below (ECMA-376-1, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from report_kit.exporters.docx.ooxml import element, field, text_run, value
from report_kit.model.wording import Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def header_part(title: str, status: str) -> Element:
    """`word/header1.xml`: the title, as the document's own property, and on the right whether it is a draft."""
    content = list(field("TITLE", text_run(title)))
    if status:
        content += [_tab(), text_run(status)]
    return element("w:hdr", None, _paragraph("Header", content))


def footer_part(publishers: Sequence[str], pages: int, wording: Wording) -> Element:
    """`word/footer1.xml`: who publishes, and 'Page 3 of 12'."""
    content = [text_run(" · ".join(publishers)), _tab(), *page_of(pages, wording)]
    return element("w:ftr", None, _paragraph("Footer", content))


def page_of(pages: int, wording: Wording) -> Iterator[Element]:
    """The runs of 'Page 1 of `pages`'; Word and LibreOffice put the real numbers as they lay out the page."""
    fields = {"page": ("PAGE", 1), "pages": ("NUMPAGES", pages)}
    for words, place in wording.pieces("page-of-pages"):
        if words:
            yield text_run(words)
        if place:
            name, number = fields[place]
            yield from field(name, text_run(str(number)))


def _paragraph(style: str, content: list[Element]) -> Element:
    return element("w:p", None, element("w:pPr", None, value("w:pStyle", style)), *content)


def _tab() -> Element:
    return element("w:r", None, element("w:tab"))
