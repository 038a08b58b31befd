"""Turned tables: a table wider than the text stands in a section of its own, whose page lies sideways.

A section ends with the paragraph that holds its properties (ECMA-376-1, 17.6.18), so the paragraph before the caption
ends the upright one, and an empty paragraph after the table the turned one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, properties, put, q, style_of, value
from report_kit.exporters.docx.reference import section_properties

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HEADINGS = frozenset(("AnnexHeading", *(f"Heading{level}" for level in range(2, 7))))
"""Ids of the styles of headings inside of a part."""

PARAGRAPH, TABLE, SECTION = q("w:p"), q("w:tbl"), q("w:sectPr")


def turn_pages(draft: Draft) -> None:
    """Give every table that needs it, with its caption, a page turned sideways; neighbours share theirs."""
    for table in draft.turned:
        first = _first(table)
        before = _before(first)
        if before is not None and _ends_turned(before):
            before.remove(before[0])
        elif before is None or before.find(f"{q('w:pPr')}/{SECTION}") is None:
            if before is None:
                before = _empty()
                first.addprevious(before)
            put(properties(before), section_properties(draft.look, running=True))
        end = table.getnext()
        if end is None or style_of(end) != "TableEnd":
            end = _empty()
            table.addnext(end)
        put(properties(end), section_properties(draft.look, running=True, turned=True))


def _first(table: Element) -> Element:
    """The first of what goes along: headings right before the table, its caption, or the table itself."""
    first, before = table, _before(table)
    while before is not None and (style_of(before).endswith("TableCaption") or style_of(before) in HEADINGS):
        if before.find(f"{q('w:pPr')}/{SECTION}") is not None:
            break
        first, before = before, _before(before)
    return first


def _before(node: Element) -> Element | None:
    """The paragraph right before `node`; marks of bookmarks do not count."""
    for other in node.itersiblings(preceding=True):
        if other.tag == PARAGRAPH:
            return other
        if other.tag in (TABLE, q("w:sdt")):
            return None
    return None


def _ends_turned(paragraph: Element) -> bool:
    size = paragraph.find(f"{q('w:pPr')}/{SECTION}/{q('w:pgSz')}")
    return size is not None and size.get(q("w:orient")) == "landscape"


def _empty() -> Element:
    return element("w:p", None, element("w:pPr", None, value("w:pStyle", "TableEnd")))
