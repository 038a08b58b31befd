"""Paths of a project, opened with care: a project may come from a stranger.

In: the project's folder and paths inside it. Out: lists of files, and open files that are certain to be regular files
inside the project. Links are followed as long as they stay inside; devices, pipes and sockets are never opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import LISTS_OF_PEOPLE, SKIPPED_FOLDERS, Skipped

MAX_FILES = 20_000
MAX_DEPTH = 40

_ENDINGS_OF_FILES = frozenset({".md", ".yaml", ".bib", ".csl"})

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_OPEN = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | _NO_LINK
# O_NONBLOCK: opening a named pipe would wait for a writer for ever.


def inside(root: Path, path: str) -> Path:
    """The real place of `path` under `root` (which is resolved already), links followed.

    Raises FileNotFoundError where nothing is there and PermissionError where it lies outside `root`.
    """
    if "\0" in path or not path:
        raise FileNotFoundError(path)
    try:
        if os.sep == "/" and _is_reached_without_links(root, path):
            return root / path
        real = (root / path).resolve(strict=True)
    except RuntimeError as loop:  # a link that leads to itself
        raise PermissionError(path) from loop
    except PermissionError:
        raise
    except OSError as missing:  # also a name that is too long, or a file where a folder is due
        raise FileNotFoundError(path) from missing
    if real != root and root not in real.parents:
        raise PermissionError(path)
    return real


def _is_reached_without_links(root: Path, path: str) -> bool:
    """Whether `path` leads down from `root` through folders alone: then it is its own real place.

    Resolving asks for every folder above the project too, for each file anew. Raises OSError where nothing is there.
    """
    steps = path.split("/")
    if ".." in steps or path.startswith("/"):
        return False
    here = str(root)
    for step in steps:
        here = f"{here}/{step}"
        if stat.S_ISLNK(os.lstat(here).st_mode):
            return False
    return True


def open_inside(root: Path, path: str) -> int:
    """A file descriptor for reading the regular file `path`; the caller closes it.

    Raises what `inside` and `open_real` raise.
    """
    return open_real(root, inside(root, path))


def open_real(root: Path, real: Path) -> int:
    """A file descriptor for reading the regular file at `real`, which `inside` gave; the caller closes it.

    Raises PermissionError for anything but a regular file. Where the system allows it, the file is reached folder by
    folder without following links, so that a link that appears meanwhile leads nowhere.
    """
    try:
        descriptor = _descend(root, real) if os.open in os.supports_dir_fd else os.open(real, _OPEN)
    except FileNotFoundError:
        raise
    except OSError as refused:  # ELOOP and ENOTDIR: replaced by a link since; ENXIO: a socket
        raise PermissionError(real) from refused
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise PermissionError(real)
    return descriptor


def _descend(root: Path, real: Path) -> int:
    """Open `real`, folder by folder from `root`."""
    *folders, name = real.relative_to(root).parts or (".",)
    here = os.open(root, _OPEN | getattr(os, "O_DIRECTORY", 0))
    try:
        for folder in folders:
            below = os.open(folder, _OPEN | getattr(os, "O_DIRECTORY", 0), dir_fd=here)
            os.close(here)
            here = below
        return os.open(name, _OPEN, dir_fd=here)
    finally:
        os.close(here)


def walk(root: Path, *starts: str, skipped: list[tuple[str, Skipped]] | None = None) -> Iterator[str]:
    """Every regular file at or under the paths `starts`; not hidden ones, `SKIPPED_FOLDERS`, links that lead out.

    What is passed by although somebody may have meant it goes to `skipped`, with the reason. Raises MachineError where
    there are too many files, where folders lie too deep, and where a name is not UTF-8.
    """

    def skip(path: str, reason: Skipped) -> None:
        if skipped is not None:
            skipped.append((_utf8(path), reason))

    found = 0
    pending = [(start, 0) for start in reversed(starts)]
    seen: set[Path] = set()  # a link inside the project may lead to a folder above itself
    while pending:
        path, depth = pending.pop()
        try:
            real = inside(root, path)
            mode = real.stat().st_mode
        except OSError:
            if (root / path).is_symlink() or path not in starts:
                skip(path, "outside" if (root / path).is_symlink() else "unreadable")
            continue
        if stat.S_ISREG(mode):
            found += 1
            if found > MAX_FILES:
                raise MachineError(
                    f"the report's folders hold more than {MAX_FILES:,} files",
                    "keep in sources/ and themes/ only what belongs to the report",
                )
            yield _utf8(path)
        elif stat.S_ISDIR(mode) and real not in seen:
            seen.add(real)
            if depth > MAX_DEPTH:
                raise MachineError(f"{path[:60]}… lies more than {MAX_DEPTH} folders deep", "move its files further up")
            if PurePosixPath(path).suffix.lower() in _ENDINGS_OF_FILES:
                skip(path, "folder")
            try:
                names = sorted((entry.name for entry in real.iterdir()), reverse=True)
            except OSError:
                skip(path, "unreadable")
                continue
            kept = [name for name in names if not name.startswith(".") and name not in SKIPPED_FOLDERS]
            pending.extend((f"{path}/{name}", depth + 1) for name in kept)
        elif not stat.S_ISDIR(mode):
            skip(path, "device")


def beside(root: Path) -> Iterator[tuple[str, Skipped]]:
    """What lies at the top of the project and may be meant for its folders: 'Themes', or files for sources/."""
    folders = {"sources", "themes"}
    try:
        entries = sorted(root.iterdir())
        known = [(root / name).stat().st_ino for name in folders if (root / name).exists()]
    except OSError:
        return
    for path in entries:
        name = path.name
        if name.lower() in folders and name not in folders:
            # Where 'Themes' and 'themes' are one name to the system, it has been walked through already.
            if path.is_dir() and path.stat().st_ino not in known:
                yield name, "case"
        elif not name.startswith(".") and _is_meant_for_the_report(PurePosixPath(name)) and path.is_file():
            yield _utf8(name), "beside"


def _is_meant_for_the_report(path: PurePosixPath) -> bool:
    """Whether a file at the top of the project is one of those that belong further down."""
    return path.suffix.lower() in _ENDINGS_OF_FILES or path.stem.lower() in LISTS_OF_PEOPLE


def _utf8(path: str) -> str:
    """`path`, if its name can be printed at all."""
    try:
        path.encode()
    except UnicodeEncodeError as broken:
        shown = path.encode(errors="surrogateescape").decode(errors="replace")
        raise MachineError(f"the name of {shown} cannot be read", "rename the file, using plain letters") from broken
    return path
