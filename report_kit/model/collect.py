"""collect: one walk over all parts in printing order, noting everything that has a number, an id or a citation.

In: parts. Out: a `Collection`. Nothing is resolved here; `targets` and `evidence` do that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Part
from report_kit.model.walk import children, inlines_of, walk_inlines

DERIVED_ANCHOR = "b_"
"""How the anchors begin that nobody wrote; an author's id is any other anchor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation item, or an attribute that points at an id, and where it stands."""

    id: str
    span: Span
    block: str
    """Anchor of the block around it."""
    within: str
    """Anchor of the finding, recommendation or case study around it, else of the part."""
    part: Part
    finding: b.Finding | None = None
    relation: str = ""
    """Relation written at the citation."""
    marker: bool = True
    """True for a citation in the text, which prints a marker; False for a quote's `of` or a recommendation's `for`."""


@dataclass(slots=True)
class Collection:
    """What the walk found, each list in printing order."""

    citations: Mapping[Span, tuple[i.Inline, ...]] = field(default_factory=dict)
    findings: list[b.Finding] = field(default_factory=list)
    recommendations: list[b.Recommendation] = field(default_factory=list)
    case_studies: list[b.CaseStudy] = field(default_factory=list)
    quotes: list[b.Quote] = field(default_factory=list)
    figures: list[b.Figure] = field(default_factory=list)
    tables: list[b.Table] = field(default_factory=list)
    headings: list[tuple[Part, b.Heading]] = field(default_factory=list)
    footnotes: list[i.Footnote] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    part_of: dict[str, Part] = field(default_factory=dict)
    """Part around every finding, recommendation and case study, by its anchor."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    part: Part
    within: str
    finding: b.Finding | None = None


def collect(parts: Iterable[Part], citations: Mapping[Span, tuple[i.Inline, ...]] | None = None) -> Collection:
    """Walk `parts` in printing order; `citations` are the formatted ones, which some styles set as footnotes."""
    found = Collection(citations=citations or {})
    for part in parts:
        _blocks(part.blocks, _Place(part, part.id), found)
    return found


def _blocks(blocks: Iterable[b.Block], place: _Place, found: Collection) -> None:
    for block in blocks:
        _block(block, place, found)


def _block(block: b.Block, place: _Place, found: Collection) -> None:
    inside = place
    match block:
        case b.Finding():
            found.findings.append(block)
            found.part_of[block.anchor] = place.part
            inside = _Place(place.part, block.anchor, block)
        case b.Recommendation():
            found.recommendations.append(block)
            found.part_of[block.anchor] = place.part
            inside = _Place(place.part, block.anchor, place.finding)
            for target in block.findings:
                found.cited.append(_pointer(target, block.span, block, inside))
        case b.CaseStudy():
            found.case_studies.append(block)
            found.part_of[block.anchor] = place.part
            inside = _Place(place.part, block.anchor, place.finding)
        case b.Quote():
            found.quotes.append(block)
            if block.of:
                found.cited.append(_pointer(block.of, block.of_span, block, place))
        case b.Figure():
            found.figures.append(block)
        case b.Table():
            if block.numbered:
                found.tables.append(block)
        case b.Heading():
            found.headings.append((place.part, block))
        case (
            b.Paragraph() | b.ListItem() | b.BulletList() | b.OrderedList() | b.Definition() | b.DefinitionList()
            | b.BlockQuote() | b.CodeBlock() | b.ThematicBreak() | b.Cell() | b.Callout() | b.KeyFigure() | b.Group()
            | b.NoteEntry() | b.ReferenceEntry()
        ):  # fmt: skip
            pass
        case _:
            assert_never(block)
    if isinstance(block, b.Table):
        # The caption stands above the table in every output, so its citations come first.
        _inlines(block.caption, block, inside, found)
    else:
        _inlines(inlines_of(block), block, inside, found)
    _blocks(children(block), inside, found)


def _pointer(target: str, span: Span, block: b.Block, place: _Place) -> Cited:
    return Cited(
        id=target,
        span=span,
        block=block.anchor,
        within=place.within,
        part=place.part,
        finding=place.finding,
        marker=False,
    )


def _inlines(content: Iterable[i.Inline], block: b.Block, place: _Place, found: Collection) -> None:
    for inline in walk_inlines(content):
        match inline:
            case i.Citation(again=True):
                pass  # what it cites is cited where it was written
            case i.Citation():
                for item in inline.items:
                    found.cited.append(
                        Cited(
                            id=item.id,
                            span=item.span,
                            block=block.anchor,
                            within=place.within,
                            part=place.part,
                            finding=place.finding,
                            relation=inline.relation,
                        )
                    )
                _inlines(found.citations.get(inline.span, ()), block, place, found)
            case i.Footnote():
                found.footnotes.append(inline)
                _blocks(inline.blocks, place, found)
            case _:
                pass
