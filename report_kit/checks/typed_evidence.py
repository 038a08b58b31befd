"""typed_citations: marks in a block that were meant as citations, and are none: (@N1; @N2), [N1; N2], @N1.

In: the report, and the lines of a block. Out: the ids that were meant, the place from the first of them to the last,
and what to write. Only ids of things that can be cited count.
"""

from __future__ import annotations

import re

from report_kit.checks.places import lines_of
from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.report import Report

CITABLE = frozenset({"note", "quote", "reference", "finding", "recommendation", "case_study", "figure", "table"})
"""Kinds whose ids in brackets are meant as citations; the ids of themes and sections are often words of the text."""
_ID = r"-?@?[ \t]?\w(?:[\w.:/+-]*\w)?"
_LIST = pattern(rf"[\[({{]{{0,3}}[ \t]?{_ID}(?:[ \t]*[;,][ \t]*{_ID})*[ \t]*[\])}}]*")
_SIGNS = " \t-@[](){}"


@dataclass(frozen=True, slots=True)
class Typed:
    """Citations as somebody typed them."""

    ids: tuple[str, ...]
    span: Span
    """All of it, on one line."""
    text: str
    """As it stands there."""

    @property
    def instead(self) -> str:
        """What to write."""
        return f"[{'; '.join(f'@{one}' for one in self.ids)}]"


def citable(report: Report) -> frozenset[str]:
    """The ids that a citation may name."""
    ids = (target.id for target in report.targets.values() if target.kind in CITABLE and target.authored)
    return frozenset((*ids, *report.uncited))


def typed_citations(report: Report, span: Span) -> Typed | None:
    """The first run of ids in the lines of `span` behind its first, each of which can be cited, with a sign at it."""
    known = citable(report)
    for number, line, start, end in lines_of(report.lines, span):
        if number == span.line:
            continue  # the fence, whose attributes hold ids of their own
        for found in _LIST.finditer(line, start, end):
            text = found[0].strip()
            ids = tuple(one.strip(_SIGNS) for one in re.split("[;,]", text))
            if text.startswith(("[@", "[-@")) and text.endswith("]") and "@ " not in text:
                continue  # a citation
            if (text[0] in "[({" or "@" in text) and all(one in known for one in ids):
                at = line.index(text, found.start())
                return Typed(ids, Span(span.file, number, at + 1, number, at + len(text) + 1), text)
    return None
