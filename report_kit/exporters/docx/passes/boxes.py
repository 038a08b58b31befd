"""Boxes: what stands inside a case study, a recommendation or a callout keeps that box's rule and indent.

The template marks each box with a bookmark `box:STYLE` around it, since pandoc knows the innermost style only. A
paragraph in another style gets a variant of it, 'Case Study Key Figure', an ordinary style that stands in the box;
a table is moved and gets the rule as its left border. In a box inside a box, the outer one's rule goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import EMU_PER_TWIP
from report_kit.exporters.docx.ooxml import element, properties, put, q, remove, set_style, style_of
from report_kit.exporters.docx.passes.bookmarks import END, PARAGRAPH, START
from report_kit.exporters.docx.passes.paragraphs import PLAIN
from report_kit.exporters.docx.passes.tables import CELL, ROW, fit_table
from report_kit.exporters.docx.styles import Style, border, inherited, left_of, left_rule, lineage, shifted_rule

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PREFIX = "box:"

TABLE = q("w:tbl")


def keep_in_boxes(draft: Draft) -> None:
    """Give everything inside a box the box's rule and indent."""
    for story in draft.stories():
        starts = [start for start in story.iter(START) if start.get(q("w:name"), "").startswith(PREFIX)]
        settled: set[Element] = set()
        for start in starts:  # the outer box comes before what it holds
            box = _Box(start.get(q("w:name"), "").removeprefix(PREFIX), draft)
            for node in _inside(start):
                if node not in settled:
                    settled.add(node)
                    box.take(node)
        _drop(story, {start.get(q("w:id"), "") for start in starts})


def _inside(start: Element) -> Iterator[Element]:
    """Paragraphs and tables up to the bookmark's end, not those inside tables."""
    for node in list(start.itersiblings()):
        if node.tag == END and node.get(q("w:id")) == start.get(q("w:id")):
            return
        if node.tag in (PARAGRAPH, TABLE):
            yield node


class _Box:
    """A kind of box, by the id of the style of its text."""

    def __init__(self, identifier: str, draft: Draft) -> None:
        self._style = next(lineage(identifier, {}))
        self._left = left_of(identifier, draft.look, {})
        self._rule = left_rule(identifier, draft.look, {})
        self._draft = draft

    def take(self, node: Element) -> None:
        """Let a paragraph or table stand inside."""
        if node.tag == TABLE:
            self._take_table(node)
        else:
            self._take_paragraph(node)

    def _take_paragraph(self, paragraph: Element) -> None:
        _fit_pictures(paragraph, self._draft.look.page.measure - self._left)
        styles = list(lineage(style_of(paragraph), self._draft.variants))
        if not styles or styles[0].id in PLAIN:
            set_style(paragraph, self._style.id)
        elif any(style.outline is not None for style in styles):
            # The contents collect headings by the names of their styles, so these keep theirs.
            if self._rule is not None:
                put(properties(paragraph), shifted_rule(self._rule, 0))
            put(properties(paragraph), element("w:ind", {"w:left": self._left}))
        elif self._style not in styles:
            set_style(paragraph, self._variant(styles[0]).id)

    def _variant(self, style: Style) -> Style:
        """'Case Study Key Figure': the style that `style` becomes in here."""
        name = f"{self._style.name} {style.name[:1].upper()}{style.name[1:]}"
        variant = Style(name, style.name, self._style.name, gallery=False)
        if variant.id not in self._draft.variants:
            look = self._draft.look
            settings = {"left": self._left / 20, "rule_left": inherited(self._style.id, "rule_left", look, {})}
            if inherited(style.id, "hanging", look, {}):
                settings["hanging"] = 0
            for side in ("rule_top", "rule_bottom"):
                if inherited(style.id, side, look, {}):
                    settings[side] = None
            self._draft.add_variant(variant, settings)
        return variant

    def _take_table(self, table: Element) -> None:
        """Begin at the box's rule, which becomes a border; the words begin where those of the box do."""
        if self._rule is None:
            fit_table(table, self._draft, self._left)
            return
        inset = self._rule.space * 20 + self._rule.width * 20 // 16  # a table's border is centred on its edge
        fit_table(table, self._draft, self._left - inset, inset)
        edge = border(replace(self._rule, space=0))
        for row in table.findall(ROW):
            first = row.find(CELL)
            if first is not None:
                put(properties(first), element("w:tcBorders", None, element("w:left", edge)))


def _fit_pictures(paragraph: Element, measure: int) -> None:
    """Scale pictures that would reach over the margin."""
    for extent in paragraph.iter(q("wp:extent")):
        width = int(extent.get("cx", "0")) // EMU_PER_TWIP
        if width <= measure:
            continue
        drawing = extent.getparent()
        assert drawing is not None
        for size in (extent, *drawing.iter(q("a:ext"))):
            for side in ("cx", "cy"):
                if size.get(side):
                    size.set(side, str(int(size.get(side, "0")) * measure // width))


def _drop(story: Element, identifiers: set[str]) -> None:
    for node in list(story.iter(START, END)):
        if node.get(q("w:id")) in identifiers:
            remove(node)
