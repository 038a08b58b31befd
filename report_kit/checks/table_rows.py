"""table-row-too-long, table-row-too-short: rows of a table with other cells than its header has columns.

What stands in the cells beyond the last column is lost when a table is read (GitHub Flavored Markdown, 4.10), so the
rows are counted again in the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b

TOO_LONG = Rule(
    name="table-row-too-long",
    severity=Severity.ERROR,
    summary="A row of a table has more cells than the table has columns.",
    why="What stands in the cells beyond the last column is in no output.",
    example="| Borough | £m  |\n|---------|----:|\n| Camden  | 3.4 | since 2015 |",
    instead="| Borough | £m  | Since |\n|---------|----:|------:|\n| Camden  | 3.4 |  2015 |",
)

TOO_SHORT = Rule(
    name="table-row-too-short",
    severity=Severity.WARNING,
    summary="A row of a table has fewer cells than the table has columns.",
    why="Its last cells stay empty; where the missing cell is not the last one, every value stands under a wrong name.",
    example="| Borough | £m  | Since |\n|---------|----:|------:|\n| Camden  | 2015 |",
    instead="| Borough | £m  | Since |\n|---------|----:|------:|\n| Camden  |     |  2015 |",
)

RULES = (TOO_LONG, TOO_SHORT)

_AROUND = pattern(r"[ \t>]*\|?")
"""What stands before the first cell: the marks of the quotes and lists that the table is in, and its first bar."""
_CELL = pattern(r"(?:\\\||[^|])*")
"""Up to the next bar that parts cells. Bars in code or in a formula part them too; those behind a backslash do not."""


def check(view: View) -> Iterator[Diagnostic]:
    """Every row whose line in the source can be told for certain."""
    for table, _ in view.blocks_of(b.Table):
        lines = view.report.lines.get(table.span.file, ())
        if table.rows and (first := _first_line(table)) is not None:
            for number, row in enumerate(table.rows, start=first):
                if 0 < number <= len(lines):
                    yield from _row(table.span.file, number, lines[number - 1], len(row))


def _first_line(table: b.Table) -> int | None:
    """The line of the first row, told from a cell with words: each row fills one line."""
    for number, row in enumerate(table.rows):
        for cell in row:
            if cell.blocks:
                return cell.span.line - number
    return None


def _row(file: str, number: int, line: str, columns: int) -> Iterator[Diagnostic]:
    cells = _cells(line)
    lost = next((cell for cell in cells[columns:] if cell[0].strip()), None)
    if lost:
        text, column = lost
        column += len(text) - len(text.lstrip())
        yield TOO_LONG.at(
            Span(file, number, column, number, column + len(text.strip())),
            f"this is cell {cells.index(lost) + 1} of its row, but the table has {_columns(columns)}: it would be lost",
            "give the table another column, or write \\| for a bar inside of a cell, even in code",
        )
    elif len(cells) < columns and any(text.strip() for text, _ in cells):
        start = len(line) - len(line.lstrip(" \t>")) + 1
        yield TOO_SHORT.at(
            Span(file, number, start, number, len(line.rstrip()) + 1),
            f"this row has {len(cells)} cell{'s' if len(cells) > 1 else ''}, and the table {_columns(columns)}",
            "write the missing bars, also round a cell that stays empty",
        )


def _cells(line: str) -> list[tuple[str, int]]:
    """The text of each cell and the column where it begins."""
    around = _AROUND.match(line)
    at = around.end() if around else 0
    cells = []
    while at <= len(line):
        cell = _CELL.match(line, at)
        assert cell is not None
        cells.append((cell[0], at + 1))
        at = cell.end() + 1
    if len(cells) > 1 and not cells[-1][0].strip():  # behind the bar that closes the row
        del cells[-1]
    return cells


def _columns(number: int) -> str:
    return f"{number} column{'s' if number > 1 else ''}"
