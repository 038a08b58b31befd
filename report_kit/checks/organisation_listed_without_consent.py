"""organisation-listed-without-consent: a body said to have sat at the table that did not agree to be named."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="organisation-listed-without-consent",
    severity=Severity.ERROR,
    summary="An organisation is marked as represented, but has not agreed to be listed.",
    why="Under the Chatham House Rule even attendance is protected: a list of organisations tells who was there.",
    example="- id: camden\n  name: London Borough of Camden\n  represented: yes\n  list_consent: unknown",
    instead="- id: camden\n  name: London Borough of Camden\n  represented: yes\n  list_consent: yes",
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Organisations that are `represented` without `list_consent: yes`."""
    for organisation in view.report.organisations.values():
        if organisation.represented and organisation.list_consent != "yes":
            unknown = organisation.list_consent == "unknown"
            yield RULE.at(
                organisation.at("represented"),
                f'whether "{organisation.id}" agreed to be listed is not known'
                if unknown
                else f'"{organisation.id}" did not agree to be listed',
                "ask, and write list_consent: yes, or remove represented",
            )
