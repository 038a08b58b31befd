"""replace_words: words by words, and nothing else."""

from __future__ import annotations

import pytest

from report_kit.diagnostics import Span
from report_kit.sourcefiles.dump import CannotEdit, replace_words
from report_kit.sourcefiles.text import SourceText
from tests.helpers.workspace import MemoryWorkspace

WORKSPACE = MemoryWorkspace()
MARKDOWN = (
    '---\ntitle: Old heading\n---\n\nSome *old words* cite [@N1] here.\n\n![An old picture](a.svg "An old title")\n'
)
YAML = "a: old words\nb: 'old words'\nc: \"old words\"\nd: |\n  old words\n"


def replaced(content: str, file: str, old: str, new: str, number: int = 0) -> str:
    """`content` with the occurrence `number` of `old` replaced."""
    source = SourceText(file, content, tuple(content.split("\n")))
    places = [
        (line, at)
        for line, written in enumerate(source.lines, 1)
        for at in range(len(written))
        if written.startswith(old, at)
    ]
    line, at = places[number]
    span = Span(file, line, at + 1, line, at + 1 + len(old))
    return replace_words(WORKSPACE, source, span, new).after.text


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("old words", "new words", "new words"),
        ("words", "[@N2]", r"\[@N2\]"),
        ("here", "a_b* <i>", r"a_b\* \<i\>"),
        ("Some", "# Some", r"\# Some"),
        ("old picture", "new_picture", "new_picture"),
        ("old title", "new title", "new title"),
        ("Old heading", "New words", "New words"),
    ],
)
def test_words_in_markdown(old: str, new: str, written: str) -> None:
    assert replaced(MARKDOWN, "t.md", old, new) == MARKDOWN.replace(old, written)


@pytest.mark.parametrize("new", ["new", "it's", "say x"])
@pytest.mark.parametrize("number", range(4))
def test_words_in_yaml(new: str, number: int) -> None:
    before, after = YAML.split("old"), replaced(YAML, "a.yaml", "old", new, number)
    written = new.replace("'", "''") if number == 1 else new
    assert after == "old".join(before[: number + 1]) + written + "old".join(before[number + 1 :])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*old", "new"),
        ("words* cite", "new"),
        ("[@N1]", "new"),
        ("](a.svg", "new"),
        ("title: Old", "new"),
        ("old words", "two\nlines"),
        ("Old heading", "new: words"),
        ("Old heading", "new #words"),
        ("old words", "x\x00y"),
    ],
)
def test_what_is_more_than_words_is_refused(old: str, new: str) -> None:
    with pytest.raises(CannotEdit):
        replaced(MARKDOWN, "t.md", old, new)
