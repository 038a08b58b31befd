"""What makes a recommendation one: whom it is for, what it answers, by when. And findings that lead to none."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import BLANK, called, first_line
from report_kit.checks.unread import may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, any_of
from report_kit.model.collect import DERIVED_ANCHOR

WITHOUT_ADDRESSEE = Rule(
    name="recommendation-without-addressee",
    severity=Severity.ERROR,
    summary="A recommendation does not say who should act on it.",
    why="What is asked of everybody is done by nobody.",
    example='::: {.recommendation #R1 by="2018" for="F1"}',
    instead='::: {.recommendation #R1 to="chief executives" by="2018" for="F1"}',
    group="evidence",
)

WITHOUT_FINDING = Rule(
    name="recommendation-without-finding",
    severity=Severity.ERROR,
    summary="A recommendation answers no finding.",
    why="Readers ask why; the answer is the finding that it responds to.",
    example='::: {.recommendation #R1 to="chief executives" by="2018"}',
    instead='::: {.recommendation #R1 to="chief executives" by="2018" for="F1"}',
    group="evidence",
    hides=("finding-without-recommendation",),
)

WITHOUT_DATE = Rule(
    name="recommendation-without-date",
    severity=Severity.WARNING,
    summary="A recommendation does not say by when.",
    why="Without a date nobody can tell whether it was followed.",
    example='::: {.recommendation #R1 to="chief executives" for="F1"}',
    instead='::: {.recommendation #R1 to="chief executives" by="2018-06" for="F1"}',
    group="evidence",
)

WITHOUT_RECOMMENDATION = Rule(
    name="finding-without-recommendation",
    severity=Severity.WARNING,
    summary="No recommendation answers a finding, in a report that makes recommendations.",
    why="Readers will ask what should be done about it; a finding that calls for nothing may say so in an excuse.",
    example="::: {.finding #F2}\nSkills are scarce [@N7].\n:::",
    instead='::: {.recommendation #R2 to="chief executives" by="2018" for="F2"}\nTrain.\n:::',
    group="evidence",
)

RULES = (WITHOUT_ADDRESSEE, WITHOUT_FINDING, WITHOUT_DATE, WITHOUT_RECOMMENDATION)


def check(view: View) -> Iterator[Diagnostic]:
    """Recommendations, then the findings that none of them names."""
    report = view.report
    answered = {finding for one in report.recommendations.values() for finding in one.findings}
    for recommendation in report.recommendations.values():
        name, place = called(recommendation), first_line(report.lines, recommendation.span)
        if not recommendation.to.strip(BLANK):
            hint = 'write to="chief executives" between the braces'
            yield WITHOUT_ADDRESSEE.at(place, f"{name} does not say who should act", hint)
        if not any(one.strip(BLANK) for one in recommendation.findings):
            hint = 'write for="F1" between the braces'
            # Which finding it should answer is not known yet: any that none answers may be the one.
            about = [finding for finding in report.findings if finding not in answered]
            yield WITHOUT_FINDING.at(place, f"{name} answers no finding", hint, about=about)
        if not recommendation.by.strip(BLANK):
            hint = 'write by="2018-06" between the braces'
            yield WITHOUT_DATE.at(place, f"{name} does not say by when", hint)
    if report.recommendations:
        for finding in report.findings.values():
            if finding.anchor not in answered and not may_stand_in_unread(report, finding.anchor):
                mark = "F1" if finding.anchor.startswith(DERIVED_ANCHOR) else finding.anchor
                hint = f'write for="{mark}" at the recommendation that answers it, or excuse it with a reason'
                place = first_line(report.lines, finding.span)
                yield WITHOUT_RECOMMENDATION.at(
                    place,
                    f"no recommendation answers {called(finding)}",
                    hint,
                    about=(finding.anchor, any_of("finding"), any_of("recommendation")),
                )
