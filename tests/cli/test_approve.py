"""`report-kit approve`: approval of words as they stand now, and of no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli.disk import DiskWorkspace
from tests.helpers.projects import MINIMAL

PEOPLE = """\
# who was there
- id: P1
  descriptor: a council officer
  consent: {attribution_level: unattributed, approval_needed: yes}   # asked on Monday
- id: P2
  descriptor: a council officer
  consent:
    attribution_level: unattributed
    approval_needed: yes
    approved:
      - Q1
- id: P3
  descriptor: a council officer
"""
NOTES = """\
---
event: table
recorded_as: verbatim
---
::: {.note #N1 speaker="P1 P2"}
Budgets are tight, and nobody expects them to grow.
:::

::: {.note #N3 speaker="P3"}
A remark that nobody may see.
:::
"""
THEME = (
    MINIMAL["themes/01-money.md"]
    + """
::: {.quote #Q1 of="N1"}
Budgets are tight, …
:::
"""
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {"sources/participants.yaml": PEOPLE, "sources/notes/table.md": NOTES, "themes/01-money.md": THEME}
    for path, text in (MINIMAL | files).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(project: Path) -> set[str]:
    found = pipeline.check(DiskWorkspace(project)).diagnostics
    return {one.rule for one in found} & {"bare-approval", "approval-outdated", "quote-without-consent"}


def people(project: Path) -> str:
    return (project / "sources/participants.yaml").read_text()


def test_a_bare_id_approves_nothing_until_the_command_is_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules(project) == {"bare-approval"}
    assert cli.main(["approve", "Q1"]) == 0
    assert "Budgets are tight, …" in capsys.readouterr().err
    assert rules(project) == set()
    written = people(project)
    assert written.count("Q1 ") == 2
    assert "approved: [Q1 " in written.split("# asked on Monday")[0]
    assert written.startswith("# who was there\n")
    assert cli.main(["approve", "Q1"]) == 0
    assert people(project) == written


def test_a_quote_that_is_widened_later_has_to_be_approved_again(project: Path) -> None:
    cli.main(["approve", "Q1"])
    theme = project / "themes/01-money.md"
    theme.write_text(theme.read_text().replace("tight, …", "tight, and nobody expects them to grow."))
    assert rules(project) == {"approval-outdated"}
    assert cli.main(["build", "-q", "-f", "html"]) == 1
    assert not (project / "dist").exists()
    assert cli.main(["approve", "Q1"]) == 0
    assert rules(project) == set()
    assert people(project).count("Q1 ") == 2


def test_one_speaker_approves_for_nobody_else(project: Path) -> None:
    assert cli.main(["approve", "--by", "P2", "Q1"]) == 0
    assert people(project).count("Q1 ") == 1
    assert rules(project) == {"quote-without-consent"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Q9"], "is called 'Q9'"),
        (["F1"], "is called 'F1'"),
        ([], "name the quote or note"),
        (["--all"], "nobody is there to answer"),
        (["N3"], "N3 may not be printed"),
        (["--by", "P9", "Q1"], "there is no P9 among its speakers"),
    ],
)
def test_what_cannot_be_approved_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert cli.main(["approve", *words]) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert "nobody may see" not in printed
    assert people(project) == PEOPLE


def test_all_that_waits_is_asked_for_one_by_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import click

    answers = iter([True, False])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: next(answers))
    assert cli.main(["approve", "--all", "."]) == 0
    shown = capsys.readouterr().err
    assert "Q1, said by P1 and P2" in shown
    assert "N1, said by P1 and P2" in shown
    assert "nobody may see" not in shown
    assert rules(project) == set()
    assert "N1 " not in people(project)
