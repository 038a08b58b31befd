"""Each word of each example of the CommonMark specification, and of pandoc's extensions, stands in every output.

An example is the text of a theme. It is an error with a line of that theme, or all words that the specification prints
for it stand in the web page, the PDF, the Word file and the Markdown file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from report_kit import pipeline
from report_kit.completeness.runs import letters
from report_kit.diagnostics import Diagnostic, Severity
from report_kit.extract.running_text import running_text
from tests.helpers.projects import MINIMAL
from tests.helpers.report_factory import png
from tests.helpers.trials import batches
from tests.helpers.workspace import MemoryWorkspace

FORMATS = ("html", "pdf", "docx", "markdown")
RULES = ("dangling-reference", "level-one-heading", "lost-definition", "missing-alt-text", "skipped-heading-level")
"""Errors that say nothing against the words, taken as warnings where that can be."""
TOLD_LATE = (158, 208, 210)
"""Examples of which only a whole build says that words are lost: a broken tag, labels of nothing over two lines."""
NOT_TEXT = ".//*[contains(@class, 'math') or contains(@class, 'footnote-ref') or @role='doc-backlink']"
"""Formulas, which each format draws in its own way, and the numbers of footnotes."""
ADDRESS = re.compile(r"(?<![\w./:])/?(ur[il]\d?|foo-url|bar-url|baz-url)\b(?!\.)")
MARK = re.compile(r"startof(\d+)end")


@dataclass(frozen=True)
class Example:
    """One example and its number."""

    number: int
    markdown: str
    html: str

    @property
    def path(self) -> str:
        """Where it stands as a theme."""
        return f"themes/{self.number:04}.md"

    @property
    def theme(self) -> str:
        """It as a theme; addresses of nothing become addresses of web pages."""
        body = self.markdown if "![" in self.markdown else ADDRESS.sub(r"https://example.org/\1", self.markdown)
        head = f"id: e{self.number}\ntitle: One of many\nsummary: An example.\n"
        return f"---\n{head}---\nstartof{self.number}end\n\n{body}"

    @property
    def words(self) -> Counter[str]:
        """What the specification prints."""
        if not self.html.strip():
            return Counter()
        page = html.fromstring(f"<div>{self.html}</div>")
        for one in page.xpath(NOT_TEXT):
            one.drop_tree()
        return Counter(filter(None, (letters(word) for piece in page.itertext() for word in re.split(r"\W", piece))))


def examples() -> list[Example]:
    """All of them, in order."""
    files = sorted((Path(__file__).parent / "specification").glob("*.json"))
    found = [one for file in files for one in json.loads(file.read_text(encoding="utf-8"))]
    return [Example(number, markdown, page) for number, (_, markdown, page) in enumerate(found, 1)]


def project(chosen: Sequence[Example]) -> dict[str, str | bytes]:
    """A report with a theme for each example, and with the pictures that they show."""
    finding = "::: {.finding #F1}\nMoney is short [@N1].\n:::\n"
    files: dict[str, str | bytes] = dict(MINIMAL)
    del files["themes/01-money.md"]
    files["report.yaml"] = MINIMAL["report.yaml"] + "rules:\n" + "".join(f"  {rule}: warning\n" for rule in RULES)
    files["sources/sections/s.md"] = f"---\ntitle: Introduction\nplacement: front\n---\n\n{finding}"
    pictures = ("url", "url2", "themes/url", "themes/moon.jpg", "themes/train.jpg", "path/to/train.jpg", "themes/bar")
    return files | dict.fromkeys(pictures, png()) | {one.path: one.theme for one in chosen}


def wrong(diagnostics: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """The errors by file."""
    found: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        if one.severity is Severity.ERROR:
            assert one.span is not None, one
            found.setdefault(one.span.file, []).append(one)
    return found


def lacking(chosen: Sequence[Example], artifacts: Mapping[str, bytes]) -> dict[tuple[str, str], list[str]]:
    """The words that a file has not, or not often enough, by file and theme."""
    missing = {}
    for name, data in artifacts.items():
        _, *parts = MARK.split(running_text(data) or "")
        texts = dict(zip(map(int, parts[::2]), parts[1::2], strict=True))
        foot = texts[max(texts)]  # notes stand at the end
        for one in chosen:
            there = letters(texts[one.number]) + (letters(foot) if "[^" in one.markdown else "")
            if lost := [word for word, count in one.words.items() if there.count(word) < count]:
                missing[name, one.path] = lost
    return missing


def hold(chosen: Sequence[Example]) -> int:
    """Build the examples, those with an error by themselves; how many of them were built."""
    errors = wrong(pipeline.check(MemoryWorkspace(project(chosen))).diagnostics)
    assert errors.keys() <= {one.path for one in chosen}
    if errors and len(chosen) == 1:
        return 0
    sound = [one for one in chosen if one.path not in errors]
    built = sum(hold([one]) for one in chosen if one.path in errors)
    if not sound:
        return built
    outcome = pipeline.build(MemoryWorkspace(project(sound)), FORMATS, parallel=False)
    if odd := {one.path for one in sound if one.number in TOLD_LATE} & wrong(outcome.diagnostics).keys():
        return built + hold([one for one in sound if one.path not in odd])
    assert not outcome.failed, wrong(outcome.diagnostics)
    assert len(outcome.artifacts) == len(FORMATS)
    assert lacking(sound, outcome.artifacts) == {}
    return built + len(sound)


@pytest.mark.slow
@batches(examples(), share=24, size=90)
def test_each_word_of_each_example_is_printed_or_its_line_is_told(inputs: Sequence[Example]) -> None:
    assert hold(inputs) > 0.7 * len(inputs)
