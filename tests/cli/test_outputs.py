"""write_outputs: all files or none, and the earlier ones stand until then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from report_kit.cli import outputs
from report_kit.cli.outputs import require_writable, write_outputs
from report_kit.diagnostics import MachineError

FILES = {"a.html": b"new a", "a.pdf": b"new pdf"}


def test_files_appear_under_their_names_and_nothing_else_does(tmp_path: Path) -> None:
    write_outputs(tmp_path / "dist/deep", FILES)
    assert {path.name: path.read_bytes() for path in (tmp_path / "dist/deep").iterdir()} == FILES


def test_new_files_may_be_read_by_others_as_far_as_the_umask_allows(tmp_path: Path) -> None:
    write_outputs(tmp_path, FILES)
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "a.html").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("fails_at", ["write", "rename"])
def test_a_failure_leaves_the_earlier_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str) -> None:
    old = dict.fromkeys(FILES, b"old")
    write_outputs(tmp_path, old)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    rename = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "a.pdf" and self.read_bytes() != b"old":
            raise PermissionError(errno.EACCES, "open in a viewer")
        return rename(self, target)

    if fails_at == "write":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(MachineError, match="cannot write into"):
        write_outputs(tmp_path, FILES)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == old


def test_a_folder_in_the_place_of_a_file_is_refused_before_anything_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    (tmp_path / "a.html").write_bytes(b"old")
    with pytest.raises(MachineError, match="is a folder"):
        write_outputs(tmp_path, FILES)
    assert (tmp_path / "a.html").read_bytes() == b"old"


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"untouched")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/a.html").symlink_to(elsewhere)
    write_outputs(tmp_path / "dist", FILES)
    assert elsewhere.read_bytes() == b"untouched"
    assert (tmp_path / "dist/a.html").read_bytes() == b"new a"


def test_what_a_killed_build_left_is_removed_but_not_what_another_is_writing(tmp_path: Path) -> None:
    gone = tmp_path / ".a.pdf.999999999-abcd.report-kit-part"
    living = tmp_path / f".a.pdf.{os.getppid()}-abcd.report-kit-part"
    foreign = tmp_path / ".a.pdf.report-kit-part"
    for path in (gone, living, foreign):
        path.touch()
    write_outputs(tmp_path, FILES)
    assert not gone.exists()
    assert living.exists()
    assert foreign.exists()


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "permission")]
)
def test_a_folder_that_refuses_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, "refused")

    monkeypatch.setattr(outputs.os, "open", refuse)
    with pytest.raises(MachineError, match=words) as refused:
        require_writable(tmp_path / "dist")
    assert "--output" in refused.value.hint


def test_asking_whether_a_folder_is_writable_makes_nothing(tmp_path: Path) -> None:
    require_writable(tmp_path / "dist/deep")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "dist").touch()
    with pytest.raises(MachineError, match="not a folder"):
        require_writable(tmp_path / "dist")
    with pytest.raises(MachineError, match="not a folder"):
        require_writable(tmp_path / "dist/deep")


@pytest.mark.parametrize("name", [
    "../out.pdf", "/out.pdf", "a/b.pdf", "a\\b.pdf", "c:x.pdf", "", ".", "..", "a\n.pdf", "a\x1b.pdf", "a.pdf ",
])  # fmt: skip
def test_a_name_that_is_more_than_a_name_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        write_outputs(tmp_path / "dist", {"good.pdf": b"x", name: b"x"})
    assert list(tmp_path.iterdir()) == []
