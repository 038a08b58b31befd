"""git is started only where it has something to say, and never missed where it has."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from report_kit.cli.git import released_lines

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
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("git was started"))
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
