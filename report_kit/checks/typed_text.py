"""typed_text: what was read as plain words, as it was typed, line by line.

In: the view of a report. Out: stretches of source lines, so that every place is exact. What is code, a formula, a link,
a citation or a tag is none of it. The words of others can be left out: block quotes, quotes, what stands in quotation
marks, and source notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.places import lines_of
from report_kit.checks.view import Placed, View
from report_kit.diagnostics import Span
from report_kit.evidence.language import mask_quotes
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i

_MARKS = pattern(r"[ \t>]*(?:(?:[-+*]|\d{1,3}[.)])[ \t]+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some plain words of one source line."""

    file: str
    number: int
    line: str
    """All of the line; the words of others blanked where they are left out."""
    start: int
    """Where the words begin in it, from 0."""
    end: int
    placed: Placed

    def finditer(self, find: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches that begin here; they may reach beyond, and are none where a backslash stands before them."""
        at = self.start
        while at < self.end and (found := find.search(self.line, at)) is not None and found.start() < self.end:
            if not self.line.startswith("\\", found.start() - 1) or found.start() == 0:
                yield found
            at = max(found.end(), at + 1)

    def span(self, start: int, end: int) -> Span:
        """The place of what stands between two offsets of the line."""
        return Span(self.file, self.number, start + 1, self.number, end + 1)

    @property
    def opens(self) -> bool:
        """Whether nothing but marks of quotes and lists stands before the words."""
        return _MARKS.fullmatch(self.line, 0, self.start) is not None


def typed_text(view: View, *, own: bool, notes: bool = False) -> Iterator[Stretch]:
    """Every stretch of plain words in Markdown files; `own`: without the words of others, `notes`: of notes too."""
    masked: dict[tuple[str, int, int], list[str]] = {}
    for text, placed in view.inlines_of(i.Text):
        span = text.span
        if not span.file.endswith(".md") or (placed.part is None and not notes):
            continue
        if own and any(isinstance(block, b.Quote | b.BlockQuote) for block in placed.around):
            continue
        for number, line, start, end in lines_of(view.report.lines, span):
            if line.lstrip(" \t>").startswith(":::"):
                continue  # a fence with a slip, which was told while reading
            shown = line
            if own and ("“" in line or '"' in line or "‘" in line or "'" in line):
                whole = placed.block.span
                key = (whole.file, whole.line, whole.end_line)
                if key not in masked:
                    source = view.report.lines[whole.file][max(whole.line, 1) - 1 : whole.end_line]
                    masked[key] = mask_quotes("\n".join(source)).split("\n")
                at = number - max(whole.line, 1)
                shown = masked[key][at] if 0 <= at < len(masked[key]) else line
            yield Stretch(span.file, number, shown, start, end, placed)
