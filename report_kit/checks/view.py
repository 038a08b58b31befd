"""View: a report laid out flat for checks, made once for all of them.

In: the merged Report. Out: everything that authors wrote, block by block and inline by inline, in reading order, each
with what stands around it. Derived parts are left out: what is in them is judged where it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import TypeVar

from report_kit.evidence.coverage import Voices
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.disclosure import fewest_of, kept_back
from report_kit.model.report import Part, Report
from report_kit.model.sources import Note
from report_kit.model.walk import children, inlines_of, walk_inlines

_I = TypeVar("_I", bound=i.Inline)
_B = TypeVar("_B", bound=b.Block)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands."""

    block: b.Block
    around: tuple[b.Block, ...]
    """The blocks that it stands in, outermost first."""
    part: Part | None = None
    """None for the blocks of source notes."""
    note: Note | None = None
    """The source note that the block belongs to."""


@dataclass(frozen=True, slots=True)
class View:
    """A report for checks."""

    report: Report
    placed: tuple[Placed, ...]
    """Every block of sections, themes, their footnotes, and notes."""
    inlines: tuple[tuple[i.Inline, Placed], ...]
    """Every inline with the block that it belongs to."""
    kept_back: Mapping[str, Voices] = field(default_factory=dict)
    """Findings, by anchor, of which the number of people is kept back, and who stands behind them."""
    by_kind: dict[type[b.BaseBlock], list[Placed]] = field(default_factory=dict)
    inlines_by_kind: dict[type[i.BaseInline], list[tuple[i.Inline, Placed]]] = field(default_factory=dict)

    def blocks_of(self, *kinds: type[_B]) -> Iterator[tuple[_B, Placed]]:
        """The blocks of `kinds` with their places, kind by kind."""
        for kind in kinds:
            for placed in self.by_kind.get(kind, ()):
                assert isinstance(placed.block, kind)
                yield placed.block, placed

    def inlines_of(self, kind: type[_I]) -> Iterator[tuple[_I, Placed]]:
        """The inlines of `kind` with the blocks that they belong to, in reading order."""
        for inline, placed in self.inlines_by_kind.get(kind, ()):
            assert isinstance(inline, kind)
            yield inline, placed

    def citation_items(self) -> Iterator[tuple[i.CitationItem, Placed]]:
        """Every single target that a citation names."""
        for citation, placed in self.inlines_of(i.Citation):
            for item in citation.items:
                yield item, placed


def view_of(report: Report) -> View:
    """Walk through `report` once."""
    placed: list[Placed] = []
    inlines: list[tuple[i.Inline, Placed]] = []
    for part in report.parts:
        if not part.derived:
            _walk(part.blocks, (), part, None, placed, inlines)
    for note in report.notes.values():
        # Words that only a paraphrase may stand for are still quoted where the speaker approves.
        blocks = report.recorded(note).blocks if report.note_attributions[note.id].shown else note.blocks
        _walk(blocks, (), None, note, placed, inlines)
    untold = kept_back(report.coverage, report.note_attributions, fewest_of(report.meta))
    view = View(report, tuple(placed), tuple(inlines), untold)
    for each in placed:
        view.by_kind.setdefault(type(each.block), []).append(each)
    for pair in inlines:
        view.inlines_by_kind.setdefault(type(pair[0]), []).append(pair)
    return view


def _walk(
    blocks: Iterable[b.Block],
    around: tuple[b.Block, ...],
    part: Part | None,
    note: Note | None,
    placed: list[Placed],
    inlines: list[tuple[i.Inline, Placed]],
) -> None:
    for block in blocks:
        here = Placed(block, around, part, note)
        placed.append(here)
        inside = (*around, block)
        for inline in walk_inlines(inlines_of(block)):
            inlines.append((inline, here))
            if isinstance(inline, i.Footnote):
                _walk(inline.blocks, inside, part, note, placed, inlines)
        _walk(children(block), inside, part, note, placed, inlines)
