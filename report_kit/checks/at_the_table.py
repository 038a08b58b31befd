"""Who was at an event, and whose words from it are printed: for the checks that ask who could have said something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_kit.lazy.dataclasses import dataclass
from report_kit.model import attribution as rules
from report_kit.model.entities import Event, Participant
from report_kit.model.report import Attribution, Report


@dataclass(frozen=True, slots=True)
class Printed:
    """A note or quote, and how far it is ascribed to whoever spoke."""

    note: str
    """Id of the note, or of the note that the quote is from."""
    speakers: tuple[str, ...]
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Table:
    """One event."""

    event: Event
    present: Sequence[Participant]
    """Those who are described: whoever spoke was there, whatever else is written, and may be printed or not."""
    people: int
    """How many were there in all, as far as is known."""
    is_counted: bool
    """Whether that is known: people in a file may be the first of many to be described."""
    notes: Sequence[Printed]
    quotes: Sequence[Printed]
    descriptors: dict[str, str]
    """By participant."""

    @property
    def named(self) -> frozenset[str]:
        """Participants with words from the event that are printed under their name or their organisation's."""
        return frozenset(
            speaker
            for printed in (*self.notes, *self.quotes)
            if "organisation" in rules.reveals(printed.attribution.level)
            and printed.attribution.words
            and printed.attribution.shown
            for speaker in printed.speakers
        )


def tables_of(report: Report) -> Iterator[Table]:
    """Every event of `report`."""
    for event in report.events.values():
        notes = [report.recorded(note) for note in report.notes.values() if note.event == event.id]
        spoke = {speaker for note in notes for speaker in note.speakers}
        present = [p for p in report.participants.values() if p.id in spoke or event.id in _events_of(p, report)]
        speakers = {note.id: note.speakers for note in notes}
        yield Table(
            event=event,
            present=present,
            people=max(max((count.value for count in event.attended), default=0), len(present)),
            is_counted=bool(event.attended) or "interview" in event.type.casefold(),
            notes=[Printed(note.id, note.speakers, report.note_attributions[note.id]) for note in notes],
            quotes=[
                Printed(quote.of, speakers[quote.of], report.quote_attributions[quote.anchor])
                for quote in report.quotes
                if quote.of in speakers
            ],
            descriptors={person.id: _descriptor(report, person) for person in present},
        )


def _descriptor(report: Report, person: Participant) -> str:
    organisation = report.organisations.get(person.organisation)
    return rules.descriptor_of(person, report.wording, organisation.type if organisation else "")


def _events_of(person: Participant, report: Report) -> tuple[str, ...]:
    """The events that `person` took part in: the only one there is where none is named."""
    return person.events or (tuple(report.events) if len(report.events) == 1 else ())
