"""empty-block: a box or a finding with nothing in it (an empty note is reported when it is read)."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import blocks as b
from report_kit.model.walk import blocks_text, walk_blocks

RULE = Rule(
    name="empty-block",
    severity=Severity.ERROR,
    summary="A finding, recommendation, case study, callout or key figure holds no words.",
    why="It would print as an empty frame with a number, and be counted as a finding that nobody made.",
    example="::: {.finding #F1}\n:::",
    instead="::: {.finding #F1}\nLeaders ask for data first [@N1].\n:::",
)
RULES = (RULE,)

_NAMES: dict[type[b.Block], str] = {
    b.Finding: "finding",
    b.Recommendation: "recommendation",
    b.CaseStudy: "case study",
    b.Callout: "callout",
    b.KeyFigure: "key figure",
}


def check(view: View) -> Iterator[Diagnostic]:
    """Blocks that should hold words, pictures or tables, and do not."""
    for kind, name in _NAMES.items():
        for placed in view.by_kind.get(kind, ()):
            if placed.block.span.file in view.report.unread:
                continue  # what it says may stand in what has no end
            if _is_empty(getattr(placed.block, "blocks", ())):
                place = first_line(view.report.lines, placed.block.span)
                yield RULE.at(place, f"this {name} is empty", "write what it says, or remove it")


def _is_empty(blocks: tuple[b.Block, ...]) -> bool:
    if blocks_text(blocks).strip():
        return False
    return not any(isinstance(block, b.Figure | b.Table | b.Quote) for block in walk_blocks(blocks))
