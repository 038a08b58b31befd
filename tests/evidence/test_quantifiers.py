"""Quantifiers, consensus, percentages and hedges: hand-judged sentences, and what must hold for any text."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.evidence.quantifiers import (
    Quantifier,
    find_consensus,
    find_percentages,
    find_quantifiers,
    has_hedge,
    judge,
)
from report_kit.evidence.scale import DEFAULT_SCALE, Judgement, Scale
from report_kit.evidence.vocabulary import default_vocabulary, read_vocabulary
from report_kit.evidence.word_list_files import WordListError, read_word_list

PAGE = Path(__file__).parent / "cases" / "quantifiers.yaml"
CASES: Any = read_word_list(PAGE.read_text("utf-8"), PAGE.name)


def text_of(case: Any) -> str:
    return str(case["text"])


@pytest.mark.parametrize("case", CASES["sentences"], ids=text_of)
def test_claims_about_voices_are_found_and_nothing_else(case: Any) -> None:
    assert [f"{hit.label}: {hit.word}" for hit in find_quantifiers(case["text"])] == case["found"]


@pytest.mark.parametrize("case", CASES["consensus"], ids=text_of)
def test_claims_of_consensus_are_found_and_nothing_else(case: Any) -> None:
    assert [claim.word for claim in find_consensus(case["text"])] == case["words"]


@pytest.mark.parametrize("case", CASES["percentages"], ids=text_of)
def test_shares_are_found_with_their_value(case: Any) -> None:
    shares = [f"{round(share.value, 1):g}{'!' * share.of_people}" for share in find_percentages(case["text"])]
    assert shares == case["shares"]


@pytest.mark.parametrize("case", CASES["hedges"], ids=text_of)
def test_hedges_are_seen(case: Any) -> None:
    assert has_hedge(case["text"]) == (case["hedged"] == "yes")


def test_the_page_has_enough_sentences() -> None:
    assert len({text_of(case) for case in CASES["sentences"]}) == len(CASES["sentences"]) >= 60


@given(st.lists(st.sampled_from([*CASES["sentences"]]), max_size=4), st.text(max_size=20))
def test_places_lie_in_the_text_and_hold_the_word(cases: list[Any], noise: str) -> None:
    text = noise + " ".join(case["text"] for case in cases)
    for hit in [*find_quantifiers(text), *find_consensus(text), *find_percentages(text)]:
        assert text[hit.start : hit.end] == hit.word


@pytest.mark.parametrize(
    ("label", "count", "total", "judgement"),
    [
        ("all", 15, 15, "ok"), ("all", 14, 15, "too_strong"),
        ("most", 8, 15, "ok"), ("most", 15, 15, "ok"), ("most", 7, 15, "too_strong"), ("most", 5, 10, "too_strong"),
        ("some", 4, 15, "ok"), ("some", 7, 15, "ok"), ("some", 3, 15, "too_strong"), ("some", 8, 15, "too_weak"),
        ("a few", 2, 15, "ok"), ("a few", 3, 15, "ok"), ("a few", 1, 15, "too_strong"), ("a few", 4, 15, "too_weak"),
        ("one", 1, 15, "ok"), ("one", 2, 15, "too_weak"), ("one", 0, 15, "too_strong"),
        ("a few", 2, 0, "ok"), ("most", 2, 0, "unknown"), ("none", 3, 15, "unknown"), ("several", 3, 15, "unknown"),
        ("almost all", 12, 15, "ok"), ("almost all", 11, 15, "too_strong"), ("half", 8, 15, "ok"),
        ("many", 4, 15, "ok"), ("many", 3, 15, "too_strong"), ("a minority", 7, 15, "ok"),
        ("a minority", 8, 15, "too_weak"), ("all", 16, 15, "ok"),
    ],
)  # fmt: skip
def test_a_quantifier_is_judged_by_the_printed_scale(label: str, count: int, total: int, judgement: str) -> None:
    assert judge(Quantifier(label, label, 0, len(label)), count, total) == judgement


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than none"):
        DEFAULT_SCALE.judge("some", -1, 15)


@given(st.integers(1, 60), st.data())
def test_every_count_has_a_label_that_fits_it(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, total))
    label = DEFAULT_SCALE.label_for(count, total)
    assert label
    assert DEFAULT_SCALE.judge(label, count, total) is Judgement.OK


def test_a_label_of_the_reports_own_scale_is_found_and_judged() -> None:
    scale = Scale.from_mapping({"A good number of": "5 to 7"})
    [hit] = find_quantifiers("A good number of participants agreed.", scale=scale)
    assert hit.label == "a good number of"
    assert judge(hit, 6, 15, scale) is Judgement.OK
    assert judge(hit, 4, 15, scale) is Judgement.TOO_STRONG


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    find_quantifiers(text)
    find_consensus(text)
    find_percentages(text)
    has_hedge(text)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("consensus:", "concensus:"), "“concensus” is not known here"),
        (("demands: [should, must, ought, need, needs, shall]", "demands: should"), "“demands” must hold a list"),
        (("demands: [should", "demands: [[should]"), "“demands” must hold words only"),
        (("demands: [should, must, ought, need, needs, shall]", ""), "“demands” is missing"),
    ],
)
def test_a_broken_vocabulary_says_what_is_wrong(change: tuple[str, str], message: str) -> None:
    text = (files("report_kit.evidence") / "wordlists" / "quantifiers.yml").read_text("utf-8")
    assert read_vocabulary(text, "own.yml").claims.at(["most"], 0) == (1, "most")
    with pytest.raises(WordListError, match=message):
        read_vocabulary(text.replace(*change), "own.yml")


def test_the_vocabulary_speaks_the_labels_of_the_scale() -> None:
    labels = {band.label for band in DEFAULT_SCALE.bands} | {"none"}
    for text in (
        "most",
        "half of",
        "a minority of",
        "quite a few",
        "nearly everyone",
        "many",
        "a handful of",
        "all of",
    ):
        hit = default_vocabulary().claims.at(text.split(), 0)
        assert hit is not None
        assert hit[1] in labels


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["all " * 10_000, "most of the " * 10_000, '"most ' * 10_000, "some fifteen " * 10_000]
)
def test_no_text_makes_the_search_hang(text: str) -> None:
    assert find_quantifiers(text) == find_consensus(text) == find_percentages(text) == []
