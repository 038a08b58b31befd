"""Workers: processes that start whole, whatever keys are pressed meanwhile, and end with whoever wanted them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread, get_ident

import pytest

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.exporters import workers
from report_kit.exporters.workers import Workers, starting
from tests.helpers import slow_exporter
from tests.helpers.projects import MINIMAL


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


PARENT = """
import sys, time
from report_kit.exporters import workers
from tests.helpers import slow_exporter

workers._serve = slow_exporter.serve
worker = workers._Worker("docx", steps_back=False)
worker._connection.send((float(sys.argv[1]), sys.argv[2]))
if len(sys.argv) > 3:
    worker._connection.close()
    worker._process.join()
time.sleep(60)
"""


def wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.05)
    pytest.fail("the worker never began")


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_with_its_parent_and_leaves_neither_words_nor_folders(
    tmp_path: Path, number: signal.Signals
) -> None:
    begun, folder = tmp_path / "begun", tmp_path / "temporary"
    folder.mkdir()
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, "60", begun], stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)}
    )
    wait_for(begun)
    assert list(folder.iterdir())
    parent.send_signal(number)
    _, said = parent.communicate(timeout=20)  # the worker holds the pipe until it ends
    assert said == b""
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_worker_whose_answer_nobody_takes_says_nothing(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, "0.5", begun, "hang up"], stderr=subprocess.PIPE)
    wait_for(begun)
    time.sleep(1.5)
    parent.kill()
    assert parent.communicate(timeout=20)[1] == b""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGTERM on Windows")
def test_a_worker_that_is_stopped_at_work_puts_its_folders_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, folder = tmp_path / "begun", tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(workers, "_serve", slow_exporter.serve)
    with Workers(["docx"]) as made:
        made.submit("docx", 60, str(begun))  # type: ignore[arg-type]
        wait_for(begun)
        assert list(folder.iterdir())
    assert list(folder.iterdir()) == []
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_resident_workers_serve_one_build_after_the_other(tmp_path: Path) -> None:
    for name, text in MINIMAL.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    workspace = DiskWorkspace(tmp_path)
    with Workers(resident=True) as resident:
        first = pipeline.build(workspace, ["pdf"], workers=resident)
        processes = {process.pid for process in multiprocessing.active_children()}
        second = pipeline.build(workspace, ["html", "pdf"], workers=resident)
        assert {process.pid for process in multiprocessing.active_children()} == processes
        pipeline.build(workspace, ["html"], workers=resident)
        assert {process.pid for process in multiprocessing.active_children()} == processes
    assert len(processes) == 1
    assert not multiprocessing.active_children()
    (name,) = first.artifacts
    assert second.artifacts[name] == first.artifacts[name]
