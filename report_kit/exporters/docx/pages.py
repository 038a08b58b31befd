"""Pages: on which page each paragraph will stand, judged by what its style and its words take.

No layout engine runs here. Parts start on new pages, so an error does not carry over from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import EMU_PER_TWIP, Look, is_yes, twips
from report_kit.exporters.docx.ooxml import q, style_of, text_of
from report_kit.exporters.docx.styles import LIST_STEP, PARAGRAPHS, Style, Variants, style_id
from report_kit.model.metrics import GENERIC, Face, face_of, line_count

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARAGRAPH, TABLE, ROW, CELL, KEEP = q("w:p"), q("w:tbl"), q("w:tr"), q("w:tc"), q("w:keepNext")

SEPARATOR = 240
"""Twips that the line above the footnotes takes."""


@dataclass(slots=True)
class Pages:
    """Where paragraphs stand."""

    total: int = 1
    _by_paragraph: dict[Element, int] = field(default_factory=dict)

    def of(self, paragraph: Element) -> int:
        """The page of `paragraph`, from 1; the last one where it is not known."""
        return self._by_paragraph.get(paragraph, self.total)

    def put(self, paragraph: Element) -> None:
        """Note that `paragraph` begins on the page reached so far."""
        self._by_paragraph[paragraph] = self.total


@dataclass(frozen=True, slots=True)
class _Measures:
    """What a style takes, in twips."""

    size: float = 11
    """Points."""
    line: int = 0
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    rules: int = 0
    """Room for lines above and below."""
    new_page: bool = False
    with_next: bool = False
    at_foot: bool = False
    bold: bool = False
    font: str = "text"
    """Role in the house style: text, display, code."""


def estimate_pages(draft: Draft) -> Pages:
    """Lay the document out, roughly."""
    layout = _Layout(draft, _notes(draft))
    cover = True
    nodes = list(_flow(draft.body))
    ends = [node for node in nodes if _is_section_end(node)]
    for node in nodes:
        layout.turned = bool(ends) and _is_turned(ends[0])
        if node.tag == TABLE:
            layout.table(node)
            continue
        style = layout.measures.get(style_of(node), _Measures())
        if cover and not style_of(node).startswith(("Cover", "Title", "Subtitle")):
            cover = False
            layout.new_page()
        layout.paragraph(node, style)
        if ends and node is ends[0]:
            ends.pop(0)
            layout.new_page()
    return layout.pages


def _is_section_end(node: Element) -> bool:
    return node.find(f"{q('w:pPr')}/{q('w:sectPr')}") is not None


def _is_turned(node: Element) -> bool:
    size = node.find(f"{q('w:pPr')}/{q('w:sectPr')}/{q('w:pgSz')}")
    return size is not None and size.get(q("w:orient")) == "landscape"


def _flow(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those of content controls too."""
    for node in parent:
        if node.tag in (PARAGRAPH, TABLE):
            yield node
        elif node.tag in (q("w:sdt"), q("w:sdtContent")):
            yield from _flow(node)


