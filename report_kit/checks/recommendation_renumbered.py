"""A published recommendation keeps its number: others have answered 'Recommendation 3'."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="recommendation-renumbered",
    severity=Severity.ERROR,
    summary="A recommendation has another number than in the newest tagged release.",
    why="Whoever was asked has answered by number; a number that now means something else turns their answer false.",
    example='::: {.recommendation #R9 to="councils" for="F1"}\nA new one, before those that are published.\n:::',
    instead='::: {.recommendation #R1 to="councils" for="F1" status="rejected"}\nAn old one, kept in its place.\n:::',
    group="evidence",
)

RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Recommendations whose number was another's, or that had another number."""
    report = view.report
    if report.release is None:
        return
    before = report.release.recommendations
    owners = {number: identifier for identifier, number in before.items()}
    for number, recommendation in enumerate(report.recommendations.values(), start=1):
        name, release = recommendation.id, report.release.name
        if before.get(name, number) != number:
            message = f'recommendation "{name}" was number {before[name]} in {release} and is number {number} now'
        elif owners.get(number, name) != name:
            message = f'recommendation "{name}" has number {number}, which was that of "{owners[number]}" in {release}'
        else:
            continue
        yield RULE.at(
            first_line(report.lines, recommendation.span),
            message,
            "put new ones after the published ones, and keep dropped ones in their place with status",
        )
