"""What is said of blocks is said of every kind that authors can write, one that comes later included."""

from __future__ import annotations

import pytest

from report_kit import pipeline
from report_kit.sourcefiles.fenced_divs import ATTRIBUTES
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

THEME = "themes/01-money.md"


def said(text: str) -> list[tuple[str, str]]:
    """Rule and place of what is said of `text` at the end of the theme."""
    files = MINIMAL | {THEME: f"{MINIMAL[THEME]}\n{text}\n"}
    return [(one.rule, str(one.span)) for one in pipeline.check(MemoryWorkspace(files)).diagnostics]


@pytest.mark.parametrize(
    "kind", sorted(ATTRIBUTES.keys() - {"note", "quote", "comment"})
)  # a quote may be the whole note
def test_a_block_without_words_is_empty(kind: str) -> None:
    assert ("empty-block", f"{THEME}:10:1") in said(f"::: {{.{kind} #X1}}\n:::"), "see checks/empty_block.py"


@pytest.mark.parametrize("kind", sorted(ATTRIBUTES))
def test_a_block_that_is_opened_with_two_colons_is_left_over(kind: str) -> None:
    assert ("leftover-markup", f"{THEME}:12:1") in said(f"Words.\n\n:: {kind}"), "see checks/leftover_markup.py"
