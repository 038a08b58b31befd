"""Journal: renames in one folder that are to be done together. What a killed run left undone, the next one does.

In: names of finished files and of their places. The list is on the disk before the first rename and goes after the
last, so whoever finds one completes it: the folder then holds the new files, all of them, or where the renames had to
be undone the old ones. A list may have come with the folder from a stranger: it can only rename, inside the folder,
files that are called as unfinished ones are.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from report_kit.diagnostics.errors import MachineError
from report_kit.workspace.owner import lock

PARTIAL = ".report-kit-part"
"""How the names of unfinished files end."""

_ENDING = ".report-kit-journal"
_MAX_BYTES = 100_000
_PATIENCE = 20
"""Seconds to wait for another run, which takes a fraction of one to put its files in their place."""


class Journal:
    """The list of one run, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f".{os.getpid()}-{os.urandom(4).hex()}{_ENDING}"

    def write(self, renames: Mapping[Path, Path], removals: Iterable[Path] = ()) -> None:
        """Put on the disk what is about to be done, in the place of what was; raises OSError."""
        listed = {
            "rename": [[source.name, target.name] for source, target in renames.items()],
            "remove": [target.name for target in removals],
        }
        partial = self._file.with_name(self._file.name + PARTIAL)
        try:
            write_safely(partial, json.dumps(listed).encode())
            partial.replace(self._file)
            _sync(self._file.parent)
        finally:
            with contextlib.suppress(OSError):
                partial.unlink()

    def remove(self) -> None:
        """Forget it: all is done."""
        with contextlib.suppress(OSError):
            self._file.unlink()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let no other run publish into `folder` meanwhile: two sets at once would be mixed.

    Raises MachineError where another one does not come to its end.
    """
    for waited in range(10 * _PATIENCE + 1):
        try:
            held = lock(folder)
            break
        except BlockingIOError:
            if waited == 10 * _PATIENCE:
                raise MachineError(
                    f"another run has been writing into {folder} for {_PATIENCE} seconds",
                    "wait until it has ended, or end it, and build again",
                ) from None
            time.sleep(0.1)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def complete(folder: Path) -> None:
    """Do what killed runs have left undone in `folder`; what cannot be done now is left for later."""
    with contextlib.suppress(OSError):
        if any(folder.glob(f".*{_ENDING}")):
            held = lock(folder)  # raises where the run that wrote it is still at work
            try:
                complete_alone(folder)
            finally:
                if held is not None:
                    os.close(held)


def complete_alone(folder: Path) -> None:
    """The same where nobody else is at work in `folder`."""
    with contextlib.suppress(OSError):
        for file in sorted(folder.glob(f".*{_ENDING}"), key=lambda file: file.lstat().st_mtime):
            _complete(folder, file)


def _complete(folder: Path, file: Path) -> None:
    if file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
        return
    try:
        listed = json.loads(file.read_bytes())
        renames = [(str(source), str(target)) for source, target in listed["rename"]]
        removals = [str(name) for name in listed["remove"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        renames, removals = [], []
    for source, target in renames:
        if _is_unfinished(source) and is_plain(target) and not (folder / target).is_dir():
            with contextlib.suppress(FileNotFoundError):  # done already
                (folder / source).replace(folder / target)
    for name in filter(is_plain, removals):
        with contextlib.suppress(FileNotFoundError):
            (folder / name).unlink()
    file.unlink()


def write_safely(path: Path, content: bytes) -> None:
    """Write `content` and wait until it is on the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk, where the system knows how."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_plain(name: str) -> bool:
    """Whether `name` is one part of a path and nothing else, on every system."""
    return name.isprintable() and not set(name) & set('/\\:*?"<>|') and name.strip(" .") == name != ""


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") and name.endswith(PARTIAL) and is_plain(name[1:])
