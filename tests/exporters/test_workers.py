"""Workers: processes that start whole, whatever keys are pressed meanwhile."""

from __future__ import annotations

import multiprocessing
import signal
from threading import Event, Thread, get_ident

import pytest

from report_kit.exporters.workers import Workers, starting


def test_ctrl_c_waits_until_a_process_has_started() -> None:
    begun, started = Event(), Event()

    def press_ctrl_c() -> None:
        begun.wait()
        signal.pthread_kill(get_ident(), signal.SIGINT)

    def start() -> None:
        with starting():
            begun.set()
            other.join()
            started.set()

    # The kernel gives the signal to any thread that does not block it, and Python hands it to the main one.
    other = Thread(target=press_ctrl_c)
    other.start()
    with pytest.raises(KeyboardInterrupt):
        start()
    assert started.is_set()


@pytest.mark.slow
def test_a_format_that_nobody_wants_after_all_has_no_process() -> None:
    with Workers() as workers:
        assert multiprocessing.active_children()
        workers.keep(["html"])
        assert not multiprocessing.active_children()
