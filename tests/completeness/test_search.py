"""The search for runs in a text: for any text, what was taken out is missed, and what was only cut is not."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from report_kit.completeness.runs import Run, counted, letters
from report_kit.completeness.search import MOST, lost
from report_kit.diagnostics import Span

HERE = Span("a.md", 1)


def runs_of(seed: int, count: int) -> list[Run]:
    """Passages of eight to sixty made-up words."""
    pick = random.Random(seed)

    def word() -> str:
        return "".join(pick.choices("aeinorstlu", k=pick.randint(2, 9)))

    return [Run(" ".join(word() for _ in range(pick.randint(8, 60))), HERE) for _ in range(count)]


def text_of(runs: list[Run]) -> str:
    return letters(" ".join(run.text for run in runs))


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_what_is_there_is_found(seed: int, count: int) -> None:
    runs = runs_of(seed, count)
    assert list(lost(runs, text_of(runs))) == []


@given(st.integers(0, 10_000), st.integers(2, 30), st.data())
def test_what_is_taken_out_is_missed(seed: int, count: int, data: st.DataObject) -> None:
    runs = runs_of(seed, count)
    gone = data.draw(st.integers(0, count - 1))
    kept = runs[:gone] + runs[gone + 1 :]
    assert len(list(lost(runs, text_of(kept)))) >= 1


@given(st.integers(0, 10_000), st.integers(2, 30), st.data())
def test_a_foot_and_a_head_of_a_page_may_stand_in_a_run(seed: int, count: int, data: st.DataObject) -> None:
    runs = runs_of(seed, count)
    text = text_of(runs)
    place = data.draw(st.integers(0, len(text)))
    assert list(lost(runs, f"{text[:place]}12thenotesatthefootofapageandthetitleofthereport{text[place:]}")) == []


def test_a_letter_cut_off_takes_none_of_another_run() -> None:
    runs = runs_of(30, 15)
    text = text_of(runs)
    assert list(lost(runs, f"{text[:1]}12thenotesatthefoot{text[1:]}")) == []


@given(st.integers(0, 10_000), st.integers(2, 30), st.data())
def test_a_run_may_stand_elsewhere(seed: int, count: int, data: st.DataObject) -> None:
    runs = runs_of(seed, count)
    moved = data.draw(st.permutations(runs))
    assert list(lost(runs, text_of(list(moved)))) == []


def test_the_missing_words_are_told_from_where_they_begin() -> None:
    run = Run("The council counted its lanterns, and then it sold every one of them.", HERE)
    [found] = lost([run], letters("The council counted its lanterns."))
    assert found.text == "and then it sold every one of them."


def test_no_more_is_told_than_anybody_reads() -> None:
    assert len(list(lost([Run(f"passage number {n} that is nowhere", HERE) for n in range(500)], ""))) == MOST


def test_letters_are_what_typography_leaves_alone() -> None:
    assert letters("Co-operative ﬁnance, STRASSE Straße ½") == letters("cooper\u00adative finance strasse strasse 1⁄2")


def test_letters_that_print_in_another_order_are_counted_only() -> None:
    assert letters("abc שלום مرحبا नमस्ते") == "abc"
    assert counted("لا ﻻ") == counted("الال")
    assert not counted("plain")
