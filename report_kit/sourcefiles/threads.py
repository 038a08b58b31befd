"""Threads: they wait for pandoc, one process for each file; where nothing is to wait for, there are none."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """As many as there are processors, from the first task on; at the end of the `with` block all tasks are done."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, error, tb)

    def start(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """Begin `work`; what comes back waits for it, and gives its result or raises what it raised."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # here: with all that was read before, nothing waits

            self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 2)
        return self._pool.submit(work, *args, **kwargs).result
