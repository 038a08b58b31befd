"""confidence-without-reasons: a level of confidence that nothing explains."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import BLANK, called, place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
"""What GRADE-CERQual weighs (https://www.cerqual.org/); a report on one event is 'CERQual-informed'."""

RULE = Rule(
    name="confidence-without-reasons",
    severity=Severity.WARNING,
    summary="A finding states how much confidence it deserves, and gives no reason.",
    why="A level is a judgement; its reasons let readers make their own.",
    example='::: {.finding #F1 confidence="moderate"}',
    instead='::: {.finding #F1 confidence="moderate" reasons="Adequacy: four remarks from one event."}',
    group="evidence",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Findings with `confidence` and neither `reasons` nor one of the four components."""
    for finding in view.report.findings.values():
        written = dict(finding.attributes)
        if finding.confidence and not any(written.get(name, "").strip(BLANK) for name in ("reasons", *COMPONENTS)):
            yield RULE.at(
                place_of(view.report.lines, finding.span, finding.confidence, "confidence="),
                f"{called(finding)} gives no reason for its confidence",
                'write reasons="…", best by methodological limitations, coherence, adequacy and relevance',
            )
