"""Pictures: the text alternative, or the mark of a decoration, and nothing else that pandoc noted about their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, q

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension that Word's 'Mark as decorative' writes ([MS-ODRAWXML] 2.22)."""


EMU_PER_TWIP = 635
"""English Metric Units, in which drawings are measured (ECMA-376-1, 20.1.2.1)."""


def describe_pictures(draft: Draft) -> None:
    """Number and describe every picture."""
    number = 0
    for story in draft.stories():
        for inline in story.iter(q("wp:inline")):
            number += 1
            for side in ("distT", "distB", "distL", "distR"):
                inline.set(side, "0")
            shown = inline.find(q("wp:docPr"))
            assert shown is not None
            name = draft.wording("picture-name", number=number)
            _name(shown, number, name)
            if not shown.get("descr"):
                shown.append(_decorative())
            for inner in inline.iter(q("pic:cNvPr")):
                # pandoc writes the picture's address here, which is the whole picture as a data URI.
                _name(inner, number, name)
                inner.attrib.pop("descr", "")


def shrink_pictures(cell: Element, room: float) -> None:
    """Make pictures in `cell` that are wider than `room`, in twips, as wide as that; Word lets them stand out."""
    for inline in cell.iter(q("wp:inline")):
        extents = [*inline.iter(q("wp:extent")), *inline.iter(q("a:ext"))]
        sized = [extent for extent in extents if extent.get("cx")]
        share = room * EMU_PER_TWIP / max((int(extent.get("cx", 1)) for extent in sized), default=1)
        for extent in sized if share < 1 else ():
            for side in ("cx", "cy"):
                extent.set(side, str(max(1, int(int(extent.get(side, 1)) * share))))


def _name(node: Element, number: int, name: str) -> None:
    node.set("id", str(number))
    node.set("name", name)
    node.attrib.pop("title", "")


def _decorative() -> Element:
    mark = element("a:ext", {"uri": DECORATIVE}, element("adec:decorative", {"val": 1}))
    return element("a:extLst", None, mark)
