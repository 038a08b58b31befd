"""Workspace: how the stages reach the outside world, through three small interfaces: files, cache and tools.

Each can be put inside another of its kind without the other two: `report_kit.workspace.overlay` lays unsaved text over
files, `report_kit.confidentiality.held_back` keeps a cache waiting. The real ones live in `report_kit.cli`; tests use
ones in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from report_kit.lazy.dataclasses import dataclass

Skipped = Literal["outside", "unreadable", "device", "folder", "case", "beside"]
"""Why a path is no file of the report: a link that leads out or nowhere; what the system does not let us look at; a
pipe, socket or device; a folder that is called like a file; a folder that is called 'Themes'; a file beside
report.yaml."""

SKIPPED_FOLDERS = frozenset({"dist", "node_modules", "__pycache__"})
"""Never part of a report, wherever they lie; names that begin with a dot are skipped as well."""

LISTS_OF_PEOPLE = frozenset(("people", "contacts"))
"""What a list of names or contacts is called, whatever its ending."""

PRIVATE = "sources/private"
"""Names and contacts of participants: read only to look for leaks."""

ENCRYPTED = "sources/private.age"
"""The same as one encrypted file, which may be kept in git."""

KEY_VARIABLE = "REPORT_KIT_PRIVATE_KEY"
"""Environment variable with the key that opens it, or with a passphrase."""


class Files(Protocol):
    """The files of a report project. Every path is relative to the project, with forward slashes."""

    def list_files(self) -> Sequence[str]:
        """Every file under `report.yaml`, `sources/` and `themes/`, sorted; no links that lead outside."""
        ...

    def skipped(self) -> Sequence[tuple[str, Skipped]]:
        """What `list_files` passes by although somebody may have meant it for the report, and why; nothing private."""
        ...

    def exists(self, path: str) -> bool:
        """Whether `path` is a readable file inside the project."""
        ...

    def read(self, path: str, limit: int) -> bytes:
        """The content of `path`.

        Raises FileNotFoundError, PermissionError where the path leads outside the project or may not be read,
        and ValueError where the file is larger than `limit` bytes.
        """
        ...

    def list_private(self) -> Sequence[str]:
        """Every file under `sources/private/`, sorted; empty where nothing is there. `list_files` has none of them."""
        ...

    def read_private(self, path: str, limit: int) -> bytes:
        """The content of `path`, which lies under `sources/private/`; raises what `read` raises.

        Only the search for leaks asks for it: `read` and `exists` know nothing of that folder.
        """
        ...


class Cache(Protocol):
    """What runs keep for later ones. A key is lower-case letters, digits, '-' and '/'."""

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; silently does nothing where the cache cannot be written."""
        ...

    def claim(self, keys: Iterable[str]) -> None:
        """Say that these entries were read, or looked for, by another process for this run."""
        ...


class Tools(Protocol):
    """The machine around the project: pandoc, git and the clock."""

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
        """Run `tool` ('pandoc' is the only one) without a shell and give its standard output.

        `files` (name: content) lie in its working folder, a private one that goes when the tool ends; `epoch` is its
        SOURCE_DATE_EPOCH. Raises ToolError where it fails or exceeds `timeout` seconds, MachineError where it is
        missing.
        """
        ...

    def tracked_private(self) -> Sequence[str]:
        """Files under `sources/private/` that git keeps; empty where there is no git.

        Raises RepositoryError where git's folder leads out of the project.
        """
        ...

    def released(self, pattern: str) -> tuple[str, Sequence[tuple[str, str]]] | None:
        """The newest release that git has a tag for: its name, and its lines that match `pattern`, as (path, text).

        `pattern` is an extended regular expression (POSIX); looked through are `sources/` and `themes/`. None where
        there is no git or no tag. Raises RepositoryError where git's folder leads out of the project.
        """
        ...

    def today(self) -> date:
        """The current date; `SOURCE_DATE_EPOCH` wins where it is set."""
        ...


@dataclass(frozen=True)
class Workspace:
    """A report project and what is around it. It crosses into worker processes, so its three parts can be pickled."""

    files: Files
    cache: Cache
    tools: Tools


class ToolError(Exception):
    """A tool ended with an error or ran out of its time or memory."""

    def __init__(self, tool: str, reason: str, output: str = "") -> None:
        super().__init__(f"{tool}: {reason}")
        self.tool = tool
        """Which tool."""
        self.reason = reason
        """Its last words, one line."""
        self.output = output
        """All that it wrote to standard error."""


class RepositoryError(PermissionError):
    """git's folder asks for files outside of it, so nothing was read there."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """What leads out: '.git/objects/info/alternates names a folder outside of the project'."""
        self.hint = hint
        """What to do about it."""
