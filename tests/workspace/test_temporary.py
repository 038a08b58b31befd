"""Temporary folders: gone with their block, swept after a kill, and nothing that is not ours is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from report_kit.workspace import temporary
from report_kit.workspace.temporary import sweep, temporary_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows does not say who is dead")

HOLD = """
import os, sys, time
from report_kit.workspace.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "inside").mkdir()
    (folder / "inside/file").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files that nobody else uses."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    temporary._swept.discard(str(tmp_path))
    yield tmp_path
    temporary._swept.discard(str(tmp_path))


@pytest.fixture
def dead() -> int:
    """The number of a process that was."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def held() -> tuple[subprocess.Popen[str], Path]:
    """A process that is in the middle of its work, and its folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_folder_goes_with_its_block_and_only_its_owner_enters(place: Path) -> None:
    with temporary_folder() as folder:
        (folder / "file").touch()
        assert folder.parent == place
        assert folder.stat().st_mode & 0o077 == 0
    assert list(place.iterdir()) == []


def test_what_a_killed_run_left_is_swept_by_the_next(place: Path) -> None:
    process, left = held()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (left / "inside/file").exists()
    with temporary_folder() as mine:
        assert list(place.iterdir()) == [mine]


def test_what_a_living_run_uses_stays(place: Path) -> None:
    process, used = held()
    sweep(place)
    assert (used / "inside/file").exists()
    process.communicate("")
    assert not used.exists()


def test_a_lock_counts_more_than_a_number(place: Path, dead: int) -> None:
    # A process in another container has a number that is nobody's here.
    process, used = held()
    elsewhere = used.rename(used.with_name(f"report-kit-{dead}-abcdefgh"))
    sweep(place)
    assert (elsewhere / "inside/file").exists()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    sweep(place)
    assert not elsewhere.exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda place, dead: (place / "report-kit-abcdefgh").mkdir(mode=0o700),
        lambda place, dead: (place / f"report-kit-{dead}-notes from 2024").mkdir(mode=0o700),
        lambda place, dead: (place / f"report-kit-{dead}-abcdefgh.old").mkdir(mode=0o700),
        lambda place, dead: (place / f"my-report-kit-{dead}-abcdefgh").mkdir(mode=0o700),
        lambda place, dead: (place / f"report-kit-{dead}-abcdefgh").mkdir(mode=0o755),
        lambda place, dead: (place / f"report-kit-{dead}-abcdefgh").write_text("a file"),
        lambda place, dead: (place / f"report-kit-{'9' * 40}-abcdefgh").mkdir(mode=0o700),
    ],
)
def test_what_is_not_provably_ours_stays(place: Path, dead: int, make: Callable[[Path, int], None]) -> None:
    make(place, dead)
    before = list(place.iterdir())
    sweep(place)
    assert list(place.iterdir()) == before


def test_a_link_is_no_folder_and_what_it_leads_to_stays(place: Path, dead: int) -> None:
    target = place / "precious"
    target.mkdir(mode=0o700)
    (target / "file").touch()
    (place / f"report-kit-{dead}-abcdefgh").symlink_to(target)
    left = place / f"report-kit-{dead}-hgfedcba"
    left.mkdir(mode=0o700)
    (left / "link").symlink_to(target)
    sweep(place)
    assert not left.exists()
    assert (target / "file").exists()
    assert (place / f"report-kit-{dead}-abcdefgh").is_symlink()


def test_somebody_elses_folder_stays(place: Path, dead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / f"report-kit-{dead}-abcdefgh").mkdir(mode=0o700)
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    sweep(place)
    assert len(list(place.iterdir())) == 1
