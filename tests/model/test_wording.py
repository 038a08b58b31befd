"""The words that a report says in its own voice: what a text gives, and how numbers, dates and lists are written."""

from __future__ import annotations

import datetime as dt
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.model.wording import CATEGORIES, LOCALES, Text, Wording, flat, wording_for
from report_kit.model.wording.conventions import British, FromCldr, conventions_of
from tests.helpers.wording import ENGLISH

WORDS = st.lists(st.sampled_from(["Camden", "Leeds", "York", "Hull"]), max_size=4)


def _places(text: Text) -> list[str]:
    """The places of a text, or of its commonest form."""
    form = text if isinstance(text, str) else text["other"]
    return [place for _, place, _, _ in Formatter().parse(form) if place]


def small(locale: str = "en-GB", **texts: object) -> Wording:
    """A wording of these texts."""
    return Wording(locale=locale, texts=dict(flat(texts)))


def test_a_text_has_its_places_filled() -> None:
    assert ENGLISH("label.finding", number=3) == "Finding 3"


def test_what_goes_into_a_place_is_no_text_with_places() -> None:
    assert small(titled="{label}: {title}")("titled", label="{title}", title="{0} {") == "{title}: {0} {"


def test_the_count_chooses_the_form_and_is_written_in_the_locale_s_digits() -> None:
    wording = small("cs-CZ", notes={"one": "{count} poznámka", "few": "{count} poznámky", "other": "{count} poznámek"})
    made = [wording("notes", count=count) for count in (1, 3, 5, 12_345)]
    assert made == ["1 poznámka", "3 poznámky", "5 poznámek", "12\u00a0345 poznámek"]


def test_a_form_that_a_file_does_not_have_is_the_other_one() -> None:
    assert small("ar", notes={"one": "x", "other": "y"})("notes", count=2) == "y"


def test_a_group_with_a_text_called_other_is_no_plural() -> None:
    assert small(kinds={"other": "Other", "paper": "Paper"})("kinds.other") == "Other"


@pytest.mark.parametrize("key", ["label", "label.nothing", "no-such-text"])
def test_a_key_that_no_file_has_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        ENGLISH(key)


@pytest.mark.parametrize(("key", "parts"), [("label.finding", {}), ("imprint.authors", {})])
def test_a_part_that_is_not_given_is_an_error(key: str, parts: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        ENGLISH(key, **parts)


def test_a_value_of_a_list_has_its_term_and_any_other_none() -> None:
    assert ENGLISH.term("confidence", "very_low") == "Very low confidence"
    assert ENGLISH.term("confidence", "") == ENGLISH.term("confidence", "certain") == ""


def test_a_text_is_cut_at_its_places_in_the_order_of_the_language() -> None:
    assert list(small(page="{pages} / {page} .").pieces("page")) == [("", "pages"), (" / ", "page"), (" .", "")]


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en-GB", "en-GB"),
        ("EN", "en-GB"),
        ("en-US", "en-US"),
        ("en-Latn-IE", "en-IE"),
        ("fr", "en-GB"),
        ("cy-GB", "en-GB"),
    ],
)
def test_numbers_and_dates_go_with_the_words(language: str, locale: str) -> None:
    assert wording_for(language).locale == locale
    assert wording_for(language)("contents") == "Contents"


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en-GB", "8 March 2018"), ("en", "8 March 2018"), ("en-IE", "8 March 2018"), ("en-US", "March 8, 2018")],
)
def test_a_date_is_printed_as_the_region_writes_it(language: str, printed: str) -> None:
    assert wording_for(language).date(dt.date(2018, 3, 8)) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2018-06", "June 2018"),
        ("2018-06-30", "30 June 2018"),
        (" 2018-06 ", "June 2018"),
        ("2018", "2018"),
        ("the next spending review", "the next spending review"),
        ("2018-13", "2018-13"),
        ("2018-00", "2018-00"),
        ("2018-06-31", "2018-06-31"),
        ("0000-06", "0000-06"),
    ],
)
def test_a_due_date_is_put_in_words_where_it_is_one(written: str, printed: str) -> None:
    assert ENGLISH.when(written) == printed


@given(st.integers(min_value=0, max_value=10**9), st.dates(), WORDS)
def test_what_is_written_down_of_british_english_is_what_the_cldr_says(
    number: int, day: dt.date, words: list[str]
) -> None:
    british, cldr = British(), FromCldr("en-GB")
    assert british.plural(number) == cldr.plural(number)
    assert british.number(number) == cldr.number(number)
    assert british.date(day) == cldr.date(day)
    assert british.month(day) == cldr.month(day)
    assert british.every(words) == cldr.every(words)
    assert british.either(words) == cldr.either(words)


def test_a_region_that_nobody_knows_is_left_aside() -> None:
    assert conventions_of("fr-QQ").date(dt.date(2018, 3, 8)) == "8 mars 2018"


@pytest.mark.parametrize("language", LOCALES)
def test_every_text_has_the_plural_forms_of_its_language_and_the_same_places_in_each(language: str) -> None:
    from babel import Locale

    wanted = set(Locale.parse(language).plural_form.tags) | {"other"}
    assert wanted <= CATEGORIES
    assert wording_for(language).texts.keys() == ENGLISH.texts.keys()
    for key, text in wording_for(language).texts.items():
        forms = {"": text} if isinstance(text, str) else text
        assert isinstance(text, str) or forms.keys() == wanted, key
        places = {frozenset(_places(form)) for form in forms.values()}
        assert places == {frozenset(_places(ENGLISH.texts[key]))}, key
        assert all(form == form.strip() and form for form in forms.values()), key
