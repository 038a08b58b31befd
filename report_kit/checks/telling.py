"""telling-descriptor, telling-acknowledgement: what gives away somebody whose name is kept back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_kit.checks.thresholds import DESCRIPTOR_PEOPLE, SMALL_EVENT
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import attribution as rules
from report_kit.model.entities import Event, Participant
from report_kit.model.report import Attribution, Report
from report_kit.model.sources import Note

DESCRIPTOR = Rule(
    name="telling-descriptor",
    severity=Severity.WARNING,
    summary="A descriptor fits so few people of the event that it names them.",
    why="'The only bishop at the table' is a name for everybody who was there, and for many who were not.",
    example="- id: P03\n  descriptor: a bishop",
    instead="- id: P03\n  descriptor: a church leader    # as are P07 and P09",
    group="confidentiality",
)

ACKNOWLEDGEMENT = Rule(
    name="telling-acknowledgement",
    severity=Severity.WARNING,
    summary="Somebody is to be thanked or listed by name, and is quoted without a name from the same small event.",
    why="With few people at the table, a list of names beside quotes without names lets readers guess who said what.",
    example="consent: {attribution_level: unattributed, acknowledge: yes}    # at a table of six",
    instead="consent: {attribution_level: unattributed, acknowledge: no}",
    group="confidentiality",
)

RULES = (DESCRIPTOR, ACKNOWLEDGEMENT)


def check(view: View) -> Iterator[Diagnostic]:
    """The participants, event by event."""
    report = view.report
    for event in report.events.values():
        notes = [report.recorded(note) for note in report.notes.values() if note.event == event.id]
        # Whoever spoke was there, whatever else is written, and whether or not it may be printed.
        spoke = {speaker for note in notes for speaker in note.speakers}
        present = [p for p in report.participants.values() if p.id in spoke or event.id in _events_of(p, report)]
        quotes = _quotes(report, notes)
        yield from _descriptors(report, event, present, [*_notes(report, notes), *quotes])
        yield from _acknowledgements(report, event, present, quotes)


Printed = tuple[tuple[str, ...], Attribution]
"""Who spoke in a note or quote, and how far it is ascribed to them."""


def _notes(report: Report, notes: Iterable[Note]) -> list[Printed]:
    return [(note.speakers, report.note_attributions[note.id]) for note in notes]


def _quotes(report: Report, notes: Iterable[Note]) -> list[Printed]:
    speakers = {note.id: note.speakers for note in notes}
    return [(speakers[q.of], report.quote_attributions[q.anchor]) for q in report.quotes if q.of in speakers]


def _descriptors(
    report: Report, event: Event, present: list[Participant], printed: list[Printed]
) -> Iterator[Diagnostic]:
    """Descriptors that words from this event may be printed with."""
    fewest = DESCRIPTOR_PEOPLE.of(report.meta)
    all_of_them = {person.id: _descriptor(report, person) for person in present}
    described = {
        speaker
        for speakers, attribution in printed
        if "descriptor" in rules.reveals(attribution.level)
        for speaker in speakers
        if all_of_them.get(speaker, "") in attribution.words
    }
    told: set[str] = set()
    for person in present:
        descriptor = all_of_them[person.id]
        fits = rules.fitting(descriptor, all_of_them.values())
        if descriptor and descriptor not in told and fits < fewest and person.id in described:
            told.add(descriptor)
            yield DESCRIPTOR.at(
                person.at("descriptor" if person.descriptor else "role_type"),
                f'"{descriptor}" fits {"nobody else" if fits == 1 else f"only {fits} people"} at "{event.id}"',
                f"choose a wider one, that fits at least {fewest:g}",
            )


def _acknowledgements(
    report: Report, event: Event, present: list[Participant], quotes: list[Printed]
) -> Iterator[Diagnostic]:
    """Those to be thanked or listed by name of whom words are quoted that name neither them nor their body."""
    people = max((count.value for count in event.attended), default=0) or len(present)
    size = f"{people} {'person' if people == 1 else 'people'}"
    quoted = {
        speaker
        for speakers, attribution in quotes
        if attribution.refusal is None and "organisation" not in rules.reveals(attribution.level)
        for speaker in speakers
    }
    for person in present:
        if person.consent is None or person.id not in quoted or people >= SMALL_EVENT.of(report.meta):
            continue
        for key, verb in (("acknowledge", "thank"), ("list_name", "list")):
            if getattr(person.consent, key):
                yield ACKNOWLEDGEMENT.at(
                    person.at("consent", key),
                    f'{person.id} is quoted without a name, and "{event.id}" had {size}',
                    f"do not {verb} {person.id} by name, or do not quote {person.id}",
                )


def _descriptor(report: Report, person: Participant) -> str:
    organisation = report.organisations.get(person.organisation)
    return rules.descriptor_of(person, report.wording, organisation.type if organisation else "")


def _events_of(person: Participant, report: Report) -> tuple[str, ...]:
    """The events that `person` took part in: the only one there is where none is named."""
    return person.events or (tuple(report.events) if len(report.events) == 1 else ())
