"""Temporary folders that do not stay: each goes when its block ends, and after a kill the next run sweeps it away.

In: nothing but the system's folder for temporary files. Out: an empty folder for one purpose. Its name tells the
process that made it, and as long as that lives it holds a lock on the folder. Swept is only what is provably ours and
dead: a real folder of the same user, called and closed to others as ours are, whose process is gone and whose lock is
free (a process in another container has a number that means nothing here).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from report_kit.workspace.owner import is_alive, lock

_PREFIX = "report-kit-"
_OURS = re.compile(_PREFIX + r"([1-9][0-9]{0,9})-[a-z0-9_]{8}")
_ONLY_ITS_OWNER = 0o700

_swept: set[str] = set()
"""Folders in which this process has looked for what earlier ones left."""


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """An empty folder that only this user can enter, as long as the block lasts."""
    place = tempfile.gettempdir()
    if place not in _swept:
        _swept.add(place)
        sweep(Path(place))
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=place, ignore_cleanup_errors=True) as made:
        held = lock(Path(made))
        try:
            yield Path(made)
        finally:
            if held is not None:
                os.close(held)


def sweep(place: Path) -> None:
    """Remove from `place` the temporary folders of runs that were killed."""
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if (named := _OURS.fullmatch(entry.name)) and not is_alive(int(named[1])):
                with contextlib.suppress(OSError):
                    _remove(Path(entry.path))


def _remove(folder: Path) -> None:
    """Remove one folder, if it is ours and nobody holds its lock."""
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or stat.S_IMODE(info.st_mode) != _ONLY_ITS_OWNER or info.st_uid != os.getuid():
        return
    held = lock(folder)  # raises where somebody has it
    if held is not None:
        try:
            shutil.rmtree(folder, ignore_errors=True)  # follows no links
        finally:
            os.close(held)
