"""HeldBack: a workspace that keeps nothing in its cache until the search for names has found the sources clean.

A cache entry repeats what its source file says. In: the real workspace. Out: the same, except that what is stored waits
for `release`; `forget` drops it and empties the entries that were used, so that no copy of a name stays behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from report_kit.workspace import Skipped, Workspace


class HeldBack:
    """Implements `report_kit.workspace.Workspace` around another one. Worker processes get the one inside."""

    def __init__(self, inner: Workspace) -> None:
        self._inner = inner
        self._waiting: dict[str, bytes] = {}
        self._used: set[str] = set()

    def __reduce__(self) -> tuple[object, ...]:
        return _inner, (self._inner,)

    def release(self) -> None:
        """Put into the cache what was stored."""
        for key, data in self._waiting.items():
            self._inner.store(key, data)
        self._waiting.clear()

    def forget(self) -> None:
        """Drop what was stored, and empty the entries that were read; whoever reads one next finds nothing in it."""
        self._waiting.clear()
        for key in sorted(self._used):
            self._inner.store(key, b"")

    def cached(self, key: str) -> bytes | None:
        """What was stored under `key`, now or by an earlier run."""
        if key in self._waiting:
            return self._waiting[key]
        data = self._inner.cached(key)
        if data:
            self._used.add(key)
        return data or None

    def store(self, key: str, data: bytes) -> None:
        """Keep `data` in memory until `release`."""
        self._waiting[key] = data

    def list_files(self) -> Sequence[str]:
        """As the real one."""
        return self._inner.list_files()

    def skipped(self) -> Sequence[tuple[str, Skipped]]:
        """As the real one."""
        return self._inner.skipped()

    def exists(self, path: str) -> bool:
        """As the real one."""
        return self._inner.exists(path)

    def read(self, path: str, limit: int) -> bytes:
        """As the real one."""
        return self._inner.read(path, limit)

    def list_private(self) -> Sequence[str]:
        """As the real one."""
        return self._inner.list_private()

    def read_private(self, path: str, limit: int) -> bytes:
        """As the real one."""
        return self._inner.read_private(path, limit)

    def tracked_private(self) -> Sequence[str]:
        """As the real one."""
        return self._inner.tracked_private()

    def released(self, pattern: str) -> tuple[str, Sequence[tuple[str, str]]] | None:
        """As the real one."""
        return self._inner.released(pattern)

    def today(self) -> date:
        """As the real one."""
        return self._inner.today()

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
        """As the real one."""
        return self._inner.run(tool, arguments, stdin, timeout, files=files, epoch=epoch)


def _inner(workspace: Workspace) -> Workspace:
    return workspace
