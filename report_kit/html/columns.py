"""column_widths: how wide the columns of a table should be, by what stands in them.

Browsers give a column of `N15, N16, N17` beside one of whole sentences little more than its longest word, so that
every note stands on a line of its own. Here every column begins with its longest word, and the room that is left goes,
letter by letter, to the column whose cells become shorter by it: a column of dashes never squeezes a sentence.
"""

from __future__ import annotations

from heapq import heapify, heapreplace

from report_kit.model.blocks import Cell, Table
from report_kit.model.walk import blocks_text

ROOM = 84
"""Letters that fit on a line of a table across the text column; where all do, there is nothing to decide."""

LONGEST = 20
"""Letters of a word that may be broken, such as an address."""

LEAST = 4
"""Letters that every column has room for."""

GAP = 2
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
    letters = [[_letters(row[column]) for row in rows] for column in range(count)]
    widths = [max(LEAST, *(_longest_word(row[column]) for row in rows)) for column in range(count)]
    # What a further letter is worth to each column, the best first. Only the column that got one must be asked again.
    gains = [(-_gain(letters[column], widths[column]), column) for column in range(count)]
    heapify(gains)
    for _ in range(ROOM - sum(widths) - count * GAP):
        best, column = gains[0]
        if not best:
            break
        widths[column] += 1
        heapreplace(gains, (-_gain(letters[column], widths[column]), column))
    shares = [width + GAP for width in widths]
    return tuple(round(100 * share / sum(shares)) for share in shares)


def _gain(letters: list[int], width: int) -> float:
    """How much better the cells of a column are set where it is one letter wider than `width`."""
    return sum(_cost(count, width) - _cost(count, width + 1) for count in letters)


def _cost(letters: int, width: int) -> float:
    """The square of a cell's lines: the cell with most lines makes the height of its row."""
    return max(1.0, letters / width) ** 2


def _letters(cell: Cell) -> int:
    return len(blocks_text(cell.blocks))


def _longest_word(cell: Cell) -> int:
    return min(LONGEST, max(map(len, blocks_text(cell.blocks).split()), default=0))
