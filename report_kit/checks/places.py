"""first_line, place_of: the exact place of a word in the source, for blocks that know only where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from report_kit.diagnostics import Span

Lines = Mapping[str, tuple[str, ...]]
"""Source text by file."""


def first_line(lines: Lines, span: Span) -> Span:
    """The first line of `span`: for a fenced block, the fence with its attributes."""
    source = lines.get(span.file, ())
    if not 0 < span.line <= len(source):
        return span
    end = len(source[span.line - 1].rstrip()) + 1
    return Span(span.file, span.line, span.column, span.line, max(end, span.column))


def place_of(lines: Lines, span: Span, word: str, after: str = "") -> Span:
    """Where `word` stands on the first line of `span`, looked for behind `after`; else that whole line."""
    line = first_line(lines, span)
    source = lines.get(span.file, ())
    if line is span or not word:
        return line
    text = source[span.line - 1]
    start = max(text.find(after, span.column - 1), 0) if after else span.column - 1
    # 'F1' is no part of 'F12' or 'AF1'.
    found = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])").search(text, start)
    return Span(span.file, span.line, found.start() + 1, span.line, found.end() + 1) if found else line
