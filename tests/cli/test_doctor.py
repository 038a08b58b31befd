"""`report-kit doctor` and `schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_kit import cli
from report_kit.cli import doctor, libraries
from report_kit.cli.libraries import Library


def test_everything_that_the_tests_need_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "All that is needed is here." in said
    assert "MISSING" not in said


def test_a_missing_library_is_named_with_the_command_for_each_system(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", (Library("pango-0.0", ("libpango-0.0.so.0",), "libpango-0.0-0"),))
    assert cli.main(["doctor"]) == 2
    said = capsys.readouterr().out
    for words in (
        "MISSING",
        "missing: pango-0.0",
        "sudo apt-get install -y libpango-1.0-0",
        "brew install pango",
        "pacman",
    ):
        assert words in said


def test_missing_programs_and_packages_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("report_kit.cli.tools.find_pandoc", lambda: None)
    monkeypatch.setattr(doctor, "which", lambda _: None)
    monkeypatch.setattr(doctor, "version", lambda _: "69.0")
    monkeypatch.setattr(doctor, "find_spec", lambda _: None)
    assert cli.main(["doctor", "--format", "json"]) == 2
    document = json.loads(capsys.readouterr().out)
    results = {result["name"]: result for result in document["results"]}
    assert not document["ok"]
    assert {name for name, result in results.items() if not result["ok"]} == {
        "pandoc",
        "WeasyPrint",
        "PDF by parts",
        "Fonts",
        "Further fonts",
        "git",
    }
    assert not results["git"]["needed"]
    assert results["WeasyPrint"]["found"] == "69.0: 70 or newer is needed"
    assert results["pandoc"]["install"]["windows"] == "python -m pip install pypandoc_binary"


def test_schemas_are_listed_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    names = capsys.readouterr().out.split()
    assert {"report", "events", "organisations", "participants", "theme"} <= set(names)
    assert cli.main(["schema", "report"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert "title" in printed["required"]
    assert cli.main(["schema", "-o", str(tmp_path / "schemas")]) == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {f"{name}.schema.json" for name in names}
    assert json.loads((tmp_path / "schemas/report.schema.json").read_text()) == printed
