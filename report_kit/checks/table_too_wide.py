"""table-too-wide: tables whose words no page holds, not even one that is turned sideways."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import blocks as b
from report_kit.model.table_fit import TableFits

TOO_WIDE = Rule(
    name="table-too-wide",
    severity=Severity.WARNING,
    summary="A table is too wide for paper, even on a page turned sideways.",
    why="Its words and numbers are broken in the middle, in the PDF and in the Word file. The web page scrolls.",
    example="a table of twenty-six columns, each with a number such as 1,234,567",
    instead="two tables of thirteen columns, or the months down the side and the services along the top",
)

RULES = (TOO_WIDE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Tables that authors wrote, but for those in footnotes, which print as lines."""
    fits = TableFits(view.report.house_style)
    for table, placed in view.blocks_of(b.Table):
        in_footnote = any(isinstance(around, b.Paragraph | b.Heading) for around in placed.around)
        if not in_footnote and fits.is_crammed(table):
            yield TOO_WIDE.at(
                first_line(view.report.lines, table.span),
                "this table is wider than a page turned sideways, so that words in it are broken",
                "split it in two, take columns out, shorten its longest words, or let rows and columns change places",
            )
