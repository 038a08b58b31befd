"""DiskWorkspace: a report project in a folder, its cache, and the machine around it.

A `report_kit.workspace.Workspace` of the real files, cache and tools. Remembers what these were asked and what they
answered, so that a later run can tell whether anything that mattered has changed (`report_kit.cli.unchanged`).
"""

from __future__ import annotations

from pathlib import Path

from report_kit.cli.answers import Answers
from report_kit.cli.cache import FolderCache, NoCache
from report_kit.cli.files import DiskFiles
from report_kit.cli.machine import Machine
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import Workspace


class DiskWorkspace(Workspace):
    """The project in the folder `root`. With `use_cache` false nothing is taken from earlier runs or kept for later.

    Raises MachineError where `root` is no folder.
    """

    files: DiskFiles
    cache: FolderCache | NoCache
    tools: Machine

    def __init__(self, root: str | Path, *, use_cache: bool = True) -> None:
        folder = _folder(root)
        answers: Answers = {}
        super().__init__(
            files=DiskFiles(folder, answers),
            cache=FolderCache(folder) if use_cache else NoCache(),
            tools=Machine(folder, answers),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return Workspace, (self.files, self.cache, self.tools)

    @property
    def root(self) -> Path:
        """The project's folder, links resolved."""
        return self.files.root

    @property
    def answers(self) -> Answers:
        """What files and tools were asked, and what they answered."""
        return self.files.answers

    def ask(self, kind: str, path: str) -> None:
        """Ask a question of `answers` again; raises what the question raises, and ValueError where there is none."""
        part = self.tools if kind in Machine.QUESTIONS else self.files
        part.ask(kind, path)


def _folder(root: str | Path) -> Path:
    try:
        folder = Path(root).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as missing:
        raise MachineError(f"there is no folder {root}", "check the name, or run: report-kit new DIR") from missing
    if not folder.is_dir():
        raise MachineError(f"{root} is a file, not a folder", "name the folder that holds report.yaml")
    return folder
