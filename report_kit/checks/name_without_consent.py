"""name-without-consent: a participant's name among the sources that everybody may read, who is not on record."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.attribution import reveals

RULE = Rule(
    name="name-without-consent",
    severity=Severity.ERROR,
    summary="A participant has a public name, but did not agree to be named.",
    why="sources/participants.yaml travels with the project to everybody who works on it.",
    example="- id: P03\n  public_name: Jane Smith\n  consent: {attribution_level: organisation_type}",
    instead="- id: P03    # the name stands in sources/private/people.yaml\n"
    "  consent: {attribution_level: organisation_type}",
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Participants with `public_name`, placed at their ids: the line with the name is printed nowhere."""
    for participant in view.report.participants.values():
        consent = participant.consent
        agreed = consent is not None and not consent.withdrawn and "name" in reveals(consent.attribution_level)
        if participant.public_name and not agreed:
            yield RULE.at(
                participant.at("id"),
                f"{participant.id} has a public_name, but is not on record",
                "move the name to sources/private/people.yaml; if it was agreed to, write attribution_level: on_record",
            )
