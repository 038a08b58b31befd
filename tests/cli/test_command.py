"""The command as a whole: help, version, wrong usage, exit codes, what it loads."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import report_kit
from report_kit import cli
from report_kit.cli import errors, group
from tests.helpers.projects import MINIMAL

ROOT = Path(report_kit.__file__).parent.parent


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """`python -m report_kit …` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "report_kit", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def test_the_stored_help_page_is_what_click_prints() -> None:
    assert cli.help_page() == group.help_text(), "run: make golden"


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_help_is_printed_without_loading_anything(words: list[str]) -> None:
    code = "import sys; from report_kit.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stdout == cli.help_page()
    assert not {"click", "rich", "pydantic", "jinja2", "weasyprint", "importlib.metadata"} & set(done.stderr.split())


HEAVY = {
    "PIL", "ahocorasick_rs", "babel", "concurrent.futures", "jinja2", "lxml", "pydantic", "pypandoc", "re2", "rich",
    "sentencex", "subprocess", "tempfile", "text_to_num", "weasyprint",
}  # fmt: skip
"""What takes time to load, and has nothing to do in a check of what was read before."""


@pytest.mark.parametrize(
    "words", [["check", "."], ["coverage", "."], ["schema"], ["schema", "report"], ["new", "made"]]
)
def test_a_command_loads_only_what_it_needs(words: list[str], tmp_path: Path) -> None:
    for path, text in MINIMAL.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert run("check", "-q", cwd=tmp_path).returncode == 0
    code = "import sys; from report_kit.cli import main; assert not main(); print(*sys.modules, file=sys.stderr)"
    more = ["--title", "A report", "--publisher", "North"] if words[0] == "new" else []
    command = [sys.executable, "-c", code, *words, *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert not HEAVY & set(done.stderr.split())


def test_the_version_is_that_of_the_package() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert run("--version").stdout == f"report-kit {report_kit.__version__}\n"
    assert project.get("version", report_kit.__version__) == report_kit.__version__


def test_every_command_is_where_the_list_says_and_documents_its_options() -> None:
    context = click.Context(group.report_kit)
    for name in group.COMMANDS:
        command = group.report_kit.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "did you mean build?"),
        (["frobnicate"], "there are new, check, build"),
        (["build", "-f", "pfd"], "did you mean pdf?"),
        (["build", "-f", "odt"], "there are html, pdf, docx"),
        (["build", "--frmat"], "--format"),
        (["schema", "repot"], "did you mean report?"),
        (["check", "a", "b"], "unexpected extra argument"),
        (["build", "no-such-folder"], "there is no folder no-such-folder"),
        (["check", "pyproject.toml"], "pyproject.toml is a file"),
    ],
)
def test_wrong_usage_says_what_was_meant_and_exits_with_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.main(words) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_a_reader_that_stops_early_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "report_kit", "schema", "report"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 2
    assert said == b""


def test_a_bug_shows_its_traceback() -> None:
    def buggy() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        errors.guarded(buggy)


def test_ctrl_c_ends_quietly_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert errors.guarded(interrupted) == 130
    assert capsys.readouterr().err == ""


def test_output_that_the_terminal_cannot_encode_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "café").mkdir()
    done = run("check", "café/missing", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 2
    assert r"caf\xe9/missing" in done.stderr


def test_the_public_names_are_there_and_nothing_is_loaded_for_them() -> None:
    for name in report_kit.__all__:
        assert getattr(report_kit, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = report_kit.no_such_name  # type: ignore[attr-defined]
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, report_kit; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [name for name in loaded if name.startswith("report_kit.")] == []
