"""Who took part, by type: head counts of the events, and kinds of organisation; by name only who agreed to be listed.

A kind of body with a single participant would point at that person, so kinds with too few are put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.dates import date_in_words
from report_kit.model.derive.make import CellContent, anchor, linked, paragraph, table, text
from report_kit.model.disclosure import large_enough, listed_body, may_be_listed
from report_kit.model.entities import Event, Organisation, Participant
from report_kit.model.report import Part
from report_kit.model.sources import Reference


def participants_part(
    identifier: str,
    events: Sequence[Event],
    participants: Sequence[Participant],
    organisations: Mapping[str, Organisation],
    references: Mapping[str, Reference],
    fewest: int,
) -> Part | None:
    """A table of events with their head counts, and one of the kinds of organisation where participants are known.

    `fewest`: so many people at least are told of.
    """
    if not events:
        return None
    span = events[0].at()
    blocks: list[b.Block] = [_events(span, events, references)]
    if participants:
        blocks.append(_kinds(participants[0].at(), participants, organisations, fewest))
    if listed := [person for person in participants if may_be_listed(person)]:
        blocks += _names(listed, organisations)
    return Part(
        kind="participants",
        id=identifier,
        title="Who took part",
        blocks=tuple(blocks),
        span=span,
        derived=True,
        placement="back",
    )


def _names(listed: Sequence[Participant], organisations: Mapping[str, Organisation]) -> list[b.Block]:
    """Those who agreed to be listed, each with the organisation where that was agreed to as well."""
    items = []
    for person in sorted(listed, key=lambda person: person.public_name.casefold()):
        words = ", ".join(filter(None, (person.public_name, listed_body(person, organisations))))
        name = anchor("participants", "named", person.id)
        line = paragraph(person.at("public_name"), name + "_p", words)
        items.append(b.ListItem(span=person.at(), anchor=name, blocks=(line,)))
    span = listed[0].at()
    opening = paragraph(span, anchor("participants", "named"), "Named with their agreement:")
    return [opening, b.BulletList(span=span, anchor=anchor("participants", "names"), items=tuple(items))]


def _events(span: Span, events: Sequence[Event], references: Mapping[str, Reference]) -> b.Table:
    rows: list[list[CellContent]] = []
    for event in events:
        day = date_in_words(event.date)
        kind = event.type.replace("_", " ").capitalize()
        rows.append([event.title, kind, day, _heads(event, references)])
    return table(span, anchor("participants", "events"), "Events", ["Event", "Type", "Date", "Took part"], rows)


def _heads(event: Event, references: Mapping[str, Reference]) -> CellContent:
    """'15', or '15 (source), 17 (source)' where the sources differ."""
    line: list[i.Inline] = []
    for number, count in enumerate(event.attended):
        place = event.at("attended", number)
        line += text(place, f"{', ' if line else ''}{count.value}")
        if count.source in references:
            line += (*text(place, " ("), *linked(place, "source", f"#{count.source}"), *text(place, ")"))
    return tuple(line) or "not reported"


def _kinds(
    span: Span, participants: Iterable[Participant], organisations: Mapping[str, Organisation], fewest: int
) -> b.Table:
    kinds: Counter[str] = Counter()
    for participant in participants:
        organisation = organisations.get(participant.organisation)
        kinds[(organisation.type if organisation else "") or "not stated"] += 1
    told, rest = large_enough(kinds, fewest)
    rows: list[list[CellContent]] = [
        [kind[:1].upper() + kind[1:], str(count)] for kind, count in sorted(told.items(), key=lambda k: (-k[1], k[0]))
    ]
    if rest:
        rows.append(["Other", str(rest)])
    head = ["Type of organisation", "Participants"]
    return table(span, anchor("participants", "kinds"), "Participants by type of organisation", head, rows)
