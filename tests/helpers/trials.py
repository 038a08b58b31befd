"""Large trials: what holds for every input is tried with a share of them in `make test`, and with all in `make prove`.

    @trial(share=60, full=2_000)
    @given(documents())
    def test_every_word_is_printed_or_named(body: str) -> None: ...

`make prove` prints for each how many inputs were tried and how long that took.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

PATIENCE = 4 * 3600
"""Seconds that a trial may take with all its inputs; what is slow for one of them has limits of its own."""

FULL = os.environ.get("REPORT_KIT_PROVE") == "1"
"""Whether all inputs are to be tried."""


def trial(share: int, full: int) -> Callable[[Callable[..., Any]], Any]:
    """Try `share` inputs, or `full` of them."""
    number = full if FULL else share

    def decorate(test: Callable[..., Any]) -> Any:
        tried = settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))(test)
        marked = pytest.mark.trial(number)(tried)
        return pytest.mark.timeout(PATIENCE)(marked) if FULL else marked

    return decorate


def batches(inputs: Sequence[Any], share: int, size: int) -> Callable[[Callable[..., Any]], Any]:
    """Try `share` of the inputs, the same each time, or all of them in batches of `size`; the test takes `inputs`."""
    chosen = [Random(share).sample(inputs, share)]
    if FULL:
        chosen = [inputs[first : first + size] for first in range(0, len(inputs), size)]
    marked = [
        pytest.param(batch, marks=pytest.mark.trial(len(batch)), id=str(number)) for number, batch in enumerate(chosen)
    ]
    return pytest.mark.parametrize("inputs", marked)


def trial_number(share: int, full: int) -> Callable[[Callable[[int], None]], Any]:
    """As `trial`, for a test that draws its inputs itself: it is given their number."""
    number = full if FULL else share

    def decorate(test: Callable[[int], None]) -> Any:
        marked = pytest.mark.parametrize("number", [number])(test)
        marked = pytest.mark.timeout(PATIENCE)(marked) if FULL else marked
        return pytest.mark.trial(number)(marked)

    return decorate


def machine_settings(number: int, steps: int) -> settings:
    """Settings of a state machine that is run `number` times, `steps` steps each."""
    return settings(
        max_examples=number, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
