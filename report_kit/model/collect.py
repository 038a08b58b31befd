"""collect: one walk over all parts in printing order, noting everything that has a number, an id or a citation.

In: parts. Out: a `Collection`. Nothing is resolved here; `targets` and `evidence` do that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import assert_never

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.entities import Entity
from report_kit.model.index import Index, Place, places_of_block, places_of_part
from report_kit.model.report import Part
from report_kit.model.sources import Note
from report_kit.model.walk import children, inlines_of, walk_blocks, walk_inlines

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


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed at blocks that only point at it, and whose data derived parts print."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    """As they may be printed, by id."""
    quotes: Mapping[str, tuple[b.Block, ...]] = field(default_factory=dict)
    """What each quote prints, by its anchor."""
    entities: Iterable[Entity] = ()
    """Organisations, participants, events …"""


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
    """Part around every finding, recommendation and case study, and figures and tables of appendices, by its anchor."""
    printed: Printed = field(default_factory=Printed)
    authored: list[b.Block] = field(default_factory=list)
    """Every block that has an id of its author's."""
    places: dict[str, Place] = field(default_factory=dict)
    """Everything that has an anchor; of two with one anchor the first counts."""
    note_of: dict[str, str] = field(default_factory=dict)
    """Note of every quote that has an id."""

    @property
    def index(self) -> Index:
        """What leads from anchors to sources."""
        quotes_of: dict[str, list[b.Quote]] = {}
        for quote in self.quotes:
            quotes_of.setdefault(quote.of, []).append(quote)
        return Index(
            places=self.places,
            note_of=self.note_of,
            quotes_of={note: tuple(quotes) for note, quotes in quotes_of.items()},
            anchor_of=_anchors_of(self.printed.entities, self.places.values()),
        )

    def put(self, places: Iterable[Place]) -> None:
        """Keep `places`."""
        for place in places:
            self.places.setdefault(place.anchor, place)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    part: Part
    within: str
    finding: b.Finding | None = None


def collect(
    parts: Iterable[Part],
    citations: Mapping[Span, tuple[i.Inline, ...]] | None = None,
    printed: Printed | None = None,
) -> Collection:
    """Walk `parts` in printing order; `citations` are the formatted ones, which some styles set as footnotes."""
    found = Collection(citations=citations or {}, printed=printed or Printed())
    for part in parts:
        found.put(places_of_part(part))
        _blocks(part.blocks, _Place(part, part.id), found)
    return found


def _blocks(blocks: Iterable[b.Block], place: _Place, found: Collection) -> None:
    for block in blocks:
        _block(block, place, found)


def _anchors_of(entities: Iterable[Entity], places: Iterable[Place]) -> dict[str, str]:
    """Where each entity is first printed: a derived block's span is the place of the data that it prints."""
    ids = {(span.file, span.line): str(getattr(entity, "id", "")) for entity in entities if (span := entity.at()).line}
    found: dict[str, str] = {}
    for place in places:
        identifier = ids.get((place.span.file, place.span.line))
        if identifier and place.block is not None:
            found.setdefault(identifier, place.anchor)
    return found


def _block(block: b.Block, place: _Place, found: Collection) -> None:
    inside = place
    found.put(places_of_block(block, place.part))
    if not block.anchor.startswith(DERIVED_ANCHOR):
        found.authored.append(block)
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
            if block.id:
                found.note_of.setdefault(block.id, block.of)
            for inner in walk_blocks(found.printed.quotes.get(block.anchor, ())):
                found.put(places_of_block(inner, place.part))
            if block.of:
                found.cited.append(_pointer(block.of, block.of_span, block, place))
        case b.Figure():
            found.figures.append(block)
            if place.part.letter:
                found.part_of[block.anchor] = place.part
        case b.Table():
            if block.numbered:
                found.tables.append(block)
            if place.part.letter:
                found.part_of[block.anchor] = place.part
        case b.Heading():
            found.headings.append((place.part, block))
        case (
            b.Paragraph() | b.ListItem() | b.BulletList() | b.OrderedList() | b.Definition() | b.DefinitionList()
            | b.BlockQuote() | b.CodeBlock() | b.ThematicBreak() | b.Cell() | b.Callout() | b.KeyFigure() | b.Group()
            | b.ReferenceEntry()
        ):  # fmt: skip
            pass
        case b.NoteEntry():
            if note := found.printed.notes.get(block.note):
                found.put(_places_of_note(note, place.part))
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
                found.put((Place(inline.anchor, inline.span, place.part.id),))
                _blocks(inline.blocks, place, found)
            case _:
                pass


def _places_of_note(note: Note, part: Part) -> Iterable[Place]:
    """The blocks of a source note, and those of footnotes in it, which print in brackets."""
    for block in walk_blocks(note.blocks):
        yield from places_of_block(block, part)
        for inline in walk_inlines(inlines_of(block)):
            if isinstance(inline, i.Footnote):
                yield Place(inline.anchor, inline.span, part.id)
                for inner in walk_blocks(inline.blocks):
                    yield from places_of_block(inner, part)
