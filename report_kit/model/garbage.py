"""without_garbage_collection: for work that makes hundreds of thousands of objects which all stay, and no cycles.

The collector would look at each of them again and again in search of garbage: half of the time of a large report.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Switch the collector off, and on again afterwards where it was on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # all that was made counts as old, or the collector would look at every piece of it at once
            gc.unfreeze()
            gc.enable()
