"""pipe_table: a table as GitHub's Markdown and pandoc write it (https://github.github.com/gfm/#tables-extension-).

Such a table has one row of headings, and cells of one line each: further rows of headings become rows, and what stands
in a cell one under the other becomes one line.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.exporters.markdown.cells import add_flat
from report_kit.exporters.markdown.inlines import Inlines
from report_kit.exporters.markdown.lines import Line
from report_kit.model.blocks import Cell, Table

_RULES = {"left": ":--", "right": "--:", "center": ":-:"}


def pipe_table(inlines: Inlines, table: Table) -> str:
    """`table`; empty where it has no column."""
    head, *rows = [*table.head, *table.rows] if table.head else [(), *table.rows]
    columns = max(map(len, (head, *rows)))
    if not columns:
        return ""
    widest = max((head, *rows), key=len)
    rule = [_RULES.get(cell.alignment, "---") for cell in widest]
    lines = [_cells(inlines, head, columns), rule, *(_cells(inlines, row, columns) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(inlines: Inlines, row: Sequence[Cell], columns: int) -> list[str]:
    words = []
    for cell in row:
        line = Line(one_line=True)
        add_flat(inlines, line, cell.blocks)
        words.append(str(line))
    return words + [""] * (columns - len(words))
