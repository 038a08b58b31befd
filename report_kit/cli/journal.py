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
from collections.abc import Iterable, Mapping
from pathlib import Path

PARTIAL = ".report-kit-part"
"""How the names of unfinished files end."""

_ENDING = ".report-kit-journal"
_MAX_BYTES = 100_000


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
        finally:
            with contextlib.suppress(OSError):
                partial.unlink()

    def remove(self) -> None:
        """Forget it: all is done."""
        with contextlib.suppress(OSError):
            self._file.unlink()


def complete(folder: Path) -> None:
    """Do what killed runs have left undone in `folder`; what cannot be done now is left for later."""
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


def is_plain(name: str) -> bool:
    """Whether `name` is one part of a path and nothing else, on every system."""
    return name.isprintable() and not set(name) & set('/\\:*?"<>|') and name.strip(" .") == name != ""


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") and name.endswith(PARTIAL) and is_plain(name[1:])
