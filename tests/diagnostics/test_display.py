import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics.display import display_width, visible


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("plain", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("ｆｕｌｌ", 8),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("🙂", 2),
        ("👋🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("🇬🇧", 2),
        ("a\tb", 6),
        ("\x1b", 1),
        ("\u202e", 6),
    ],
)
def test_width_is_what_a_terminal_fills(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07", "bell␇"),
        ("gone\x7f", "gone␡"),
        ("a\x9bb", "a\\u009bb"),
        ("N\u200b1", "N\\u200b1"),
        ("abc\u202edef", "abc\\u202edef"),
        ("lone \udc80", "lone \\udc80"),
        ("two\nlines", "two lines"),
        ("tag \U000e0041", "tag \\U000e0041"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_a_sign(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_visible_text_never_holds_a_control_character(text):
    shown = visible(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert all(unicodedata.category(c) != "Cf" or c == "\u200d" for c in shown)
    assert "\n" not in shown
    shown.encode()
