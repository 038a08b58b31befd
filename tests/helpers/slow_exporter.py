"""A worker with an exporter that takes its time, for tests of what becomes of it when nobody waits any more."""

from __future__ import annotations

import time
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

from report_kit.exporters import workers
from report_kit.workspace.temporary import temporary_folder


def serve(connection: Connection, _name: str, _steps_back: bool) -> None:
    """What a worker's process runs. A job is the number of seconds that it takes; it tells when it has begun."""

    def export(seconds: float, begun: str) -> bytes:
        with temporary_folder():
            Path(begun).touch()
            time.sleep(seconds)
        return b"x" * 10_000_000  # more than a pipe holds

    workers.load = lambda _name: SimpleNamespace(export=export)  # type: ignore[assignment, return-value]
    workers._serve(connection, "docx", steps_back=False)
