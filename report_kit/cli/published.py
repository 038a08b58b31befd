"""PublishedFiles: what earlier builds have left in the output folder, opened with care.

In: the project, and the folder that a build was told to write into. Out: the finished files there, hidden ones too: all
that lies in `dist/` of the project, and in any other folder those that are called as the report is. Nothing is followed
that leads out, and no source is taken for a finished file, wherever a link or an option may lead. What is remembered of
files is kept in the cache, under keys that only this machine can make.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import Path

from report_kit.cli.cache import FolderCache, NoCache
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.installation import seal_key
from report_kit.cli.paths import inside, open_inside
from report_kit.published.earlier import Kind
from report_kit.sourcefiles.house_style import FOLDER as HOUSE_STYLES

FOLDER = "dist"
MAX_FILES = 2_000
MAX_BYTES = 512 * 2**20
"""Of one file."""

_NEVER = frozenset({"report.yaml", "sources", "themes", HOUSE_STYLES, ".git", ".report-kit"})
"""Where no finished file lies, whatever leads there."""
_ENDINGS = frozenset({".docx", ".html", ".md", ".pdf"})
"""Of what a build makes."""


class PublishedFiles:
    """Implements `report_kit.published.Earlier`."""

    def __init__(self, workspace: DiskWorkspace, chosen: Path | None = None) -> None:
        """`chosen`: the output folder, where it is not `dist/` of the project."""
        self._cache: FolderCache | NoCache = workspace.cache
        self._root = workspace.root
        self._chosen = None if chosen is None or _is_default(workspace.root, chosen) else chosen.resolve()
        self._places: dict[str, tuple[Path, str]] = {}
        """Name: folder, and path in it."""

    def names(self, slug: str, replaced: Collection[str] = ()) -> list[str]:
        """Paths in the project, and whole ones of files elsewhere, sorted."""
        places = {path: (self._root, path) for path in _files(self._root)}
        if self._chosen is not None:
            known = {(folder / path).resolve() for folder, path in places.values()}
            found = (name for name in _called(self._chosen, slug) if self._chosen / name not in known)
            places |= {str(self._chosen / name): (self._chosen, name) for name in found}
        target = self._chosen or (self._root / FOLDER).resolve()
        unseen = {target / name for name in replaced}
        self._places = {}
        for name, (folder, path) in places.items():
            real = (folder / path).resolve()
            if real not in unseen and not self._is_source(real):
                self._places[name] = folder, path
        return sorted(self._places)

    def _is_source(self, real: Path) -> bool:
        return real.is_relative_to(self._root) and real.relative_to(self._root).parts[0] in _NEVER

    def is_elsewhere(self, name: str) -> bool:
        """Whether one of `names` lies in another folder than the project's."""
        return self._places[name][0] != self._root

    def path(self, name: str) -> Path:
        """Where one of `names` lies."""
        folder, path = self._places[name]
        return folder / path

    def read(self, name: str) -> bytes | None:
        """The content of one of `names`."""
        folder, path = self._places[name]
        try:
            with os.fdopen(open_inside(folder, path), "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError:
            return None
        return data if len(data) <= MAX_BYTES else None

    def remembers(self, kind: Kind) -> bool:
        """Whether there is an entry of this kind."""
        return kind in self._cache.kinds()

    def recall(self, kind: Kind, data: bytes, about: str = "") -> str | None:
        """What was kept of a file with this content; it is sealed, so it is what was put there."""
        kept = self._cache.get(_key(kind, data, about))
        return None if kept is None else kept.decode()

    def remember(self, kind: Kind, data: bytes, value: str, about: str = "") -> None:
        """Keep `value`."""
        self._cache.put(_key(kind, data, about), value.encode())


def _key(kind: Kind, data: bytes, about: str) -> str:
    return f"{kind}/{blake2b(data + about.encode(), key=seal_key(), digest_size=32).hexdigest()}"


def _is_default(root: Path, folder: Path) -> bool:
    real = (root / FOLDER).resolve()
    return folder.resolve() == real != root


def _files(root: Path) -> Iterator[str]:
    """Paths in the project of the files in its output folder; none where that is a link which leads out."""
    try:
        top = inside(root, FOLDER)
    except OSError:
        return
    if top == root:  # by a link; not all of the project is a finished file
        return
    count = 0
    for folder, below, names in os.walk(top):
        below.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                count += 1
                if count > MAX_FILES:
                    return
                yield f"{FOLDER}/{path.relative_to(top).as_posix()}"


def _called(folder: Path, slug: str) -> list[str]:
    """The files in `folder` that are called `slug`, whatever their ending."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    called = [path for path in entries if path.stem == slug and path.suffix in _ENDINGS]
    return [path.name for path in called if path.is_file() and not path.is_symlink()]
