"""Columns are as wide as what stands in them asks for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_kit.html.columns import column_widths
from tests.helpers import report_factory as make

SENTENCE = "Executives may have stopped seeing data as a dirty word, but they remain cautious about how it is governed."


def test_where_every_row_fits_on_a_line_nothing_is_decided() -> None:
    assert column_widths(make.table(["What", "Count"], [["Bins", "3"], ["Roads", "12"]])) == ()


def test_a_list_of_notes_beside_sentences_has_room_for_its_line() -> None:
    finding, notes = column_widths(make.table(["Finding", "Supported by"], [[SENTENCE, "N15, N16, N17"]]))
    assert 16 <= notes <= 30
    assert finding > 2 * notes


def test_sentences_beside_many_short_columns_are_not_squeezed() -> None:
    head = ["Finding", "Supported by", "Qualified by", "Contradicted by", "Illustrated by"]
    rows = [[SENTENCE, "H1, H2, H3, H7, H8, C1", "–", "H5, H6", "–"], [SENTENCE, "H3", "–", "–", "Case study 1"]]
    finding, *others = column_widths(make.table(head, rows))
    assert 35 <= finding <= 50
    assert finding > 1.8 * max(others)


def test_one_long_cell_takes_less_from_its_neighbours_than_a_whole_column_of_them() -> None:
    one, _ = column_widths(make.table(["A", "B"], [[SENTENCE, SENTENCE], ["–", SENTENCE], ["–", SENTENCE]]))
    assert one < 50


def test_of_two_long_columns_the_longer_is_wider_but_not_in_proportion() -> None:
    short, long = column_widths(make.table(["A", "B"], [[SENTENCE, SENTENCE * 4]]))
    assert short < long < 4 * short


def test_a_table_of_many_columns_or_of_uneven_rows_is_left_to_the_browser() -> None:
    assert column_widths(make.table("ABCDEFGH", [[SENTENCE] * 8])) == ()
    assert column_widths(make.table("AB", [[SENTENCE, SENTENCE], [SENTENCE]])) == ()
    assert column_widths(make.table([], [])) == ()


@given(st.lists(st.lists(st.text(max_size=200), min_size=3, max_size=3), min_size=1, max_size=4))
def test_widths_are_shares_of_a_hundred_and_no_column_vanishes(rows: list[list[str]]) -> None:
    widths = column_widths(make.table("ABC", rows))
    assert widths == () or (98 <= sum(widths) <= 102 and min(widths) >= 5)


def words(letters: int) -> str:
    """That many letters, in words of four with a space after each."""
    return ("abcd " * (letters // 5 + 1))[: letters - 1] + "z"


def test_lines_count_by_their_square_so_eight_times_the_letters_get_four_times_the_room() -> None:
    # 84 letters less two gaps of 2: with 16 and 64, one letter more makes the squares of both cells fall alike.
    # The gaps come on top: 18 and 66 of 84.
    assert column_widths(make.table(["A", "B"], [[words(100), words(800)]])) == (21, 79)


def test_a_word_keeps_its_room_however_long_its_neighbour_is() -> None:
    narrow, _ = column_widths(make.table(["A", "B"], [["Kostenverantwortung", words(4000)]]))
    assert narrow == round(100 * (19 + 2) / 84)
