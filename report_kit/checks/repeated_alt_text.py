"""repeated-alt-text: different pictures described in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import blocks as b

RULE = Rule(
    name="repeated-alt-text",
    severity=Severity.WARNING,
    summary="Two different figures have the same alt text.",
    why="Somebody who cannot see them cannot tell them apart; mostly the words were copied along with the line.",
    example="![Savings by year](housing.svg)\n\n![Savings by year](parking.svg)",
    instead="![Savings in housing by year](housing.svg)\n\n![Savings on parking by year](parking.svg)",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Figures whose alt text an earlier figure of another picture has."""
    first: dict[str, b.Figure] = {}
    for figure, _ in view.blocks_of(b.Figure):
        words = " ".join(figure.alt.casefold().split())
        if figure.decorative or not words:
            continue
        before = first.setdefault(words, figure)
        if before.source != figure.source:
            yield RULE.at(
                figure.span,
                f"the figure at {before.span} is described in the same words",
                "say what this one shows that the other does not",
            )
