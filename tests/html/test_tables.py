"""Tables on the page: columns as the one formula says, and the marks by which stylesheets turn pages and break rows."""

from __future__ import annotations

import lxml.html
import pytest

from report_kit.html import render
from report_kit.html.page import Medium
from report_kit.model import blocks as b
from report_kit.model.table_fit import Place, TableFits
from tests.helpers import report_factory as make

WORDS = "Rubbish is collected when the bins are full, and roads are mended before they break. "


def page(medium: Medium, *content: b.Block) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(make.report_with(*content), medium))


def numbers(columns: int) -> b.Table:
    return make.table([f"Year {n}" for n in range(columns)], [["1,234,567"] * columns])


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_columns_are_as_wide_as_the_formula_says(medium: Medium) -> None:
    table = make.table(["What", "Why", "When"], [["Bins", WORDS * 3, "2014"], ["Roads", WORDS, "2015"]])
    widths = TableFits(make.plain_style()).fit(table, Place(0, nested=False)).widths
    columns = page(medium, table).xpath("//table[.//td[contains(., 'Bins')]]//col/@style")
    assert columns == [f"width: {width}%" for width in widths]


@pytest.mark.parametrize(
    ("columns", "around", "classes"),
    [(3, "", "brief"), (9, "", "wide brief"), (14, "turned", "wide"), (19, "turned", "wide crammed")],
)
def test_the_more_columns_the_more_room(columns: int, around: str, classes: str) -> None:
    (table,) = page("print", numbers(columns)).xpath("//table[.//td[contains(., '1,234')]]")
    assert table.get("class").removesuffix(" brief") == classes.removesuffix(" brief")
    assert (table.getparent().get("class") == "turned") is bool(around)
    (table,) = page("screen", numbers(columns)).xpath("//table[.//td[contains(., '1,234')]]")
    assert table.getparent().get("class") == ("table turned" if around else "table")


def test_only_rows_taller_than_a_third_of_a_page_may_break_in_print() -> None:
    table = make.table(["What", "Why"], [["Bins", WORDS], ["Roads", WORDS * 30]])
    assert [row.get("class") for row in page("print", table).xpath("//tbody/tr[td]")][:2] == [None, "tall"]
    assert "tall" not in [row.get("class") for row in page("screen", table).xpath("//tbody/tr")]
