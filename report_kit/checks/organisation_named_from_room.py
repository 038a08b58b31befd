"""organisation-named-from-room: a case study told at the table that names the body it is about."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import called, place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.attribution import LEVELS, cap
from report_kit.model.report import Report

RULE = Rule(
    name="organisation-named-from-room",
    severity=Severity.ERROR,
    summary="A case study told at the table names an organisation, though the event's rule protects affiliations.",
    why="Whoever tells a body's story at the table is from that body: naming it names the speaker.",
    example='::: {.case-study #CS1 organisation="camden" provenance="room"}',
    instead='::: {.case-study #CS1 provenance="room"}',
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Case studies with `provenance="room"` and an organisation."""
    report = view.report
    if not _protects(report):
        return
    for case_study in report.case_studies.values():
        if case_study.provenance == "room" and case_study.organisation:
            yield RULE.at(
                place_of(report.lines, case_study.span, case_study.organisation, "organisation="),
                f"{called(case_study)} was told at the table and names an organisation",
                'remove organisation=…, or cite a public source and write provenance="public_source"',
            )


def _protects(report: Report) -> bool:
    """Whether an event's rule keeps affiliations back; without a rule, it is taken to."""
    limit = LEVELS.index("role_and_organisation")
    caps = [cap(event.attribution_rule, report.meta.attribution_rule) for event in report.events.values()]
    return any(LEVELS.index(level) > limit for level in caps)
