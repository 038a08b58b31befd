"""table-without-header, table-without-caption: tables that cannot be read without the text around them."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.typed_captions import tables_beside
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import blocks as b
from report_kit.model.walk import blocks_text

WITHOUT_HEADER = Rule(
    name="table-without-header",
    severity=Severity.ERROR,
    summary="A table does not say what its columns hold.",
    why="Screen readers read the header with every cell, and a table that breaks over pages repeats it (WCAG 1.3.1).",
    example="|          |     |\n|----------|----:|\n| Camden   | 3.4 |",
    instead="| Borough  | £m  |\n|----------|----:|\n| Camden   | 3.4 |",
)

WITHOUT_CAPTION = Rule(
    name="table-without-caption",
    severity=Severity.WARNING,
    summary="A table has no caption.",
    why="The caption says what a table shows, gives it a number, and lets the text point to it.",
    example="| Borough  | £m  |\n|----------|----:|\n| Camden   | 3.4 |",
    instead="| Borough  | £m  |\n|----------|----:|\n| Camden   | 3.4 |\n\n: Savings by borough {#tbl-savings}",
)

RULES = (WITHOUT_HEADER, WITHOUT_CAPTION)


def check(view: View) -> Iterator[Diagnostic]:
    """Tables that authors wrote."""
    told = tables_beside(view)
    for table, _ in view.blocks_of(b.Table):
        place = first_line(view.report.lines, table.span)
        # One empty header cell, above the names of the rows, is good practice; all of them empty is no header.
        if not any(blocks_text(cell.blocks).strip() for row in table.head for cell in row):
            yield WITHOUT_HEADER.at(
                place, "this table has no header", "name its columns in a first row, above the line of dashes"
            )
        if not table.caption and table.anchor not in told:
            hint = "write ': What the table shows {#tbl-name}' under it, after a blank line"
            yield WITHOUT_CAPTION.at(place, "this table has no caption", hint)
