"""Numbering: list definitions of `numbering.xml` (ECMA-376-1, 17.9): one abstract definition for each kind of list and
indent, and a number instance for each list that counts, so that it starts where its author said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.look import Look
from report_kit.exporters.docx.ooxml import element, put, q, val, value
from report_kit.exporters.docx.styles import BULLETS, LIST_STEP, NUMBERS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
"""Word's own limit."""

BULLET_SIGNS = ("•", "–", "◦")
"""By level, over and over; all three are in the house style's fonts, unlike Symbol's private code points."""


class Numbering:
    """The lists of one document. The two definitions that the list styles use are always there."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._definitions: dict[tuple[str, int], int] = {}
        self._abstract: list[Element] = []
        self._instances: list[Element] = []
        self.instance("bullet", 0)
        self.instance("decimal", 0)
        assert len(self._instances) == max(BULLETS, NUMBERS)

    def instance(self, kind: str, indent: int, level: int = 0, start: int = 1) -> int:
        """The id of a new list: `kind` is a ST_NumberFormat ('bullet', 'decimal', 'lowerLetter' …), `indent` twips."""
        if (kind, indent) not in self._definitions:
            self._definitions[kind, indent] = len(self._abstract) + 1
            self._abstract.append(self._define(kind, indent))
        identifier = len(self._instances) + 1
        node = element("w:num", {"w:numId": identifier}, value("w:abstractNumId", self._definitions[kind, indent]))
        if kind != "bullet":
            node.append(element("w:lvlOverride", {"w:ilvl": level}, value("w:startOverride", start)))
        self._instances.append(node)
        return identifier

    def part(self) -> Element:
        """`word/numbering.xml`."""
        return element("w:numbering", None, *self._abstract, *self._instances)

    def _define(self, kind: str, indent: int) -> Element:
        number = len(self._abstract) + 1
        node = element("w:abstractNum", {"w:abstractNumId": number})
        node.append(value("w:multiLevelType", "hybridMultilevel" if kind == "bullet" else "multilevel"))
        styles = {"bullet": "ListBullet", "decimal": "ListNumber"}
        for level in range(LEVELS):
            lvl = element("w:lvl", {"w:ilvl": level}, value("w:start", 1), value("w:numFmt", kind))
            if indent == 0 and kind in styles and level < 3:
                lvl.append(value("w:pStyle", styles[kind] + ("", "2", "3")[level]))
            sign = BULLET_SIGNS[level % len(BULLET_SIGNS)] if kind == "bullet" else f"%{level + 1}."
            lvl.append(value("w:lvlText", sign))
            lvl.append(value("w:lvlJc", "left"))
            left = indent + LIST_STEP * (level + 1)
            place = element("w:pPr", None, element("w:ind", {"w:left": left, "w:hanging": LIST_STEP}))
            lvl.append(place)
            run = element("w:rPr")
            put(run, element("w:color", {"w:val": self._look.colour("accent"), "w:themeColor": "accent1"}))
            lvl.append(run)
            node.append(lvl)
        return node


def lists_in(part: Element) -> dict[str, tuple[str, int]]:
    """What pandoc's `numbering.xml` says of each list: kind and first number, by its id. '' for a continued item."""
    kinds = {
        definition.get(q("w:abstractNumId")): val(definition, "w:lvl/w:numFmt")
        for definition in part.iter(q("w:abstractNum"))
    }
    found = {}
    for instance in part.iter(q("w:num")):
        reference = val(instance, "w:abstractNumId")
        start = val(instance, "w:lvlOverride/w:startOverride")
        found[instance.get(q("w:numId"), "")] = ("" if reference == CONTINUED else kinds[reference], int(start or 1))
    return found


CONTINUED = "990"
"""The definition, all blanks, that pandoc gives to further paragraphs of a list item."""
