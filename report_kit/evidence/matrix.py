"""Matrix: how often rows and columns meet, as in the framework matrix of the Framework Method (cases by codes).

In: labels and pairs of them. Out: counts per pair, row and column. Only pairs that occur are kept, so that 300 findings
by 10,000 notes cost what their evidence costs. Every sum below is linear in the pairs and labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by row and column."""

    rows: tuple[str, ...]
    """Ids, in the order of the report."""
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    """By row and column; pairs that never meet are missing."""

    @classmethod
    def counted(cls, rows: Iterable[str], columns: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Matrix:
        """The matrix that counts how often each (row, column) occurs in `pairs`; pairs of unknown ids are left out."""
        row_ids, column_ids = dict.fromkeys(rows), dict.fromkeys(columns)
        known = ((row, column) for row, column in pairs if row in row_ids and column in column_ids)
        return cls(tuple(row_ids), tuple(column_ids), Counter(known))

    def value(self, row: str, column: str) -> int:
        """How often they meet."""
        return self.cells.get((row, column), 0)

    def row_totals(self) -> dict[str, int]:
        """Sum of each row, in order."""
        totals = dict.fromkeys(self.rows, 0)
        for (row, _), count in self.cells.items():
            totals[row] += count
        return totals

    def column_totals(self) -> dict[str, int]:
        """Sum of each column, in order."""
        totals = dict.fromkeys(self.columns, 0)
        for (_, column), count in self.cells.items():
            totals[column] += count
        return totals

    def grid(self) -> list[list[int]]:
        """Every cell, row by row. Grows with rows times columns: for printing, not for 10,000 notes."""
        return [[self.value(row, column) for column in self.columns] for row in self.rows]
