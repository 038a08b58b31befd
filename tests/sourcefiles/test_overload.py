"""Texts that ask too much of pandoc are told with the place where they do, before the machine stands still."""

from __future__ import annotations

import pytest

from report_kit.diagnostics import Diagnostic, Sink
from report_kit.sourcefiles import limits
from report_kit.sourcefiles.pandoc_ast import EMPTY, read_tree
from report_kit.sourcefiles.text import SourceText
from report_kit.workspace import ToolError
from tests.helpers.workspace import MemoryWorkspace

HEAP = "pandoc: Heap exhausted;\npandoc: Current maximum heap size is 536870912 bytes (512 MB).\nUse `+RTS -M<size>'"
LINKS = " ".join(f"[a{number}](https://example.org/{number})" for number in range(2_900))


def told(body: str, failure: ToolError | None = None) -> list[Diagnostic]:
    """What is said of a file with `body`; where pandoc would fail with `failure`, it is not started."""
    sink, workspace = Sink(), MemoryWorkspace({})
    if failure:

        def fail(*_: object, **__: object) -> bytes:
            raise failure

        workspace.tools.run = fail  # type: ignore[method-assign]
    source = SourceText("themes/01.md", body, tuple(body.split("\n")))
    tree = read_tree(workspace, source, body, sink)
    assert (tree is EMPTY) == bool(list(sink))
    return list(sink)


@pytest.mark.parametrize("marks", ["\u0301", "\u0323\u0301", "\u093f", "\u20dd"])
def test_a_letter_that_bears_hundreds_of_accents_is_told_where_it_stands(marks: str) -> None:
    [one] = told(f"First.\n\nSo A{marks * 5_000} b\n")
    assert one.rule == "unreadable-markdown"
    assert (one.span.line, one.span.column) == (3, 5)  # type: ignore[union-attr]
    assert "accents" in one.message


@pytest.mark.parametrize(
    "text",
    [
        "a\u0301" * 2_000,
        "Z" + "\u0335" * 40 + "algo",
        "\U0001f600" * 500,
        "—" * 500,
        "、。" * 200,
        "क\u093f" * 500,
        "\U0001f469\u200d\U0001f4bb\ufe0f" * 100,
    ],
)
def test_no_writing_that_people_use_is_refused(text: str) -> None:
    assert told(f"{text}\n") == []


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (ToolError("pandoc", "Use `+RTS -M<size>'", HEAP), "needed more memory than a file may take"),
        (ToolError("pandoc", "took longer than 30 seconds"), "took longer than 30 seconds"),
    ],
)
def test_a_file_that_is_too_much_is_told_at_the_paragraph_that_is(failure: ToolError, words: str) -> None:
    [one] = told(f"\n\n\n# Title\n\nFew words.\n\nMany:\n{LINKS}\n\n{'A long one. ' * 9_000}\n", failure)
    assert (one.span.line, one.span.column) == (8, 1)  # type: ignore[union-attr]
    assert words in one.message
    assert "2,900 links" in one.message


def test_another_failure_keeps_its_words() -> None:
    [one] = told("Text.\n", ToolError("pandoc", "no such option", "no such option"))
    assert "no such option" in one.message


@pytest.mark.slow
def test_the_real_pandoc_says_so_in_the_words_that_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from report_kit.sourcefiles import pandoc_ast

    small = tuple(word.replace("-M512M", "-M200M") for word in pandoc_ast._ARGUMENTS)
    monkeypatch.setattr(pandoc_ast, "_ARGUMENTS", small)
    assert limits.PANDOC_MEMORY[1] == "-M512M"
    [one] = told(f"Few words.\n\n{LINKS}\n")
    assert one.span.line == 3  # type: ignore[union-attr]
    assert "needed more memory" in one.message
