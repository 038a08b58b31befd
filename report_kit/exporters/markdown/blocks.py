"""Blocks → pieces of Markdown, each with its lines, to be parted by blank lines.

A box (finding, case study, recommendation, callout, key figure) and a quote are block quotations, which alone show
where they end; words that somebody said stand in quotation marks and are signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from report_kit.exporters.markdown.escaping import code_block
from report_kit.exporters.markdown.inlines import Inlines, words_of
from report_kit.exporters.markdown.lines import Line
from report_kit.exporters.markdown.tables import pipe_table
from report_kit.model import blocks as b
from report_kit.model.imprint import organisation_name
from report_kit.model.inlines import Inline
from report_kit.model.printed_quote import printed_quote
from report_kit.model.report import Report
from report_kit.model.walk import children

_Plain = (
    b.Paragraph | b.Heading | b.BulletList | b.OrderedList | b.DefinitionList | b.BlockQuote | b.CodeBlock
    | b.ThematicBreak | b.Table | b.Figure | b.Group
)  # fmt: skip
_Own = b.Finding | b.Quote | b.CaseStudy | b.Recommendation | b.Callout | b.KeyFigure | b.NoteEntry | b.ReferenceEntry
_ENTRIES = (b.BulletList, b.DefinitionList, b.NoteEntry, b.ReferenceEntry)
"""What prints as a list with bullets."""


class Blocks:
    """Writes the blocks of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._wording = report.wording
        self.inlines = Inlines(report)
        self._pointers = self.inlines.pointers

    def pieces(self, blocks: Iterable[b.Block]) -> list[str]:
        """`blocks` in order. Of two lists in a row the second has other marks, since else they were one."""
        made: list[str] = []
        before: b.Block | None = None
        other = False
        for block in blocks:
            other = _joins(before, block) and not other
            pieces = list(self._block(block, other=other))
            if pieces:
                made += pieces
                before = block
        return made

    def text(self, blocks: Iterable[b.Block]) -> str:
        """`blocks` as Markdown."""
        return "\n\n".join(self.pieces(blocks))

    def _block(self, block: b.Block, *, other: bool) -> Iterator[str]:
        if isinstance(block, _Plain):
            yield from filter(None, self._plain(block, other=other))
        elif isinstance(block, _Own):
            yield from filter(None, self._own(block))
        elif isinstance(block, b.ListItem | b.Definition | b.Cell):  # pieces of others, which print them
            yield from self.pieces(children(block))
        else:
            assert_never(block)

    def _plain(self, block: _Plain, *, other: bool) -> Iterator[str]:
        match block:
            case b.Paragraph():
                yield self.inlines.line(block.content)
            case b.Heading():
                yield heading(block.level + 1, self.inlines.line(block.content, one_line=True))
            case b.BulletList():
                yield self._items([(f"{'*' if other else '-'} ", item) for item in block.items], tight=block.tight)
            case b.OrderedList():
                yield self._items(list(_numbered(block, other=other)), tight=block.tight)
            case b.DefinitionList():
                terms = [self._definition("* " if other else "- ", item) for item in block.items]
                yield "\n\n".join(terms)
            case b.BlockQuote():
                yield quoted(self.pieces(block.blocks))
            case b.CodeBlock():
                yield code_block(block.text, block.language)
            case b.ThematicBreak():
                yield "___"  # would not be taken for the mark of a list or the underline of a heading
            case b.Table():
                label = self._pointers.label(block.anchor) if block.numbered else ""
                yield self._caption(label, block.caption)
                yield pipe_table(self.inlines, block)
            case b.Figure():
                if block.alt and not block.decorative:
                    yield self._words(f"[{self._wording('picture', alt=block.alt)}]")
                yield self._caption(self._pointers.label(block.anchor), block.caption)
            case b.Group():
                yield from self.pieces(block.blocks)
            case _:
                assert_never(block)

    def _own(self, block: _Own) -> Iterator[str]:
        match block:
            case b.Finding():
                label = self._label(block.anchor, self._wording.term("confidence", block.confidence))
                yield quoted([label, *self.pieces(block.blocks)])
            case b.CaseStudy():
                yield quoted(
                    [
                        self._label(block.anchor, self._wording.term("provenance", block.provenance)),
                        self._words(block.title, strong=True),
                        self._words(organisation_name(self._report, block.organisation) if block.organisation else ""),
                        *self.pieces(block.blocks),
                    ]
                )
            case b.Recommendation():
                yield quoted([self._label(block.anchor), *self.pieces(block.blocks), self._terms(block)])
            case b.Callout():
                yield quoted([self._words(block.title, strong=True), *self.pieces(block.blocks)])
            case b.KeyFigure():
                yield quoted([self._words(block.value, strong=True), *self.pieces(block.blocks)])
            case b.Quote():
                yield self._quote(block)
            case b.NoteEntry():
                note = self._report.notes[block.note]
                recorded = self._wording.term("recorded", self._report.told[note.id].recorded_as)
                facts = [recorded, self._cited_in(note.id)]
                inside = [self._words(note.id, strong=True), *self.pieces(note.blocks)]
                yield indented("- ", [*inside, self._words(" · ".join(filter(None, facts)))])
            case b.ReferenceEntry():
                line = Line()
                self.inlines.add(line, block.content)
                line.text(f" {self._cited_in(block.reference)}")
                yield indented("- ", [str(line)])
            case _:
                assert_never(block)

    def _quote(self, block: b.Quote) -> str:
        printed = printed_quote(self._report, block)
        words = self.pieces(printed.blocks)
        if printed.verbatim and words:
            blocks = printed.blocks
            words = (
                [self._wording("quotation.open") + words[0], *words[1:]]
                if isinstance(blocks[0], b.Paragraph)
                else words
            )
            words = (
                [*words[:-1], words[-1] + self._wording("quotation.close")]
                if isinstance(blocks[-1], b.Paragraph)
                else words
            )
        signature = Line()
        signature.text(f"— {printed.attribution} " if printed.attribution else "")
        if printed.note:
            signature.bracketed([words_of(self._pointers.to(printed.note))])
        return quoted([*words, str(signature)])

    def _definition(self, mark: str, item: b.Definition) -> str:
        term = Line()
        opening = term.begin("**")
        self.inlines.add(term, item.term)
        term.end(opening)
        return indented(mark, [str(term), *(piece for meaning in item.meanings for piece in self.pieces(meaning))])

    def _items(self, items: Sequence[tuple[str, b.ListItem]], *, tight: bool) -> str:
        made = [(mark, self.pieces(item.blocks)) for mark, item in items]
        close = tight and all(len(pieces) <= 1 for _, pieces in made)
        return ("\n" if close else "\n\n").join(indented(mark, pieces) for mark, pieces in made)

    def _caption(self, label: str, caption: tuple[Inline, ...]) -> str:
        line = Line()
        if label:
            _strong(line, label)
            line.text(" ")
        self.inlines.add(line, caption)
        return str(line)

    def _label(self, anchor: str, further: str = "") -> str:
        line = Line()
        _strong(line, self._pointers.label(anchor))
        line.text(f" · {further}" if further else "")
        return str(line)

    def _terms(self, block: b.Recommendation) -> str:
        """'For: … / By: … / Responds to: …', a line for each."""
        answers = ", ".join(to.label for to in self._pointers.all_to(block.findings))
        line = Line()
        for name, words in (("to", block.to), ("by", self._wording.when(block.by)), ("findings", answers)):
            if words:
                if line.pieces:
                    line.break_here()
                line.text(f"{self._wording(f'recommendation.{name}')}: {words}")
        return str(line)

    def _cited_in(self, identifier: str) -> str:
        places = ", ".join(link.label for link in self._pointers.cited_in(identifier))
        return self._wording("cited-in", places=places) if places else ""

    def _words(self, words: str, *, strong: bool = False) -> str:
        line = Line()
        if strong:
            _strong(line, words)
        else:
            line.text(words)
        return str(line)


