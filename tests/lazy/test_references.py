"""Character references are read as in HTML, however long their numbers are."""

from __future__ import annotations

import html

import pytest

from report_kit.lazy.references import unescaped


@pytest.mark.parametrize(
    "text", ["", "plain", "&amp; &eacute; &#8364; &#x20ac; &nosuch; & &#", "&#0;", "&#00000000065;"]
)
def test_they_are_those_of_html(text: str) -> None:
    assert unescaped(text) == html.unescape(text)


def test_a_number_beyond_unicode_is_the_replacement_character() -> None:
    assert unescaped(f"a&#{'9' * 10_000};b&#99999999c") == "a\ufffdb\ufffdc"
