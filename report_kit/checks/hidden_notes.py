"""hidden-note, hidden-note-cited: what was said off the record, or withdrawn, and is among the sources all the same."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.consent_not_recorded import is_unreadable
from report_kit.checks.places import first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.report import Report

HIDDEN = Rule(
    name="hidden-note",
    severity=Severity.WARNING,
    summary="A note that must not be shown is among the sources.",
    why="The report leaves it out, but whoever works on the project can read it there, and git keeps it.",
    example='# P09 spoke off the record\n::: {.note #N9 speaker="P09"}\nWhat was said.\n:::',
    instead="# no note; what was said off the record is kept nowhere, or in sources/private/",
    group="confidentiality",
)

CITED = Rule(
    name="hidden-note-cited",
    severity=Severity.WARNING,
    summary="The report cites a note that must not be shown.",
    why="Readers are sent to evidence that is not there, and learn that somebody said something off the record.",
    example="Budgets will be cut again [@N9].    # N9 was said off the record",
    instead="Budgets will be cut again [@N1].",
    group="confidentiality",
)

RULES = (HIDDEN, CITED)


def check(view: View) -> Iterator[Diagnostic]:
    """Notes that were said off the record or withdrawn, and citations of notes that are not shown."""
    report = view.report
    hidden = {name for name, attribution in report.note_attributions.items() if not attribution.shown}
    for note in report.notes.values():
        # Speakers who were not asked yet are consent-not-recorded's; their notes may still be shown one day.
        if note.id in hidden and report.note_attributions[note.id].refusal != "no_consent":
            yield HIDDEN.at(
                first_line(report.lines, note.span),
                f'note "{note.id}" {_reason(report, note.id)}, and stands among the sources',
                "delete it here, and ask whoever keeps the repository to clear its history",
            )
    for item, _ in view.citation_items():
        if item.id in hidden and not is_unreadable(report, item.id, report.note_attributions[item.id].refusal):
            yield CITED.at(item.span, f'note "{item.id}" {_reason(report, item.id)}', "cite another note")


def _reason(report: Report, identifier: str) -> str:
    match report.note_attributions[identifier].refusal:
        case "withdrawn":
            return "was withdrawn"
        case "no_consent":
            return "is not shown: nothing says what its speaker agreed to"
        case _:
            return "is off the record"
