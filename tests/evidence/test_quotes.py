"""Quote drift: hand-judged cases, and what must hold for any note."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from report_kit.evidence.quotes import MarkKind, QuoteMatch, Verdict, compare, overlapping
from report_kit.evidence.word_list_files import read_word_list

PAGE = Path(__file__).parent / "cases" / "quote-drift.yaml"
CASES: Any = read_word_list(PAGE.read_text("utf-8"), PAGE.name)

WORDS = st.text("abcdeéñIJ", min_size=1, max_size=6)
NOTES = st.lists(WORDS, min_size=3, max_size=30)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["title"])
def test_a_quote_is_judged_right(case: Any) -> None:
    note = case.get("note", CASES["note"])
    match = compare(case["quote"], note, case.get("prefix", ""), case.get("suffix", ""))
    assert match.verdict == case["verdict"], match
    if "drift" in case:
        assert [str(difference) for difference in match.differences] == case["drift"]
    if "nature" in case:
        assert [difference.nature for difference in match.differences] == [case["nature"]]
    hidden = [word for mark in match.marks for word in mark.hidden_negations]
    assert hidden == case.get("hides", [])
    assert match.context_found == (case.get("context_found", "yes") == "yes")
    if "found" in case:
        assert note[match.start :].startswith(case["found"])
    assert bool(match.differences) == (match.verdict == Verdict.CHANGED)
    if match.start >= 0:
        assert 0 <= match.start < match.end <= len(note)
    if match.verdict == Verdict.EXACT:
        assert note[match.start : match.end] in case["quote"]


def test_the_page_has_enough_cases_and_no_title_twice() -> None:
    titles = [case["title"] for case in CASES["cases"]]
    assert len(titles) >= 40
    assert len(set(titles)) == len(titles)


def test_marks_say_what_they_stand_for() -> None:
    note = "When Jo from Sheffield City Council called, we shared it all."
    marks = compare("When [an officer] called, we [then] shared … all", note).marks
    assert [(mark.kind, mark.quote_text, mark.note_text) for mark in marks] == [
        (MarkKind.REDACTION, "[an officer]", "Jo from Sheffield City Council"),
        (MarkKind.INSERTION, "[then]", ""),
        (MarkKind.ELLIPSIS, "…", "it"),
    ]


def test_offsets_count_code_points_of_the_note_as_it_is() -> None:
    note = "👍🏽 Le cafe\u0301 a paye\u0301 — merci."
    match = compare("café a payé", note)
    assert note[match.start : match.end] == "cafe\u0301 a paye\u0301"


@given(NOTES, st.data())
def test_words_of_a_note_in_their_order_are_exact(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote, note = " ".join(words[first:last]), " ".join(words)
    prefix, suffix = " ".join(words[:first]), " ".join(words[last:])
    match = compare(quote, note, prefix, suffix)
    assert match.verdict in (Verdict.EXACT, Verdict.AMBIGUOUS)
    assert note[match.start : match.end] == quote


@given(st.text(max_size=60), st.data())
def test_any_stretch_of_any_note_between_spaces_is_found(note: str, data: st.DataObject) -> None:
    words = note.split()
    assume(any(word[0].isalnum() for word in words))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    joined = " ".join(words)
    quote = " ".join(words[first:last])
    assume(any(sign.isalnum() for sign in quote))
    assert compare(quote, joined).verdict in (Verdict.EXACT, Verdict.ADAPTED, Verdict.AMBIGUOUS)


@given(NOTES, st.data())
def test_leaving_out_the_middle_with_an_ellipsis_is_in_order(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words) - 1))
    quote = " ".join([*words[:first], "…", *words[last:]])
    match = compare(quote, " ".join(words))
    assert match.verdict in (Verdict.ADAPTED, Verdict.AMBIGUOUS)


@given(NOTES, st.data())
def test_a_changed_word_is_never_in_order(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join([*words[:place], "zebra", *words[place + 1 :]])
    match = compare(quote, " ".join(words))
    assert match.verdict in (Verdict.CHANGED, Verdict.NOT_FOUND)
    if match.verdict == Verdict.CHANGED:
        assert any("zebra" in difference.quote_text for difference in match.differences)


@given(st.lists(WORDS, min_size=3, max_size=30, unique=True), st.integers(0, 29))
def test_a_dropped_not_is_named(words: list[str], place: int) -> None:
    at = place % (len(words) - 1) + 1
    match = compare(" ".join(words), " ".join([*words[:at], "not", *words[at:]]))
    assert match.verdict in (Verdict.CHANGED, Verdict.NOT_FOUND)
    if match.verdict == Verdict.CHANGED:
        assert any("not" in difference.note_text for difference in match.differences)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(quote: str, note: str) -> None:
    match = compare(quote, note)
    assert match.ok == (match.verdict in (Verdict.EXACT, Verdict.ADAPTED))
    assert match.start == -1 or 0 <= match.start < match.end <= len(note)


HOSTILE = {
    "many gaps": ("a … " * 250 + "b", "a " * 20_000),
    "many brackets": ("a [x] " * 250 + "b", "a " * 20_000),
    "two letters": ("a b " * 250 + "c", "a b b a " * 5_000),
    "brackets inside words": ("a[b]" * 2_000, "ab " * 5_000),
    "open brackets": ("[" * 20_000, "["),
    "dots": ("." * 50_000, "a" + "." * 50_000),
    "one long word": ("a" * 50_000 + "[", "a" * 50_000),
    "a book": ("a book " * 20_000, "a book " * 10_000),
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize(("quote", "note"), HOSTILE.values(), ids=HOSTILE)
def test_no_wording_makes_the_comparison_hang(quote: str, note: str) -> None:
    assert not compare(quote, note).ok


def test_overlapping_quotes_are_named_in_pairs() -> None:
    note = "one two three four five six"
    quotes = ["one two three", "three four", "five six", "four", "two … four"]
    matches = [compare(quote, note) for quote in quotes]
    assert sorted(overlapping(matches)) == [(0, 1), (0, 4), (1, 3), (1, 4), (3, 4)]
    assert list(overlapping([QuoteMatch(Verdict.NOT_FOUND), *matches[2:3]])) == []
