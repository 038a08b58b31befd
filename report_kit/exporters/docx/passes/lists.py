"""Lists: the styles List Bullet, List Number and List Continue in running text; in boxes and cells that of the box.

A bullet list in running text is numbered by its style alone. A numbered list gets an instance of its own, so that it
starts where its author said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.numbering import LEVELS
from report_kit.exporters.docx.ooxml import element, properties, put, q, set_style, style_of, val, value
from report_kit.exporters.docx.passes.paragraphs import PLAIN
from report_kit.exporters.docx.styles import LIST_STEP, left_of, left_rule, shifted_rule

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEPTH = ("", "2", "3")
"""Endings of the list styles by level; deeper levels share the last and say their level themselves."""


def style_lists(draft: Draft) -> None:
    """Give every paragraph of a list its style and number."""
    made: dict[tuple[str, int], int] = {}
    for paragraph in draft.paragraphs():
        numbered = paragraph.find(f"{q('w:pPr')}/{q('w:numPr')}")
        if numbered is None:
            continue
        level, number = min(int(val(numbered, "w:ilvl") or 0), LEVELS - 1), val(numbered, "w:numId")
        kind, start = draft.lists.get(number, ("", 1))
        style = style_of(paragraph)
        indent = 0 if style in PLAIN else left_of(style, draft.look, draft.variants)
        further = LIST_STEP * level if kind else LIST_STEP * (level + 1)
        rule = None if style in PLAIN else left_rule(style, draft.look, draft.variants)
        if rule is not None and further:
            put(properties(paragraph), shifted_rule(rule, further))
        if not kind:
            _continue(paragraph, style, level, indent)
            continue
        if kind != "bullet" or style not in PLAIN or level >= len(_DEPTH):
            instance = made.get((number, indent))
            if instance is None:
                instance = draft.numbering.instance(kind, indent, level, start)
                made[number, indent] = instance
            put(properties(paragraph), element("w:numPr", None, value("w:ilvl", level), value("w:numId", instance)))
        else:
            properties(paragraph).remove(numbered)
        if style in PLAIN:
            name = "ListBullet" if kind == "bullet" else "ListNumber"
            set_style(paragraph, name + _DEPTH[min(level, len(_DEPTH) - 1)])


def _continue(paragraph: Element, style: str, level: int, indent: int) -> None:
    """Make `paragraph` a further one of its list item: indented, without a number."""
    holder = properties(paragraph)
    holder.remove(holder.find(q("w:numPr")))  # type: ignore[arg-type]
    if style in PLAIN and level < len(_DEPTH):
        set_style(paragraph, "ListContinue" + _DEPTH[level])
        return
    if style in PLAIN:
        set_style(paragraph, "ListContinue")
    put(holder, element("w:ind", {"w:left": indent + LIST_STEP * (level + 1)}))
