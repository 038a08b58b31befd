"""empty-block: a box, finding or note with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import blocks as b
from report_kit.model.walk import blocks_text, walk_blocks

RULE = Rule(
    name="empty-block",
    severity=Severity.ERROR,
    summary="A finding, recommendation, case study, callout, key figure or note holds no words.",
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
            if _is_empty(getattr(placed.block, "blocks", ())):
                yield RULE.at(placed.block.span, f"this {name} is empty", "write what it says, or remove it")
    for note in view.report.notes.values():
        if _is_empty(note.blocks):
            yield RULE.at(note.span, f'note "{note.id}" is empty', "write what was said, or remove it")


def _is_empty(blocks: tuple[b.Block, ...]) -> bool:
    if blocks_text(blocks).strip():
        return False
    return not any(isinstance(block, b.Figure | b.Table | b.Quote) for block in walk_blocks(blocks))
