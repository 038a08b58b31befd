"""lost-text: what a file lacks is told, once, at its place in the sources; what it has is not."""

from __future__ import annotations

import pytest

from report_kit import pipeline
from report_kit.completeness.inspection import inspect
from report_kit.diagnostics import Diagnostic, Span
from report_kit.model.report import Report
from tests.helpers.constructs import with_theme
from tests.helpers.fictional import fictional_files
from tests.helpers.workspace import MemoryWorkspace

THEME = "themes/01-money.md"
SENTENCE = "Nobody had counted the lanterns before the winter came."
FORMATS = ["html", "pdf", "docx", "markdown"]


def report_of(body: str) -> Report:
    outcome = pipeline.check(MemoryWorkspace(with_theme(body)))
    assert outcome.report is not None
    return outcome.report


def build(body: str, formats: list[str] | None = None, **files: str) -> pipeline.Outcome:
    project = with_theme(body) | {name.replace("__", "/") + ".md": text for name, text in files.items()}
    return pipeline.build(MemoryWorkspace(project), formats or ["html"], parallel=False)


def lost(outcome: pipeline.Outcome) -> list[Diagnostic]:
    return [one for one in outcome.diagnostics if one.rule == "lost-text"]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        f"A first sentence that stays. {SENTENCE} And one more at the end of it.",
        f"- one\n- {SENTENCE}",
        f"> {SENTENCE}",
        f"## {SENTENCE[:-1]}",
        f"| Head | Other |\n|---|---|\n| {SENTENCE} | two |\n\n: A caption",
        f"| Head | Other |\n|---|---|\n| one | two |\n\n: {SENTENCE}",
        f"Some words[^f] of old.\n\n[^f]: {SENTENCE}",
        f'::: {{.callout title="{SENTENCE}"}}\nWords.\n:::',
        f"`{SENTENCE}`",
        f"    {SENTENCE}",
        "ولم يحص أحد الفوانيس قبل أن يأتي الشتاء",
    ],
)
def test_a_passage_that_every_file_lacks_is_told_once_and_names_them_all(text: str) -> None:
    without = text.replace(SENTENCE, "").replace(SENTENCE[:-1], "") if SENTENCE[:-1] in text else "Words."
    made = build(without or "Words.", FORMATS)
    assert len(made.artifacts) == len(FORMATS)
    [found] = inspect(report_of(text), made.artifacts, [])
    assert found.rule == "lost-text"
    assert found.span is not None
    assert found.span.file == THEME
    assert all(name in found.message for name in made.artifacts)
    assert "Nobody had counted" in found.message or "ولم" in found.message


@pytest.mark.parametrize("name", FORMATS)
def test_a_passage_that_one_file_lacks_names_that_one(name: str) -> None:
    long = f"Before it.\n\n{SENTENCE}\n\nAfter it."
    whole, short = build(long, FORMATS), build("Before it.\n\nAfter it.", [name])
    [file] = short.artifacts
    [found] = inspect(report_of(long), {**whole.artifacts, file: short.artifacts[file]}, [])
    assert found.message == f'"{SENTENCE}" does not stand in {file}'
    assert found.span == Span(THEME, 8, 1)


def test_a_sentence_that_is_said_twice_must_stand_there_twice() -> None:
    twice, once = f"{SENTENCE}\n\nBetween.\n\n{SENTENCE}", f"{SENTENCE}\n\nBetween."
    assert len(list(inspect(report_of(twice), build(once, FORMATS).artifacts, []))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Term\n\n:   1. One thing\n\n    2. Another",
        "Council\n:   - Ward",
        "[the paper][p]\n\n[p]:\n   https://example.org/paper\n   'A title'",
        "[the paper][p]\n\n[p]: https://example.org/paper '\nA title\nover lines\n'",
        '[the paper](   https://example.org/paper\n  "A title"  )',
        "[the paper][p\\[x]\n\n[p\\[x]: https://example.org/paper",
        "[The\n  Paper]: https://example.org/paper\n\nSee [the paper].",
        "[^]: https://example.org/paper\n\nSee [^].",
    ],
)
def test_addresses_over_lines_and_marks_in_marks_are_no_words(text: str) -> None:
    assert lost(build(text)) == []


