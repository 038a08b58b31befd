"""bare-approval, approval-outdated: approvals that are tied to no words, or to others than would be printed."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.approvals import faulty

BARE = Rule(
    name="bare-approval",
    severity=Severity.ERROR,
    summary="Somebody has approved a quote or a note, and nothing says in which words.",
    why="A quote that is widened after its speaker has approved it would be printed as approved.",
    example="consent: {attribution_level: on_record, approval_needed: yes, approved: [Q4]}",
    instead="consent: {attribution_level: on_record, approval_needed: yes, approved: [Q4 1f0c3a9b5d2e]}\n"
    "# as report-kit approve Q4 writes it",
    locked=True,
    group="confidentiality",
)

OUTDATED = Rule(
    name="approval-outdated",
    severity=Severity.ERROR,
    summary="The words of a quote or a note are no longer those that its speaker has approved.",
    why="Approval was given for other words; whoever gave it has a right to see these.",
    example="consent: {attribution_level: on_record, approval_needed: yes, approved: [Q4 00000000]}",
    instead="consent: {attribution_level: on_record, approval_needed: yes, approved: [Q4 1f0c3a9b5d2e]}\n"
    "# asked again, and written by report-kit approve Q4",
    locked=True,
    group="confidentiality",
)

RULES = (BARE, OUTDATED)


def check(view: View) -> Iterator[Diagnostic]:
    """Every item of `approved:` that names something, and does not approve it."""
    report = view.report
    for person, number, what, has_sum in faulty(report):
        place = report.participants[person].at("consent", "approved", number)
        if has_sum:
            message = f"the words of {what.id} are no longer those that {person} has approved"
            yield OUTDATED.at(place, message, f"ask again; then run: report-kit approve {what.id}")
        else:
            message = f"nothing says in which words {person} has approved {what.id}"
            yield BARE.at(place, message, f"run: report-kit approve {what.id}")
