"""Large trials: what holds for every input is tried with a share of them in `make test`, and with all in `make prove`.

    @trial(share=60, full=2_000)
    @given(documents())
    def test_every_word_is_printed_or_named(body: str) -> None: ...

`make prove` prints for each how many inputs were tried and how long that took.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

FULL = os.environ.get("REPORT_KIT_PROVE") == "1"
"""Whether all inputs are to be tried."""


def trial(share: int, full: int) -> Callable[[Callable[..., Any]], Any]:
    """Try `share` inputs, or `full` of them."""
    number = full if FULL else share

    def decorate(test: Callable[..., Any]) -> Any:
        tried = settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))(test)
        return pytest.mark.trial(number)(tried)

    return decorate
