"""Where a table stands: in the text column, across the labels', on a page turned sideways; which rows may break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_kit.model import blocks as b
from report_kit.model.table_fit import MM, Fit, Place, TableFits, places
from tests.helpers import report_factory as make

TOP = Place(0, nested=False)
WORDS = "Rubbish is collected when the bins are full, and roads are mended before they break. "


def fit(table: b.Table, place: Place = TOP) -> Fit:
    return TableFits(make.plain_style()).fit(table, place)


def numbers(columns: int, rows: int = 3) -> b.Table:
    return make.table([f"Year {n}" for n in range(columns)], [["1,234,567"] * columns] * rows)


def test_a_short_table_stands_in_the_text_as_it_is() -> None:
    assert fit(make.table(["What", "Count"], [["Bins", "3"], ["Roads", "12"]])) == Fit("column", brief=True)
    assert fit(make.table([], [])) == Fit()


@pytest.mark.parametrize(("columns", "way"), [(5, "column"), (6, "wide"), (9, "wide"), (14, "turned"), (26, "crammed")])
def test_the_more_columns_the_more_room_a_table_takes(columns: int, way: str) -> None:
    assert fit(numbers(columns)).way == way


def test_long_words_count_not_the_number_of_columns() -> None:
    assert fit(make.table(["Verantwortlichkeit"] * 5, [["x"] * 5])).way == "wide"
    assert fit(make.table(["Verantwortlichkeit"] * 7, [["x"] * 7])).way == "turned"


def test_in_a_box_there_is_no_column_beside_the_text() -> None:
    assert fit(numbers(9), Place(0, nested=True)).way == "turned"


def test_what_the_block_around_takes_is_no_room() -> None:
    assert fit(numbers(5), Place(0, nested=True)).way == "column"
    assert fit(numbers(5), Place(50 * MM, nested=True)).way != "column"


def test_numbers_keep_their_distance_from_the_words_after_them() -> None:
    head, rows = ["Why", "Pounds", "What"], [[WORDS * 4, "1,234", "Responsibilities"]]
    plain, apart = fit(make.table(head, rows, align="lll")), fit(make.table(head, rows, align="lrl"))
    assert apart.widths[2] - plain.widths[2] == pytest.approx(100 * 4 / 128, abs=0.02)  # 4 of 128 mm


def test_sentences_get_shares_and_tall_rows_may_break() -> None:
    made = fit(make.table(["What", "Why"], [["Bins", WORDS], ["Roads", WORDS * 30]]))
    assert sum(made.widths) == pytest.approx(100, abs=0.1)
    assert made.tall == {1}
    assert not made.brief


@pytest.mark.parametrize(("times", "brief"), [(1, True), (12, False)])
def test_a_table_is_kept_on_one_page_where_it_fills_less_than_half_of_it(times: int, *, brief: bool) -> None:
    assert fit(make.table(["What", "Why"], [["Bins", WORDS * times]] * 4)).brief is brief


def test_a_place_is_what_the_blocks_around_leave() -> None:
    table = numbers(2)
    item = make.bullets(make.entry("Words.", table))
    (_, top), (_, callout), (_, listed), (_, both) = places(
        [table, make.callout("A box", table), item, make.recommendation("R1", item)]
    )
    assert top == TOP
    assert callout == Place(0, nested=True)
    assert listed.nested
    assert 0 < listed.inset < both.inset


def test_a_house_style_with_wider_margins_turns_its_pages_earlier() -> None:
    plain = make.plain_style()
    assert plain.lengths["page-width"] == pytest.approx(210 * 1440 / 25.4)
    assert plain.lengths["size-table"] == pytest.approx(9.2 * 20)
    narrow = replace(plain, lengths={**plain.lengths, "margin-side": 60 * 1440 / 25.4})
    assert TableFits(narrow).fit(numbers(9), TOP).way == "turned"
    large = replace(plain, lengths={**plain.lengths, "size-table-wide": 14 * 20})
    assert TableFits(large).fit(numbers(9), TOP).way == "turned"
    assert TableFits(replace(plain, lengths={})).fit(numbers(9), TOP).way == "wide"
