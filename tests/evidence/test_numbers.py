"""Numbers in English: what each way of writing says, and that words lead back to the number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import did_you_mean
from report_kit.evidence.numbers import NUMBER_WORDS, number_words, ordinal_ending, parse_number, unknown_words

SAID = {
    "15": 15, "0": 0, "007": 7, "1,200": 1200, "1 200": 1200, "1\u2009200": 1200, "1\u00a0200\u00a0000": 1_200_000,
    "1\u202f200": 1200, "12,345,678": 12_345_678, "3 million": 3_000_000, "2 dozen": 24, "-3": -3, "\u22123": -3,
    "fifteen": 15, "Fifteen": 15, "FIFTEEN": 15, " fifteen\n": 15, "twenty-one": 21, "twenty one": 21,
    "twenty\u2011one": 21, "one hundred and four": 104, "one hundred four": 104, "a hundred": 100, "A hundred": 100,
    "a hundred and one": 101, "a thousand": 1000, "two thousand and six": 2006, "twelve hundred": 1200,
    "one thousand, two hundred": 1200, "nine hundred and ninety-nine million": 999_000_000,
    "a dozen": 12, "half a dozen": 6, "two dozen": 24, "a couple": 2, "a pair": 2,
    "none": 0, "no": 0, "zero": 0, "nil": 0, "nobody": 0,
    "third": 3, "21st": 21, "22nd": 22, "3rd": 3, "11th": 11, "111th": 111, "twenty-first": 21,
    "one hundred and first": 101, "1,200th": 1200, "second": 2,
    "minus three": -3, "minus a dozen": -12,
}  # fmt: skip

SAYS_NONE = [
    "", " ", "fiveteen", "several", "a few", "five twenty", "two two", "one hundred hundred", "and", "five and",
    "1,20", "12,34,567", "1,200 300", "1.5", "3.0", "two point five", "21th", "22th", "1st2", "twenty-oneth", "£3",
    "fifteen people", "XV", "٣", "¹⁵", "--3", "minus", "minus minus three", "-", "dozen dozen dozens", "half",
    "nine " * 500, "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SAID.items())
def test_a_number_is_read_as_people_write_it(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", SAYS_NONE, ids=lambda text: text[:20] or "empty")
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(0, 999_999_999))
def test_words_lead_back_to_the_number(number: int) -> None:
    assert parse_number(number_words(number)) == number


@given(st.integers(0, 999_999_999))
def test_digits_with_separators_lead_back_to_the_number(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"{number}{ordinal_ending(number)}") == number


@given(st.text(max_size=300))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), int)


def test_words_are_british() -> None:
    assert number_words(104) == "one hundred and four"
    assert number_words(2006) == "two thousand and six"
    assert number_words(1_001_117) == "one million one thousand one hundred and seventeen"
    assert number_words(40) == "forty"


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_a_number_out_of_range_has_no_words(number: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        number_words(number)


def test_a_misspelt_number_word_can_be_hinted_at() -> None:
    assert unknown_words("twenty-fiveteen") == ("fiveteen",)
    assert did_you_mean("fiveteen", NUMBER_WORDS) == "did you mean fifteen?"
    assert unknown_words("one hundred and four") == ()
