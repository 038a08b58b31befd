"""The made-up report of `tests/reports/fictional-everything/`, with its made-up names put where real ones would lie.

The names are kept beside the project, since `check` rightly complains where git keeps a file of `sources/private/`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "reports" / "fictional-everything"
PEOPLE = PROJECT.with_name("fictional-everything.people.yaml")


def fictional_files() -> dict[str, bytes]:
    """Every file of the project, private ones included, for a `MemoryWorkspace`."""
    files = {
        path.relative_to(PROJECT).as_posix(): path.read_bytes()
        for top in ("report.yaml", "sources", "themes")
        for path in sorted([PROJECT / top, *(PROJECT / top).rglob("*")])
        if path.is_file()
    }
    return {**files, "sources/private/people.yaml": PEOPLE.read_bytes()}


def fictional_project(folder: Path) -> Path:
    """A copy of the project in `folder`, private list included."""
    for name, data in fictional_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def without_names(folder: Path) -> Path:
    """The project in `folder` as somebody has it who was not given the names."""
    shutil.rmtree(folder / "sources" / "private")
    return folder
