"""deep_recursion: room to follow a report that is nested as deeply as the reader takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FRAMES = 2_500
"""Sixty lists inside each other with sixty emphases inside them cost the templates and the PDF engine some 1,200."""


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Allow `FRAMES` calls inside each other while the `with` block runs; Python's own limit is 1,000."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
