"""consent-not-recorded: somebody spoke, and nothing says what he or she agreed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.model.attribution import Refusal
from report_kit.model.entities import Participant
from report_kit.model.report import Report

RULE = Rule(
    name="consent-not-recorded",
    severity=Severity.WARNING,
    summary="A participant has notes and no consent, so these notes are kept out of the report.",
    why="Nobody may print what somebody said before it is known what that person agreed to.",
    example="- id: P03\n  descriptor: a council officer",
    instead="- id: P03\n  descriptor: a council officer\n  consent: {attribution_level: organisation_type}",
    group="confidentiality",
)
RULES = (RULE,)

_TO_THE_END = 10_000_000
"""A line behind all that a file may have."""


def is_unreadable(report: Report, note: str, refusal: Refusal | None) -> bool:
    """Whether `refusal` of `note` follows only from a consent, or a speaker, that could not be read.

    Such a fault is reported where it stands.
    """
    speakers = (report.participants.get(speaker) for speaker in report.recorded(report.notes[note]).speakers)
    return refusal == "no_consent" and not any(speaker and _is_unasked(speaker) for speaker in speakers)


def consents(report: Report, note: str) -> tuple[Span, ...]:
    """Where it is written who spoke, and what was agreed: an error there may be all that keeps `note` back."""
    recorded = report.recorded(report.notes[note])
    speakers = [report.participants[one] for one in recorded.speakers if one in report.participants]
    named = [recorded.places["speaker"]] if "speaker" in recorded.places else []
    # Who is not described may be so in a file that was not understood, in which an error stands then.
    is_known = len(speakers) == len(recorded.speakers)
    files = () if is_known else (Span(file, 1, 1, _TO_THE_END, 1) for file in report.unread)
    return (*named, *(one.at("consent") for one in speakers if one.says("consent")), *files)


def _is_unasked(participant: Participant) -> bool:
    """Whether nobody wrote down a consent, be it readable or not."""
    return participant.consent is None and not participant.says("consent")


def check(view: View) -> Iterator[Diagnostic]:
    """Participants without `consent`, each once."""
    report = view.report
    kept_out = Counter(speaker for note in report.notes.values() for speaker in report.recorded(note).speakers)
    for participant in report.participants.values():
        notes = kept_out[participant.id]
        if notes and _is_unasked(participant):
            yield RULE.at(
                participant.at("id"),
                f"{participant.id} spoke in {notes} note{'s'[: notes != 1]}, and nothing says what {participant.id} "
                f"agreed to: {'it is' if notes == 1 else 'they are'} kept out of the report",
                "ask, and write consent: {attribution_level: unattributed}, or whichever level was agreed",
            )
