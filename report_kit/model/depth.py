"""deep_recursion: room to follow a report that is nested as deeply as the reader takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

FRAMES = 2_500
"""Sixty lists inside each other with sixty emphases inside them cost the templates and the PDF engine some 1,200."""


_lock = Lock()
_inside: list[int] = []
"""The limits met on entering, one for each `with` block that is open, in whatever thread: the limit is everybody's."""


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Allow `FRAMES` calls inside each other while the `with` block runs; Python's own limit is 1,000."""
    with _lock:
        _inside.append(_inside[0] if _inside else sys.getrecursionlimit())
        sys.setrecursionlimit(max(_inside[0], FRAMES))
    try:
        yield
    finally:
        with _lock:
            before = _inside.pop()
            if not _inside:
                sys.setrecursionlimit(before)
