"""A set of files is published as a whole: killed at any call of the system, the next start finds or makes one set."""

from __future__ import annotations

import errno
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

from report_kit.cli import journal, outputs
from report_kit.cli.journal import PARTIAL, complete
from report_kit.cli.outputs import output_folder, write_outputs
from report_kit.diagnostics import MachineError
from report_kit.workspace import owner

OLD = {"a.docx": b"old", "a.html": b"old", "a.pdf": b"old"}
NEW = {"a.docx": b"new", "a.html": b"new", "a.pdf": b"new", "b.md": b"new"}

CALLS = ("open", "fsync", "link", "replace", "rename", "unlink", "mkdir", "write")
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


def test_whoever_writes_something_else_there_completes_it_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for last in range(200):
        folder = tmp_path / str(last)
        write_outputs(folder, OLD)
        done = publish(folder, monkeypatch, last)
        write_outputs(folder, {"other.html": b"other"})
        found = published(folder)
        assert found.pop("other.html") == b"other"
        assert found in (OLD, NEW), last
        if done:
            break


def test_the_first_set_is_there_as_a_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for last in range(200):
        folder = tmp_path / str(last) / "dist"
        done = publish(folder, monkeypatch, last)
        assert (published(folder) if folder.exists() else NEW) == NEW, last
        left = {path.name for path in folder.parent.iterdir()} if folder.parent.exists() else set()
        monkeypatch.setattr(owner, "is_alive", lambda _process: False)
        monkeypatch.setattr(outputs, "is_alive", lambda _process: False)
        if not folder.exists():
            write_outputs(folder, NEW)
            assert {path.name for path in folder.parent.iterdir()} == {"dist"}, left
        if done:
            break
    assert done


class Pressed(BaseException):
    """Ctrl-C: what comes after it has an effect again."""


def test_ctrl_c_at_any_call_leaves_one_whole_set_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sets = []
    for moment in range(200):
        folder = tmp_path / str(moment)
        write_outputs(folder, OLD)
        calls = 0

        def around(call: Callable[..., Any], moment: int = moment) -> Callable[..., Any]:
            def interrupted(*arguments: Any, **named: Any) -> Any:
                nonlocal calls
                calls += 1
                if calls == moment + 1:
                    raise Pressed
                return call(*arguments, **named)

            return interrupted

        with monkeypatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, around(getattr(os, name)))
            patched.setattr("io.open", around(open))
            with suppress(Pressed):
                write_outputs(folder, NEW)
        sets.append(published(folder))
        assert sets[-1] in (OLD, NEW), moment
        if calls <= moment:
            break
    assert OLD in sets
    assert NEW in sets[:-1]


def test_a_fault_at_any_call_leaves_one_whole_set_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = 0
    for moment in range(200):
        folder = tmp_path / str(moment)
        write_outputs(folder, OLD)
        calls = 0

        def around(call: Callable[..., Any], moment: int = moment) -> Callable[..., Any]:
            def faulty(*arguments: Any, **named: Any) -> Any:
                nonlocal calls
                calls += 1
                if calls == moment + 1:
                    raise OSError(errno.EIO, "the disk is broken")
                return call(*arguments, **named)

            return faulty

        failed = False
        with monkeypatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, around(getattr(os, name)))
            patched.setattr("io.open", around(open))
            try:
                write_outputs(folder, NEW)
            except MachineError:
                failed = True
        complete(folder)  # a fault in the way back is mended later
        assert published(folder) == (OLD if failed else NEW), moment
        refused += failed
        if calls <= moment:
            break
    assert refused > len(NEW)


def test_a_link_in_the_place_of_a_file_is_put_back_as_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").write_bytes(b"mine")
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "a.html").symlink_to("../elsewhere")
    (folder / "a.docx").symlink_to("../nowhere")
    rename = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "b.md" and not self.name.endswith(f".report-kit-journal{PARTIAL}"):
            raise PermissionError(13, "open in a viewer")
        return rename(self, target)

    for links in (True, False):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", locked)
            if not links:  # a disk that knows none
                patched.delattr(os, "link")
                patched.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EPERM, "no")), False)
            with pytest.raises(MachineError):
                write_outputs(folder, NEW)
        assert (folder / "a.html").readlink() == Path("../elsewhere")
        assert (folder / "a.docx").readlink() == Path("../nowhere")
        assert {path.name for path in folder.iterdir()} == {"a.html", "a.docx"}
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"


AT_ONCE = """
import sys
from pathlib import Path
from report_kit.cli.outputs import write_outputs
for _ in range(40):
    write_outputs(Path(sys.argv[1]), {f"{n}.html": sys.argv[2].encode() for n in range(8)})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks on folders")
def test_sets_that_are_published_at_once_are_not_mixed(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    folder.mkdir()
    runs = [subprocess.Popen([sys.executable, "-c", AT_ONCE, str(folder), name]) for name in "abc"]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert len(set(published(folder).values())) == 1
    assert len(published(folder)) == len(list(folder.iterdir())) == 8


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks on folders")
def test_a_set_waits_for_one_that_is_being_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_PATIENCE", 0)
    held = owner.lock(tmp_path)
    assert held is not None
    with pytest.raises(MachineError, match="another run has been writing"):
        write_outputs(tmp_path, NEW)
    os.close(held)
    write_outputs(tmp_path, NEW)


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
