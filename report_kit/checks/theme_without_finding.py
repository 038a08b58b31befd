"""theme-without-finding: a chapter that comes to no conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, any_of
from report_kit.model import blocks as b
from report_kit.model.entities import NOWHERE

RULE = Rule(
    name="theme-without-finding",
    severity=Severity.WARNING,
    summary="A theme holds no finding.",
    why="A theme groups findings. Without one it is a retelling, and neither summary nor evidence annex mentions it.",
    example="---\nid: skills\ntitle: Skills\nsummary: What was said of skills.\n---\n\nMuch was said of skills.",
    instead="::: {.finding #F4}\nSkills are scarce [@N7].\n:::",
    group="evidence",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Themes in which no finding stands."""
    with_findings = {placed.part.id for _, placed in view.blocks_of(b.Finding) if placed.part is not None}
    for part in view.report.parts:
        # A theme whose front matter, text or fences could not be read has been reported already.
        headed = part.head is not None and part.head.at("title") != NOWHERE
        readable = headed and part.blocks and part.span.file not in view.report.unread
        if part.kind == "theme" and readable and part.id not in with_findings:
            yield RULE.at(
                part.span,
                f'theme "{part.title}" holds no finding',
                "say what the theme comes to in a block ::: {.finding #F1}",
                about=(any_of("finding"),),
            )
