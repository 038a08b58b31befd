"""duplicates: ids that two things share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_kit.diagnostics import Diagnostic, Span, any_of
from report_kit.model.collect import DERIVED_ANCHOR, Collection
from report_kit.model.entities import Entity
from report_kit.model.report import Part
from report_kit.model.rules import DUPLICATE_ID
from report_kit.model.sources import Reference, Sources


def find_duplicates(sources: Sources, parts: Iterable[Part], found: Collection) -> Iterator[Diagnostic]:
    """A diagnostic at the second, third … place of every id, naming the first place."""
    first: dict[str, Span] = {}
    kinds = _kinds(sources, found)
    for identifier, span in declared_ids(sources, parts, found):
        if not identifier or identifier.startswith(DERIVED_ANCHOR):
            continue
        before = first.setdefault(identifier, span)
        if before is not span:
            yield DUPLICATE_ID.at(
                span,
                f'the id "{identifier}" is already used at {before}',
                "give one of the two another id, and change the places that mean it",
                # another thing of its kind has not the id that it should have, and may be missed
                about=(identifier, *(any_of(kind) for kind in (kinds.get(span),) if kind)),
            )


def _kinds(sources: Sources, found: Collection) -> dict[Span, str]:
    """What stands at a place, of the kinds that are counted, cited or named."""
    kinds = {note.span: "note" for file in sources.notes for note in file.notes}
    kinds |= {participant.at("id"): "participant" for participant in sources.participants}
    kinds |= {block.span: "finding" for block in found.findings}
    kinds |= {block.span: "recommendation" for block in found.recommendations}
    return kinds | {block.span: "case study" for block in found.case_studies}


def declared_ids(sources: Sources, parts: Iterable[Part], found: Collection) -> Iterator[tuple[str, Span]]:
    """Every declaration of an id, in the order in which files are read."""
    entities: tuple[Entity, ...] = (*sources.organisations, *sources.events, *sources.participants)
    for entity in entities:
        yield str(getattr(entity, "id", "")), entity.at("id")
    for file in sources.notes:
        for note in file.notes:
            yield note.id, note.span
    for part in parts:
        if not part.derived:
            yield part.id, part.span
    for block in found.authored:
        yield block.anchor, block.span
    references: tuple[Reference, ...] = sources.references
    for reference in references:
        yield reference.id, reference.span
    yield from sources.uncited.items()
