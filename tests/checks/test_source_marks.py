"""The checks that read source lines again survive whatever stands there, and point into it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit import pipeline
from report_kit.checks import leftover_markup, table_rows
from report_kit.checks.view import Placed, View
from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

FILE = "themes/01-money.md"
LINES = st.lists(st.text(st.sampled_from('a1N [](){}#.="!|\\*_:;,<>@-`')), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def report() -> Report:
    found = pipeline.check(MemoryWorkspace(MINIMAL)).report
    assert found is not None
    return found


def is_inside(span: Span, lines: list[str]) -> bool:
    return 1 <= span.line <= len(lines) and 1 <= span.column < span.end_column <= len(lines[span.line - 1]) + 1


@given(lines=LINES, data=st.data())
def test_left_over_marks_are_reported_where_they_stand(report: Report, lines: list[str], data: st.DataObject) -> None:
    last = data.draw(st.integers(1, len(lines) + 1))
    span = Span(FILE, data.draw(st.integers(1, last)), data.draw(st.integers(1, 9)), last, data.draw(st.integers(1, 9)))
    text = i.Text(span=span, text="\n".join(lines))
    placed = Placed(b.Paragraph(span=span, anchor="b_1", content=(text,)), ())
    figure = Placed(b.Figure(span=span, anchor="b_2", source="", alt=lines[0]), ())
    view = View(
        replace(report, lines={FILE: tuple(lines)}),
        (placed, figure),
        ((text, placed),),
        {b.Figure: [figure]},
        {i.Text: [(text, placed)]},
    )
    for found in leftover_markup.check(view):
        assert found.span is not None
        assert is_inside(found.span, lines) or found.span == span


@given(lines=LINES, columns=st.integers(1, 3))
def test_cells_too_many_or_too_few_are_reported_where_they_stand(
    report: Report, lines: list[str], columns: int
) -> None:
    span = Span(FILE, 1, 1, len(lines), 1)
    word = b.Paragraph(span=span, anchor="b_1", content=())
    cell = b.Cell(span=span, anchor="b_2", blocks=(word,))
    rows = tuple((cell,) * columns for _ in lines)
    table = Placed(b.Table(span=span, anchor="b_3", head=(), rows=rows, caption=()), ())
    view = View(replace(report, lines={FILE: tuple(lines)}), (table,), (), {b.Table: [table]})
    for found in table_rows.check(view):
        assert found.span is not None
        assert is_inside(found.span, lines)
