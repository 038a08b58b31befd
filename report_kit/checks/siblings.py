"""siblings_of: the blocks of themes and sections as they follow each other, for rules that look at what stands beside.

In: the view of a report. Out: every run of blocks with the same parent. Source notes and footnotes are left out: rules
that look here guess what an author meant, and notes are what others said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_kit.checks.view import View
from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model.report import Part
from report_kit.model.walk import children


@dataclass(frozen=True, slots=True)
class Siblings:
    """Blocks that follow each other."""

    blocks: tuple[b.Block, ...]
    around: tuple[b.Block, ...]
    """The blocks that they stand in, outermost first."""
    part: Part
    lines: Sequence[str]
    """The source lines of their file."""

    def stand_in(self, *kinds: type[b.BaseBlock]) -> bool:
        """Whether one of the blocks around them is of `kinds`."""
        return any(isinstance(block, kinds) for block in self.around)

    def begins_line(self, span: Span) -> bool:
        """Whether nothing but marks of quotes and lists stands before `span` in its line."""
        before = self.lines[span.line - 1][: span.column - 1] if 0 < span.line <= len(self.lines) else "?"
        return not before.strip(" \t>-+*.)0123456789")

    def is_flush(self, span: Span) -> bool:
        """Whether `span` begins its line as far as blanks go, so that its lines can be replaced whole."""
        before = self.lines[span.line - 1][: span.column - 1] if 0 < span.line <= len(self.lines) else "?"
        return not before.strip() and not self.stand_in(b.ListItem, b.BlockQuote, b.Definition, b.Cell)

    def whole(self, first: int, last: int) -> Span:
        """The span of whole lines."""
        start = len(self.lines[first - 1]) - len(self.lines[first - 1].lstrip())
        return Span(self.part.span.file, first, start + 1, last, len(self.lines[last - 1].rstrip()) + 1)


def siblings_of(view: View) -> Iterator[Siblings]:
    """Every run of blocks with one parent, outer before inner."""
    for part in view.report.parts:
        lines = view.report.lines.get(part.span.file, ())
        if not part.derived and lines:
            yield from _inside(part.blocks, (), part, lines)


def _inside(
    blocks: tuple[b.Block, ...], around: tuple[b.Block, ...], part: Part, lines: Sequence[str]
) -> Iterator[Siblings]:
    yield Siblings(blocks, around, part, lines)
    for block in blocks:
        if inner := tuple(children(block)):
            yield from _inside(inner, (*around, block), part, lines)
