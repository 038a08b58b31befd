"""What authors write to each other: in the list of comments, and in no output, cache or count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.exporters import EXPORTERS, is_partial
from report_kit.extract.formats import read_file
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

THEME = MINIMAL["themes/01-money.md"]
PLACES = {
    "a block": '::: {.comment by="Tim" date="2026-11-30"}\nSECRETWORD here.\n:::\n',
    "a bare block": "::: comment\nSECRETWORD here.\n:::\n",
    "in a finding": "::: {.finding #F2}\nIt is so [@N1].\n\n:::: comment\nSECRETWORD here.\n::::\n:::\n",
    "in a list": "- One\n\n  ::: comment\n  SECRETWORD here.\n  :::\n\n- Two\n",
    "in a quotation": "> Words.\n>\n> ::: comment\n> SECRETWORD here.\n> :::\n",
    "with everything in it": (
        "::: comment\n## SECRETWORD\n\n- a\n\n::: {.finding #F9}\nIn it [@nowhere].[^x]\n:::\n\n![a](none.png)\n\n"
        '| a |\n|---|\n| b |\n\n::: {.note #N8 speaker="P9"}\nSaid.\n:::\n\n[^x]: A note.\n:::\n'
    ),
    "HTML": "Words.\n\n<!-- SECRETWORD here -->\n",
    "HTML in a line": "Words <!-- Ann: SECRETWORD here --> go on.\n",
    "HTML over lines": "Words.\n\n<!-- Ann O\u2019Hara: SECRETWORD\nhere -->\n",
    "HTML in a cell": "| a |\n|---|\n| b <!-- SECRETWORD --> |\n\n: C\n",
    "HTML in a footnote": "Words.[^a]\n\n[^a]: Note <!-- SECRETWORD -->.\n",
}


def project(body: str) -> dict[str, str]:
    return {**MINIMAL, "themes/01-money.md": f"{THEME}\n{body}"}


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_is_in_the_list_and_in_no_output(place: str) -> None:
    workspace = MemoryWorkspace(project(PLACES[place]))
    whole = [name for name in EXPORTERS if not is_partial(name)]
    outcome = pipeline.build(workspace, whole, parallel=False)
    assert not outcome.failed, outcome.diagnostics
    assert outcome.report is not None
    [comment] = outcome.report.comments
    assert "SECRETWORD" in comment.text
    assert comment.span.file == "themes/01-money.md"
    assert "SECRETWORD" in "".join(outcome.lines[comment.span.file][comment.span.line - 1 : comment.span.end_line])
    for name, data in outcome.artifacts.items():
        assert b"SECRETWORD" not in data
        assert not [piece for piece in read_file(name, data).pieces if "SECRETWORD" in piece.text]
    assert outcome.report.counts["findings"] == (2 if place == "in a finding" else 1)
    assert outcome.report.counts["notes"] == 1


@pytest.mark.parametrize(
    "body", ["<!-- excuse: empty-block: why -->\n", "<!-- -->\n", "`<!-- code -->`\n", "~~~\n<!-- a -->\n~~~\n"]
)
def test_excuses_and_code_are_no_comments(body: str) -> None:
    report = pipeline.link(MemoryWorkspace(project(body))).report
    assert report is not None
    assert report.comments == ()


@pytest.mark.parametrize(
    ("place", "who"),
    [("a block", "Tim"), ("HTML in a line", "Ann"), ("HTML over lines", "Ann O\u2019Hara"), ("HTML", "")],
)
def test_it_is_known_who_wrote_it(place: str, who: str) -> None:
    report = pipeline.link(MemoryWorkspace(project(PLACES[place]))).report
    assert report is not None
    assert [(one.by, one.text.split()[0]) for one in report.comments] == [(who, "SECRETWORD")]


def test_a_comment_between_notes_is_none_of_them() -> None:
    notes = MINIMAL["sources/notes/table.md"] + "\n::: comment\nAsk again.\n:::\n"
    outcome = pipeline.check(MemoryWorkspace({**MINIMAL, "sources/notes/table.md": notes}))
    assert outcome.diagnostics == ()
    assert outcome.report is not None
    assert list(outcome.report.notes) == ["N1"]
    assert [one.text for one in outcome.report.comments] == ["Ask again."]


def test_what_a_comment_defines_is_not_there_and_the_message_says_why() -> None:
    outcome = pipeline.check(
        MemoryWorkspace(project("See [@F9].\n\n::: comment\n::: {.finding #F9}\nIt is.\n:::\n:::\n"))
    )
    [told] = [one for one in outcome.diagnostics if one.rule == "dangling-reference"]
    assert told.hint == "it is in the comment in line 12 of themes/01-money.md, which prints and defines nothing"


def test_a_comment_without_an_end_is_an_error() -> None:
    outcome = pipeline.check(MemoryWorkspace(project("::: comment\nAsk again.\n\n## A heading\n")))
    assert outcome.failed


def on_disk(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_the_command_lists_them_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = on_disk(tmp_path, project(PLACES["a block"] + "\n" + PLACES["HTML"]))
    assert cli.main(["check", "--comments", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{folder}/themes/01-money.md:10:1: Tim, 2026-11-30", "  SECRETWORD here.",
        f"{folder}/themes/01-money.md:16:1:", "  SECRETWORD here",
    ]  # fmt: skip
    assert cli.main(["check", "--comments", "--format", "json", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)["comments"]
    assert [(one["line"], one["by"]) for one in found] == [(10, "Tim"), (16, "")]


def test_a_comment_that_names_somebody_is_listed_without_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = project("::: comment\nAsk Ottoline Frithenby.\n:::\n")
    people = {
        "sources/participants.yaml": "- id: P01\n  consent: {attribution_level: unattributed}\n",
        "sources/private/people.yaml": "people:\n  P01: Ottoline Frithenby\n",
    }
    folder = on_disk(tmp_path, {**files, **people})
    assert cli.main(["check", "--comments", str(folder)]) == 0
    assert "Frithenby" not in capsys.readouterr().out
