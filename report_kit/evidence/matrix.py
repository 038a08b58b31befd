"""Matrix: how often rows and columns meet, as in the framework matrix of the Framework Method (cases by codes).

In: labels and pairs of them. Out: counts per pair, row and column. Only pairs that occur are kept, so that 300 findings
by 10,000 notes cost what their evidence costs. Every sum below is linear in the pairs and labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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

    def met(self) -> dict[str, tuple[str, ...]]:
        """The columns that each row meets, in the order of the columns."""
        place = {column: number for number, column in enumerate(self.columns)}
        by_row: dict[str, list[str]] = {row: [] for row in self.rows}
        for row, column in self.cells:
            by_row[row].append(column)
        return {row: tuple(sorted(columns, key=place.__getitem__)) for row, columns in by_row.items()}

    def transposed(self) -> Matrix:
        """Rows for columns and columns for rows."""
        return Matrix(self.columns, self.rows, {(column, row): count for (row, column), count in self.cells.items()})

    def without_empty_columns(self) -> Matrix:
        """Only the columns that meet a row: what fits on a page."""
        used = {column for _, column in self.cells}
        return Matrix(self.rows, tuple(column for column in self.columns if column in used), self.cells)

    def grid(self) -> list[list[int]]:
        """Every cell, row by row. Grows with rows times columns: for printing, not for 10,000 notes."""
        return [[self.value(row, column) for column in self.columns] for row in self.rows]


def joined(matrix: Matrix, group_of: Mapping[str, str], groups: Sequence[str]) -> Matrix:
    """`matrix` with its columns added up by group (participants by organisation); ungrouped columns are left out."""
    known = dict.fromkeys(groups)
    cells: Counter[tuple[str, str]] = Counter()
    for (row, column), count in matrix.cells.items():
        group = group_of.get(column, "")
        if group in known:
            cells[row, group] += count
    return Matrix(matrix.rows, tuple(known), cells)
