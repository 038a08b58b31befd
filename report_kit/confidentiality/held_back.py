"""HeldBack: a cache that keeps nothing until the search for names has found the sources clean.

A cache entry repeats what its source file says. In: the real cache. Out: the same, except that what is put there waits
for `release`; `forget` drops it and empties the entries that were used, so that no copy of a name stays behind.
"""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.workspace import Cache


class HeldBack:
    """Implements `report_kit.workspace.Cache` around another one."""

    def __init__(self, inner: Cache) -> None:
        self._inner = inner
        self._waiting: dict[str, bytes] = {}
        self._used: set[str] = set()

    def __reduce__(self) -> tuple[object, ...]:
        return HeldBack, (self._inner,)  # what a worker process puts there waits for ever: nobody searches it

    def release(self) -> None:
        """Put into the cache what was kept waiting."""
        for key, data in self._waiting.items():
            self._inner.put(key, data)
        self._waiting.clear()

    def forget(self) -> None:
        """Drop what waits, and empty the entries that were read; whoever reads one next finds nothing in it."""
        self._waiting.clear()
        for key in sorted(self._used):
            if self._inner.get(key):
                self._inner.put(key, b"")

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, now or by an earlier run."""
        if key in self._waiting:
            return self._waiting[key]
        data = self._inner.get(key)
        if data:
            self._used.add(key)
        return data or None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` in memory until `release`."""
        self._waiting[key] = data

    def claim(self, keys: Iterable[str]) -> None:
        """Take what is under `keys` for read."""
        keys = frozenset(keys)
        self._inner.claim(keys)
        self._used |= keys
