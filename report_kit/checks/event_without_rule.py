"""event-without-attribution-rule: nobody wrote down what people were promised."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="event-without-attribution-rule",
    severity=Severity.ERROR,
    summary="Notes were taken at an event, and no attribution rule says what people were promised there.",
    why="Nobody can keep a promise that is not written down.",
    example="- id: table\n  title: The table\n  date: 2017-10-16",
    instead="- id: table\n  title: The table\n  date: 2017-10-16\n  attribution_rule: chatham_house_rule",
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Events with notes and without a rule, where the report has none either."""
    report = view.report
    if report.meta.attribution_rule:
        return
    recorded = {note.event for note in report.notes.values()}
    for event in report.events.values():
        if event.id in recorded and event.attribution_rule is None:
            yield RULE.at(
                event.at("id"),
                f'what was promised at "{event.id}" is not written down',
                "write attribution_rule: chatham_house_rule, or on_record, or what else was agreed",
                follows=[one.at("attribution_rule") for one in (event, report.meta) if one.says("attribution_rule")],
            )
