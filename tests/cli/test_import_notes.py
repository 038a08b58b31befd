"""`report-kit import`: all files or none, nothing asked where nobody answers, no name of a document anywhere."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli import outputs
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.outputs import write_sources
from report_kit.diagnostics import MachineError
from tests.helpers.projects import MINIMAL

CSV = """\
id,document,tag,content
1,Araminta Goldthorpe,trust,We wrote to every council in the county.
2,Araminta Goldthorpe,,Nobody answered us.
3,Drumgoole.docx,trust,We did.
"""
EVENTS = MINIMAL["sources/events.yaml"] + "- id: evening\n  title: The evening\n  date: 2017-10-17\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "report"
    for path, content in MINIMAL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    (tmp_path / "hl.csv").write_text(CSV, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".report-kit" not in path.parts
    }


def run(*words: str) -> int:
    return cli.main(["import", "--project", "report", *words])


def test_notes_and_codes_come_into_the_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(project)
    assert run("hl.csv") == 0
    said = capsys.readouterr()
    new = ["sources/codes.yaml", "sources/notes/imported-1.yaml", "sources/notes/imported-2.yaml"]
    assert said.out.splitlines() == [f"report/{path}" for path in new]
    assert "3 new notes, 1 new code" in said.err
    after = files_of(project)
    assert {path: after[path] for path in before} == before
    assert sorted(set(after) - set(before)) == new

    outcome = pipeline.check(DiskWorkspace(project))
    assert outcome.report is not None
    assert {"T1", "T2", "T3"} <= set(outcome.report.notes)
    assert not outcome.failed


def test_nothing_of_a_document_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(2):
        assert run("hl.csv") == 0
        (project.parent / "hl.csv").write_text(CSV + f"{number},Araminta Goldthorpe,,\n", encoding="utf-8")
    said = capsys.readouterr()
    told = said.out + said.err + "".join(f"{path}{data.decode()}" for path, data in files_of(project).items())
    for name in ("Araminta", "Goldthorpe", "Drumgoole"):
        assert name not in told


def test_the_second_time_nothing_changes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("hl.csv") == 0
    before = files_of(project)
    capsys.readouterr()
    assert run("hl.csv", "hl.csv") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "0 new notes, 0 new codes; 6 imported before" in said.err
    assert files_of(project) == before


def test_words_of_what_was_imported_are_not_to_stand_in_quotation_marks(project: Path) -> None:
    assert run("hl.csv") == 0
    theme = project / "themes/01-money.md"
    theme.write_text(theme.read_text() + '\nOne said: "We wrote to every council" [@T1].\n', encoding="utf-8")
    outcome = pipeline.check(DiskWorkspace(project))
    assert "quoted-paraphrase" in {each.rule for each in outcome.diagnostics}
    assert outcome.report is not None
    assert outcome.report.notes["T1"].speakers == ()
    assert outcome.report.note_attributions["T1"].level == "unattributed"


def test_with_several_events_somebody_has_to_say_which(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources/events.yaml").write_text(EVENTS, encoding="utf-8")
    before = files_of(project)
    assert run("hl.csv") == 2
    assert "--event" in capsys.readouterr().err
    assert run("hl.csv", "--event", "evenin") == 2
    assert "did you mean evening" in capsys.readouterr().err
    assert files_of(project) == before
    assert run("hl.csv", "--event", "evening") == 0
    assert "event: evening\n" in (project / "sources/notes/imported-1.yaml").read_text()


def test_on_a_terminal_it_asks(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sources/events.yaml").write_text(EVENTS, encoding="utf-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "evening")
    assert run("hl.csv") == 0
    assert "event: evening\n" in (project / "sources/notes/imported-2.yaml").read_text()


def test_without_an_event_nothing_can_be_imported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources/events.yaml").unlink()
    assert run("hl.csv") == 2
    assert "sources/events.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("report.yaml", b"title: [\n"),
        ("sources/notes/table.md", b"\xff\xfe"),
        ("sources/codes.yaml", b"- id: [\n"),
    ],
)
def test_a_report_that_cannot_be_read_is_left_alone(
    project: Path, path: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / path).write_bytes(content)
    before = files_of(project)
    assert run("hl.csv") == 1
    said = capsys.readouterr().err
    assert f"report/{path}" in said
    assert "nothing was imported" in said
    assert files_of(project) == before


@pytest.mark.parametrize("content", [b"", b"a,b\n", CSV.encode() + b"x,y,z,w\n", CSV.encode("utf-16"), b"\x00" * 50])
def test_a_file_that_cannot_be_understood_changes_nothing(
    project: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.parent / "other.csv").write_bytes(content)
    before = files_of(project)
    assert run("hl.csv", "other.csv") == 1
    said = capsys.readouterr().err
    assert "other.csv:" in said
    assert "nothing was imported" in said
    assert files_of(project) == before


def test_a_file_that_is_not_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("nowhere.csv") == 2
    assert "nowhere.csv" in capsys.readouterr().err


@pytest.mark.parametrize("fails_at", ["write", "rename"])
def test_a_failure_leaves_the_report_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fails_at: str
) -> None:
    (project / "sources/codes.yaml").write_text("- id: trust\n- id: a\n", encoding="utf-8")
    (project.parent / "hl.csv").write_text(CSV + "4,x,new,Words.\n", encoding="utf-8")
    before = files_of(project)
    rename = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "imported-2.yaml" or fails_at == "write":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return rename(self, target)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", refuse)
    if fails_at == "write":
        monkeypatch.setattr(outputs.os, "fsync", full)
    assert run("hl.csv") == 2
    assert "cannot write" in capsys.readouterr().err
    assert files_of(project) == before


def test_a_file_that_changed_meanwhile_is_left_alone(project: Path) -> None:
    before = files_of(project)
    with pytest.raises(MachineError, match="changed meanwhile"):
        write_sources(project, {"report.yaml": b"new"}, {"report.yaml": b"something else"})
    with pytest.raises(MachineError, match="changed meanwhile"):
        write_sources(project, {"sources/new.yaml": b"new", "report.yaml": b"new"}, {})
    assert files_of(project) == before


def test_nothing_is_written_through_a_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / "sources/sections").symlink_to(tmp_path / "elsewhere")
    (project / "sources/codes.yaml").symlink_to(tmp_path / "hl.csv")
    (project / "sources/new").symlink_to(tmp_path / "nowhere")
    for path in ("sources/sections/a.md", "sources/sections/deeper/a.md", "sources/new/a.md", "sources/codes.yaml"):
        with pytest.raises(MachineError, match="is a link"):
            write_sources(project, {path: b"x"}, {path: CSV.encode()})
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (tmp_path / "nowhere").exists()
    assert (tmp_path / "hl.csv").read_text(encoding="utf-8") == CSV
