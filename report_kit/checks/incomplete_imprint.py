"""incomplete-imprint: a final report without the lines that libraries, reusers and readers look for."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="incomplete-imprint",
    severity=Severity.WARNING,
    summary="A final report lacks its licence, DOI or ISBN, contact, or the line on alternative formats.",
    why="Reports without them cannot be found again, reused, asked about, or read by everyone.",
    example="status: final",
    instead="status: final\nlicence: CC-BY-4.0\ndoi: 10.5555/12345\ncontact: team@example.org\n"
    "alternative_formats: Write to team@example.org for large print or Braille.",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """report.yaml, once its status is final."""
    meta = view.report.meta
    if meta.status != "final":
        return
    for missing, name, example in (
        (not meta.licence, "licence", "licence: CC-BY-4.0"),
        (not (meta.doi or meta.isbn), "DOI or ISBN", "doi: 10.5555/12345"),
        (not meta.contact, "contact", "contact: team@example.org"),
        (
            not meta.alternative_formats,
            "line on alternative formats",
            "alternative_formats: Ask for large print.",
        ),
    ):
        if missing:
            yield RULE.at(meta.at("status"), f"this report is final and has no {name}", f"write '{example}'")
