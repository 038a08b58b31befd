"""uncited-reference: a work in the bibliography file that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.unread import may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, any_of

RULE = Rule(
    name="uncited-reference",
    severity=Severity.WARNING,
    summary="Nothing in the report cites a work of the bibliography file.",
    why="Only cited works are printed, so this source is missing from the list of references.",
    example="@misc{copeland2017,\n  title = {Data at the table},\n}",
    instead="As one account has it [@copeland2017], …",
    unfinished=True,
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Works that are declared only."""
    for identifier, span in view.report.uncited.items():
        if may_stand_in_unread(view.report, identifier):
            continue
        hint = f"cite it ([@{identifier}]) or remove it"
        yield RULE.at(
            span, f'nothing in the report cites "{identifier}"', hint, about=(identifier, any_of("reference"))
        )
