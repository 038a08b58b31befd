"""DiskWorkspace: what it lists, opens, refuses, keeps and runs."""

from __future__ import annotations

import os
import pickle
import socket
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from report_kit.cli import cache, paths
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.tools import DEAD_PROXY
from report_kit.diagnostics import MachineError
from report_kit.workspace import KEY_VARIABLE, ToolError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one theme, beside a file that is none of its business."""
    (tmp_path / "secret.txt").write_text("secret")
    root = tmp_path / "project"
    (root / "themes").mkdir(parents=True)
    (root / "report.yaml").write_text("title: Data\n")
    (root / "themes/01.md").write_text("Text.\n")
    return root


def test_lists_only_what_a_report_is_made_of(project: Path) -> None:
    for path in ("sources/notes/a.md", "sources/private/names.yaml", "sources/.hidden.md", "dist/old.pdf", "README.md"):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text("x")

    assert DiskWorkspace(project).files.list_files() == ["report.yaml", "sources/notes/a.md", "themes/01.md"]


def test_a_link_that_leads_out_is_neither_listed_nor_read(project: Path) -> None:
    (project / "themes/out.md").symlink_to("../../secret.txt")
    (project / "sources").symlink_to("..")
    workspace = DiskWorkspace(project)

    assert workspace.files.list_files() == ["report.yaml", "themes/01.md"]
    for path in ("themes/out.md", "sources/secret.txt"):
        assert not workspace.files.exists(path)
        with pytest.raises(PermissionError):
            workspace.files.read(path, 100)


@pytest.mark.parametrize("path", ["../secret.txt", "themes/../../secret.txt", "/etc/hostname"])
def test_a_path_that_leads_out_is_refused(project: Path, path: str) -> None:
    with pytest.raises(PermissionError):
        DiskWorkspace(project).files.read(path, 100)
    assert not DiskWorkspace(project).files.exists(path)


@pytest.mark.parametrize("path", ["", "themes/no.md", "report.yaml/x", "nul\0byte", "x" * 5000])
def test_a_path_that_cannot_exist_is_not_found(project: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        DiskWorkspace(project).files.read(path, 100)
    assert not DiskWorkspace(project).files.exists(path)


def test_a_link_inside_the_project_is_followed_once(project: Path) -> None:
    (project / "sources").mkdir()
    (project / "sources/again.md").symlink_to("../themes/01.md")
    (project / "themes/loop").symlink_to("..")
    (project / "themes/self").symlink_to("self")
    workspace = DiskWorkspace(project)

    assert workspace.files.read("sources/again.md", 100) == b"Text.\n"
    assert workspace.files.list_files().count("sources/again.md") == 1
    assert "themes/loop/report.yaml" in workspace.files.list_files()
    assert not [path for path in workspace.files.list_files() if path.count("loop") > 1]
    with pytest.raises(PermissionError):
        workspace.files.read("themes/self", 100)


def test_nothing_but_regular_files_is_opened(project: Path) -> None:
    os.mkfifo(project / "themes/pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(project / "themes/socket.md"))
        (project / "themes/device.md").symlink_to("/dev/zero")
        workspace = DiskWorkspace(project)
        for path in ("themes/pipe.md", "themes/socket.md", "themes/device.md", "themes"):
            assert not workspace.files.exists(path)
            with pytest.raises(PermissionError):
                workspace.files.read(path, 100)
    assert workspace.files.list_files() == ["report.yaml", "themes/01.md"]


def test_a_file_over_the_limit_is_refused_by_its_size(project: Path) -> None:
    assert DiskWorkspace(project).files.read("themes/01.md", 6) == b"Text.\n"
    with pytest.raises(ValueError, match="01"):
        DiskWorkspace(project).files.read("themes/01.md", 5)


def test_too_many_files_and_too_deep_folders_are_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "/".join(["sources", *"abcde"])).mkdir(parents=True)
    monkeypatch.setattr(paths, "MAX_DEPTH", 4)
    with pytest.raises(MachineError, match="deep"):
        DiskWorkspace(project).files.list_files()
    monkeypatch.setattr(paths, "MAX_DEPTH", 9)
    monkeypatch.setattr(paths, "MAX_FILES", 1)
    with pytest.raises(MachineError, match="more than 1 files"):
        DiskWorkspace(project).files.list_files()


def test_a_file_name_that_is_not_utf8_is_named_and_refused(project: Path) -> None:
    Path(os.fsdecode(bytes(project) + b"/themes/caf\xe9.md")).write_text("x")
    with pytest.raises(MachineError, match="themes/caf\ufffd") as refused:
        DiskWorkspace(project).files.list_files()
    assert "rename" in refused.value.hint


@pytest.mark.parametrize("name", ["nowhere", "project/report.yaml", "nul\0"])
def test_a_project_that_is_no_folder_is_refused(project: Path, name: str) -> None:
    with pytest.raises(MachineError):
        DiskWorkspace(f"{project.parent}/{name}")


def test_remembers_what_it_answered_and_can_be_asked_again(project: Path) -> None:
    workspace = DiskWorkspace(project)
    workspace.files.read("themes/01.md", 100)
    workspace.files.exists("logo.svg")
    with pytest.raises(FileNotFoundError):
        workspace.files.read("no.md", 100)
    again = DiskWorkspace(project)
    for kind, path in workspace.answers:
        with suppress(FileNotFoundError):
            again.ask(kind, path)
    assert again.answers == workspace.answers
    assert workspace.answers["exists", "logo.svg"] == "False"
    assert workspace.answers["read", "no.md"] == "FileNotFoundError"


def test_crosses_to_a_worker_process(project: Path) -> None:
    copy = pickle.loads(pickle.dumps(DiskWorkspace(project)))  # noqa: TID251
    assert copy.files.read("themes/01.md", 100) == b"Text.\n"
    copy.cache.put("pandoc/a", b"x")
    assert DiskWorkspace(project).cache.get("pandoc/a") == b"x"
    assert copy.tools.tracked_private() == []


def test_what_was_unlocked_or_asked_does_not_cross(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sources").mkdir()
    (project / "sources/private.age").write_bytes(b"locked")
    monkeypatch.setenv(KEY_VARIABLE, "open sesame")
    names = {"sources/private/people.yaml": b"P1: Jane Thistlewood\n"}
    monkeypatch.setattr("report_kit.cli.private_folder.unlocked", lambda _root: names)
    workspace = DiskWorkspace(project)
    assert workspace.files.list_private() == list(names)
    workspace.files.read("themes/01.md", 100)
    sent = pickle.dumps(workspace)
    assert b"Thistlewood" not in sent
    assert b"themes" not in sent


def test_today_comes_from_source_date_epoch(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1508112000")
    assert DiskWorkspace(project).tools.today() == date(2017, 10, 16)
    for wrong in ("tomorrow", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(MachineError, match="SOURCE_DATE_EPOCH"):
            DiskWorkspace(project).tools.today()


def test_the_cache_gives_back_what_it_was_given(project: Path) -> None:
    DiskWorkspace(project).cache.put("pandoc/abc-1", b"parsed")
    assert DiskWorkspace(project).cache.get("pandoc/abc-1") == b"parsed"
    assert DiskWorkspace(project).cache.get("pandoc/other") is None
    assert (project / ".report-kit/cache/.gitignore").read_text() == "*\n"
    assert (
        (project / ".report-kit/cache/CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_without_a_cache_nothing_is_taken_and_nothing_kept(project: Path) -> None:
    DiskWorkspace(project).cache.put("pandoc/a", b"kept")
    fresh = DiskWorkspace(project, use_cache=False)
    assert fresh.cache.get("pandoc/a") is None
    fresh.cache.put("pandoc/a", b"new")
    fresh.cache.put("pandoc/b", b"new")
    fresh.cache.prune()
    assert DiskWorkspace(project).cache.get("pandoc/a") == b"kept"
    assert DiskWorkspace(project).cache.get("pandoc/b") is None


@pytest.mark.parametrize("key", ["../../x/y", "pandoc", "pandoc//x", "/etc/x", "Pandoc/x", "pandoc/é", "pandoc/"])
def test_a_key_that_could_be_a_path_is_refused(project: Path, key: str) -> None:
    with pytest.raises(ValueError, match="cache key"):
        DiskWorkspace(project).cache.put(key, b"")
    with pytest.raises(ValueError, match="cache key"):
        DiskWorkspace(project).cache.get(key)


def test_a_cache_entry_that_someone_else_wrote_counts_as_missing(project: Path) -> None:
    DiskWorkspace(project).cache.put("pandoc/a", b"honest")
    DiskWorkspace(project).cache.put("pandoc/b", b"swapped")
    entry = project / ".report-kit/cache/pandoc/a"
    for forged in (b"", b"x" * 40, entry.read_bytes()[:-1], (project / ".report-kit/cache/pandoc/b").read_bytes()):
        entry.write_bytes(forged)
        assert DiskWorkspace(project).cache.get("pandoc/a") is None


def test_a_cache_that_cannot_be_written_is_off(project: Path) -> None:
    (project / ".report-kit").write_text("a file where the folder should be")
    workspace = DiskWorkspace(project)
    workspace.cache.put("pandoc/a", b"x")
    workspace.cache.prune()
    assert workspace.cache.get("pandoc/a") is None


def test_pruning_keeps_the_newest_entries(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, now = DiskWorkspace(project), time.time()
    for days in (0, 1, 2, 3, 31):
        workspace.cache.put(f"pandoc/{days}", b"x")
        os.utime(project / f".report-kit/cache/pandoc/{days}", (now, now - days * 86_400))
    workspace.cache.prune()
    assert workspace.cache.keys("pandoc") == ["pandoc/0", "pandoc/1", "pandoc/2", "pandoc/3"]
    monkeypatch.setattr(cache, "MAX_ENTRIES", 2)
    workspace.cache.prune()
    assert workspace.cache.keys("pandoc") == ["pandoc/0", "pandoc/1"]


def test_a_sweep_removes_what_is_not_kept_of_the_kinds_that_it_is_told(project: Path) -> None:
    workspace = DiskWorkspace(project)
    for key in ("pandoc/a", "pandoc/b", "pandoc/c", "fonts/a"):
        workspace.cache.put(key, b"x")
    folder = project / ".report-kit/cache/pandoc"
    mine, dead, odd = f".d.{os.getpid()}-ab", ".e.999999999-ab", ".f"
    for name in (mine, dead, odd):
        (folder / name).touch()
    workspace = DiskWorkspace(project)
    workspace.cache.get("pandoc/a")
    workspace.cache.put("pandoc/b", b"y")
    assert workspace.cache.asked == {"pandoc/a", "pandoc/b"}
    workspace.cache.sweep({"pandoc"}, workspace.cache.asked)
    assert workspace.cache.kinds() == {"pandoc", "fonts"}
    assert sorted(path.name for path in folder.iterdir()) == [mine, "a", "b"]
    (folder / dead).touch()
    workspace.cache.prune()
    assert sorted(path.name for path in folder.iterdir()) == [mine, "a", "b"]
    workspace.cache.empty(but={"fonts"})
    assert workspace.cache.kinds() == {"fonts"}
    workspace.cache.empty()
    assert not workspace.cache.kinds()


def test_pandoc_runs_with_the_files_and_the_date_it_is_given(project: Path) -> None:
    html = DiskWorkspace(project).tools.run(
        "pandoc", ["-f", "markdown", "-t", "html", "title.md", "-"], b"World", files={"title.md": b"Hello"}
    )
    assert html == b"<p>Hello</p>\n<p>World</p>\n"


def test_pandoc_sees_nothing_of_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    script = (
        b'function Pandoc() io.stdout:write(tostring(os.getenv("https_proxy")), os.getenv("SOURCE_DATE_EPOCH")) end'
    )
    out = DiskWorkspace(project).tools.run(
        "pandoc", ["-t", "plain", "--lua-filter=f.lua"], files={"f.lua": script}, epoch=7
    )
    assert out.strip() == f"{DEAD_PROXY}7".encode()


def test_the_last_words_of_a_failing_pandoc_are_kept(project: Path) -> None:
    with pytest.raises(ToolError) as failed:
        DiskWorkspace(project).tools.run("pandoc", ["-f", "klingon"])
    assert "klingon" in failed.value.reason or "pandoc" in failed.value.reason
    assert "\n" not in failed.value.reason


def test_pandoc_is_killed_when_its_time_is_up(project: Path) -> None:
    forever = {"f.lua": b"function Pandoc() while true do end end"}
    with pytest.raises(ToolError, match=r"longer than 0\.3 seconds"):
        DiskWorkspace(project).tools.run("pandoc", ["--lua-filter=f.lua"], timeout=0.3, files=forever)


def test_no_other_tool_is_run(project: Path) -> None:
    with pytest.raises(ValueError, match="no such tool"):
        DiskWorkspace(project).tools.run("sh", ["-c", "true"])


@pytest.mark.parametrize("link", [".report-kit", ".report-kit/cache", ".report-kit/cache/pandoc"])
def test_a_cache_behind_a_link_makes_nothing_outside(project: Path, link: str) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    (project / link).parent.mkdir(parents=True, exist_ok=True)
    (project / link).symlink_to(outside)
    workspace = DiskWorkspace(project)
    workspace.cache.put("pandoc/ab/a", b"x")
    (outside / "kept").mkdir()
    (outside / "kept/file").touch()
    workspace.cache.prune()
    workspace.cache.sweep({"pandoc", "kept", "cache"}, ())
    workspace.cache.empty()
    assert workspace.cache.get("pandoc/ab/a") is None
    assert sorted(path.name for path in outside.rglob("*")) == ["file", "kept"]


def test_what_is_passed_by_is_told_with_the_reason(project: Path) -> None:
    os.mkfifo(project / "themes/pipe.md")
    (project / "themes/out.md").symlink_to("../../secret.txt")
    (project / "themes/gone.md").symlink_to("gone")
    (project / "themes/02.md").mkdir()
    (project / "themes/.#01.md").symlink_to("ann@desk.1234")
    (project / "sources/private").mkdir(parents=True)
    (project / "sources/private/ann-smith.yaml").symlink_to("/nowhere")
    (project / "Themes").mkdir()
    (project / "Themes/03.md").touch()
    for name in ("notes.md", "README.md", "setup.cfg"):
        (project / name).touch()
    workspace = DiskWorkspace(project)
    assert workspace.files.skipped() == [
        ("README.md", "beside"),
        ("Themes", "case"),
        ("notes.md", "beside"),
        ("report.yaml", "beside"),
        ("themes/02.md", "folder"),
        ("themes/gone.md", "outside"),
        ("themes/out.md", "outside"),
        ("themes/pipe.md", "device"),
    ]
    before = workspace.answers["skipped", ""]
    (project / "themes/pipe.md").unlink()
    workspace.ask("skipped", "")
    assert workspace.answers["skipped", ""] != before


def test_a_private_folder_that_leads_out_is_told(project: Path) -> None:
    (project / "sources").mkdir()
    (project / "sources/private").symlink_to("/nowhere")
    assert ("sources/private", "outside") in DiskWorkspace(project).files.skipped()
