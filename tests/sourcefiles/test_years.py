"""A paragraph that begins with a year is no item of a list."""

from __future__ import annotations

import pytest

from report_kit.model.blocks import OrderedList
from report_kit.model.walk import blocks_text, plain_text
from tests.helpers.markdown import theme, written

LISTS = {
    "13. a\n\n2017. It was *good*.\n": ["OrderedList 13", "2017. It was good."],
    "- a\n\n2017. It was.\n\n  More.\n": ["BulletList", "2017. It was.", "More."],
    "1. a\n2. b\n\n2017. It was.\n\n3. c\n": ["OrderedList 1", "2017. It was.", "OrderedList 3"],
    "2017) It was.\n": ["2017) It was."],
    "1999. a\n1999. b\n": ["1999. a", "1999. b"],
    "2016. a\n2017. b\n2018. c\n": ["OrderedList 2016"],
    "1. a\n\n   2017. nested\n": ["OrderedList 1"],
    "99999. a\n": ["OrderedList 99999"],
}


@pytest.mark.parametrize("typed", LISTS)
def test_years_stay_in_the_text(typed: str) -> None:
    blocks = theme(typed)
    kinds = [
        f"{type(one).__name__} {one.start}" if isinstance(one, OrderedList)
        else type(one).__name__ if hasattr(one, "items") else plain_text(one.content)  # type: ignore[union-attr]
        for one in blocks
    ]  # fmt: skip
    assert kinds == LISTS[typed]
    assert len({one.anchor for one in blocks}) == len(blocks)
    for one in blocks:
        if not hasattr(one, "items"):
            assert written("---\n" * 5 + typed, one.span).replace("*", "") == "".join(blocks_text((one,)))
