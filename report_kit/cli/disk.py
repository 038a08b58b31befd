"""DiskWorkspace: a report project in a folder, its cache, the clock, and pandoc.

Implements `report_kit.workspace.Workspace`. Remembers what it was asked for, so that a later run can tell whether
anything that mattered has changed (`report_kit.cli.unchanged`). Can be sent to worker processes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from report_kit.cli.cache import FolderCache
from report_kit.cli.paths import PRIVATE, inside, open_inside, walk
from report_kit.cli.tools import run_tool
from report_kit.diagnostics.errors import MachineError


class DiskWorkspace:
    """The project in the folder `root`. With `use_cache` false nothing is taken from earlier runs.

    Raises MachineError where `root` is no folder.
    """

    def __init__(self, root: str | Path, *, use_cache: bool = True) -> None:
        try:
            self.root = Path(root).resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as missing:
            raise MachineError(f"there is no folder {root}", "check the name, or run: report-kit new DIR") from missing
        if not self.root.is_dir():
            raise MachineError(f"{root} is a file, not a folder", "name the folder that holds report.yaml")
        self.use_cache = use_cache
        self.asked_for: set[str] = set()
        """Every path that was read or looked for."""
        self.asked_for_today = False
        """Whether the current date played a part."""
        self._cache = FolderCache(self.root)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (str(self.root), self.use_cache)

    def list_files(self) -> Sequence[str]:
        """Every file under `report.yaml`, `sources/` (without `sources/private/`) and `themes/`, sorted."""
        files = walk(self.root, "report.yaml", "sources", "themes")
        return sorted(path for path in files if not path.startswith(f"{PRIVATE}/"))

    def exists(self, path: str) -> bool:
        """Whether `path` is a readable file inside the project."""
        self.asked_for.add(path)
        try:
            return inside(self.root, path).is_file() and not self._is_private(path)
        except OSError:
            return False

    def read(self, path: str, limit: int) -> bytes:
        """The content of `path`, at most `limit` bytes; of nothing under `sources/private/`."""
        self.asked_for.add(path)
        if self._is_private(path):
            raise PermissionError(path)
        return self._read(path, limit)

    def list_private(self) -> Sequence[str]:
        """Every file under `sources/private/`, sorted."""
        return sorted(walk(self.root, PRIVATE))

    def read_private(self, path: str, limit: int) -> bytes:
        """The content of `path` under `sources/private/`, at most `limit` bytes."""
        if not self._is_private(path):
            raise PermissionError(path)
        return self._read(path, limit)

    def _is_private(self, path: str) -> bool:
        """Whether `path` lies under `sources/private/`, if need be through a link."""
        return inside(self.root, path).is_relative_to(inside(self.root, PRIVATE)) if self._has_private() else False

    def _has_private(self) -> bool:
        try:
            inside(self.root, PRIVATE)
        except OSError:
            return False
        return True

    def _read(self, path: str, limit: int) -> bytes:
        with os.fdopen(open_inside(self.root, path), "rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise ValueError(path)
        return data

    def cached(self, key: str) -> bytes | None:
        """What was stored under `key`, or None."""
        return self._cache.get(key) if self.use_cache else None

    def store(self, key: str, data: bytes) -> None:
        """Keep `data` under `key` for later runs."""
        self._cache.put(key, data)

    def prune_cache(self) -> None:
        """Keep the cache to a sane size."""
        self._cache.prune()

    def today(self) -> date:
        """The current date in UTC. `SOURCE_DATE_EPOCH` wins where it is set.

        See https://reproducible-builds.org/specs/source-date-epoch/.
        """
        self.asked_for_today = True
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if not epoch:
            return datetime.now(UTC).date()  # noqa: TID251 - everyone else asks here
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError) as wrong:
            raise MachineError(
                f"SOURCE_DATE_EPOCH is {epoch!r}, which is no point in time",
                "give it as seconds since 1970, or unset it",
            ) from wrong

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
        """Run pandoc; see `report_kit.cli.tools.run_tool`."""
        return run_tool(tool, arguments, stdin, timeout, files=files, epoch=epoch)


def _again(root: str, use_cache: bool) -> DiskWorkspace:
    return DiskWorkspace(root, use_cache=use_cache)
