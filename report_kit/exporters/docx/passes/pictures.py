"""Pictures: the text alternative, or the mark of a decoration, and nothing else that pandoc noted about their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, q

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension that Word's 'Mark as decorative' writes ([MS-ODRAWXML] 2.22)."""


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


def _name(node: Element, number: int, name: str) -> None:
    node.set("id", str(number))
    node.set("name", name)
    node.attrib.pop("title", "")


def _decorative() -> Element:
    mark = element("a:ext", {"uri": DECORATIVE}, element("adec:decorative", {"val": 1}))
    return element("a:extLst", None, mark)
