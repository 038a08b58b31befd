"""Workers: PDF and DOCX are made side by side, each in a process that loads its engine while the sources are read.

In: jobs. Out: artifacts.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from report_kit.diagnostics import MachineError
from report_kit.exporters import EXPORTERS, OWN_PROCESS, load
from report_kit.exporters.job import Artifact, Job
from report_kit.exporters.processes import GRACE, ending_when_told, starting
from report_kit.workspace import Workspace

LONGEST = 1_800.0
"""Seconds for one file. A report of 100,000 words takes half a minute, on a slow machine two; an engine that still has
not come to an end then never will."""


class Workers:
    """A process for each heavy format, open as long as the `with` block.

    `formats` are the names that the caller may ask for (all where None). With `parallel` false everything is made in
    this process, one after the other: for tests, and where only one format is wanted a caller loses nothing. Those that
    are `resident` serve several builds, and stay whatever one of them asks for.
    """

    def __init__(self, formats: Sequence[str] | None = None, *, parallel: bool = True, resident: bool = False) -> None:
        self._parallel, self._resident = parallel, resident
        self._workers: dict[str, _Worker] = {}
        self._pending: list[Future[Artifact]] = []
        # Handing over a job waits until the process has loaded its engine, so it is done from a thread.
        self._threads = ThreadPoolExecutor(max_workers=len(OWN_PROCESS) + 1)
        # Only the slowest format decides how long a build takes. Its engine loads at once; the other processes start
        # when they have something to do, and step back where there are more of them than processors.
        slowest = next((name for name in OWN_PROCESS if name in (formats or EXPORTERS)), None)
        if parallel and slowest:
            self._workers[slowest] = _Worker(slowest, steps_back=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        for worker in self._workers.values():
            worker.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def keep(self, formats: Sequence[str]) -> None:
        """End the processes of all formats but `formats`: report.yaml may ask for fewer than the caller could."""
        self._pending.clear()
        for name in () if self._resident else self._workers.keys() - set(formats):
            self._workers.pop(name).stop()

    def submit(self, name: str, job: Job, workspace: Workspace) -> Future[Artifact]:
        """Start to export `job` as `name`; the future raises what the exporter raises."""
        if self._parallel:
            if name in OWN_PROCESS:
                if name not in self._workers:
                    self._workers[name] = _Worker(name, steps_back=True)
                worker = self._workers[name]
                future = self._threads.submit(worker.export, job, workspace)
                if worker.steps_back:
                    self._pending.append(future)
                return future
            return self._threads.submit(self._afterwards, name, job, workspace, tuple(self._pending))
        # The engines are not made to run beside each other, or beside Jinja, in one process.
        done: Future[Artifact] = Future()
        try:
            done.set_result(load(name).export(job, workspace))
        except Exception as error:  # noqa: BLE001 - raised again by the future
            done.set_exception(error)
        return done

    def _afterwards(self, name: str, job: Job, workspace: Workspace, others: Sequence[Future[Artifact]]) -> Artifact:
        """Export here, once `others` are done: two processors have enough to do until then."""
        wait(others)
        return load(name).export(job, workspace)


class _Worker:
    """One process with one engine."""

    def __init__(self, name: str, *, steps_back: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.steps_back = steps_back
        self._name = name
        self._busy = False
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, name, steps_back), daemon=False
        )  # it may start processes too
        with starting():
            self._process.start()
        theirs.close()

    def export(self, job: Job, workspace: Workspace) -> Artifact:
        """Send the job over and wait for what comes back."""
        self._busy = True
        try:
            self._connection.send((job, workspace))
            if not self._connection.poll(LONGEST):
                self.stop()
                raise MachineError(
                    f"making the {self._name.upper()} takes longer than {LONGEST / 60:g} minutes",
                    "look for a table or drawing of thousands of lines, and build with -f html meanwhile",
                )
            answer = self._connection.recv()
            self._busy = False
        except (EOFError, OSError) as error:
            raise MachineError(
                f"the process that makes the {self._name.upper()} ended without an answer",
                "the machine may have run out of memory; close other programs and build again",
            ) from error
        if isinstance(answer, BaseException):
            raise answer
        assert isinstance(answer, Artifact)
        return answer

    def stop(self) -> None:
        """End the process, whatever it is doing; what it has begun, it may put away."""
        if self._busy:  # somebody waits at the connection, and would do so for ever if it were closed here
            self._process.terminate()
        else:
            self._connection.close()
        self._process.join(GRACE)
        self._process.kill()
        self._process.join()
        self._connection.close()


def _serve(connection: Connection, name: str, steps_back: bool) -> None:
    """Load the exporter, then answer jobs until the other side hangs up, or is gone."""
    with ending_when_told():
        if steps_back and hasattr(os, "nice"):  # not on Windows
            os.nice(5)
        exporter = load(name)
        preload = getattr(exporter, "preload", None)
        if preload is not None:
            with suppress(Exception):  # `export` fails for the same reason, and then somebody listens
                preload()
        while True:
            try:
                job, workspace = connection.recv()
            except (EOFError, OSError):
                return
            try:
                answer: object = exporter.export(job, workspace)
            except Exception as error:  # noqa: BLE001 - raised again on the other side
                answer = error
            try:
                connection.send(answer)
            except OSError:  # the other side was killed, and cannot say so
                return
