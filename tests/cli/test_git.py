"""git is started only where it has something to say, never missed where it has, and never led out of the project."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from report_kit.cli import git_folder
from report_kit.cli.git import kept_files, released_lines
from report_kit.workspace import RepositoryError
from tests.helpers.projects import MINIMAL

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org")
PATTERN = "^one"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit and no tag."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    root = tmp_path / "project"
    (root / "themes").mkdir(parents=True)
    (root / "themes/01.md").write_text("one\ntwo\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *IDENTITY, *words], cwd=root, check=True, capture_output=True)


def released(root: Path) -> tuple[str, list[tuple[str, str]]] | None:
    return released_lines(root, PATTERN, ("themes",))


def test_without_a_tag_git_is_not_started(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("git was started"))
    assert released(repository) is None
    assert released(repository / "themes") is None


def test_a_tag_is_found_loose_and_packed_and_from_a_folder_below(repository: Path) -> None:
    git(repository, "tag", "v1/final", "HEAD")
    assert released(repository) == ("v1/final", [("themes/01.md", "one")])
    git(repository, "pack-refs", "--all")
    assert not (repository / ".git/refs/tags/v1/final").exists()
    assert released(repository) == ("v1/final", [("themes/01.md", "one")])


def test_a_tag_is_found_from_another_work_tree(repository: Path, tmp_path: Path) -> None:
    git(repository, "tag", "v1", "HEAD")
    git(repository, "worktree", "add", "-q", str(tmp_path / "beside"), "HEAD")
    assert released(tmp_path / "beside") == ("v1", [("themes/01.md", "one")])


def test_where_there_is_no_repository_there_is_no_release(tmp_path: Path) -> None:
    assert released(tmp_path) is None


def test_the_newest_tag_before_now_is_taken_of_a_project_in_a_folder(repository: Path) -> None:
    deep = repository / "reports/one"
    (deep / "themes").mkdir(parents=True)
    (deep / "themes/a:b.md").write_text("one of the deep\n")
    git(repository, "tag", "v1")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    git(repository, "tag", "-am", "second", "v2")
    git(repository, "pack-refs", "--all")
    git(repository, "gc", "-q")
    (deep / "themes/a:b.md").write_text("changed since\n")
    git(repository, "commit", "-qam", "third")
    assert released(deep) == ("v2", [("themes/a:b.md", "one of the deep")])


def test_a_shallow_copy_is_understood(repository: Path, tmp_path: Path) -> None:
    (repository / "themes/02.md").write_text("one\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    git(repository, "tag", "v1")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", "copy")
    assert released(tmp_path / "copy") == ("v1", [("themes/01.md", "one"), ("themes/02.md", "one")])


def test_a_submodule_and_another_format_of_objects_are_understood(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "above")
    git(repository, "tag", "v1")
    git(tmp_path / "above", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository), "below")
    assert (tmp_path / "above/below/.git").is_file()
    assert released(tmp_path / "above/below") == ("v1", [("themes/01.md", "one")])
    git(tmp_path, "init", "-q", "--object-format=sha256", "other")
    (tmp_path / "other/themes").mkdir()
    (tmp_path / "other/themes/01.md").write_text("one\n")
    git(tmp_path / "other", "add", ".")
    git(tmp_path / "other", "commit", "-qm", "first")
    git(tmp_path / "other", "tag", "v2")
    assert released(tmp_path / "other") == ("v2", [("themes/01.md", "one")])


# Hostile ones ----------------------------------------------------------------------------------------------------


def tagged(root: Path) -> Path:
    """A whole project with a tag, and git's folder of it."""
    for path, text in MINIMAL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    git(root, "tag", "v1")
    return root / ".git"


def moved(name: str) -> Callable[[Path, Path], None]:
    """Put the file or folder `name` of git's into the outside, and a link in its place."""

    def move(folder: Path, outside: Path) -> None:
        (folder / name).rename(outside / "canary")
        (folder / name).symlink_to(outside / "canary")

    return move


def gitdir(folder: Path, outside: Path) -> None:
    folder.rename(outside / "canary")
    folder.write_text(f"gitdir: {outside}/canary\n")


def alternates(folder: Path, outside: Path) -> None:
    (folder / "objects").rename(outside / "canary")
    (folder / "objects/info").mkdir(parents=True)
    (folder / "objects/info/alternates").write_text(f"{outside}/canary\n")


def one_object(folder: Path, outside: Path) -> None:
    loose = next(path for path in (folder / "objects").glob("??/*") if path.is_file())
    loose.rename(outside / "canary")
    loose.symlink_to(outside / "canary")


def common(folder: Path, outside: Path) -> None:
    (outside / "canary").mkdir()
    for name in ("objects", "refs"):
        (folder / name).rename(outside / "canary" / name)
    (folder / "commondir").write_text(f"{outside}/canary\n")


