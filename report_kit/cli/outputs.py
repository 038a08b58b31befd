"""Outputs: finished files put in their place, all of them or none.

In: file names and contents, once all of them exist in memory. Every file is written beside its target and renamed
into place when the last one is safe on the disk, so that a failed or killed build leaves the last good files. One that
is killed between two renames is completed by the next (`journal`). Source files that a command changes are put in their
place in the same way, without a journal.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from report_kit.cli.errors import in_plain_words
from report_kit.cli.journal import PARTIAL, Journal, alone, complete, complete_alone, is_plain, write_safely
from report_kit.cli.paths import inside
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace.owner import is_alive

_HOUR = 3_600


def output_folder(root: Path, chosen: Path | None) -> Path:
    """Where the outputs of the project in `root` go: the folder that was `chosen`, else `dist` inside the project.

    What a killed build has left half done there is completed first. Raises MachineError where `dist` is a link that
    leads out: a project from a stranger could aim it at anything.
    """
    if chosen is not None:
        complete(chosen)
        return chosen.absolute()
    try:
        folder = inside(root, "dist")
        complete(folder)
        return folder
    except FileNotFoundError:
        if not (root / "dist").is_symlink():
            return root / "dist"
    except PermissionError:
        pass
    raise MachineError(
        f"{root / 'dist'} is a link that leads out of the project",
        "delete it, or name the folder that you mean with --output",
    )


def require_writable(folder: Path) -> None:
    """Raise MachineError where files cannot be made in `folder`; asked before the work, so that it is not in vain."""
    existing = folder
    while not existing.exists() and not existing.is_symlink():
        existing = existing.parent
    if not existing.is_dir():
        raise MachineError(f"{existing} is not a folder", "name another output folder with --output")
    probe = _beside(existing / "probe")
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        probe.unlink()
    except OSError as refused:
        raise in_plain_words(refused, f"write into {existing}") from refused


def write_outputs(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` (name: content) into `folder`, replacing earlier ones together.

    Raises MachineError where that is impossible; the earlier files then stand as they were. Raises ValueError where a
    name is more than a name: what calls this has to make sure.
    """
    for name in files:
        if not is_plain(name):
            raise ValueError(f"not a plain file name: {name!r}")
    try:
        if _put_as_a_whole(folder, files):
            return
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise in_plain_words(refused, f"write into {folder}") from refused
    with alone(folder):
        complete_alone(folder)
        remove_stale(folder)
        _put_in_place({folder / name: content for name, content in files.items()}, folder, Journal(folder))


