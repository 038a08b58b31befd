"""covered_lines: how far an excuse reaches: its own line, or the block that stands under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from report_kit.diagnostics.excuse_comments import Comment
from report_kit.lazy.patterns import pattern

_OPEN = pattern(r"\s*:{3,}\s*(\{|[A-Za-z])")
_CLOSE = pattern(r"\s*:{3,}\s*$")
_EXCUSE = pattern(r"\s*(<!--|#|%)\s*excuse\b")

FARTHEST = 2000
"""Lines that one excuse can reach."""


def covered_lines(comment: Comment, lines: Sequence[str]) -> range:
    """Numbers, from 1, of the lines that `comment` excuses."""
    lines = lines[: comment.span.end_line + FARTHEST]
    own = range(comment.span.line, comment.span.end_line + 1)
    if not comment.alone:
        return own
    start = comment.span.end_line  # index of the line below
    while start < len(lines) and (not lines[start].strip() or _EXCUSE.match(lines[start])):
        start += 1
    if start == len(lines):
        return own
    if comment.span.file.endswith((".md", ".markdown")) and not _is_yaml(comment, lines):
        stop = _markdown_block(lines, start)
    elif comment.span.file.endswith(".bib"):
        stop = _until(lines, start, lambda line: line.lstrip().startswith("@"))
    else:
        depth = _indent(lines[start])
        stop = _until(lines, start, lambda line: bool(line.strip()) and _indent(line) <= depth)
    return range(start + 1, stop + 1)


def _is_yaml(comment: Comment, lines: Sequence[str]) -> bool:
    return lines[comment.span.line - 1][comment.span.column - 1] == "#"


def _markdown_block(lines: Sequence[str], start: int) -> int:
    """Index after the block that begins at `start`: a fenced div to its end, anything else to the next blank line."""
    depth = 0
    for number in range(start, len(lines)):
        if _OPEN.match(lines[number]):
            depth += 1
        elif _CLOSE.match(lines[number]):
            depth -= 1
            if depth <= 0:
                return number + 1
        elif depth == 0 and not lines[number].strip():
            return number
    return len(lines)


def _until(lines: Sequence[str], start: int, ends: Callable[[str], bool]) -> int:
    return next((number for number in range(start + 1, len(lines)) if ends(lines[number])), len(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
