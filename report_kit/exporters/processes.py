"""Processes that work for this one: how they are started, and how they end.

They are started fresh (spawn), so that threads and open files of the parent do not leak into them, and end with the
parent, also when that is killed: at once, in silence, and not without tidying up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from threading import Thread, current_thread, main_thread
from time import sleep
from types import FrameType

GRACE = 5.0
"""Seconds that a process has to remove its temporary folders and to end its tools."""


@contextmanager
def starting() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: whoever started them ends them, and they have nothing to say."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # by itself with the first process, it would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a blocked signal stays so in new programs
    try:
        # Another thread may take the signal, and Python would raise here, before the process has all that it needs.
        with _postponed_ctrl_c():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _postponed_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C take effect at the end of the block."""
    if current_thread() is not main_thread():  # where Python raises nothing
        yield
        return
    pressed: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler if handler is None else handler)
    if pressed:
        signal.raise_signal(signal.SIGINT)


class _Over(BaseException):
    """Nobody waits for this process any more; passes through everything that tidies up."""


@contextmanager
def ending_when_told() -> Iterator[None]:
    """Leave the block, in silence, when the parent of this process says so, or is gone."""
    with suppress(_Over):
        signal.signal(signal.SIGTERM, _unwind)
        Thread(target=_watch_parent, daemon=True).start()
        yield


def _unwind(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    raise _Over


def _watch_parent() -> None:
    """Wait until the parent is gone, then end this process, if need be in the middle of an engine's work."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    main = main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):  # not on Windows
        signal.pthread_kill(main, signal.SIGTERM)
        sleep(GRACE)
    os._exit(0)
