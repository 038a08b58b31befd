"""Columns are as wide as what stands in them asks for, and never narrower than their widest word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.model.columns import Type, column_widths, fits_on_lines, least_widths, unbroken

SENTENCE = "Executives may have stopped seeing data as a dirty word, but they remain cautious about how it is governed."
CELLS = st.text("abc dWi.", max_size=60)


def widths(rows: Sequence[Sequence[str]], room: float = 8000, gap: float = 120) -> list[float]:
    return column_widths(rows, room, Type(9), [gap] * max(map(len, rows), default=0))


@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=16), min_size=1, max_size=5),
    room=st.integers(2000, 12000),
)
def test_columns_always_fill_the_table(rows: list[list[str]], room: int) -> None:
    made = widths(rows, room)
    assert sum(made) == pytest.approx(room)
    assert all(column > 0 for column in made)


@given(rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=5))
def test_no_column_is_narrower_than_its_widest_word_where_the_table_has_room(rows: list[list[str]]) -> None:
    least = least_widths(rows, Type(9), [120] * 4)
    for made, needed in zip(widths(rows, max(20_000, sum(least) / 0.7)), least, strict=True):
        assert made >= needed - 0.01


def test_a_word_keeps_its_room_however_long_its_neighbour_is() -> None:
    word = "Kostenstellenverantwortliche"
    narrow, _ = widths([[word, SENTENCE * 40]])
    assert narrow == pytest.approx(Type(9).widest_word(word) + 120)


def test_the_widest_word_counts_as_it_is_in_bold() -> None:
    bold = Type(9, bold=type(Type(9).bold)({}, 1))
    assert least_widths([["Percentage"]], bold, [0]) == [10 * 9 * 20]


def test_a_column_of_sentences_is_wider_than_one_of_years() -> None:
    year, sentence = widths([["2014", SENTENCE * 3]] * 3)
    assert sentence > 4 * year


def test_a_list_of_notes_beside_sentences_has_room_for_its_line() -> None:
    finding, notes = widths([["Finding", "Supported by"], [SENTENCE * 2, "N15, N16, N17"]])
    assert notes >= Type(9).line("N15, N16, N17")
    assert finding > 2 * notes


def test_sentences_beside_many_short_columns_are_not_squeezed() -> None:
    head = ["Finding", "Supported by", "Qualified by", "Contradicted by", "Illustrated by"]
    rows = [[SENTENCE, "H1, H2, H3, H7, H8, C1", "–", "H5, H6", "–"], [SENTENCE, "H3", "–", "–", "Case study 1"]]
    finding, *others = widths([head, *rows])
    assert 0.3 < finding / 8000 < 0.5
    assert finding > 1.8 * max(others)


def test_one_long_cell_takes_less_from_its_neighbours_than_a_whole_column_of_them() -> None:
    one, other = widths([["A", "B"], [SENTENCE, SENTENCE], ["–", SENTENCE], ["–", SENTENCE]])
    assert one < other


def test_lines_count_by_their_square_so_eight_times_the_words_get_four_times_the_room() -> None:
    short, long = widths([["abcd " * 100, "abcd " * 800]], 10_000, 0)
    assert 3.7 < long / short < 4.3


def test_where_not_even_the_words_fit_each_column_has_its_share() -> None:
    made = widths([["1,234,567"] * 40], 8000)
    assert len(set(map(round, made))) == 1


def test_rows_that_fit_on_a_line_are_told_from_others() -> None:
    assert fits_on_lines([["Bins", "3"]], 8000, Type(9), [100, 100])
    assert not fits_on_lines([[SENTENCE, SENTENCE]], 8000, Type(9), [100, 100])
    assert widths([]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two words", ("two", "words")),
        ("tied\u00a0words", ("tied\u00a0words",)),
        ("data-literate", ("data-", "literate")),
        ("2016-17 and -5", ("2016-17", "and", "-5")),
        ("https://example.org/a-long-address", ("https://example.org/a-", "long-", "address")),
        ("x" * 40, ("x" * 15, "x" * 15, "x" * 10)),
        ("", ()),
    ],
)
def test_a_line_ends_at_spaces_and_after_hyphens_between_letters(text: str, words: tuple[str, ...]) -> None:
    assert unbroken(text) == words
