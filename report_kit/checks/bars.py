"""with_bars: rows of cells → a table as this dialect writes it, between bars.

In: the cells of each row, as Markdown; the first row names the columns. Out: lines, the columns even where that is
cheap, numbers set to the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_kit.lazy.patterns import pattern

_NUMBER = pattern(r"[-+−–]?[£$€]?\s?\d[\d.,\s]*(?:%|k|m|bn|tn)?|[-–—]")
"""A figure with its signs, or the dash that stands where there is none."""
_WIDEST = 40
"""Characters up to which cells are filled up with blanks."""


def with_bars(rows: Sequence[Sequence[str]]) -> str:
    """`rows` as a table; rows that are shorter than others are filled up with empty cells."""
    width = max(map(len, rows))
    cells = [[_cell(row[at]) if at < len(row) else "" for at in range(width)] for row in rows]
    numeric = [_is_numeric([row[at] for row in cells[1:]]) for at in range(width)]
    wide = [min(max(3, *(len(row[at]) for row in cells)), _WIDEST) for at in range(width)]
    lines = [_line(row, wide, numeric) for row in cells]
    dashes = "|".join(f"-{'-' * wide[at]}{':' if numeric[at] else '-'}" for at in range(width))
    return "\n".join([lines[0], f"|{dashes}|", *lines[1:]])


def is_figure(text: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return bool(_NUMBER.fullmatch(text.strip())) and any(sign.isdigit() for sign in text)


def _cell(text: str) -> str:
    """`text` on one line, its bars kept from parting cells."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [one for one in column if one]
    return any(map(is_figure, filled)) and all(_NUMBER.fullmatch(one) for one in filled)


def _line(row: Sequence[str], wide: Sequence[int], numeric: Sequence[bool]) -> str:
    filled = (one.rjust(wide[at]) if numeric[at] else one.ljust(wide[at]) for at, one in enumerate(row))
    return f"| {' | '.join(filled)} |"
