"""column_widths: how wide the columns of a table should be, by what stands in them.

Browsers give a column of `N15, N16, N17` beside one of whole sentences little more than its longest word, so that
every note stands on a line of its own. Here short columns get what they need on one line, and long ones share the rest.
"""

from __future__ import annotations

from math import sqrt

from report_kit.model.blocks import Cell, Table
from report_kit.model.walk import blocks_text

ROOM = 80
"""Letters that fit on a line of a table across the text column; where all do, there is nothing to decide."""

SHORT = 20
"""Letters of a column that should not be broken into lines."""

LEAST = 7
"""Letters that every column has room for."""

GAP = 3
"""Letters that the space between two columns takes."""

MOST = 6
"""Columns of a table of this kind; those of a wider one are numbers, or must break anyway."""


def column_widths(table: Table) -> tuple[int, ...]:
    """Per cent of the table's width for each column; empty where the widths that a browser finds are good."""
    rows = [*table.head, *table.rows]
    count = len(rows[0]) if rows else 0
    if not 2 <= count <= MOST or any(len(row) != count for row in rows):
        return ()
    longest = [max((_letters(row[column]) for row in table.rows), default=0) for column in range(count)]
    if sum(longest) + count * GAP <= ROOM:
        return ()
    words = [max((_longest_word(row[column]) for row in rows), default=0) for column in range(count)]
    needed = [GAP + max(LEAST, word, min(letters, SHORT)) for letters, word in zip(longest, words, strict=True)]
    # A column of long texts grows with the square root of its length: it has lines to grow in as well.
    wishes = [sqrt(max(0, letters - need)) for letters, need in zip(longest, needed, strict=True)]
    spare = max(0, ROOM - sum(needed))
    shares = [need + spare * wish / (sum(wishes) or 1) for need, wish in zip(needed, wishes, strict=True)]
    return tuple(round(100 * share / sum(shares)) for share in shares)


def _letters(cell: Cell) -> int:
    return len(blocks_text(cell.blocks))


def _longest_word(cell: Cell) -> int:
    return min(SHORT, max(map(len, blocks_text(cell.blocks).split()), default=0))