def _put_as_a_whole(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Make `folder` with `files` under another name and rename it, where it is not there yet and the system agrees."""
    if os.path.lexists(folder):
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_stale(folder.parent, folder.name)
    unfinished = _beside(folder)
    try:
        unfinished.mkdir()
        for name, content in files.items():
            write_safely(unfinished / name, content)
        unfinished.rename(folder)
    except OSError:  # what is wrong shows on the usual way; maybe somebody else has just made it
        return False
    finally:
        with contextlib.suppress(OSError):
            _remove(unfinished)
    return True


def write_sources(root: Path, files: Mapping[str, bytes], read: Mapping[str, bytes]) -> None:
    """Put `files` (path: content) into the project in `root`, all of them or none.

    `read`: what stood in those that exist already. Raises MachineError where one holds something else by now, or exists
    though it is new, where a link leads out of the project, and where writing is impossible.
    """
    for path in files:
        target = root / path
        if not is_plain(target.name):
            raise ValueError(f"not a plain file name: {target.name!r}")
        if _leads_out(root, target):
            raise MachineError(f"{path} is a link", "put the file itself into the project")
        try:
            now = target.read_bytes() if target.exists() else None
        except OSError as refused:
            raise in_plain_words(refused, f"read {path}") from refused
        if now != read.get(path):
            raise MachineError(f"{path} has been changed meanwhile", "run the command again")
    try:
        for path in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise in_plain_words(refused, f"write into {root}") from refused
    _put_in_place({root / path: content for path, content in files.items()}, root)


def _leads_out(root: Path, target: Path) -> bool:
    """Whether `target` is a link, or lies behind one that leads out of `root` or nowhere."""
    nearest = next(path for path in (target, *target.parents) if path.exists() or path.is_symlink())
    try:
        inside(root, nearest.relative_to(root).as_posix())
    except (OSError, ValueError):
        return True
    return target.is_symlink()


def _put_in_place(files: Mapping[Path, bytes], folder: Path, journal: Journal | None = None) -> None:
    """Write each of `files` beside its target, then rename them all; where that fails, undo what was done.

    With a `journal`, which needs them all in one folder, a run that is killed in between is completed by the next.
    """
    partials = {target: _beside(target) for target in files}
    backups: dict[Path, Path] = {}
    new: list[Path] = []
    begun = False
    try:
        for (target, partial), content in zip(partials.items(), files.values(), strict=True):
            if target.is_dir():
                raise MachineError(f"{target} is a folder", "move it away: the report goes there")
            write_safely(partial, content)
        for target in partials:
            if os.path.lexists(target):
                backups[target] = _beside(target)
                _keep(target, backups[target])
            else:
                new.append(target)
        if journal is not None:
            journal.write({partial: target for target, partial in partials.items()})
        begun = True
        for target, partial in partials.items():
            try:
                partial.replace(target)
            except FileNotFoundError:
                if journal is None:
                    raise  # else another run has completed this one, where the system has no locks
    except OSError as refused:
        if begun:
            _put_back(backups, new, journal)
        raise in_plain_words(refused, f"write into {folder}") from refused
    except BaseException:  # Ctrl-C: what was begun is done
        if journal is not None:
            complete_alone(folder)
        raise
    finally:
        if journal is not None:
            journal.remove()
        for leftover in [*partials.values(), *backups.values()]:
            with contextlib.suppress(OSError):
                leftover.unlink()


def _keep(target: Path, backup: Path) -> None:
    """Let what stands in `target` stand in `backup` too; a link stays one."""
    try:
        os.link(target, backup, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without hard links
        if target.is_symlink():
            backup.symlink_to(target.readlink())
        else:
            write_safely(backup, target.read_bytes())


def _put_back(backups: Mapping[Path, Path], new: list[Path], journal: Journal | None) -> None:
    """Undo renames: on Windows a file that is open in a viewer cannot be replaced, though those before it could."""
    if journal is not None:
        with contextlib.suppress(OSError):
            journal.write({backup: target for target, backup in backups.items()}, new)
    for target, backup in backups.items():
        with contextlib.suppress(OSError):
            backup.replace(target)
    for target in new:
        with contextlib.suppress(OSError):
            target.unlink()


def _beside(target: Path) -> Path:
    """A name for the unfinished `target`, in the same folder: a rename is atomic within one file system only."""
    return target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}{PARTIAL}")


def remove_stale(folder: Path, start: str = "") -> None:
    """Remove what killed builds left unfinished, but not what another build is writing right now.

    `start`: how the names begin of what was left unfinished.
    """
    for path in folder.glob(f".*{PARTIAL}"):
        if path.name.startswith(f".{start}"):
            with contextlib.suppress(OSError, ValueError):
                pid = int(path.name.removesuffix(PARTIAL).rpartition(".")[2].partition("-")[0])
                if not is_alive(pid) or time.time() - path.lstat().st_mtime > _HOUR:
                    _remove(path)


def _remove(unfinished: Path) -> None:
    """Remove an unfinished file, or an unfinished folder with the files in it."""
    if unfinished.is_dir() and not unfinished.is_symlink():
        for file in unfinished.iterdir():
            file.unlink()
        unfinished.rmdir()
    else:
        unfinished.unlink()
