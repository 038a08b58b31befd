"""is_alive: whether the process that left something behind may still be at work on it."""

from __future__ import annotations

import os


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
