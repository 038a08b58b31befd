"""Running heads and feet: title of the report above, publishers and page number below (ECMA-376-1, 17.10).

What stands at the right is set by a tab stop, which is that of the style on upright pages. A page turned sideways is
wider, so its head and foot are parts of their own, with a stop further out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from report_kit.exporters.docx.look import Page
from report_kit.exporters.docx.ooxml import element, field, text_run, value
from report_kit.model.wording import Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def header_part(title: str, status: str, turned: Page | None = None) -> Element:
    """`word/header1.xml`: the title, as the document's own property, and on the right whether it is a draft.

    With `turned`, the upright page, `word/header2.xml`: the same for that page sideways.
    """
    content = list(field("TITLE", text_run(title)))
    if status:
        content += [_tab(), text_run(status)]
    return element("w:hdr", None, _paragraph("Header", content, turned))


def footer_part(publishers: Sequence[str], pages: int, wording: Wording, turned: Page | None = None) -> Element:
    """`word/footer1.xml`: who publishes, and 'Page 3 of 12'; with `turned`, as above, `word/footer2.xml`."""
    content = [text_run(" · ".join(publishers)), _tab(), *page_of(pages, wording)]
    return element("w:ftr", None, _paragraph("Footer", content, turned))


def page_of(pages: int, wording: Wording) -> Iterator[Element]:
    """The runs of 'Page 1 of `pages`'; Word and LibreOffice put the real numbers as they lay out the page."""
    fields = {"page": ("PAGE", 1), "pages": ("NUMPAGES", pages)}
    for words, place in wording.pieces("page-of-pages"):
        if words:
            yield text_run(words)
        if place:
            name, number = fields[place]
            yield from field(name, text_run(str(number)))


def _paragraph(style: str, content: list[Element], turned: Page | None) -> Element:
    look = element("w:pPr", None, value("w:pStyle", style))
    if turned:
        stops = {"clear": turned.measure, "right": turned.turned.measure}
        tabs = (element("w:tab", {"w:val": kind, "w:pos": place}) for kind, place in stops.items())
        look.append(element("w:tabs", None, *tabs))
    return element("w:p", None, look, *content)


def _tab() -> Element:
    return element("w:r", None, element("w:tab"))
