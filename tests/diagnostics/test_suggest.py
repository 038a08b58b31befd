"""What is offered for a name that nothing has."""

from __future__ import annotations

import pytest

from report_kit.diagnostics.suggest import did_you_mean


@pytest.mark.parametrize(
    ("word", "known", "offered"),
    [
        ("tilte", "title", "title"),
        ("n14", "N14", "N14"),
        ("P2", "P02", "P02"),
        ("roundtabel-1", "roundtable-1", "roundtable-1"),
        ("smiht2017", "smith2017", "smith2017"),
    ],
)
def test_a_slip_of_the_fingers_gets_a_guess(word: str, known: str, offered: str) -> None:
    assert did_you_mean(word, [known]) == f"did you mean {offered}?"


@pytest.mark.parametrize(
    ("word", "known"), [("P02", "P08"), ("N33", "N3"), ("N41", "N14"), ("N02", "F02"), ("smith2017", "smith2018")]
)
def test_another_number_is_somebody_else(word: str, known: str) -> None:
    assert did_you_mean(word, [known]) == ""
