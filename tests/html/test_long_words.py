"""Long words get places to break, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from report_kit.html.long_words import LONG, breakable, shortened


def test_ordinary_text_is_handed_back_as_it_is() -> None:
    text = "Ordinary words, and https://example.org/an/address/that/breaks/at/its/slashes/by/itself"
    assert breakable(text) is text


def test_a_long_word_may_break_after_every_fifteen_letters() -> None:
    assert breakable("x" * 31) == Markup("x" * 15 + "<wbr>" + "x" * 15 + "<wbr>x")


@given(st.text() | st.text(alphabet="ab<&", min_size=LONG))
def test_without_the_breaks_the_text_is_what_escaping_gives(text: str) -> None:
    assert escape(breakable(text)).replace(Markup("<wbr>"), "") == escape(text)


def test_a_long_title_is_cut_after_a_word_for_the_running_head() -> None:
    assert shortened("Where the data goes", 50) == "Where the data goes"
    assert shortened("Where the data goes, and who is asked", 21) == "Where the data goes…"
    assert shortened("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"
    assert shortened("數據是共同的財產", 10) == "數據是共…"


@given(st.text(), st.integers(1, 80))
def test_a_shortened_title_takes_no_more_than_its_room(title: str, room: int) -> None:
    cut = shortened(title, room)
    assert len(cut) <= room
    assert cut == title or (cut.endswith("…") and title.startswith(cut[:-1]))
