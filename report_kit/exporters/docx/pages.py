"""Pages: on which page each paragraph will stand, judged by what its style and its words take.

No layout engine runs here. Parts start on new pages, so an error does not carry over from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import EMU_PER_TWIP, Look, is_yes, twips
from report_kit.exporters.docx.metrics import line_count
from report_kit.exporters.docx.ooxml import q, style_of, text_of
from report_kit.exporters.docx.styles import LIST_STEP, PARAGRAPHS, Style, style_id

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARAGRAPH, TABLE, ROW, CELL = q("w:p"), q("w:tbl"), q("w:tr"), q("w:tc")


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
    new_page: bool = False
    with_next: bool = False
    at_foot: bool = False
    rules: int = 0
    """Room for lines above and below."""
    bold: bool = False


def estimate_pages(draft: Draft) -> Pages:
    """Lay the document out, roughly."""
    layout = _Layout(draft.look, _notes(draft))
    cover = True
    for node in _flow(draft.body):
        if node.tag == TABLE:
            layout.table(node)
            continue
        style = layout.measures.get(style_of(node), _Measures())
        if cover and not style_of(node).startswith(("Cover", "Title", "Subtitle")):
            cover = False
            layout.new_page()
        layout.paragraph(node, style)
    return layout.pages


def _flow(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those of content controls too."""
    for node in parent:
        if node.tag in (PARAGRAPH, TABLE):
            yield node
        elif node.tag in (q("w:sdt"), q("w:sdtContent")):
            yield from _flow(node)


class _Layout:
    """Fills pages from the top."""

    def __init__(self, look: Look, notes: dict[str, str]) -> None:
        self.measures = _all_measures(look)
        self.pages = Pages()
        self._look = look
        self._notes = notes
        self._used = 0
        """Height taken on this page."""
        self._held: list[tuple[Element, int]] = []
        """Paragraphs that must stay with the next, and their heights."""

    def new_page(self) -> None:
        """Start a page, unless this one is empty."""
        if self._used or self._held:
            self._release()
            self.pages.total += 1
            self._used = 0

    def paragraph(self, node: Element, style: _Measures) -> None:
        """Place a paragraph; a long one may run over the page's end."""
        if style.at_foot:
            self.pages.put(node)
            return
        if style.new_page:
            self.new_page()
        height, lines = self._height(node, style)
        if style.with_next and len(self._held) < 6:
            self._held.append((node, height))
            return
        held = sum(h for _, h in self._held)
        notes = self._note_height(node)
        least = min(lines, 2) * self._line(style) + style.before + held + notes
        if self._used + least > self._look.page.depth:
            self._turn()
        self._release()
        self.pages.put(node)
        self._used += height + notes
        self._overflow()

    def table(self, node: Element) -> None:
        """Place a table row by row; header rows come again on each page."""
        style = self.measures.get("TableText", _Measures())
        padding = 2 * twips(self._look.table.get("padding", 5)) + 15
        rows = []
        for row in node.iter(ROW):
            lines = 1
            for cell in row.findall(CELL):
                width = cell.find(f"{q('w:tcPr')}/{q('w:tcW')}")
                measure = int(width.get(q("w:w"), "2000")) if width is not None else 2000
                lines = max(lines, sum(
                    line_count(text_of(p), style.size, measure - padding) for p in cell.iter(PARAGRAPH)
                ))  # fmt: skip
            rows.append((row, lines * self._line(style) + padding))
        head = sum(h for row, h in rows if row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None)
        for index, (row, height) in enumerate(rows):
            need = height + (sum(h for _, h in self._held) + head if index == 0 else 0)
            if self._used + need > self._look.page.depth:
                self._turn()
                self._used += head if index else 0
            self._release()
            for paragraph in row.iter(PARAGRAPH):
                self.pages.put(paragraph)
            self._used += height

    def _height(self, node: Element, style: _Measures) -> tuple[int, int]:
        measure = self._look.page.measure - style.left - style.right
        numbered = node.find(f"{q('w:pPr')}/{q('w:numPr')}/{q('w:ilvl')}")
        if numbered is not None:
            measure -= LIST_STEP * (int(numbered.get(q("w:val"), "0")) + 1)
        size = style.size * (1.06 if style.bold else 1)
        pieces = text_of(node) if node.find(f".//{q('w:br')}") is None else _broken(node)
        lines = sum(line_count(piece, size, measure) for piece in pieces.split("\n"))
        pictures = sum(int(e.get("cy", "0")) // EMU_PER_TWIP for e in node.iter(q("wp:extent")))
        text = max(lines * self._line(style), pictures)
        return style.before + text + style.after + style.rules, lines

    def _line(self, style: _Measures) -> int:
        return max(style.line, round(style.size * 20 * 1.26))

    def _note_height(self, node: Element) -> int:
        style = self.measures.get("FootnoteText", _Measures())
        height = 0
        for reference in node.iter(q("w:footnoteReference")):
            words = self._notes.get(reference.get(q("w:id"), ""), "")
            height += sum(
                line_count(piece, style.size, self._look.page.measure) * self._line(style) + style.after
                for piece in words.split("\n")
            )
        return height

    def _turn(self) -> None:
        """Go to the next page, taking along what must stay with the next paragraph."""
        self.pages.total += 1
        self._used = 0

    def _release(self) -> None:
        for node, height in self._held:
            self.pages.put(node)
            self._used += height
        self._held = []

    def _overflow(self) -> None:
        while self._used > self._look.page.depth:
            self.pages.total += 1
            self._used -= self._look.page.depth


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


def _all_measures(look: Look) -> dict[str, _Measures]:
    known = {style_id(style.name): style for style in (Style("Normal", base=""), *PARAGRAPHS)}
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
    rules = [look.rule(given[key]) for key in ("rule_top", "rule_bottom") if key in given]
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
        rules=sum(rule.space * 20 + rule.width * 20 // 8 for rule in rules),
        bold=is_yes(given["bold"]) if "bold" in given else base.bold,
    )
