"""years_apart: paragraphs that begin with a year and a dot, which Markdown takes for items of a numbered list.

In: the items of a list, and the source lines. Out: the runs of true items, each with the number of its first one,
and between them the paragraphs, with their years: "2017. It was a good year." below a list would become "14.".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model.inlines import Text

_MARK = pattern(r"[ \t>]*(?:[-+*][ \t]+)*(\d{1,9}[.)])[ \t]+$")
_YEAR = range(1000, 2200)


class Run(NamedTuple):
    """Items that follow each other, or what only looks like an item."""

    start: int
    """Number of the first item, as it was written; 0 where that is not seen."""
    items: tuple[b.ListItem, ...] = ()
    text: tuple[b.Block, ...] = ()


def years_apart(lines: Sequence[str], items: tuple[b.ListItem, ...]) -> Iterator[Run]:
    """The runs of `items`, in their order."""
    marks = [_mark(lines, item) for item in items]
    numbers = [int(mark[:-1]) if mark else 0 for mark in marks]
    begun = 0
    for place, item in enumerate(items):
        beside = {numbers[place - 1] + 1} if place else set()
        beside |= {numbers[place + 1] - 1} if place + 1 < len(items) else set()
        if numbers[place] not in _YEAR or numbers[place] in beside:
            continue
        first = item.blocks[0]
        if not isinstance(first, b.Paragraph):
            continue
        if place > begun:
            yield Run(numbers[begun], items[begun:place])
        start = replace(first.span, column=first.span.column - len(marks[place]) - 1)
        year = Text(span=replace(start, end_line=start.line, end_column=first.span.column), text=f"{marks[place]} ")
        whole = replace(first, span=start, content=(year, *first.content))
        yield Run(0, text=(whole, *item.blocks[1:]))
        begun = place + 1
    if begun < len(items):
        yield Run(numbers[begun], items[begun:])


def _mark(lines: Sequence[str], item: b.ListItem) -> str:
    """'2017.', as it stands before an item; empty where none is seen."""
    span = item.blocks[0].span if item.blocks else item.span
    if not item.blocks or not 0 < span.line <= len(lines):
        return ""
    found = _MARK.match(lines[span.line - 1][: span.column - 1])
    return found[1] if found else ""
