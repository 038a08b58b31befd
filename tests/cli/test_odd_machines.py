"""Exit codes on a machine that cannot go on: 2, and no traceback, whatever it is that is full, closed or gone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from report_kit.cli import tools
from report_kit.diagnostics import MachineError
from report_kit.workspace import ToolError
from tests.helpers.projects import MINIMAL

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")

COMMAND = f"{sys.executable} -m report_kit"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in MINIMAL.items():
        (tmp_path / "p" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / path).write_text(text)
    return tmp_path / "p"


def run(shell: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check . 2>&-", 0),
        ("check . >&- 2>&- <&-", 0),
        ("check . 2>/dev/full", 2),
        ("check --format json . >/dev/full", 2),
        ("check --format json . >/dev/full 2>/dev/full", 2),
        ("check --rules >/dev/full", 2),
        ("--help >/dev/full", 2),
        ("--version >/dev/full 2>/dev/full", 2),
        ("--help >&-", 0),
    ],
)
def test_streams_that_are_closed_or_full(project: Path, words: str, code: int) -> None:
    done = run(f"{COMMAND} {words}", project)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize(("words", "code"), [("check {}", 0), ("check .", 2), ("build {} -f html -o out", 2)])
def test_a_working_folder_that_was_deleted(project: Path, words: str, code: int) -> None:
    (project.parent / "gone").mkdir()
    done = run(f"cd gone && rmdir ../gone && {COMMAND} {words.format(project)}", project.parent)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kilobytes", [40_000, 60_000, 90_000, 120_000, 180_000])
def test_a_machine_without_memory(project: Path, kilobytes: int) -> None:
    done = run(f"ulimit -v {kilobytes}; {COMMAND} check .", project)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr


def test_a_tool_that_the_system_ends_is_no_fault_of_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    monkeypatch.setattr(tools, "find_pandoc", lambda: str(program))
    for script, wrong in (("kill -9 $$", MachineError), ("kill -11 $$", MachineError), ("exit 3", ToolError)):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(wrong):
            tools.run_tool("pandoc", [])


def letters(number: int) -> str:
    """`number` in letters: an id that is like no other."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij"))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("report.yaml", "".join(f"a{number}: 1\n" for number in range(20_000))),
        ("themes/01-money.md", "\n\n" + " ".join(f"[@X{letters(number)}]" for number in range(4_000)) + "\n"),
    ],
)
def test_a_file_of_thousands_of_faults_is_told_in_some_hundred(project: Path, file: str, text: str) -> None:
    with (project / file).open("a") as opened:
        opened.write(text)
    done = run(f"{COMMAND} check -q --format json .", project)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert 300 < told["summary"]["errors"] < 400
    assert sum("more of this kind" in one["message"] for one in told["diagnostics"]) == 1


def test_a_rule_that_is_off_is_off_for_the_rest_too(project: Path) -> None:
    words = " ".join(
        f"We met the ABX{letter}{other}." for letter in "ABCDEFGHIJKLMNOPQRST" for other in "ABCDEFGHIJKLMNOPQRST"
    )
    with (project / "themes/01-money.md").open("a") as opened:
        opened.write(f"\n{words}\n")
    assert "more of this kind" in run(f"{COMMAND} check -q .", project).stderr
    with (project / "report.yaml").open("a") as opened:
        opened.write("rules:\n  undefined-acronym: off\n")
    assert "more of this kind" not in run(f"{COMMAND} check -q .", project).stderr