@pytest.mark.parametrize(
    "text", ["a <b c <-- d", "`&lt;` is <b c", "``a ` &lt;b`` and <b c", "```\n&lt; b\n```", r"\&lt; <b c"]
)
def test_brackets_of_no_tag_are_no_words_in_any_file(text: str) -> None:
    assert lost(build(text, FORMATS)) == []


def test_no_report_that_is_whole_is_told_of() -> None:
    outcome = pipeline.build(MemoryWorkspace(fictional_files()), FORMATS, parallel=False)
    assert len(outcome.artifacts) == len(FORMATS)
    assert lost(outcome) == []


def test_a_line_that_is_read_as_something_else_than_text_is_told_with_its_place() -> None:
    found, _ = lost(build("Words.\n\n[Lanterns]:\nnobody-counted-them"))
    assert found.span is not None
    assert (found.span.file, found.span.line) == (THEME, 8)
    assert found.message.startswith('"[Lanterns]:" stands in no output')


def test_what_stands_in_no_file_stops_the_build() -> None:
    outcome = build("Words.\n\n[Lanterns]:\nnobody-counted-them")
    assert outcome.failed
    assert not outcome.artifacts


def test_it_can_be_excused() -> None:
    excuse = "<!-- excuse: lost-text: an address for later -->"
    outcome = build(f"Words.\n\n{excuse}\n[Note]:\nhttps://example.org/later")
    assert outcome.artifacts
    assert [one.rule for one in outcome.diagnostics] == []


def test_a_message_that_was_given_already_is_not_given_twice() -> None:
    outcome = build("Words.\n\n<details><summary>More</summary><script>alert()</script></details>\n\nWords.")
    assert [one.rule for one in outcome.diagnostics if one.span and one.span.line == 8]
    assert lost(outcome) == []


def test_what_a_note_says_is_repeated_in_no_message() -> None:
    note = (
        "---\nevent: table\nrecorded_as: paraphrase\n---\n::: {.note #N1}\nBudgets.\n\n[secret]:\nhidden-words\n:::\n"
    )
    found, _ = lost(build("Words.", sources__notes__table=note))
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("sources/notes/table.md", 8)
    assert "secret" not in found.message
    assert "hidden" not in found.message


@pytest.mark.parametrize(
    "body",
    [
        "A co-operative, a re-\nturn and 3½ × 10^6^ H~2~O; *Straße*, ﬁnance, ﬃ, ①, Ⅳ, soft\u00adhyphen, no\u200bspace.",
        "![An alternative text](https://example.org/a.png)",
        "$$\\int_0^1 x\\,dx$$ and $a_{ij}$",
        "`<b>code</b>` and\n\n```html\n<p>More &amp; code</p>\n```",
        "1986\\. A great year.\n\n1. one\n2. two\n\na) three\nb) four",
        "Term\n:   Meaning of it\n\n    and more",
        'See [the *site*](https://example.org/a_(b) "A title"), <https://example.org> and <a@example.org>.',
        "[one]{lang=fr} [two]{.smallcaps} ~~three~~",
        "A [reference link][Ref] and [ref].\n\n[ref]: https://example.org 'Title'",
        "Words[^a] and[^b] marks[^a].\n\n[^a]: First.\n[^b]: Second, with `code`.\n\n    And a paragraph.",
        "שלום עולם and مرحبا بالعالم and नमस्ते दुनिया",
        "&eacute;t&eacute; &amp; &copy; 5&nbsp;000",
        "<!-- A comment\n\nover lines -->\n\nWords <!-- in a line --> go on.",
        "- [ ] open\n- [x] done",
        "Line one  \nline two\\\nline three",
    ],
)
def test_what_is_printed_in_another_dress_is_not_lost(body: str) -> None:
    assert lost(build(body, FORMATS)) == []
