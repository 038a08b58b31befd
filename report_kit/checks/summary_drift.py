"""summary-drift: a summary typed by hand that no longer says what the findings say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.walk import plain_text

RULE = Rule(
    name="summary-drift",
    severity=Severity.WARNING,
    summary="The executive summary words a finding or recommendation otherwise than the body does.",
    why="Most people read the summary only; what they quote from it should be what the report found.",
    example="- Leaders always ask for data first [@F1].",
    instead="parts:\n  executive_summary: yes",
    group="evidence",
)
RULES = (RULE,)

_TITLE = pattern(r"(executive|management) summary|key (findings|messages)", re.IGNORECASE)


def check(view: View) -> Iterator[Diagnostic]:
    """Paragraphs of a written executive summary that point at one finding or recommendation."""
    report = view.report
    sources: dict[str, b.Finding | b.Recommendation] = {**report.findings, **report.recommendations}
    for paragraph, placed in view.blocks_of(b.Paragraph):
        if placed.part is None or placed.part.kind != "section" or not _TITLE.fullmatch(placed.part.title.strip()):
            continue
        cited = [item.id for c in paragraph.content if isinstance(c, i.Citation) for item in c.items]
        cited = [identifier for identifier in cited if identifier in sources]
        if len(cited) != 1:
            continue
        source = sources[cited[0]]
        first = next((block for block in source.blocks if isinstance(block, b.Paragraph)), None)
        original = _bare(plain_text(first.content)) if first else ""
        if original and original not in _bare(plain_text(paragraph.content)):
            yield RULE.at(
                paragraph.span,
                f'this is not what "{cited[0]}" says at {source.span}',
                "use its words, or have the summary made: parts: executive_summary: yes",
            )


def _bare(words: str) -> str:
    """Letters and digits in lower case: a summary may punctuate otherwise."""
    return " ".join(re.findall(r"\w+", words.casefold()))
