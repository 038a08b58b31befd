"""Whoever is named is found: names of many shapes, in every way that can be derived, in artifacts of every kind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.recall import ARTIFACTS, OWNERS, Owner, found, planted, ways
from tests.helpers.trials import trial

LEAKS = st.sampled_from([(owner, way) for owner in OWNERS for way in ways(owner)])


@trial(share=300, full=20_000)
@given(LEAKS, st.sampled_from(list(ARTIFACTS)))
def test_whoever_is_named_is_found(leak: tuple[Owner, str], artifact: str) -> None:
    owner, way = leak
    assert found(owner, *planted(owner, way, artifact)), f"{owner.full}: {way}, in {artifact}"
