"""DiskWorkspace: a report project in a folder, its cache, the clock, and pandoc.

Implements `report_kit.workspace.Workspace`. Remembers what it was asked and what it answered, so that a later run can
tell whether anything that mattered has changed (`report_kit.cli.unchanged`). Can be sent to worker processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from report_kit.cli.cache import FolderCache
from report_kit.cli.paths import beside, inside, open_inside, walk
from report_kit.cli.tools import run_tool
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import ENCRYPTED, KEY_VARIABLE, PRIVATE, Skipped

Question = tuple[str, str]
"""What was asked ('list', 'exists', 'read', 'today' …) and about which path."""


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
        self.answers: dict[Question, str] = {}
        """What was asked, and the answer: a hash where it is long, the name of the exception where it is a refusal."""
        self._cache = FolderCache(self.root)
        self._vault: Mapping[str, bytes] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (str(self.root), self.use_cache)

    def list_files(self) -> Sequence[str]:
        """Every file under `report.yaml`, `sources/` (without `sources/private/`) and `themes/`, sorted."""
        found = walk(self.root, "report.yaml", "sources", "themes")
        files = sorted(path for path in found if not path.startswith(f"{PRIVATE}/"))
        self.answers["list", ""] = _hash(files)
        return files

    def skipped(self) -> Sequence[tuple[str, Skipped]]:
        """What `list_files` passes by although somebody may have meant it for the report; of what is private, nothing.

        A private folder that cannot be entered is named, though: nobody would be looked for.
        """
        found: list[tuple[str, Skipped]] = []
        for _ in walk(self.root, "report.yaml", "sources", "themes", skipped=found):
            pass
        told = sorted(each for each in (*found, *beside(self.root)) if not each[0].startswith(f"{PRIVATE}/"))
        self.answers["skipped", ""] = _hash([f"{path}\0{reason}" for path, reason in told])
        return told

    def exists(self, path: str) -> bool:
        """Whether `path` is a readable file inside the project."""
        try:
            answer = inside(self.root, path).is_file() and not self._is_private(path)
        except OSError:
            answer = False
        self.answers["exists", path] = str(answer)
        return answer

    def read(self, path: str, limit: int) -> bytes:
        """The content of `path`, at most `limit` bytes; of nothing under `sources/private/`."""
        return self._read("read", path, limit)

    def list_private(self) -> Sequence[str]:
        """Every file under `sources/private/`, sorted; where there is none, those in `sources/private.age`.

        Raises MachineError where the key that the environment gives does not open that file.
        """
        files = self._private_folder()
        if not files and self._vault_answer() and self._vault is None:
            from report_kit.cli.private_folder import unlocked

            self._vault = unlocked(self.root)
        return files or sorted(self._vault or ())

    def read_private(self, path: str, limit: int) -> bytes:
        """The content of `path` under `sources/private/`, at most `limit` bytes."""
        if self._vault and path in self._vault:
            if len(self._vault[path]) > limit:
                raise ValueError(path)
            return self._vault[path]
        return self._read("read-private", path, limit)

    def tracked_private(self) -> Sequence[str]:
        """Files under `sources/private/` that git keeps, sorted."""
        from report_kit.cli.git import kept_files

        files = kept_files(self.root, PRIVATE)
        self.answers["tracked-private", ""] = _hash(files)
        return files

    def released(self, pattern: str) -> tuple[str, Sequence[tuple[str, str]]] | None:
        """Lines of the newest tagged release."""
        from report_kit.cli.git import released_lines

        found = released_lines(self.root, pattern, ("sources", "themes"))
        self.answers["released", pattern] = _hash([repr(found)])
        return found

    def _private_folder(self) -> Sequence[str]:
        files = sorted(walk(self.root, PRIVATE))
        self.answers["list-private", ""] = _hash(files)
        return files

    def _vault_answer(self) -> bool:
        """Whether there is an encrypted folder and something to open it with; both are part of the answer."""
        key = os.environ.get(KEY_VARIABLE, "").strip()
        try:
            with os.fdopen(open_inside(self.root, ENCRYPTED), "rb") as file:
                data = file.read()
        except OSError:
            data = None
        self.answers["vault", ""] = sha256(repr((key, data)).encode()).hexdigest()
        return bool(key) and data is not None

    def _read(self, question: str, path: str, limit: int) -> bytes:
        try:
            if self._is_private(path) != (question == "read-private"):
                raise PermissionError(path)
            with os.fdopen(open_inside(self.root, path), "rb") as file:
                data = file.read(min(limit, os.fstat(file.fileno()).st_size) + 1)
            if len(data) > limit:
                raise ValueError(path)
        except (OSError, ValueError) as refusal:
            self.answers[question, path] = type(refusal).__name__
            raise
        self.answers[question, path] = sha256(data).hexdigest()
        return data

    def _is_private(self, path: str) -> bool:
        """Whether `path` lies under `sources/private/`, if need be through a link."""
        real = inside(self.root, path)
        try:
            return real.is_relative_to(inside(self.root, PRIVATE))
        except OSError:  # there is no such folder
            return False

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
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        try:
            now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)  # noqa: TID251 - this is it
        except (ValueError, OverflowError, OSError) as wrong:
            raise MachineError(
                f"SOURCE_DATE_EPOCH is {epoch!r}, which is no point in time",
                "give it as seconds since 1970, or unset it",
            ) from wrong
        self.answers["today", ""] = now.date().isoformat()
        return now.date()

    def ask(self, kind: str, path: str) -> None:
        """Ask a question of `answers` again; raises what the question raises."""
        match kind:
            case "list":
                self.list_files()
            case "skipped":
                self.skipped()
            case "list-private":
                self._private_folder()
            case "vault":
                self._vault_answer()
            case "tracked-private":
                self.tracked_private()
            case "released":
                self.released(path)
            case "exists":
                self.exists(path)
            case "read" | "read-private":
                self._read(kind, path, sys.maxsize)
            case "today":
                self.today()
            case _:
                raise ValueError(f"no such question: {kind}")

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


def _hash(names: Sequence[str]) -> str:
    """One hash for a list of files."""
    return sha256("\0".join(names).encode()).hexdigest()
