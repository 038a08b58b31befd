"""excerpt: as much of a source line as fits around a place, and where the carets under it go."""

from __future__ import annotations

from report_kit.diagnostics.display import cells
from report_kit.diagnostics.span import Span
from report_kit.lazy.dataclasses import dataclass

MORE = "…"
"""Stands for what is left out of a long line."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A printable piece of a line."""

    text: str
    indent: int
    """Cells before the first caret."""
    carets: int
    """How many carets, at least one."""


def excerpt(line: str, span: Span, budget: int) -> Excerpt:
    """The piece of `line` around `span`, at most `budget` cells wide.

    A span of several lines is marked to the end of its first one; one without an end, or outside the line, by a
    single caret.
    """
    start = min(max(span.column, 1) - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else start
    if span.end_line > span.line:
        end = len(line.rstrip())
    end = max(end, start)

    # No character further away than `budget` can be shown, which keeps a line of 20 MB cheap.
    first, last = max(0, start - budget), min(len(line), start + budget)
    shown = list(cells(line[first:last]))
    start, end = start - first, min(end - first, len(shown))
    left, right = _window([width for _, width in shown], start, end, budget - 2 * len(MORE))
    if first == 0 and last == len(line) and sum(width for _, width in shown) <= budget:
        left, right = 0, len(shown)

    before = MORE if first + left > 0 else ""
    after = MORE if first + right < len(line) else ""
    text = before + "".join(piece for piece, _ in shown[left:right]) + after
    indent = len(before) + sum(width for _, width in shown[left:start])
    carets = sum(width for _, width in shown[start : min(end, right)])
    return Excerpt(text, indent, max(carets, 1))


def _window(widths: list[int], start: int, end: int, budget: int) -> tuple[int, int]:
    """The piece to show: the place and its left side first in two thirds of the room, the rest to its right."""
    left = right = start
    room = budget
    while right < end and widths[right] <= room:
        room -= widths[right]
        right += 1
    for_left = max(room * 2 // 3, room - sum(widths[right:]))
    while left > 0 and widths[left - 1] <= for_left:
        left -= 1
        room, for_left = room - widths[left], for_left - widths[left]
    while right < len(widths) and widths[right] <= room:
        room -= widths[right]
        right += 1
    # A mark must not be parted from the letter that it stands on.
    while right < len(widths) and widths[right] == 0:
        right += 1
    return left, right
