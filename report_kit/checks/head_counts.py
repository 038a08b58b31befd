"""attendance-mismatch, negative-count, participant-without-event: people who do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

MISMATCH = Rule(
    name="attendance-mismatch",
    severity=Severity.WARNING,
    summary="An event's head count differs from the number of participants who are described as having been there.",
    why="'Most of those present' is a share of that number; with two of them, every quantifier can be doubted.",
    example="- id: table\n  attended: 15          # and sixteen in participants.yaml",
    instead="- id: table\n  attended: 16",
    group="evidence",
)

NEGATIVE = Rule(
    name="negative-count",
    severity=Severity.ERROR,
    summary="A head count is below zero.",
    why="It is a slip of the keyboard that every share and table would repeat.",
    example="- id: table\n  attended: -15",
    instead="- id: table\n  attended: 15",
)

WITHOUT_EVENT = Rule(
    name="participant-without-event",
    severity=Severity.ERROR,
    summary="A participant is in no event, in a project that has several.",
    why="Whom to count as present, and which promise holds for them, depends on the event.",
    example="- id: P01\n  role_type: officer",
    instead="- id: P01\n  role_type: officer\n  events: [workshop-1]",
)

RULES = (MISMATCH, NEGATIVE, WITHOUT_EVENT)


def check(view: View) -> Iterator[Diagnostic]:
    """Events with their head counts, then participants."""
    report = view.report
    several = len(report.events) > 1
    for event in report.events.values():
        for number, count in enumerate(event.attended):
            if count.value < 0:
                place = event.at("attended", number, "value")
                yield NEGATIVE.at(place, f"{count.value} people cannot have come", "write how many did")
        if event.invited is not None and event.invited < 0:
            yield NEGATIVE.at(event.at("invited"), f"{event.invited} people cannot have been invited", "correct it")
        described = [p for p in report.participants.values() if event.id in p.events or not (p.events or several)]
        counts = {count.value for count in event.attended}
        if described and counts and len(described) not in counts:
            yield MISMATCH.at(
                event.at("attended"),
                f'"{event.id}" was attended by {" or ".join(map(str, sorted(counts)))}, but {len(described)} '
                f"participant{'s are' if len(described) > 1 else ' is'} described",
                "correct one of them, or excuse it with the reason",
            )
    for participant in report.participants.values():
        if several and not participant.events:
            hint = f"write events: [{next(iter(report.events))}]"
            yield WITHOUT_EVENT.at(participant.at("id"), f'participant "{participant.id}" was at no event', hint)
