"""Who owns a folder: whether the process that left something behind may still be at work on it."""

from __future__ import annotations

import os
from pathlib import Path


def is_alive(process: int) -> bool:
    """Whether a process of that number may still be running."""
    if os.name == "nt":  # there, os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def lock(folder: Path) -> int | None:
    """A lock on `folder`, without a file in it: it holds until the descriptor is closed or this process ends.

    None where the system has no such locks. Raises BlockingIOError where somebody else has it.
    """
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except (ImportError, OSError):  # Windows; a folder that may be written but not listed
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:  # a disk in the network that knows no locks
        os.close(descriptor)
        return None
    return descriptor
