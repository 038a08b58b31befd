"""Overlay: unsaved text stands in for files, and opens nothing that was closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.workspace import Workspace
from report_kit.workspace.overlay import Overlay
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryFiles, MemoryWorkspace

PEOPLE = "sources/private/people.yaml"


def test_a_run_reads_what_an_editor_holds() -> None:
    saved = MemoryWorkspace(MINIMAL)
    unsaved = Overlay(
        saved.files,
        {
            "report.yaml": MINIMAL["report.yaml"].replace("A small report", "A report being written"),
            "themes/09-new.md": "---\nid: new\ntitle: Not saved yet\nsummary: Nothing yet.\n---\n\nOne [@N41].\n",
        },
    )
    outcome = pipeline.check(Workspace(unsaved, saved.cache, saved.tools))
    assert outcome.report is not None
    assert outcome.report.meta.title == "A report being written"
    assert "Not saved yet" in [part.title for part in outcome.report.parts]
    assert ("dangling-reference", "themes/09-new.md", 7) in {
        (one.rule, one.span.file, one.span.line) for one in outcome.diagnostics if one.span
    }
    again = pipeline.check(saved).report
    assert again is not None
    assert again.meta.title == "A small report"


def test_text_is_utf8_and_held_to_the_limit() -> None:
    files = Overlay(MemoryFiles({"themes/01.md": "old"}), {"themes/01.md": "café \ud83d"})
    assert files.read("themes/01.md", 7) == b"caf\xc3\xa9 ?"
    with pytest.raises(ValueError, match="01"):
        files.read("themes/01.md", 6)


def test_a_file_that_is_larger_than_allowed_may_be_cut_down() -> None:
    files = Overlay(MemoryFiles({"themes/01.md": b"x" * 1_000}), {"themes/01.md": "short"})
    assert files.read("themes/01.md", 10) == b"short"


def test_only_what_would_be_a_file_of_the_report_is_listed() -> None:
    below = MemoryFiles({"report.yaml": "", "refs.bib": "old"})
    files = Overlay(
        below,
        dict.fromkeys(
            ("themes/01.md", "sources/a.md", "refs.bib", "new.bib", "themes/.a.md", "sources/dist/a.md"), "x"
        ),
    )
    assert files.list_files() == ["report.yaml", "sources/a.md", "themes/01.md"]
    assert files.read("refs.bib", 10) == b"x"  # report.yaml may name it
    assert files.exists("new.bib")
    assert not files.exists("themes/02.md")
    with pytest.raises(FileNotFoundError):
        files.read("themes/02.md", 10)


@pytest.mark.parametrize(
    "path",
    [
        "themes/out.md",
        "themes/names.md",
        PEOPLE,
        "sources/private/new.yaml",
        "sources/Private/new.yaml",
        "themes/../sources/private/people.yaml",
        "themes/../sources/private/new.yaml",
        "./sources/private/people.yaml",
        "../beside.md",
        "../new.md",
        "/new.md",
        "..",
    ],
)
def test_what_is_closed_below_stays_closed(tmp_path: Path, path: str) -> None:
    root = tmp_path / "project"
    (root / "sources/private").mkdir(parents=True)
    (root / PEOPLE).write_text("P1: Jane Thistlewood\n")
    (root / "themes").mkdir()
    (root / "themes/out.md").symlink_to("../../beside.md")
    (root / "themes/names.md").symlink_to(f"../{PEOPLE}")
    (tmp_path / "beside.md").touch()
    below = DiskWorkspace(root).files
    files = Overlay(below, {path: "P1: Jane Thistlewood, unsaved\n"})
    assert files.list_files() == below.list_files()
    assert files.skipped() == below.skipped()
    assert not files.exists(path)
    with pytest.raises((PermissionError, FileNotFoundError)):
        files.read(path, 100)
    assert files.list_private() == [PEOPLE]
    assert files.read_private(PEOPLE, 100) == b"P1: Jane Thistlewood\n"


def test_names_are_looked_for_as_they_were_saved() -> None:
    files = MINIMAL | {PEOPLE: "people:\n  P1: Jane Thistlewood\n"}
    saved = MemoryWorkspace(files)
    theme = MINIMAL["themes/01-money.md"] + "\nSo said Jane Thistlewood.\n"
    unsaved = Overlay(saved.files, {"themes/01-money.md": theme, PEOPLE: "people:\n  P1: Somebody Else\n"})
    outcome = pipeline.check(Workspace(unsaved, saved.cache, saved.tools))
    assert "protected-name" in {one.rule for one in outcome.diagnostics}
    assert not saved.cache, "an unsaved text that names somebody is kept nowhere"
