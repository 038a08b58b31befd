"""A text that breaks programs ends as any other: the report is made, or a message says where in it the fault is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from report_kit import pipeline
from report_kit.diagnostics import Severity
from tests.helpers.constructs import with_theme
from tests.helpers.pathological import texts
from tests.helpers.trials import FULL, batches
from tests.helpers.workspace import MemoryWorkspace

THEME = "themes/01-money.md"
SIZES = (60, 2_000) if FULL else (300,)
FORMATS = ("html", "docx", "markdown") if FULL else ("html", "markdown")
TEXTS = [(name, text) for size in SIZES for name, text in texts(size).items()]


def hold(text: str, formats: Sequence[str]) -> None:
    """Whatever `text` is, a build of it ends, with every file or with an error in it."""
    outcome = pipeline.build(MemoryWorkspace(with_theme(text)), formats, parallel=False)
    errors = [one for one in outcome.diagnostics if one.severity is Severity.ERROR]
    assert bool(errors) == outcome.failed
    assert outcome.failed or len(outcome.artifacts) == len(formats)
    lines = text.count("\n") + text.count("\r") + 20
    for one in outcome.diagnostics:
        assert one.span is not None, one
        assert one.span.file == THEME
        assert 1 <= one.span.line <= lines
    assert "lost-text" not in {one.rule for one in errors}
    assert len(outcome.diagnostics) < 1_000  # what is said too often is counted


@pytest.mark.slow
@batches(TEXTS, share=8, size=20)
def test_a_build_of_it_ends_and_says_where_the_fault_is(inputs: Sequence[tuple[str, str]]) -> None:
    for _, text in inputs:
        hold(text, FORMATS)


@pytest.mark.slow
@batches(list(texts(120).items()), share=1, size=20)
def test_a_pdf_of_it_is_made_or_the_fault_is_told(inputs: Sequence[tuple[str, str]]) -> None:
    for _, text in inputs:
        hold(text, ("pdf",))
