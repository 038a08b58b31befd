"""Whatever is written in a theme stands in every output, or a message names its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from report_kit import pipeline
from report_kit.extract.running_text import running_text
from report_kit.outcome import Outcome
from tests.helpers.constructs import documents, with_theme
from tests.helpers.trials import trial
from tests.helpers.workspace import MemoryWorkspace

THEME = "themes/01-money.md"
TOKEN = re.compile(r"t\d{4,}")
NO_TEXT = re.compile(
    r"<!--.*?-->|(?<=\])\([^)\n]*\)|\{[^{}\n]*\}|title='[^']*'|^\[[^\^\]]+\]: https.*$|\[\^t\d+\]|\]\[t\d+\]",
    re.DOTALL | re.MULTILINE,
)
"""Comments, addresses, attributes and labels, which say nothing to a reader."""


def lines_told(outcome: Outcome) -> set[int]:
    """Lines of the theme that a message names."""
    told: set[int] = set()
    for one in outcome.diagnostics:
        if one.span and one.span.file == THEME:
            told.update(range(one.span.line, max(one.span.line, one.span.end_line) + 1))
    return told


def untold(outcome: Outcome, body: str) -> dict[str, list[str]]:
    """The words of `body` that an output lacks and no message explains, by output."""
    told = lines_told(outcome)
    blanked = NO_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    missing = {}
    for name, data in outcome.artifacts.items():
        shown = set(TOKEN.findall(running_text(data) or ""))
        lacking = [
            token
            for number, line in enumerate(blanked.split("\n"), 6)
            for token in TOKEN.findall(line)
            if token not in shown and number not in told
        ]
        if lacking:
            missing[name] = lacking
    return missing


@pytest.mark.slow
@trial(share=60, full=1_500)
@given(body=documents())
def test_every_word_is_printed_or_named(body: str) -> None:
    outcome = pipeline.build(MemoryWorkspace(with_theme(body)), ["html", "docx", "markdown"], parallel=False)
    assert not untold(outcome, body), [str(one) for one in outcome.diagnostics]


@pytest.mark.slow
@trial(share=5, full=150)
@given(body=documents())
def test_the_pdf_prints_every_word_or_it_is_named(body: str) -> None:
    outcome = pipeline.build(MemoryWorkspace(with_theme(body)), ["pdf"], parallel=False)
    assert not untold(outcome, body), [str(one) for one in outcome.diagnostics]
