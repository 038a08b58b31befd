from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import Span
from report_kit.diagnostics.display import display_width
from report_kit.diagnostics.renderers.excerpt import excerpt


def marked(line: str, column: int, end_column: int = 0, budget: int = 80) -> tuple[str, str]:
    """The excerpt, and the line of carets under it."""
    shown = excerpt(line, Span("x.md", 1, column, 1 if end_column else 0, end_column), budget)
    return shown.text, " " * shown.indent + "^" * shown.carets


def test_a_short_line_is_shown_whole():
    assert marked("as was said [@N41].", 14, 18) == ("as was said [@N41].", "             ^^^^")


def test_carets_follow_wide_and_combining_characters():
    assert marked("漢字 N41", 4, 7) == ("漢字 N41", "     ^^^")
    assert marked("cafe\u0301 N41", 7, 10) == ("cafe\u0301 N41", "     ^^^")


def test_carets_under_a_wide_character_are_as_wide():
    assert marked("a 漢 b", 3, 4) == ("a 漢 b", "  ^^")


def test_a_tab_is_printed_as_blanks_and_marked_over_its_width():
    assert marked("\tkey: x", 1, 2) == ("    key: x", "^^^^")


def test_a_long_line_is_cut_on_both_sides_of_the_place():
    text, carets = marked("left " * 40 + "HERE" + " right" * 40, 201, 205, budget=40)
    assert text.startswith("…")
    assert text.endswith("…")
    assert text[carets.index("^") : len(carets)] == "HERE"
    assert display_width(text) <= 40


def test_a_place_at_the_end_of_a_line_is_marked_after_its_last_character():
    assert marked("title:", 7) == ("title:", "      ^")


def test_a_place_beyond_the_line_is_marked_at_its_end():
    assert marked("abc", 99, 120) == ("abc", "   ^")


def test_an_empty_line_still_gets_a_caret():
    assert marked("", 1) == ("", "^")


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first():
    shown = excerpt("::: {.finding}  ", Span("x.md", 1, 1, 4, 4), 80)
    assert shown.carets == len("::: {.finding}")


def test_a_very_long_line_costs_no_more_than_its_window():
    shown = excerpt("x" * 5_000_000, Span("x.md", 1, 2_500_000, 1, 2_500_003), 60)
    assert display_width(shown.text) <= 60
    assert shown.carets == 3


@given(st.text(max_size=200), st.integers(1, 220), st.integers(0, 220), st.integers(20, 60))
def test_the_carets_always_stand_within_the_shown_line_or_just_after_it(line, column, end_column, budget):
    shown = excerpt(line, Span("x.md", 1, column, 1, end_column), budget)
    assert shown.carets >= 1
    assert shown.indent + shown.carets <= display_width(shown.text) + 1
    assert display_width(shown.text) <= budget
