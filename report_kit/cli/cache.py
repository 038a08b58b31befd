"""FolderCache: results kept from run to run in `.report-kit/cache/` of the project. NoCache: none.

Both implement `report_kit.workspace.Cache`. In: keys and bytes. Out: the same bytes, or None. The folder may have come
with the project from a stranger, or be damaged: every entry is sealed with what is known about this installation
alone, and an entry whose seal does not fit counts as missing. Nothing is ever unpickled. Where the folder cannot be
written, the cache is simply off.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from report_kit.cli.installation import seal_key
from report_kit.cli.paths import inside, open_inside

FOLDER = ".report-kit/cache"
MAX_BYTES = 200_000_000
MAX_ENTRIES = 5_000

_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-/")
_SEAL_BYTES = 32
_DAY = 86_400
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by report-kit; safe to delete. See https://bford.info/cachedir/\n"


class FolderCache:
    """A cache in the project folder `root` (resolved)."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER
        self._ready: bool | None = None  # not yet tried

    def __reduce__(self) -> tuple[object, ...]:
        return FolderCache, (self._root,)

    def get(self, key: str) -> bytes | None:
        """What was stored under `key`, or None."""
        path = f"{FOLDER}/{_checked(key)}"
        try:
            with os.fdopen(open_inside(self._root, path), "rb") as file:
                seal, data = file.read(_SEAL_BYTES), file.read()
                age = time.time() - os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if seal != _seal(key, data):
            return None
        if age > _DAY:  # the oldest go first when the cache is pruned
            with contextlib.suppress(OSError):
                os.utime(self._root / path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`."""
        target = self._folder / _checked(key)
        if self._ready is None:
            self._ready = self._prepare()
        if not self._ready:
            return
        partial = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}")
        try:
            self._make(target.parent)
            partial.write_bytes(_seal(key, data) + data)
            partial.replace(target)
        except OSError:
            self._ready = False
        finally:
            with contextlib.suppress(OSError):
                partial.unlink()

    def prune(self) -> None:
        """Remove the oldest entries beyond `MAX_BYTES` and `MAX_ENTRIES`, and what killed runs left half written."""
        now, size, count = time.time(), 0, 0
        with contextlib.suppress(OSError):
            inside(self._root, FOLDER)  # a link that leads out is not ours to tidy
            for path, info in sorted(self._entries(), key=lambda entry: -entry[1].st_mtime):
                size, count = size + info.st_size, count + 1
                half_written = path.name.startswith(".") and now - info.st_mtime > _DAY
                if half_written or size > MAX_BYTES or count > MAX_ENTRIES:
                    path.unlink()

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for folder, _, names in os.walk(self._folder):
            for name in names:
                if Path(folder) != self._folder:  # the folder's own .gitignore and tag
                    path = Path(folder, name)
                    yield path, path.lstat()

    def _prepare(self) -> bool:
        """Make the folder, tell git and backup programs to pass it by, and say whether it can be used."""
        try:
            self._make(self._folder)
            for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
                path = self._folder / name
                if not path.exists() and not path.is_symlink():
                    path.write_text(text, encoding="utf-8")
        except OSError:
            return False
        return True

    def _make(self, folder: Path) -> None:
        """Make `folder`, level by level: a link on the way may lead out, where nothing may be made."""
        path = self._root
        for part in folder.relative_to(self._root).parts:
            path = inside(self._root, str(path.relative_to(self._root))) / part
            if not path.is_symlink():
                path.mkdir(exist_ok=True)
        inside(self._root, str(path.relative_to(self._root)))


class NoCache:
    """Keeps nothing and writes nothing: `report-kit build --fresh`."""

    def get(self, key: str) -> bytes | None:
        """Nothing."""
        return None

    def put(self, key: str, data: bytes) -> None:
        """Do nothing."""

    def prune(self) -> None:
        """Do nothing."""


def _checked(key: str) -> str:
    """`key`, if it is one: parts of lower-case letters, digits and '-', with '/' between them, at least two."""
    if not set(key) <= _ALPHABET or "/" not in key or not all(key.split("/")):
        raise ValueError(f"not a cache key: {key!r}")
    return key


def _seal(key: str, data: bytes) -> bytes:
    """Keyed hash (BLAKE2b, RFC 7693) of an entry."""
    seal = blake2b(key.encode() + b"\0", key=seal_key(), digest_size=_SEAL_BYTES)
    seal.update(data)
    return seal.digest()
