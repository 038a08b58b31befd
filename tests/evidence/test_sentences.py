"""Sentences: where they end, and which are too long."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.evidence.sentences import long_sentences, sentences

SPLIT = {
    "Dr. Smith of St. Albans spoke first. Then we voted.": ["Dr. Smith of St. Albans spoke first.", "Then we voted."],
    "It saved £3.4 million in 2017. That is a lot.": ["It saved £3.4 million in 2017.", "That is a lot."],
    "Councils, e.g. the big ones, did it, i.e. paid. No. 5 was next.": [
        "Councils, e.g. the big ones, did it, i.e. paid.", "No. 5 was next.",
    ],
    "“Is it safe?” she asked. “Yes.” They left.": ["“Is it safe?” she asked.", "“Yes.”", "They left."],
    "It was 5 p.m. We went home.": ["It was 5 p.m.", "We went home."],
    "It cost approx. £5m. See vol. 2, pp. 3–4.": ["It cost approx. £5m.", "See vol. 2, pp. 3–4."],
    "(It failed.) Then it worked. Yes!": ["(It failed.)", "Then it worked.", "Yes!"],
    "J. B. Priestley wrote. They read.": ["J. B. Priestley wrote.", "They read."],
    "Two lines\nof one sentence. Next.": ["Two lines\nof one sentence.", "Next."],
    "A heading\n\nAnd its text. More": ["A heading", "And its text.", "More"],
    "# A heading\nIts text.": ["# A heading", "Its text."],
    "- one item\n- another one": ["- one item", "- another one"],
    "": [],
    " \n\n ": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPLIT.items())
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[sentence.start : sentence.end] for sentence in sentences(text)] == expected


def test_only_sentences_over_the_limit_are_long() -> None:
    text = "Short one. " + "word " * 24 + "end. " + "word " * 25 + "end – really."
    [long] = long_sentences(text)
    assert long.words == 27
    assert text[long.start : long.end].endswith("really.")
    assert [sentence.words for sentence in long_sentences(text, limit=24)] == [25, 27]


@given(st.text(max_size=200))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["“" * 50_000, "Dr. " * 30_000, "a" * 100_000, "# " * 30_000, "\n" * 100_000])
def test_no_text_makes_the_splitting_hang(text: str) -> None:
    assert len(sentences(text)) <= len(text)
