"""first_line, lines_of, place_of, find_words …: where something stands, and what to call it in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model.collect import DERIVED_ANCHOR

Lines = Mapping[str, tuple[str, ...]]
"""Source text by file."""

BLANK = " …."
"""What is left where somebody took over a pattern and filled nothing in: to="…"."""


def called(block: b.Finding | b.Recommendation | b.CaseStudy) -> str:
    """'finding "F1"', or 'this finding' where its author gave it no id: derived anchors mean nothing to anybody."""
    kind = {b.Finding: "finding", b.Recommendation: "recommendation", b.CaseStudy: "case study"}[type(block)]
    return f"this {kind}" if block.anchor.startswith(DERIVED_ANCHOR) else f'{kind} "{block.anchor}"'


def first_line(lines: Lines, span: Span) -> Span:
    """The first line of `span`: for a fenced block, the fence with its attributes."""
    source = lines.get(span.file, ())
    if not 0 < span.line <= len(source):
        return span
    end = len(source[span.line - 1].rstrip()) + 1
    return Span(span.file, span.line, span.column, span.line, max(end, span.column))


def lines_of(lines: Lines, span: Span) -> Iterator[tuple[int, str, int, int]]:
    """Each source line of `span`: its number, all of it, and from where to where the span reaches in it."""
    source = lines.get(span.file, ())
    for number in range(max(span.line, 1), min(span.end_line, len(source)) + 1):
        line = source[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        yield number, line, max(start, 0), max(end, 0)


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


def find_words(lines: Lines, span: Span, words: str, skip: int = 0) -> Span:
    """Where `words`, taken from the text of a block at `span`, stand in the source; else its first line.

    `skip` passes over as many places where they stand as well. Line breaks count as blanks, and typographic quotation
    marks and apostrophes as the typed ones that they were made from.
    """
    source = lines.get(span.file, ())
    if not 0 < span.line <= len(source) or not words.strip():
        return first_line(lines, span)
    last = min(max(span.end_line, span.line), len(source))
    text = "\n".join(source[span.line - 1 : last])
    places = _pattern(words).finditer(text, span.column - 1)
    found = next(islice(places, skip, None), None)
    if found is None:
        return first_line(lines, span)
    line, column = _position(text, found.start())
    end_line, end_column = _position(text, found.end())
    return Span(span.file, span.line + line, column, span.line + end_line, end_column)


def occurrences(text: str, words: str) -> int:
    """How often `find_words` would find `words` in `text`."""
    return sum(1 for _ in _pattern(words).finditer(text))


def _pattern(words: str) -> re.Pattern[str]:
    pattern = r"[\s>]+".join(_typed(word) for word in words[:200].split())
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


def _typed(word: str) -> str:
    """A pattern for `word` as its author may have typed it."""
    pattern = re.escape(word)
    for signs in ("'\u2018\u2019", '"\u201c\u201d'):
        pattern = re.sub(f"[{signs}]", f"[{signs}]", pattern)
    return pattern.replace("\u2013", "(?:\u2013|--)").replace("\u2026", r"(?:\u2026|\.\.\.)")


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line from 0 and column from 1 of `offset`."""
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)