def heading(level: int, words: str) -> str:
    """A heading; Markdown knows six levels."""
    return f"{'#' * min(level, 6)} {words}" if words else ""


def quoted(pieces: Iterable[str]) -> str:
    """`pieces` as a block quotation."""
    lines = "\n\n".join(filter(None, pieces)).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def indented(mark: str, pieces: Iterable[str], by: int = 0) -> str:
    """`pieces` behind the mark of an item or footnote; further lines as far in as that is long, or `by` characters."""
    first, *lines = "\n\n".join(filter(None, pieces)).split("\n")
    inset = " " * (by or len(mark))
    return "\n".join([f"{mark}{first}".rstrip(" "), *(f"{inset}{line}" if line else "" for line in lines)])


def _strong(line: Line, words: str) -> None:
    opening = line.begin("**")
    line.text(words)
    line.end(opening)


def _joins(before: b.Block | None, block: b.Block) -> bool:
    """Whether two blocks in a row would be read as one list."""
    if isinstance(block, b.OrderedList):
        return isinstance(before, b.OrderedList)
    return isinstance(block, b.BulletList | b.DefinitionList) and isinstance(before, _ENTRIES)


MOST = 999_999_999
"""The longest number of a list item."""


def _numbered(block: b.OrderedList, *, other: bool) -> Iterator[tuple[str, b.ListItem]]:
    for number, item in enumerate(block.items, start=block.start):
        yield f"{min(number, MOST)}{')' if other else '.'} ", item
