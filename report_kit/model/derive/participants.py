"""Who took part, by type: head counts of the events, and kinds of organisation; by name only who agreed to be listed.

A kind of body with a single participant would point at that person, so kinds with too few are put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.derive.make import CellContent, anchor, linked, paragraph, table, text
from report_kit.model.disclosure import in_order_of_names, large_enough, listed_body
from report_kit.model.entities import Event, Organisation, Participant
from report_kit.model.report import Part
from report_kit.model.sources import Reference
from report_kit.model.wording import Wording


def participants_part(
    identifier: str,
    events: Sequence[Event],
    participants: Sequence[Participant],
    organisations: Mapping[str, Organisation],
    references: Mapping[str, Reference],
    fewest: int,
    wording: Wording,
) -> Part | None:
    """A table of events with their head counts, and one of the kinds of organisation where participants are known.

    `fewest`: so many people at least are told of.
    """
    if not events:
        return None
    span = events[0].at()
    blocks: list[b.Block] = [_events(span, events, references, wording)]
    if participants:
        blocks.append(_kinds(participants[0].at(), participants, organisations, fewest, wording))
    if listed := in_order_of_names(participants):
        blocks += _names(listed, organisations, wording)
    return Part(
        kind="participants",
        id=identifier,
        title=wording("participants.title"),
        blocks=tuple(blocks),
        span=span,
        derived=True,
        placement="back",
    )


def _names(listed: Sequence[Participant], organisations: Mapping[str, Organisation], wording: Wording) -> list[b.Block]:
    """Those who agreed to be listed, each with the organisation where that was agreed to as well."""
    items = []
    for person in listed:
        words = ", ".join(filter(None, (person.public_name, listed_body(person, organisations))))
        name = anchor("participants", "named", person.id)
        line = paragraph(person.at("public_name"), name + "_p", words)
        items.append(b.ListItem(span=person.at(), anchor=name, blocks=(line,)))
    span = listed[0].at()
    opening = paragraph(span, anchor("participants", "named"), wording("participants.named"))
    return [opening, b.BulletList(span=span, anchor=anchor("participants", "names"), items=tuple(items))]


def _events(span: Span, events: Sequence[Event], references: Mapping[str, Reference], wording: Wording) -> b.Table:
    rows: list[list[CellContent]] = []
    for event in events:
        kind = wording(f"event-type.{event.type}")
        rows.append([event.title, kind, wording.date(event.date), _heads(event, references, wording)])
    head = [wording(f"participants.{name}") for name in ("event", "type", "date", "heads")]
    return table(span, anchor("participants", "events"), wording("participants.events"), head, rows)


def _heads(event: Event, references: Mapping[str, Reference], wording: Wording) -> CellContent:
    """'15', or '15 (source), 17 (source)' where the sources differ."""
    line: list[i.Inline] = []
    for number, count in enumerate(event.attended):
        place = event.at("attended", number)
        line += text(place, f"{', ' if line else ''}{wording.number(count.value)}")
        if count.source in references:
            line += (
                *text(place, " ("),
                *linked(place, wording("participants.source"), f"#{count.source}"),
                *text(place, ")"),
            )
    return tuple(line) or wording("not-reported")


def _kinds(
    span: Span,
    participants: Iterable[Participant],
    organisations: Mapping[str, Organisation],
    fewest: int,
    wording: Wording,
) -> b.Table:
    kinds: Counter[str] = Counter()
    for participant in participants:
        organisation = organisations.get(participant.organisation)
        kinds[organisation.type if organisation else ""] += 1
    told, rest = large_enough(kinds, fewest)
    named = [(kind[:1].upper() + kind[1:] or wording("participants.not-stated"), told[kind]) for kind in told]
    rows: list[list[CellContent]] = [
        [name, wording.number(count)] for name, count in sorted(named, key=lambda k: (-k[1], k[0].casefold()))
    ]
    if rest:
        rows.append([wording("participants.other-kinds"), wording.number(rest)])
    head = [wording("participants.kind"), wording("participants.count")]
    return table(span, anchor("participants", "kinds"), wording("participants.kinds"), head, rows)
