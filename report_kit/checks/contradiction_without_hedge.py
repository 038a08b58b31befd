"""contradiction-without-hedge: a finding that hears the other side and speaks as if there were none."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.grounds import evidence_by_finding, statement_text
from report_kit.checks.places import called
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.evidence.quantifiers import has_hedge

RULE = Rule(
    name="contradiction-without-hedge",
    severity=Severity.WARNING,
    summary="A finding cites evidence against itself, and its words leave no room for it.",
    why="Smoothing dissent into consensus is the commonest way in which a summary misleads.",
    example='::: {.finding #F1}\nSkills are scarce [@N3], [@N7]{relation="contradicts"}.\n:::',
    instead='::: {.finding #F1}\nMost found skills scarce [@N3]; others did not [@N7]{relation="contradicts"}.\n:::',
    group="evidence",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Findings with contradicting evidence and no hedge in their text."""
    evidence = evidence_by_finding(view.report)
    for finding in view.report.findings.values():
        against = [link for link in evidence.get(finding.anchor, ()) if link.relation == "contradicts"]
        if against and not has_hedge(statement_text(finding.blocks)):
            yield RULE.at(
                against[0].span,
                f'{called(finding)} speaks without reserve, though "{against[0].target}" contradicts it',
                "say how far it holds: 'most', 'often', 'some disagreed'",
            )
