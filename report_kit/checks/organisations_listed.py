"""organisation-listed-without-consent, organisation-listed-unasked: who must not be said to have been represented."""

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

UNASKED = Rule(
    name="organisation-listed-unasked",
    severity=Severity.WARNING,
    summary="An organisation is listed as represented, and nobody who came from it agreed to that.",
    why="The organisation's consent is not the person's: a list tells colleagues and employers who was at the table.",
    example="# sources/organisations.yaml: camden is represented: yes, list_consent: yes\n- id: P03\n"
    "  organisation: camden\n  consent: {attribution_level: unattributed, list_org: no}",
    instead="- id: P03\n  organisation: camden\n  consent: {attribution_level: unattributed, list_org: yes}",
    group="confidentiality",
)
RULES = (RULE, UNASKED)


def check(view: View) -> Iterator[Diagnostic]:
    """Organisations that are `represented` without `list_consent: yes`, or without any `list_org: yes`."""
    asked: dict[str, list[bool]] = {}
    for person in view.report.participants.values():
        agreed = person.consent is not None and person.consent.list_org and not person.consent.withdrawn
        asked.setdefault(person.organisation, []).append(agreed)
    for organisation in view.report.organisations.values():
        if not organisation.represented:
            continue
        if organisation.list_consent == "yes" and not any(asked.get(organisation.id, [True])):
            yield UNASKED.at(
                organisation.at("represented"),
                f'nobody who came from "{organisation.id}" agreed that it be listed',
                "ask one of them, and write list_org: yes under consent:, or remove represented",
            )
        if organisation.list_consent != "yes":
            unknown = organisation.list_consent == "unknown"
            yield RULE.at(
                organisation.at("represented"),
                f'whether "{organisation.id}" agreed to be listed is not known'
                if unknown
                else f'"{organisation.id}" did not agree to be listed',
                "ask, and write list_consent: yes, or remove represented",
            )
