"""MemoryWorkspace: a report project in a dictionary, with the real pandoc, a fixed date and a cache in memory.

In: `{path: text or bytes}`. A test changes `files` and reads again; `tools.runs` tells how often pandoc was started.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

from report_kit.workspace import Skipped, ToolError, Workspace

MINIMAL_REPORT = """\
title: Data at the table
date: 2017-11-01
publishers: [nesta]
"""
"""A report.yaml that is complete, for tests that are about something else."""

MINIMAL_FILES: Mapping[str, str] = {
    "report.yaml": MINIMAL_REPORT,
    "sources/organisations.yaml": "- id: nesta\n  name: Nesta\n",
    "themes/01-leadership.md": "---\nid: leadership\ntitle: Leadership\nsummary: Leaders ask for data.\n---\n\nText.\n",
}
"""A project that reads without a diagnostic; extend it: `{**MINIMAL_FILES, "themes/02.md": …}`."""

PRIVATE = "sources/private/"


class MemoryFiles(dict[str, bytes]):
    """Implements `report_kit.workspace.Files` as what it is: content by path."""

    def __init__(self, files: Mapping[str, str | bytes], forbidden: Sequence[str] = ()) -> None:
        super().__init__()
        for path, content in files.items():
            self.write(path, content)
        self.forbidden = set(forbidden)
        """Paths that `read` refuses, as it does for links that lead outside."""
        self.passed_by: list[tuple[str, Skipped]] = []
        """What a disk would not list, such as a pipe, and why."""
        self.reads: list[str] = []
        """Every path that was read, in order."""

    def write(self, path: str, content: str | bytes) -> None:
        """Put a file into the project; text becomes UTF-8."""
        self[path] = content.encode() if isinstance(content, str) else content

    def list_files(self) -> Sequence[str]:
        return sorted(
            path
            for path in self
            if path == "report.yaml" or (path.startswith(("sources/", "themes/")) and not path.startswith(PRIVATE))
        )

    def skipped(self) -> Sequence[tuple[str, Skipped]]:
        meant = re.compile(r"[^/]+\.(?:md|yaml|bib|csl)|(?:people|contacts)\.\w+")
        beside = [path for path in self if meant.fullmatch(path)]
        return sorted([*self.passed_by, *((path, "beside") for path in beside)])

    def exists(self, path: str) -> bool:
        return path in self and not path.startswith(PRIVATE)

    def read(self, path: str, limit: int) -> bytes:
        self.reads.append(path)
        if path.startswith(PRIVATE):
            raise PermissionError(path)
        return self._read(path, limit)

    def list_private(self) -> Sequence[str]:
        return sorted(path for path in self if path.startswith(PRIVATE))

    def read_private(self, path: str, limit: int) -> bytes:
        if not path.startswith(PRIVATE):
            raise PermissionError(path)
        return self._read(path, limit)

    def _read(self, path: str, limit: int) -> bytes:
        if path in self.forbidden or ".." in PurePosixPath(path).parts or path.startswith("/"):
            raise PermissionError(path)
        if path not in self:
            raise FileNotFoundError(path)
        if len(self[path]) > limit:
            raise ValueError(path)
        return self[path]


class MemoryCache(dict[str, bytes]):
    """Implements `report_kit.workspace.Cache`, and looks at the keys."""

    def put(self, key: str, data: bytes) -> None:
        assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/"), key
        self[key] = data

    def claim(self, keys: Iterable[str]) -> None:
        assert all("/" in key for key in keys)


class MemoryTools:
    """Implements `report_kit.workspace.Tools`: pandoc is a real process, git and the clock say what they are told."""

    def __init__(self, today: date) -> None:
        self.runs = 0
        """How many processes were started."""
        self.tracked: Sequence[str] = ()
        """Private files that git keeps."""
        self.release: tuple[str, Mapping[str, str]] | None = None
        """The newest tagged release: its name and its files."""
        self._today = today
        self._lock = threading.Lock()

    def tracked_private(self) -> Sequence[str]:
        return self.tracked

    def released(self, pattern: str) -> tuple[str, Sequence[tuple[str, str]]] | None:
        if self.release is None:
            return None
        name, files = self.release
        found = re.compile(pattern, re.MULTILINE)
        return name, [(path, line) for path in sorted(files) for line in files[path].split("\n") if found.search(line)]

    def today(self) -> date:
        return self._today

    def run(
        self,
        tool: str,
        arguments: Sequence[str],
        stdin: bytes = b"",
        timeout: float = 60,
        *,
        files: Mapping[str, bytes] | None = None,
        epoch: int | None = None,
    ) -> bytes:
        assert tool == "pandoc", tool
        with self._lock:
            self.runs += 1
        dead = "http://127.0.0.1:9"  # as in report_kit.cli.tools: nothing may be fetched
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), dead) | {"no_proxy": ""}
        environment = os.environ | proxies | ({"SOURCE_DATE_EPOCH": str(epoch)} if epoch is not None else {})
        command = [pandoc_path(), *arguments]
        try:
            with tempfile.TemporaryDirectory() as folder:
                for name, content in (files or {}).items():
                    Path(folder, name).write_bytes(content)
                done = subprocess.run(
                    command, input=stdin, capture_output=True, timeout=timeout, check=False, cwd=folder, env=environment
                )
        except subprocess.TimeoutExpired as late:
            raise ToolError(tool, f"took longer than {timeout} seconds") from late
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise ToolError(tool, (said.splitlines() or ["no message"])[-1], said)
        return done.stdout


class MemoryWorkspace(Workspace):
    """A `report_kit.workspace.Workspace` without a disk (pandoc alone is a real process)."""

    files: MemoryFiles
    cache: MemoryCache
    tools: MemoryTools

    def __init__(
        self,
        files: Mapping[str, str | bytes] | None = None,
        *,
        today: date = date(2017, 11, 1),
        forbidden: Sequence[str] = (),
        cache: MemoryCache | None = None,
    ) -> None:
        super().__init__(
            files=MemoryFiles(files or {}, forbidden),
            cache=MemoryCache() if cache is None else cache,
            tools=MemoryTools(today),
        )


@cache
def pandoc_path() -> str:
    """The pandoc that pypandoc_binary brings."""
    import pypandoc  # slow to import, and many tests never start pandoc

    path = pypandoc.get_pandoc_path()
    assert Path(path).is_file()
    return str(path)
