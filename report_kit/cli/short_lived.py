"""short_lived: for commands that read a report, answer, and end."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from report_kit.model.garbage import without_garbage_collection


@contextmanager
def short_lived() -> Iterator[None]:
    """Leave memory to the system, which takes it back in one piece; looking for garbage costs a tenth of the time."""
    atexit.register(gc.freeze)  # or the interpreter looks through everything once more before it ends
    with without_garbage_collection():
        yield