def pipe(name: str) -> Callable[[Path, Path], None]:
    def put(folder: Path, outside: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return put


LEADING_OUT = {
    "link": lambda folder, outside: (folder.rename(outside / "canary"), folder.symlink_to(outside / "canary")),
    "gitdir": gitdir,
    "commondir": common,
    "alternates": alternates,
    "objects": moved("objects"),
    "one-object": one_object,
    "index": moved("index"),
    "head": moved("HEAD"),
    "tags": moved("refs/tags"),
    "one-tag": moved("refs/tags/v1"),
    "refs": moved("refs"),
    "pipe-index": pipe("index"),
    "pipe-tags": pipe("packed-refs"),
    "pipe-object": pipe("objects/pack/pack-1.pack"),
}


@pytest.fixture
def traced(tmp_path: Path) -> Callable[[Path], tuple[str, str]]:
    """Check a project; gives what was printed, and every path that any process opened or ran."""
    if shutil.which("git") is None or shutil.which("strace") is None:
        pytest.skip("needs git and strace")

    def check(project: Path) -> tuple[str, str]:
        log = tmp_path / "trace"
        calls = "--trace=open,openat,execve,connect,readlink,chdir"
        done = subprocess.run(
            [
                "strace",
                "-f",
                "-qq",
                calls,
                "-s",
                "500",
                "-o",
                log,
                sys.executable,
                "-m",
                "report_kit",
                "check",
                project,
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if "ptrace" in done.stderr:
            pytest.skip("this machine allows no tracing")
        assert done.returncode in (0, 1), done.stderr
        return done.stderr, log.read_text()

    return check


@pytest.mark.parametrize("name", LEADING_OUT)
def test_a_repository_that_leads_out_is_told_and_not_followed(
    tmp_path: Path, traced: Callable[[Path], tuple[str, str]], name: str
) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    LEADING_OUT[name](tagged(project), outside)
    printed, opened = traced(project)
    assert printed.count("[repository-refused]") == 1
    assert f"{outside}/canary/" not in opened
    assert f'"{outside}/canary", O' not in opened


def test_settings_of_a_repository_are_not_read(tmp_path: Path, traced: Callable[[Path], tuple[str, str]]) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    folder = tagged(project)
    for name in ("included", "conditional", "ignored", "attributes", "fsmonitor", "credentials"):
        (outside / name).write_text("#!/bin/sh\n")
        (outside / name).chmod(0o755)
    (outside / "hooks").mkdir()
    with (folder / "config").open("a") as config:
        config.write(
            f'[include]\npath = {outside}/included\n[includeIf "gitdir:/"]\npath = {outside}/conditional\n'
            f"[core]\nexcludesFile = {outside}/ignored\nattributesFile = {outside}/attributes\n"
            f"fsmonitor = {outside}/fsmonitor\nhooksPath = {outside}/hooks\npager = {outside}/fsmonitor\n"
            f"worktree = {outside}\n[credential]\nhelper = {outside}/credentials\n"
            f'[diff "x"]\ntextconv = {outside}/fsmonitor\n[alias]\ngrep = !{outside}/fsmonitor\n'
        )
    (folder / "info/attributes").write_text("* diff=x\n")
    (project / ".gitattributes").symlink_to(outside / "attributes")
    (project / ".gitignore").symlink_to(outside / "ignored")
    printed, opened = traced(project)
    assert "repository-refused" not in printed
    assert '"grep"' in opened, "git was not asked, so this proves nothing"
    assert str(outside) not in opened


def test_a_place_that_names_somebody_elses_work_tree_is_refused(repository: Path, tmp_path: Path) -> None:
    git(repository, "tag", "v1", "HEAD")
    git(repository, "worktree", "add", "-q", str(tmp_path / "beside"), "HEAD")
    (tmp_path / "stranger").mkdir()
    shutil.copy(tmp_path / "beside/.git", tmp_path / "stranger/.git")
    for question in (lambda: released(tmp_path / "stranger"), lambda: kept_files(tmp_path / "stranger", "sources")):
        with pytest.raises(RepositoryError):
            question()
    assert released(tmp_path / "beside") is not None


@pytest.mark.parametrize("name", ["refs/tags/../../../x", "refs/heads/x.lock/..", "../x", "refs/tags/a b", "refs/t\n"])
def test_names_that_lead_elsewhere_are_no_names(repository: Path, name: str) -> None:
    assert not git_folder._is_name(name)
    git(repository, "tag", "v1")
    (repository / ".git/HEAD").write_text(f"ref: {name}\n")
    assert released(repository) is None


@pytest.mark.parametrize("cut", [0, 11, 12, 60, 90, 150])
def test_a_damaged_index_is_told(repository: Path, cut: int) -> None:
    for version in (2, 4):
        (repository / "sources/private").mkdir(parents=True, exist_ok=True)
        (repository / "sources/private/a").touch()
        git(repository, "update-index", "--index-version", str(version))
        git(repository, "add", "-f", "sources")
        index = repository / ".git/index"
        whole = index.read_bytes()
        index.write_bytes(whole[:cut] + (b"sources/private/" if cut else b""))
        try:
            assert kept_files(repository, "sources/private") == []
        except RepositoryError as refused:
            assert "damaged" in refused.reason  # noqa: PT017 - or it has no such file
        index.write_bytes(whole)
        assert kept_files(repository, "sources/private") == ["sources/private/a"]


def test_a_git_that_does_not_end_is_ended(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from report_kit.cli import git as module

    git(repository, "tag", "v1")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text(f"#!/bin/sh\necho $$ >{tmp_path}/number\nexec {shutil.which('sleep')} 60\n")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(module, "_SECONDS", 0.5)
    assert released(repository) is None
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "number").read_text()), signal.SIGKILL)