class _Layout:
    """Fills pages from the top. Between two paragraphs stands the larger of the spaces they ask for, as in Word."""

    def __init__(self, draft: Draft, notes: dict[str, str]) -> None:
        self.measures = _all_measures(draft.look, draft.variants)
        self.pages = Pages()
        self.turned = False
        """Whether the page lies sideways."""
        self._look = draft.look
        self._fonts = draft.fonts
        self._notes = notes
        self._used = 0
        """Height taken on this page, footnotes included."""
        self._noted = False
        """Whether a footnote stands on this page."""
        self._after = 0
        """Space that the last paragraph asks for below it."""
        self._held: list[tuple[Element, _Measures, int]] = []
        """Paragraphs that must stay with the next, and their heights."""

    @property
    def _depth(self) -> int:
        return (self._look.page.turned if self.turned else self._look.page).depth

    def new_page(self) -> None:
        """Start a page, unless this one is empty."""
        if self._used or self._held:
            self._release()
            self._turn()

    def paragraph(self, node: Element, style: _Measures) -> None:
        """Place a paragraph; a long one may run over the page's end."""
        if style.at_foot:
            self.pages.put(node)
            return
        if style.new_page:
            self.new_page()
        height, lines = self._height(node, style)
        with_next = style.with_next or node.find(f"{q('w:pPr')}/{KEEP}") is not None
        if with_next and self._held_height() + height < self._depth:
            self._held.append((node, style, height))
            return
        notes = self._note_height(node)
        first_lines = height if lines < 4 else 2 * self._line(style)  # neither widows nor orphans
        if self._used + self._held_height() + style.before + first_lines + notes > self._depth:
            self._turn()
            notes = self._note_height(node)
        self._release()
        self._noted = self._noted or bool(notes)
        self._place(node, style, height + notes)
        over = self._used - self._depth
        if over > 0:
            self._turn()
            self._used, self._after = max(over, 2 * self._line(style)), style.after

    def _place(self, node: Element, style: _Measures, height: int) -> None:
        self.pages.put(node)
        # Space above a paragraph goes where the page broke by itself.
        self._used += (max(self._after, style.before) if self._used or style.new_page else 0) + height
        self._after = style.after

    def _held_height(self) -> int:
        total, after = 0, self._after
        for _, style, height in self._held:
            total += max(after, style.before) + height
            after = style.after
        return total

    def table(self, node: Element) -> None:
        """Place a table row by row; header rows come again on each page."""
        padding = 2 * twips(self._look.table.get("padding", 5))
        rule = twips(self._look.table.get("rule", {}).get("width", 0.5))
        rows = []
        for row in node.iter(ROW):
            tallest = max((self._cell_height(cell, padding) for cell in row.findall(CELL)), default=0)
            rows.append((row, tallest + padding + rule))
        head = sum(h for row, h in rows if row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None)
        for index, (row, height) in enumerate(rows):
            after = self._held[-1][1].after if self._held else self._after
            need = height + after + (self._held_height() if index == 0 else 0)
            for (kept, _), (_, following) in pairwise(rows[index:]):
                if not self._keeps_with_next(kept):
                    break
                need += following
            if self._used + need > self._depth and self._used > head:
                self._turn()
                self._used += head if index else 0
            self._release()
            for paragraph in row.iter(PARAGRAPH):
                self.pages.put(paragraph)
            self._used += self._after + height
            self._after = 0

    def _keeps_with_next(self, row: Element) -> bool:
        styles = (self.measures.get(style_of(paragraph)) for paragraph in row.iter(PARAGRAPH))
        return next(row.iter(KEEP), None) is not None or any(style and style.with_next for style in styles)

    def _cell_height(self, cell: Element, padding: int) -> int:
        width = cell.find(f"{q('w:tcPr')}/{q('w:tcW')}")
        measure = int(width.get(q("w:w"), "2000")) if width is not None else 2000
        height = 0
        for paragraph in cell.iter(PARAGRAPH):
            style = self.measures.get(style_of(paragraph)) or self.measures["TableText"]
            face = self._face(style)
            height += line_count(text_of(paragraph), style.size, measure - padding, face) * self._line(style)
        return height

    def _height(self, node: Element, style: _Measures) -> tuple[int, int]:
        measure = self._look.page.measure - style.left - style.right
        numbered = node.find(f"{q('w:pPr')}/{q('w:numPr')}/{q('w:ilvl')}")
        if numbered is not None:
            measure -= LIST_STEP * (int(numbered.get(q("w:val"), "0")) + 1)
        face = self._face(style)
        pieces = text_of(node) if node.find(f".//{q('w:br')}") is None else _broken(node)
        lines = sum(line_count(piece, style.size, measure, face) for piece in pieces.split("\n"))
        pictures = sum(int(e.get("cy", "0")) // EMU_PER_TWIP for e in node.iter(q("wp:extent")))
        text = max(lines * self._line(style), pictures)
        return text + style.rules, lines

    def _face(self, style: _Measures) -> Face:
        """The widths of the style's font, where the house style brings it."""
        embedded = self._look.fonts[style.font].embed if style.font in self._look.fonts else {}
        data = self._fonts.get(embedded.get("bold" if style.bold else "regular", ""))
        return face_of(data) if data else GENERIC

    def _line(self, style: _Measures) -> int:
        return max(style.line, round(style.size * 20 * self._face(style).height))

    def _note_height(self, node: Element) -> int:
        style = self.measures.get("FootnoteText", _Measures())
        height = 0
        for number, reference in enumerate(node.iter(q("w:footnoteReference"))):
            height += 0 if number or self._noted else SEPARATOR
            words = self._notes.get(reference.get(q("w:id"), ""), "")
            height += sum(
                line_count(piece, style.size, self._look.page.measure, self._face(style)) * self._line(style)
                + style.after
                for piece in words.split("\n")
            )
        return height

    def _turn(self) -> None:
        """Go to the next page, taking along what must stay with the next paragraph."""
        self.pages.total += 1
        self._used = self._after = 0
        self._noted = False

    def _release(self) -> None:
        for node, style, height in self._held:
            self._place(node, style, height)
        self._held = []


def _broken(node: Element) -> str:
    """The words of a paragraph, a line for each that its author broke."""
    parts = []
    for piece in node.iter(q("w:t"), q("w:br")):
        parts.append(piece.text or "" if piece.tag == q("w:t") else "\n")
    return "".join(parts)


def _notes(draft: Draft) -> dict[str, str]:
    """Words of each footnote, a line for each paragraph."""
    return {
        note.get(q("w:id"), ""): "\n".join(text_of(p) for p in note.iter(PARAGRAPH))
        for note in draft.footnotes.iter(q("w:footnote"))
    }


def _all_measures(look: Look, variants: Variants) -> dict[str, _Measures]:
    known = {style.id: style for style in (Style("Normal", base=""), *PARAGRAPHS, *variants.values())}
    made: dict[str, _Measures] = {}

    def measures(identifier: str) -> _Measures:
        if identifier not in made:
            style = known.get(identifier)
            made[identifier] = _Measures() if style is None else _measure(style, look, measures(style_id(style.base)))
        return made[identifier]

    for identifier in known:
        measures(identifier)
    return made


def _measure(style: Style, look: Look, base: _Measures) -> _Measures:
    given = look.styles.get(style.name, {})
    keys = [key for key in ("rule_top", "rule_bottom") if key in given]
    rules = [look.rule(given[key]) for key in keys if given[key]]
    return _Measures(
        size=twips(given["size"]) / 20 if "size" in given else base.size,
        line=twips(given["line"]) if "line" in given else base.line,
        before=twips(given["before"]) if "before" in given else base.before,
        after=twips(given["after"]) if "after" in given else base.after,
        left=twips(given["left"]) if "left" in given else base.left,
        right=twips(given["right"]) if "right" in given else base.right,
        new_page=base.new_page if style.new_page is None else style.new_page,
        with_next=base.with_next if style.with_next is None else style.with_next,
        at_foot=style.at_foot,
        rules=sum(rule.space * 20 + rule.width * 20 // 8 for rule in rules) if keys else base.rules,
        bold=is_yes(given["bold"]) if "bold" in given else base.bold,
        font=str(given.get("font", base.font)),
    )
