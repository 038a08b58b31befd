"""Planted leaks of every kind are found, and what looks like one causes no alarm."""

from __future__ import annotations

import pytest

from tests.helpers.planted import PLANTED, QUIET, alarms, missed


@pytest.mark.parametrize("kind", PLANTED)
def test_every_leak_of_a_kind_is_found(kind: str) -> None:
    assert missed(PLANTED[kind]) == []


@pytest.mark.parametrize(("file", "text"), QUIET)
def test_what_names_nobody_causes_no_alarm(file: str, text: str) -> None:
    assert alarms(file, text) == []


def test_words_after_an_example_of_a_data_uri_are_read() -> None:
    planted = ("xanthe", "a.txt", "as in data:text/plain;base64,aGVsbG8 was written by Xanthe Featherby")
    assert missed((planted,)) == []
