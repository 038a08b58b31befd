"""DiskFiles: the files of a report project in a folder.

Implements `report_kit.workspace.Files`, and notes every question with its answer (`report_kit.cli.answers`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from report_kit.cli.answers import Answers, hash_of
from report_kit.cli.paths import beside, inside, open_inside, open_real, walk
from report_kit.workspace import ENCRYPTED, KEY_VARIABLE, PRIVATE, Skipped


class DiskFiles:
    """The project in the folder `root` (resolved). What is asked goes to `answers`, which others may add to."""

    def __init__(self, root: Path, answers: Answers | None = None) -> None:
        self.root = root
        self.answers: Answers = {} if answers is None else answers
        self._vault: Mapping[str, bytes] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return DiskFiles, (self.root,)  # no private file that was unlocked goes with it

    def list_files(self) -> Sequence[str]:
        """Every file under `report.yaml`, `sources/` (without `sources/private/`) and `themes/`, sorted."""
        found = walk(self.root, "report.yaml", "sources", "themes")
        files = sorted(path for path in found if not path.startswith(f"{PRIVATE}/"))
        self.answers["list", ""] = hash_of(files)
        return files

    def skipped(self) -> Sequence[tuple[str, Skipped]]:
        """What `list_files` passes by although somebody may have meant it for the report; of what is private, nothing.

        A private folder that cannot be entered is named, though: nobody would be looked for.
        """
        found: list[tuple[str, Skipped]] = []
        for _ in walk(self.root, "report.yaml", "sources", "themes", skipped=found):
            pass
        told = sorted(each for each in (*found, *beside(self.root)) if not each[0].startswith(f"{PRIVATE}/"))
        self.answers["skipped", ""] = hash_of([f"{path}\0{reason}" for path, reason in told])
        return told

    def exists(self, path: str) -> bool:
        """Whether `path` is a readable file inside the project."""
        try:
            real = inside(self.root, path)
            answer = real.is_file() and not self._is_private(real)
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

    def ask(self, kind: str, path: str) -> None:
        """Ask a question of `answers` again; raises what the question raises, and ValueError for any other."""
        match kind:
            case "list":
                self.list_files()
            case "skipped":
                self.skipped()
            case "list-private":
                self._private_folder()
            case "vault":
                self._vault_answer()
            case "exists":
                self.exists(path)
            case "read" | "read-private":
                self._read(kind, path, sys.maxsize)
            case _:
                raise ValueError(f"no such question: {kind}")

    def _private_folder(self) -> Sequence[str]:
        files = sorted(walk(self.root, PRIVATE))
        self.answers["list-private", ""] = hash_of(files)
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
            real = inside(self.root, path)
            if self._is_private(real) != (question == "read-private"):
                raise PermissionError(path)
            with os.fdopen(open_real(self.root, real), "rb") as file:
                data = file.read(min(limit, os.fstat(file.fileno()).st_size) + 1)
            if len(data) > limit:
                raise ValueError(path)
        except (OSError, ValueError) as refusal:
            self.answers[question, path] = type(refusal).__name__
            raise
        self.answers[question, path] = sha256(data).hexdigest()
        return data

    def _is_private(self, real: Path) -> bool:
        """Whether a file lies under `sources/private/`, if need be through a link; `real` is its real place."""
        try:
            return real.is_relative_to(inside(self.root, PRIVATE))
        except OSError:  # there is no such folder
            return False
