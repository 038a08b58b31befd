"""Contents: the lines that the template wrote become a TOC field (ECMA-376-1, 17.16.5.68) that is already filled in.

Each line is a link to its heading and ends with a PAGEREF field, whose number is an estimate until Word or LibreOffice
updates it. Nothing prompts, and nothing is blank in a reader that never updates fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, field, q, remove, style_of, value
from report_kit.exporters.docx.pages import estimate_pages
from report_kit.exporters.docx.passes.bookmarks import START, next_identifier, surround

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INSTRUCTION = 'TOC \\o "1-2" \\h \\z \\t "Heading 1 Short,1,Heading 1 Run-on,1"'
"""Headings of level 1 and 2 and those of short parts, as links.

No \\u: headings of derived parts have an outline level, but no line here.
"""


def fill_contents(draft: Draft) -> None:
    """Make the contents of the lines in the styles toc 1 and toc 2."""
    lines = [p for p in draft.body.findall(q("w:p")) if style_of(p) in ("Toc1", "Toc2")]
    pages = estimate_pages(draft)
    draft.pages = pages.total
    if not lines:
        return
    places = {start.get(q("w:name"), ""): start for start in draft.document.iter(START)}
    identifier = next_identifier(draft)
    for number, line in enumerate(lines, start=1):
        link = line.find(q("w:hyperlink"))
        assert link is not None, "a line of the contents leads somewhere"
        place = places.get(link.get(q("w:anchor"), ""))
        if place is None:
            continue
        heading = next(place.iterancestors(q("w:p")))
        name = f"_Toc{number:09}"
        content = [node for node in heading if node.tag != q("w:pPr")]
        surround(content[0], content[-1], name, identifier + number)
        _line(link, name, pages.of(heading))
    _field(lines)
    _control(lines)


def _line(link: Element, name: str, page: int) -> None:
    link.set(q("w:anchor"), name)
    link.set(q("w:history"), "1")
    for mark in list(link.iter(q("w:rPr"))):
        remove(mark)  # lines of the contents look like their style, not like links
    link.append(element("w:r", None, element("w:tab")))
    number = element("w:t")
    number.text = str(page)
    link.extend(field(f"PAGEREF {name} \\h", element("w:r", None, number)))


def _field(lines: list[Element]) -> None:
    """The field begins in the first line and ends in the last."""
    begin, code, separate, end = field(INSTRUCTION)
    first = lines[0]
    position = 1 if first[0].tag == q("w:pPr") else 0
    for run in reversed((begin, code, separate)):
        first.insert(position, run)
    lines[-1].append(end)


def _control(lines: list[Element]) -> None:
    """Put title and lines into the content control that Word makes around its own tables of contents."""
    first = lines[0].getprevious()
    title = first if first is not None and style_of(first) == "TOCHeading" else lines[0]
    gallery = element("w:docPartObj", None, value("w:docPartGallery", "Table of Contents"), element("w:docPartUnique"))
    control = element("w:sdt", None, element("w:sdtPr", None, gallery), element("w:sdtContent"))
    title.addprevious(control)
    content = control[-1]
    node: Element | None = title
    while node is not None:
        following = node.getnext()
        content.append(node)
        if node is lines[-1]:
            break
        node = following
