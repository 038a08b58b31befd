"""`report-kit build` and `check`: exit codes, where what is printed, what is written, and what a broken run leaves."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli.new import starter_files, write_new
from report_kit.diagnostics import Diagnostic, MachineError, Severity, Span
from report_kit.pipeline import Outcome
from tests.helpers.workspace import MINIMAL_FILES

ERROR = Diagnostic(
    "dangling-reference", Severity.ERROR, "nothing is called N41", Span("themes/01.md", 2, 3), "did you mean N14?"
)
WARNING = Diagnostic("unused-note", Severity.WARNING, "no finding rests on N2", Span("sources/notes/a.md", 1, 1))
LINES = {"themes/01.md": ("---", "x [@N41]"), "sources/notes/a.md": ("::: {.note #N2}",)}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A minimal project in the current folder."""
    root = tmp_path / "project"
    for path, text in MINIMAL_FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[object]]:
    """Let the pipeline find `diagnostics` and make two small files; gives the list of calls."""

    def pretend(*diagnostics: Diagnostic, version: bytes = b"1") -> list[object]:
        calls: list[object] = []

        def build(workspace: object, formats: object = None, progress: object = None, **_options: object) -> Outcome:
            calls.append(formats)
            workspace.files.list_files()  # type: ignore[attr-defined]
            for path in ("report.yaml", "themes/01-leadership.md"):
                workspace.files.read(path, 10_000)  # type: ignore[attr-defined]
            failed = any(each.severity is Severity.ERROR for each in diagnostics)
            files = {} if failed else {"report.html": b"html" + version, "report.pdf": b"pdf" + version}
            return Outcome(diagnostics=diagnostics, lines=LINES, artifacts=files)

        monkeypatch.setattr(pipeline, "build", build)
        monkeypatch.setattr(pipeline, "check", build)
        return calls

    return pretend


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_a_clean_build_prints_its_files_and_nothing_else(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    built()
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out == "dist/report.html\ndist/report.pdf\n"
    assert files_in(project / "dist") == {"report.html": b"html1", "report.pdf": b"pdf1"}


def test_errors_leave_the_earlier_files_and_exit_with_1(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    built()
    cli.main(["build"])
    (project / "report.yaml").write_text("title: changed")
    built(ERROR, WARNING)
    capsys.readouterr()
    assert cli.main(["build"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "themes/01.md:2:3: error[dangling-reference]: nothing is called N41\n  2 | x [@N41]" in captured.err
    assert "1 error, 1 warning" in captured.err
    assert files_in(project / "dist") == {"report.html": b"html1", "report.pdf": b"pdf1"}


def test_warnings_are_printed_and_stop_only_a_strict_build(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    built(WARNING)
    assert cli.main(["build", "--strict"]) == 1
    assert files_in(project / "dist") == {}
    assert cli.main(["build"]) == 0
    assert "warning[unused-note]" in capsys.readouterr().err
    assert cli.main(["build", "--strict"]) == 1, "also where nothing has changed since"
    assert cli.main(["check"]) == 0
    assert cli.main(["check", "--strict"]) == 1


def test_formats_and_output_folder_are_taken_from_the_options(
    project: Path, built: Callable[..., list[object]]
) -> None:
    calls = built()
    assert cli.main(["build", "-f", "pdf", "-f", "html", "-o", "../elsewhere"]) == 0
    assert calls == [("pdf", "html")]
    assert set(files_in(project.parent / "elsewhere")) == {"report.html", "report.pdf"}
    assert not (project / "dist").exists()


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_forms_for_programs_go_to_standard_output(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    built(WARNING)
    for command in ("check", "build"):
        assert cli.main([command, "--format", form, "--quiet"]) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        assert "unused-note" in captured.out
        if form != "github":
            json.loads(captured.out)


def test_json_tells_what_was_made(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    built()
    for unchanged in (False, True):
        cli.main(["build", "--format", "json"])
        result = json.loads(capsys.readouterr().out)
        assert result["unchanged"] is unchanged
        assert [(Path(made["path"]).name, made["bytes"]) for made in result["outputs"]] == [
            ("report.html", 5),
            ("report.pdf", 4),
        ]


def test_stages_are_told_as_plain_lines_in_a_pipe(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(_workspace: object, _formats: object, progress: Callable[[str, str], None], **_: object) -> Outcome:
        progress("sourcefiles", "reading")
        progress("exporters", "pdf")
        return Outcome(diagnostics=(), artifacts={"a.pdf": b"x"})

    monkeypatch.setattr(pipeline, "build", build)
    cli.main(["build"])
    assert capsys.readouterr().err == "sourcefiles: reading\nexporters: pdf\n"


# Nothing changed -------------------------------------------------------------------------------------------------


def test_a_build_is_not_repeated_while_nothing_changes(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    calls = built(WARNING)
    cli.main(["build", "-q"])
    first = capsys.readouterr()
    assert cli.main(["build"]) == 0
    second = capsys.readouterr()
    assert len(calls) == 1
    assert second.out == first.out
    assert second.err == first.err + "nothing has changed since these were made\n"


def changes() -> Iterator[tuple[str, Callable[[Path], object]]]:
    """What must make a build run again."""
    yield "a source", lambda root: (root / "themes/01-leadership.md").write_text("other")
    yield "a new file", lambda root: (root / "themes/02.md").write_text("new")
    yield "a file less", lambda root: (root / "sources/organisations.yaml").unlink()
    yield "an output edited", lambda root: (root / "dist/report.pdf").write_bytes(b"edited")
    yield "an output gone", lambda root: (root / "dist/report.html").unlink()
    yield (
        "the stamp damaged",
        lambda root: [path.write_bytes(b"{") for path in root.rglob(".report-kit/cache/stamps/*")],
    )
    yield "the cache gone", lambda root: [path.unlink() for path in root.rglob(".report-kit/cache/stamps/*")]


@pytest.mark.parametrize("change", [change for _, change in changes()], ids=[name for name, _ in changes()])
def test_a_build_is_repeated_after_any_change(
    project: Path, built: Callable[..., list[object]], change: Callable[[Path], object]
) -> None:
    built(version=b"1")
    cli.main(["build"])
    change(project)
    built(version=b"2")
    assert cli.main(["build"]) == 0
    assert files_in(project / "dist") == {"report.html": b"html2", "report.pdf": b"pdf2"}


@pytest.mark.parametrize("words", [["--fresh"], ["-f", "pdf"]])
def test_other_options_are_another_build(project: Path, built: Callable[..., list[object]], words: list[str]) -> None:
    calls = built()
    cli.main(["build"])
    cli.main(["build", *words])
    assert len(calls) == 2


@pytest.mark.slow
def test_a_fresh_build_into_another_folder_writes_nothing_into_the_project(project: Path, tmp_path: Path) -> None:
    before = sorted(project.rglob("*"))
    assert cli.main(["build", "--fresh", "-f", "html", "-o", str(tmp_path / "out"), str(project)]) == 0
    assert len(files_in(tmp_path / "out")) == 1
    assert sorted(project.rglob("*")) == before


def test_another_point_in_time_is_another_build(
    project: Path, built: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = built()
    for epoch in ("1", "1", "2"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        cli.main(["build"])
    assert len(calls) == 2


def test_a_stamp_that_came_with_the_project_is_not_believed(
    project: Path, built: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    built()
    cli.main(["build"])
    monkeypatch.setattr("report_kit.cli.cache.seal_key", lambda: b"another machine")
    calls = built()
    cli.main(["build"])
    assert len(calls) == 1


# What the machine refuses ----------------------------------------------------------------------------------------


def test_a_link_named_dist_that_leads_out_is_refused(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    built()
    (project.parent / "outside").mkdir()
    (project / "dist").symlink_to("../outside")
    assert cli.main(["build"]) == 2
    assert "leads out of the project" in capsys.readouterr().err
    assert files_in(project.parent / "outside") == {}


def test_a_file_named_dist_is_told_in_one_line_and_a_hint(
    project: Path, built: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    calls = built()
    (project / "dist").touch()
    assert cli.main(["build"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("report-kit: ")
    assert said[1].startswith("  hint: ")
    assert len(said) == 2
    assert calls == [], "before any work"


def test_a_machine_that_cannot_do_the_work_is_told_in_one_line_and_a_hint(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(*_: object, **_options: object) -> Outcome:
        raise MachineError("Pango is missing", "sudo apt-get install -y libpango-1.0-0")

    monkeypatch.setattr(pipeline, "build", build)
    assert cli.main(["build"]) == 2
    assert capsys.readouterr().err == "report-kit: Pango is missing\n  hint: sudo apt-get install -y libpango-1.0-0\n"


SLOW_WRITE = """
import os, sys, time
from pathlib import Path
from report_kit.cli import errors, outputs

def slow(descriptor):
    print("writing", flush=True)
    time.sleep(60)

os.fsync = slow
sys.exit(errors.guarded(lambda: outputs.write_outputs(Path(sys.argv[1]), {"a.html": b"new", "a.pdf": b"new"}) or 0))
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_build_that_is_killed_while_it_writes_leaves_the_earlier_files(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    old = {"a.html": b"old", "a.pdf": b"old"}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)
    process = subprocess.Popen([sys.executable, "-c", SLOW_WRITE, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == code
    left = files_in(tmp_path)
    assert {name: left.pop(name) for name in old} == old
    if number != signal.SIGKILL:
        assert left == {}


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from report_kit.cli import errors, outputs

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
files = {"a.html": b"new", "a.pdf": b"n" * 2000}
sys.exit(errors.guarded(lambda: outputs.write_outputs(Path(sys.argv[1]), files) or 0))
"""


def test_a_disk_that_takes_no_more_leaves_the_earlier_files(tmp_path: Path) -> None:
    old = {"a.html": b"old", "a.pdf": b"old"}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(
        f"report-kit: cannot write into {tmp_path}: the file is larger than the system allows"
    )
    assert files_in(tmp_path) == old


MOUNT = """
mount -t tmpfs -o size=64k none "$1"
echo old >"$1/a.html"
mount -o "remount,$2" "$1"
exec "$3" -c "$4" "$1"
"""

MOUNTED = """
import os, sys
from pathlib import Path
from report_kit.cli import errors, outputs

folder = Path(sys.argv[1])
def work():
    outputs.require_writable(folder)
    outputs.write_outputs(folder, {"a.html": b"new", "a.pdf": os.urandom(100_000)})
    return 0
code = errors.guarded(work)
print(code, sorted((path.name, len(path.read_bytes())) for path in folder.iterdir()))
"""


@pytest.mark.parametrize(
    ("options", "words"),
    [("ro", "that place is read-only"), ("size=64k", "the disk is full")],
    ids=["read-only", "full"],
)
def test_a_disk_that_is_full_or_read_only_is_told_in_plain_words(tmp_path: Path, options: str, words: str) -> None:
    # In a mount namespace of its own, which goes with the process.
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-ec", MOUNT, "sh", tmp_path, options, sys.executable, MOUNTED],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        pytest.skip("this machine allows no mounts")
    assert done.stdout == "2 [('a.html', 4)]\n"
    assert done.stderr.startswith(f"report-kit: cannot write into {tmp_path}: {words}\n  hint: ")


# A real report ---------------------------------------------------------------------------------------------------


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """What `report-kit new` lays out."""
    from datetime import date

    folder = tmp_path / "my report"
    write_new(folder, starter_files("Data at the table", ["Nesta", "Mastodon C"], date(2017, 11, 1)))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_killed_halfway_leaves_no_file_and_no_process(report: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "report_kit", "build", str(report)], stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stderr is not None
    while not process.stderr.readline().startswith(b"exporters:"):
        assert process.poll() is None
    process.send_signal(number)
    process.communicate(timeout=30)  # ends only when every process that holds our pipe has ended
    assert process.returncode in (143, -9)
    assert files_in(report / "dist") == {}


@pytest.mark.slow
@pytest.mark.parametrize("stage", [b"sourcefiles", b"exporters"])
def test_ctrl_c_at_a_terminal_ends_a_build_without_a_traceback(report: Path, stage: bytes) -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-m", "report_kit", "build", str(report)])
    said = b""
    with suppress(OSError):  # Linux says so when the last process has closed the terminal
        while stage not in said:
            said += os.read(terminal, 4096)
        os.write(terminal, b"\x03")
        while True:
            said += os.read(terminal, 4096)
    os.close(terminal)
    # A shell tells 130 of both: Python ends itself by the signal where it came amid an `exec` of a library.
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) in (130, -signal.SIGINT)
    assert b"Traceback" not in said
    assert files_in(report / "dist") == {}
