"""`report-kit new`: a report that builds without a diagnostic, whatever it is called; nothing is overwritten."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from report_kit import cli, pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.new import starter_files

HOSTILE = [
    'Data: "a dirty word"?',
    "# not a comment",
    "- no list\n- at all",
    "<script>alert(1)</script> & sons",
    "Überblick – 数据 📊 👩‍👩‍👧 ${title} $$ {{ 7*7 }} {% raw %}",
    "true",
    "2017-10-16",
    "'",
    "zero\u200bwidth \u202eright-to-left\x00\x1b[31m",
    "word " * 60,
]


def plain(text: str) -> Any:
    """What YAML makes of `text`."""
    return yaml.load(text, Loader=yaml.SafeLoader)  # noqa: TID251


@given(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_what_is_typed_is_what_the_files_say(title: str, publishers: list[str]) -> None:
    # Characters that YAML cannot hold are taken out before, see test_a_name_of_nothing_visible_is_refused.
    title, *publishers = ("".join(filter(str.isprintable, text)) for text in (title, *publishers))
    files = starter_files(title, publishers, date(2017, 11, 1))
    report = plain(files["report.yaml"])
    organisations = {each["id"]: each["name"] for each in plain(files["sources/organisations.yaml"])}
    assert report["title"] == title
    assert [organisations[each] for each in report["publishers"]] == publishers
    assert report["date"] == date(2017, 11, 1)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_new_report_has_no_diagnostic_whatever_it_is_called(tmp_path: Path, title: str) -> None:
    folder = tmp_path / "my report"
    words = ["new", str(folder), "--title", title, "--publisher", title, "--publisher", "Nesta", "--date", "2017-11-01"]
    assert cli.main(words) == 0
    outcome = pipeline.check(DiskWorkspace(folder))
    assert outcome.diagnostics == ()
    assert outcome.report is not None
    assert len(outcome.report.publishers) == 2


@pytest.mark.slow
def test_a_new_report_builds_without_a_diagnostic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["new", str(tmp_path / "report"), "--title", 'Data: a "dirty word"? – #1', "--publisher", "Nesta"])
        == 0
    )
    capsys.readouterr()
    assert cli.main(["build", str(tmp_path / "report"), "--format", "json", "--strict"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["diagnostics"] == []
    assert [Path(made["path"]).suffix for made in result["outputs"]] == [".docx", ".html", ".pdf"]


@pytest.mark.parametrize("taken", ["report.yaml", "sources", "themes"])
def test_a_folder_that_holds_a_report_is_left_alone(
    tmp_path: Path, taken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / taken).mkdir()
    assert cli.main(["new", str(tmp_path), "--title", "T", "--publisher", "P"]) == 2
    assert f"{taken} exists already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == [taken]


def test_other_files_in_the_folder_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert cli.main(["new", str(tmp_path), "--title", "T", "--publisher", "P"]) == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / "sources/.gitignore").read_text().endswith("private/\n")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    for target in (tmp_path / "file", tmp_path / "file/below"):
        assert cli.main(["new", str(target), "--title", "T", "--publisher", "P"]) == 2
        assert "report-kit: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "give --title and --publisher"),
        (["--title", "T"], "give --title and --publisher"),
        (["--title", " \u200b", "--publisher", "P"], "this is empty"),
        (["--title", "T", "--publisher", "\x00"], "this is empty"),
        (["--title", "T", "--publisher", "P", "--date", "1.11.2017"], "write it as 2026-11-30"),
    ],
)
def test_a_name_of_nothing_visible_and_a_date_in_another_form_are_refused(
    tmp_path: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "report"), *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "report").exists()


def test_on_a_terminal_it_asks_for_what_no_option_says_and_again_after_a_slip(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "report_kit", "new", str(tmp_path / "report")]
    process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(theirs)
    os.write(ours, b"Data at the table\nNesta\nMastodon C\n\nlast week\n2017-11-01\n")
    process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert 'title: "Data at the table"' in (tmp_path / "report/report.yaml").read_text()
    assert "\ndate: 2017-11-01 " in (tmp_path / "report/report.yaml").read_text()
    assert "  - nesta\n  - mastodon-c\n" in (tmp_path / "report/report.yaml").read_text()


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_an_empty_name_is_not_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", name, "--title", "T", "--publisher", "P"]) == 2
    assert "name the folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
