"""Machine: pandoc, git and the clock.

Implements `report_kit.workspace.Tools`, and notes what was asked of git and the clock (`report_kit.cli.answers`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from report_kit.cli.answers import Answers, hash_of
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import PRIVATE, RepositoryError


class Machine:
    """The tools around the project in the folder `root`. Questions go to `answers`, which others may add to."""

    QUESTIONS = frozenset({"tracked-private", "released", "today"})
    """What is asked of the machine; all else is asked of the files."""

    def __init__(self, root: Path, answers: Answers | None = None) -> None:
        self._root = root
        self._answers: Answers = {} if answers is None else answers

    def __reduce__(self) -> tuple[object, ...]:
        return Machine, (self._root,)

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
        from report_kit.cli.tools import run_tool  # here: with all that has been read before, no process is started

        return run_tool(tool, arguments, stdin, timeout, files=files, epoch=epoch)

    def tracked_private(self) -> Sequence[str]:
        """Files under `sources/private/` that git keeps, sorted."""
        from report_kit.cli.git import kept_files

        try:
            files = kept_files(self._root, PRIVATE)
        except RepositoryError as refused:
            self._answers["tracked-private", ""] = refused.reason
            raise
        self._answers["tracked-private", ""] = hash_of(files)
        return files

    def released(self, pattern: str) -> tuple[str, Sequence[tuple[str, str]]] | None:
        """Lines of the newest tagged release."""
        from report_kit.cli.git import released_lines

        try:
            found = released_lines(self._root, pattern, ("sources", "themes"))
        except RepositoryError as refused:
            self._answers["released", pattern] = refused.reason
            raise
        self._answers["released", pattern] = hash_of([repr(found)])
        return found

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
        self._answers["today", ""] = now.date().isoformat()
        return now.date()

    def ask(self, kind: str, path: str) -> None:
        """Ask a question of `answers` again; raises what the question raises, and ValueError for any other."""
        match kind:
            case "tracked-private":
                self.tracked_private()
            case "released":
                self.released(path)
            case "today":
                self.today()
            case _:
                raise ValueError(f"no such question: {kind}")
