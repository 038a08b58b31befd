"""In which script and direction a language is written."""

from __future__ import annotations

import pytest

from report_kit.model.language import RIGHT_TO_LEFT, right_to_left, script_of
from tests.helpers.languages import DIRECTIONS


@pytest.mark.parametrize(("language", "expected"), DIRECTIONS)
def test_the_direction_follows_the_script(language: str, expected: bool) -> None:
    assert right_to_left(language) is expected


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en-GB", "Latn"),
        ("ku", "Latn"),
        ("ckb", "Arab"),
        ("syr", "Syrc"),
        ("zh-TW", "Hant"),
        ("sr-Latn-RS", "Latn"),
        ("ru", "Cyrl"),
        ("und", "Latn"),
        ("xx", ""),
    ],
)
def test_the_script_is_the_one_that_the_cldr_takes_as_likely(language: str, script: str) -> None:
    assert script_of(language) == script


def test_every_locale_of_the_cldr_has_the_direction_that_it_says_itself() -> None:
    from babel import Locale
    from babel.localedata import locale_identifiers

    locales = [Locale.parse(identifier) for identifier in locale_identifiers()]
    wrong = {
        str(locale)
        for locale in locales
        if locale.language != "root"
        and (locale.character_order == "right-to-left") != right_to_left(str(locale).replace("_", "-"))
    }
    assert not wrong
    assert len(locales) > 500
    assert {"Arab", "Hebr", "Syrc", "Thaa"} <= RIGHT_TO_LEFT
