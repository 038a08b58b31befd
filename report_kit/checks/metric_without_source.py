"""metric-without-source: a figure that nobody vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.places import called, first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.walk import blocks_text

RULE = Rule(
    name="metric-without-source",
    severity=Severity.WARNING,
    summary="A case study or key figure gives an amount and names no source for it.",
    why="Savings and percentages are what others copy out of a report, and what its critics look up.",
    example='::: {.key-figure value="£3 billion"}\nof additional revenue\n:::',
    instead='::: {.key-figure value="£3 billion"}\nof additional revenue [@hmrc2017]\n:::',
    group="evidence",
)
RULES = (RULE,)

# Money, shares and large numbers; a bare year or 'three boroughs' is no metric.
_METRIC = pattern(
    r"[£$€]\s?\d(?:[\d.,]*\d)?(?: (?:million|billion|thousand)|bn|m)?"
    r"|\d(?:[\d.,]*\d)?\s?(?:%|(?:per ?cent|percentage points?|million|billion|thousand|bn)\b)"
    r"|\d(?:[\d.,]*\d)?\s(?:hour|day|week|month)s?\b|\b\d{1,3}(?:,\d{3})+\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Diagnostic]:
    """Case studies and key figures with amounts, without a citation."""
    sourced = {id(block) for block in _sourced(view)}
    for case_study, _ in view.blocks_of(b.CaseStudy):
        found = _METRIC.search(blocks_text(case_study.blocks))
        if found and id(case_study) not in sourced and not dict(case_study.attributes).get("source"):
            place = first_line(view.report.lines, case_study.span)
            message = f'{called(case_study)} gives an amount ("{found[0]}") without a source'
            yield RULE.at(place, message, "cite where it comes from: [@smith2017]")
    for figure, placed in view.blocks_of(b.KeyFigure):
        if id(figure) not in sourced and not any(id(block) in sourced for block in placed.around):
            place = first_line(view.report.lines, figure.span)
            yield RULE.at(place, f'the key figure "{figure.value}" names no source', "cite it: [@smith2017]")


def _sourced(view: View) -> Iterator[b.Block]:
    """The blocks in which something is cited or counted."""
    for kind in (i.Citation, i.AssertedCount):
        for _, placed in view.inlines_of(kind):
            yield from (*placed.around, placed.block)
