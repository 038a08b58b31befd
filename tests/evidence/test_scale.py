"""The quantifier scale: what may be written in report.yaml, and how it is printed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.evidence.scale import DEFAULT_SCALE, Scale, ScaleError, band_of

MEANINGS = {
    "100%": "100%", "all": "100%", "1": "1", "one": "1",
    "2 to 3": "2 to 3", "2–3": "2 to 3", "2-3": "2 to 3", "two or three": "2 to 3", "between 2 and 3": "2 to 3",
    "4 up to 50%": "4 up to 50%", "from 4 up to 50 per cent": "4 up to 50%", "4 to half": "4 up to 50%",
    "more than 50%": "more than 50%", "> 50%": "more than 50%", "over half": "more than 50%",
    "at least 4": "4 or more", "4 or more": "4 or more", "4+": "4 or more", ">= 4": "4 or more",
    "up to 3": "up to 3", "at most three": "up to 3", "3 or fewer": "up to 3",
    "less than 50%": "less than 50%", "fewer than 4": "less than 4",
    "more than 10% up to 50%": "more than 10% to 50%", "at least 4 and less than 50%": "4 or more, but less than 50%",
    "twenty-one": "21", "twenty-one to twenty-three": "21 to 23",
}  # fmt: skip


@pytest.mark.parametrize(("written", "printed"), MEANINGS.items())
def test_a_meaning_is_read_as_people_write_it(written: str, printed: str) -> None:
    assert band_of("some", written).meaning == printed


@pytest.mark.parametrize("meaning", MEANINGS.values())
def test_a_printed_meaning_can_be_written(meaning: str) -> None:
    assert band_of("some", meaning).meaning == meaning


@pytest.mark.parametrize(
    ("meaning", "message"),
    [
        ("lots", "no number"), ("", "no amount"), ("more than", "no number"), ("3 to 2", "ends below"),
        ("-3", "below none"), ("120%", "more than all"), ("a few", "no number"), ("1 " * 9_000, "no number"),
        ("fiveteen to twenty", "“fiveteen” is no number"),
    ],
)  # fmt: skip
def test_a_meaning_without_numbers_is_refused_in_plain_words(meaning: str, message: str) -> None:
    with pytest.raises(ScaleError, match=message) as caught:
        Scale.from_mapping({"Some": meaning})
    assert caught.value.label == "some"


@given(st.text(max_size=120))
def test_any_meaning_is_read_or_refused(meaning: str) -> None:
    with contextlib.suppress(ScaleError):
        assert band_of("some", meaning).meaning


def test_the_usual_scale_is_printed_from_strong_to_weak() -> None:
    assert [(band.label, band.meaning) for band in DEFAULT_SCALE.printed()] == [
        ("all", "100%"),
        ("most", "more than 50%"),
        ("some", "4 up to 50%"),
        ("a few", "2 to 3"),
        ("one", "1"),
    ]
    assert [band.label for band in DEFAULT_SCALE.printed({"many"})][2] == "many"


def test_a_report_may_redefine_a_label_and_keeps_the_rest() -> None:
    scale = Scale.from_mapping({"most": "at least 75%"})
    assert scale.judge("most", 8, 15) == "too_strong"
    assert scale.judge("a few", 2, 15) == "ok"
    assert DEFAULT_SCALE.judge("most", 8, 15) == "ok"
