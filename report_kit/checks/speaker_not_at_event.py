"""speaker-not-at-event: somebody speaks in a note of an event that he or she is not said to have been at."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="speaker-not-at-event",
    severity=Severity.WARNING,
    summary="The speaker of a note was at other events only, as far as is written.",
    why="One of the two is a slip, and who was there decides how closely anybody may be described.",
    example='- id: P03\n  events: [workshop-2]    # ::: {.note #N1 event="workshop-1" speaker="P03"}',
    instead="- id: P03\n  events: [workshop-1, workshop-2]",
    group="confidentiality",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Every note with the speakers that it was recorded with, whether or not it may be printed."""
    report = view.report
    for note in map(report.recorded, report.notes.values()):
        for speaker in note.speakers:
            person = report.participants.get(speaker)
            if person and person.events and note.event in report.events and note.event not in person.events:
                yield RULE.at(
                    note.places.get("speaker", note.span),
                    f'{speaker} speaks in a note of "{note.event}", but is not among those who were there',
                    f'add "{note.event}" to the events of {speaker}, or correct the speaker',
                )
