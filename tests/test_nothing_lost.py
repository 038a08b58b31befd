"""One report, one content: for every block of the model its text stands in every whole output, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.exporters import EXPORTERS, is_partial
from tests.helpers.markdown_file import markdown_words
from tests.helpers.printed import docx_words, first_lost, html_words, pdf_words, report_words
from tests.helpers.projects import generated_projects
from tests.helpers.trials import trial
from tests.helpers.workspace import MemoryWorkspace

ROOT = Path(__file__).parents[1]
READERS: dict[str, Callable[[bytes], list[str]]] = {
    ".html": html_words,
    ".pdf": pdf_words,
    ".docx": docx_words,
    ".md": markdown_words,
}
WHOLE = [name for name in EXPORTERS if not is_partial(name)]
"""The formats that must hold every word, those that are made on request only included."""

LETTERS = re.compile(r"[^\W_]+")


def tokens(words: Sequence[str]) -> list[str]:
    """The generated words among `words`, freed of punctuation."""
    return [token for word in words for token in re.findall(r"t\d{4,}", word)]


def plain(words: Sequence[str]) -> list[str]:
    """Runs of letters and digits, so that typography and line breaks at hyphens make no difference."""
    return LETTERS.findall(" ".join(words))


@pytest.mark.slow
@trial(share=12, full=400)
@given(files=generated_projects())
def test_every_word_of_a_generated_report_is_in_every_whole_output(files: dict[str, str]) -> None:
    outcome = pipeline.build(MemoryWorkspace(files), WHOLE, parallel=False)
    assert outcome.report is not None
    assert not outcome.failed, outcome.diagnostics
    flow, notes = report_words(outcome.report)
    written = re.sub(r"\[\^t\d+\]|#t\d+|title: .*|summary: .*|org/t\d+", "", " ".join(files.values()))
    assert set(tokens(flow + notes)) >= set(re.findall(r"t\d{4,}", written))
    assert len(outcome.artifacts) == len(WHOLE)
    for name, data in outcome.artifacts.items():
        shown = tokens(READERS[Path(name).suffix](data))
        assert not first_lost(tokens(flow), shown), name
        assert not first_lost(tokens(notes), shown), name


@pytest.mark.slow
def test_every_word_of_the_sample_is_in_every_whole_output() -> None:
    outcome = pipeline.build(DiskWorkspace(ROOT), WHOLE)
    assert outcome.report is not None
    flow, notes = report_words(outcome.report)
    assert len(flow) > 2_500
    assert len(outcome.artifacts) == len(WHOLE)
    for name, data in outcome.artifacts.items():
        shown = plain(READERS[Path(name).suffix](data))
        assert not first_lost(plain(flow), shown), name
        assert not first_lost(plain(notes), shown), name
