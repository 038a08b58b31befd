"""git's folder, read with care: it may come with a project from a stranger, and its settings can lead anywhere.

In: the folder of a project. Out: what git keeps for it, read here file by file, without git and without its settings;
links, pipes and devices are never opened. Raises RepositoryError where the folder asks for files outside of it. A
further work tree (`git worktree`) and a submodule have git's folder in another repository: it is believed where it says
itself that it belongs here, which no project can write into somebody else's repository.

See https://git-scm.com/docs/gitrepository-layout.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from report_kit.cli.paths import inside, open_inside
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.workspace import RepositoryError

MOST_TAGS = 20_000
MOST_OBJECTS = 500_000
_FEW_BYTES: Final = 10_000
"""Of files that hold a line."""
_MOST_BYTES: Final = 50_000_000
"""Of a list of tags, or an index."""
_DEPTH = 10
"""Folders within folders of tags."""

_HASH = pattern(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_WORK_TREE = pattern(r"(?m)^\s*worktree\s*=\s*\"?([^\"\n]+?)\"?\s*$")
_OF_GIT = pattern(r"/(?:worktrees/[^/]+|modules/.+)$")
_NAME = pattern(r"refs(?:/[^\x00-\x20\x7f~^:?*\[\\/]+)+")


@dataclass(frozen=True, slots=True)
class GitFolder:
    """Where git keeps what."""

    top: Path
    """The folder whose files git keeps."""
    own: Path
    """What belongs to this work tree alone: its index, and where it stands."""
    common: Path
    """Objects, branches and tags."""

    def read(self, folder: Path, name: str, limit: int = _FEW_BYTES) -> bytes | None:
        """The content of the file `name` in `own` or `common`; None where it is missing."""
        try:
            with os.fdopen(open_inside(folder, name), "rb") as file:
                data = file.read(limit + 1)
        except FileNotFoundError:
            return None
        except OSError:
            raise refused(f"{folder.name}/{name} leads out of it, or is no file that may be read") from None
        if len(data) > limit:
            raise refused(f"{folder.name}/{name} is larger than any that git writes")
        return data

    def index(self, name: str = "index") -> bytes | None:
        """The list of the files that git keeps."""
        return self.read(self.own, name, _MOST_BYTES)

    def head(self) -> str | None:
        """The commit that is checked out; None before the first."""
        said = (self.read(self.own, "HEAD") or b"").decode(errors="replace").strip()
        if not said.startswith("ref:"):
            return said if _HASH.fullmatch(said) else None
        name = said.removeprefix("ref:").strip()
        if not _is_name(name):
            return None
        found = (self.read(self.common, name) or b"").decode(errors="replace").strip()
        return found if _HASH.fullmatch(found) else dict(self._packed()).get(name)

    def tags(self) -> dict[str, str]:
        """The object of every tag, by the whole name of the tag (`refs/tags/v1`)."""
        if (self.common / "reftable").exists():
            raise refused(
                f"{self.common.name}/ keeps its tags as a table, which is not read here",
                "run: git refs migrate --ref-format=files",
            )
        found = {name: value for name, value in self._packed() if name.startswith("refs/tags/")}
        for name in self._loose("refs/tags", _DEPTH):
            value = (self.read(self.common, name) or b"").decode(errors="replace").strip()
            if _is_name(name) and _HASH.fullmatch(value):
                found[name] = value
            if len(found) > MOST_TAGS:
                raise refused(f"{self.common.name}/ has more than {MOST_TAGS:,} tags")
        return found

    def objects(self) -> Path:
        """The folder of what git keeps, looked through: with nothing in it but folders and files."""
        objects = self._inside("objects") or self.common / "objects"
        lent = self.read(self.common, "objects/info/alternates")
        if lent is not None and any(line.strip() and line[:1] != b"#" for line in lent.splitlines()):
            raise refused(
                f"{self.common.name}/objects/info/alternates leads to another repository",
                "make this one complete: git repack -a -d && rm .git/objects/info/alternates",
            )
        pending, count = [objects], 0
        while pending:
            folder = pending.pop()
            for entry in _entries(folder):
                count += 1
                if entry.is_dir(follow_symlinks=False):
                    pending.append(Path(entry.path))
                elif not entry.is_file(follow_symlinks=False) or count > MOST_OBJECTS:
                    raise refused(f"{Path(entry.path).relative_to(self.common.parent)} is no file of git's")
        return objects

    def _inside(self, path: str) -> Path | None:
        """The real place of the folder `path` of `common`; None where it is missing."""
        try:
            return inside(self.common, path)
        except FileNotFoundError:
            return None
        except OSError:
            raise refused(f"{self.common.name}/{path} is a link that leads out of it") from None

    def _packed(self) -> Iterator[tuple[str, str]]:
        """Names and objects in `packed-refs`."""
        data = self.read(self.common, "packed-refs", _MOST_BYTES) or b""
        for line in data.decode(errors="replace").splitlines():
            value, _, name = line.partition(" ")
            if _HASH.fullmatch(value) and _is_name(name):
                yield name, value

    def _loose(self, path: str, depth: int) -> Iterator[str]:
        """Paths of the files in the folder `path` of `common`, and below."""
        here = self._inside(path)
        if here is None:
            return
        for entry in _entries(here):
            if entry.is_dir(follow_symlinks=False) and depth:
                yield from self._loose(f"{path}/{entry.name}", depth - 1)
            elif not entry.name.endswith(".lock"):
                yield f"{path}/{entry.name}"


def find(root: Path) -> GitFolder | None:
    """The folder of git for the project in `root` (resolved), which may be kept with others in one repository."""
    for top in (root, *root.parents):
        place = top / ".git"
        try:
            kind = place.lstat().st_mode
        except OSError:
            continue
        if stat.S_ISLNK(kind):
            raise refused(".git is a link")
        if stat.S_ISREG(kind):
            return _elsewhere(top)
        if stat.S_ISDIR(kind) and (place / "HEAD").exists():
            found = GitFolder(top, place, place)
            if found.read(place, "commondir") is not None or (place / "objects").is_symlink():
                raise refused(".git keeps its objects elsewhere")
            return found
    return None


def refused(reason: str, hint: str = "") -> RepositoryError:
    """The exception that says so."""
    return RepositoryError(
        f"what git keeps of this project was not looked at: {reason}",
        hint or "build from a copy that you made yourself: git clone --no-local",
    )


def _elsewhere(top: Path) -> GitFolder:
    """The folder of git where `.git` is a file that names another place."""
    here = GitFolder(top, top, top)
    said = (here.read(top, ".git") or b"").decode(errors="replace")
    if not said.startswith("gitdir:"):
        raise refused(".git is a file that git did not write")
    named = said.removeprefix("gitdir:").strip()
    if not _OF_GIT.search(Path(named).as_posix()):  # nowhere else is anything opened to ask whom it belongs to
        raise refused(".git names a folder that is not of this project")
    try:
        own = (top / named).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise refused(".git names a folder that is not there") from None
    if not _belongs(own, top):
        raise refused(".git names a folder that is not of this project")
    common = (GitFolder(top, own, own).read(own, "commondir") or b".").decode(errors="replace").strip()
    try:
        shared = (own / common).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise refused(".git names a folder that is not whole") from None
    if own != shared and shared not in own.parents:
        raise refused(".git names a folder that is not whole")
    return GitFolder(top, own, shared)


def _belongs(own: Path, top: Path) -> bool:
    """Whether git's folder `own` says itself that it is that of `top`: as a further work tree or as a submodule."""
    folder = GitFolder(top, own, own)
    back = folder.read(own, "gitdir")
    if back is not None:
        named = [back.decode(errors="replace").strip()]
        ending = "/.git"
    else:
        settings = (folder.read(own, "config", 1_000_000) or b"").decode(errors="replace")
        named, ending = _WORK_TREE.findall(settings)[-1:], ""
    try:
        return any((own / name).resolve() == Path(f"{top}{ending}") for name in named)
    except (OSError, ValueError, RuntimeError):
        return False


def _is_name(name: str) -> bool:
    """Whether a branch or tag may be called so (https://git-scm.com/docs/git-check-ref-format)."""
    return _NAME.fullmatch(name) is not None and ".." not in name and "/." not in name and "@{" not in name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []
