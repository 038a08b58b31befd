"""Codes inside text are undone."""

from __future__ import annotations

import pytest

from tests.helpers.extracted import found


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/?u=https%3A%2F%2Fb.example%2FJ%25C3%25BCrgen%2520M%25C3%25BCller",
        "https://a.example/J%FCrgen%20M%FCller",
        "https://a.example/?u=J%2525C3%2525BCrgen%252520M%2525C3%2525BCller",
        "J&amp;uuml;rgen M&amp;uuml;ller",
    ],
)
def test_codes_inside_codes_are_undone(link: str) -> None:
    assert found("a.txt", link) == {"P03"}
