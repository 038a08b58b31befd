"""prove: a change that says anything else than what was asked for is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from report_kit.diagnostics import Edit, Span
from report_kit.sourcefiles.dump import CannotEdit, Change, prove, value_of
from report_kit.sourcefiles.text import SourceText
from tests.helpers.workspace import MemoryWorkspace

YAML = "a: one\nb: two\n"
MARKDOWN = "---\nid: x\n---\n\n::: {.note #N1}\nSome words.\n:::\n"


def change(text: str, file: str, line: int, start: int, end: int, new: str) -> Change:
    source = SourceText(file, text, tuple(text.split("\n")))
    return Change.of(source, [Edit(Span(file, line, start, line, end), new)])


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("three", {"a": ("str", "one"), "b": ("str", "two")}),
        ("no", {"a": ("str", "no"), "b": ("str", "two")}),
        ("[", {"a": ("str", "["), "b": ("str", "two")}),
        ("x\nb: y", {"a": ("str", "x"), "b": ("str", "y")}),  # right by itself, but now 'b' stands there twice
        ("one", {"a": ("str", "one")}),
    ],
)
def test_yaml_that_says_something_else(new: str, expected: object) -> None:
    with pytest.raises(CannotEdit) as refused:
        prove(change(YAML, "a.yaml", 1, 4, 7, new), expected)
    assert refused.value.span == Span("a.yaml", 1, 4, 1, 7)


def test_yaml_that_says_what_was_asked_for() -> None:
    made = change(YAML, "a.yaml", 1, 4, 7, "three")
    assert prove(made, {"a": ("str", "three"), "b": ("str", "two")}) is made


@pytest.mark.parametrize(("line", "start", "end", "new"), [(5, 13, 15, "N2"), (6, 1, 5, "Other"), (2, 5, 6, "y")])
def test_markdown_that_says_something_else(line: int, start: int, end: int, new: str) -> None:
    made = change(MARKDOWN, "t.md", line, start, end, new)
    for workspace in (MemoryWorkspace(), None):
        expected = value_of(made.source, workspace)
        with pytest.raises(CannotEdit):
            prove(made, expected, workspace)


def test_reading_a_report_loads_nothing_of_it() -> None:
    script = "import sys, report_kit.sourcefiles; assert 'report_kit.sourcefiles.dump' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
