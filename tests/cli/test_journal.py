"""A set of files is published as a whole: killed at any call of the system, the next start finds or makes one set."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from report_kit.cli.journal import PARTIAL, complete
from report_kit.cli.outputs import output_folder, write_outputs
from report_kit.diagnostics import MachineError

OLD = {"a.docx": b"old", "a.html": b"old", "a.pdf": b"old"}
NEW = {"a.docx": b"new", "a.html": b"new", "a.pdf": b"new", "b.md": b"new"}

CALLS = ("open", "fsync", "link", "replace", "unlink", "mkdir", "write")
"""Functions of `os` by which files come and go."""


class Killed(BaseException):
    """The process is gone: nothing after it may have an effect."""


class Machine:
    """Counts calls of the system, and is dead from the `last` on."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.calls = 0

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            if self.calls >= self.last:
                raise Killed
            self.calls += 1
            return call(*arguments, **named)

        return counted


def publish(folder: Path, monkeypatch: pytest.MonkeyPatch, last: int) -> bool:
    """Publish `NEW`, killed after `last` calls; whether it came to its end."""
    machine = Machine(last)
    with monkeypatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, machine.around(getattr(os, name)))
        patched.setattr("io.open", machine.around(open))
        try:
            write_outputs(folder, NEW)
        except Killed:
            return False
    return True


def published(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_killed_at_any_call_the_next_start_finds_one_whole_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sets = []
    for last in range(200):
        folder = tmp_path / str(last) / "dist"
        write_outputs(folder, OLD)
        (folder / "foreign.txt").write_bytes(b"mine")
        done = publish(folder, monkeypatch, last)
        assert output_folder(folder.parent, None) == folder
        found = published(folder)
        assert found.pop("foreign.txt") == b"mine"
        assert found in (OLD, NEW), last
        sets.append(found == NEW)
        if done:
            break
    assert done
    assert found == NEW
    assert sorted(sets) == sets, "once the new set is promised it stays"
    assert True in sets[:-1], "no kill fell between the renames"


def test_a_mixed_set_is_seen_only_until_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = 0
    for last in range(200):
        folder = tmp_path / str(last)
        write_outputs(folder, OLD)
        done = publish(folder, monkeypatch, last)
        mixed += published(folder) not in (OLD, NEW)
        if done:
            break
    assert mixed, "the test before this one proves nothing"


def test_a_failure_that_is_killed_while_it_is_undone_gives_the_old_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace
    for last in range(60):
        folder = tmp_path / str(last)
        write_outputs(folder, OLD)
        machine = Machine(10**6)

        def locked(self: Path, target: Path, machine: Machine = machine, last: int = last) -> Path:
            if target.name == "a.pdf" and self.read_bytes() == b"new":
                machine.last = machine.calls + last
                raise PermissionError(13, "open in a viewer")
            return rename(self, target)

        with monkeypatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, machine.around(getattr(os, name)))
            patched.setattr("io.open", machine.around(open))
            patched.setattr(Path, "replace", locked)
            with suppress(Killed, MachineError):
                write_outputs(folder, NEW)
        complete(folder)
        assert published(folder) in (OLD, NEW), last


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_process_that_is_killed_in_earnest_is_completed(tmp_path: Path) -> None:
    write_outputs(tmp_path, OLD)
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from report_kit.cli.outputs import write_outputs\n"
        "rename, done = Path.replace, []\n"
        "def replace(self, target):\n"
        "    if len(done) == 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    done.append(target); return rename(self, target)\n"
        "Path.replace = replace\n"
        f"write_outputs(Path(sys.argv[1]), {NEW!r})\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert published(tmp_path) not in (OLD, NEW)
    complete(tmp_path)
    assert published(tmp_path) == NEW
    assert not list(tmp_path.glob(".*journal"))


@pytest.mark.parametrize(
    "listed",
    [
        {"rename": [["../outside", "a.pdf"]], "remove": []},
        {"rename": [[f".x{PARTIAL}", "../outside"]], "remove": ["../outside"]},
        {"rename": [["foreign.txt", "a.pdf"]], "remove": []},
        {"rename": [[f".x{PARTIAL}"]]},
        {"rename": 5, "remove": None},
        [],
    ],
)
def test_a_list_of_a_stranger_reaches_nothing(tmp_path: Path, listed: object) -> None:
    folder = tmp_path / "dist"
    folder.mkdir()
    (tmp_path / "outside").write_bytes(b"outside")
    (folder / "foreign.txt").write_bytes(b"foreign")
    (folder / f".x{PARTIAL}").write_bytes(b"x")
    (folder / ".1-a.report-kit-journal").write_text(json.dumps(listed))
    complete(folder)
    assert (tmp_path / "outside").read_bytes() == b"outside"
    assert (folder / "foreign.txt").read_bytes() == b"foreign"
    assert not (folder / "a.pdf").exists()
