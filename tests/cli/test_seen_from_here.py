"""Paths are printed as they are opened from where the command was started."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_kit import cli
from report_kit.cli.seen_from_here import seen_from_here
from report_kit.diagnostics.diagnostic import Diagnostic, Edit, Fix, Severity
from report_kit.diagnostics.span import Span

PLACE = Span("themes/01.md", 2, 3)


def seen(folder: str, span: Span = PLACE) -> str:
    """The file of a diagnostic at `span` in the project `folder`."""
    (found,), lines = seen_from_here(
        Path(folder), [Diagnostic("r", Severity.ERROR, "m", span, fix=Fix("f", (Edit(span, ""),)))], {span.file: ("",)}
    )
    assert found.span is not None
    assert found.fix is not None
    assert [found.span.file] == [edit.span.file for edit in found.fix.edits] == list(lines)
    return found.span.file


def test_a_path_leads_from_here_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "m" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert seen("m") == seen("./m/") == seen(str(tmp_path / "m")) == "m/themes/01.md"
    monkeypatch.chdir(tmp_path / "m")
    assert seen(".") == seen("../m") == seen(str(tmp_path / "m")) == "themes/01.md"
    monkeypatch.chdir(tmp_path / "m" / "deep")
    assert seen("..") == "../themes/01.md"
    assert seen(str(tmp_path / "m")) == (tmp_path / "m" / "themes" / "01.md").as_posix()


def test_what_was_given_from_here_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = [Diagnostic("r", Severity.ERROR, "m", Span("for-print.pdf"))]
    assert seen_from_here(Path("m"), given, {}, apart={"for-print.pdf"}) == (given, {})


def test_below_the_report_the_way_up_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.yaml").write_text("title: A\n", encoding="utf-8")
    (tmp_path / "sources" / "notes").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "sources" / "notes")
    assert cli.main(["check", "-q"]) == 1
    assert "it is in ../..: go there" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_report_yaml_that_hides_the_rest_is_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.yaml").write_text('title: "A\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main([command, "-q"]) == 1
    told = capsys.readouterr().err
    assert "the other files were not looked at" in told
    assert "as it was" not in told  # there is no dist/ yet
    assert cli.main([command, "-q", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["diagnostics"][0]["file"] == "report.yaml"
