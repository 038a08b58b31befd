"""FolderCache: results kept from run to run in `.report-kit/cache/` of the project. NoCache: none.

Both implement `report_kit.workspace.Cache`. In: keys and bytes. Out: the same bytes, or None. The folder may have come
with the project from a stranger, or be damaged: every entry is sealed with what is known about this installation
alone, and an entry whose seal does not fit counts as missing. It may go with the project to others as well, in an
archive or a folder that is shared: nothing lies there in plain text, and whoever gets a copy can read none of it.
Nothing is ever unpickled. Where the folder cannot be written, the cache is simply off.

An entry repeats what its source says, so what no run asks for any more does not stay: `report_kit.cli.tidy` says when.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b, shake_128
from pathlib import Path

from report_kit.cli.installation import seal_key
from report_kit.cli.paths import inside, open_inside
from report_kit.workspace.owner import is_alive

FOLDER = ".report-kit/cache"
MAX_BYTES = 200_000_000
MAX_ENTRIES = 5_000
MAX_DAYS = 30
"""An entry that nothing has asked for in so many days goes, of whatever kind it is."""

_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-/")
_SEAL_BYTES = 32
_NONCE_BYTES = 16
_DAY = 86_400
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by report-kit; safe to delete. See https://bford.info/cachedir/\n"


class FolderCache:
    """A cache in the project folder `root` (resolved)."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER
        self._ready: bool | None = None  # not yet tried
        self._asked: set[str] = set()

    def __reduce__(self) -> tuple[object, ...]:
        return FolderCache, (self._root,)

    @property
    def asked(self) -> frozenset[str]:
        """The keys that were asked for, or put, since this cache was opened."""
        return frozenset(self._asked)

    def get(self, key: str) -> bytes | None:
        """What was stored under `key`, or None."""
        path = f"{FOLDER}/{_checked(key)}"
        self._asked.add(key)
        try:
            with os.fdopen(open_inside(self._root, path), "rb") as file:
                seal, locked = file.read(_SEAL_BYTES), file.read()
                age = time.time() - os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if seal != _seal(key, locked):
            return None
        if age > _DAY:  # the oldest go first when the cache is pruned
            with contextlib.suppress(OSError):
                os.utime(self._root / path)
        return _masked(locked[:_NONCE_BYTES], locked[_NONCE_BYTES:])

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`."""
        target = self._folder / _checked(key)
        self._asked.add(key)
        if self._ready is None:
            self._ready = self._prepare()
        if not self._ready:
            return
        partial = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}")
        try:
            self._make(target.parent)
            nonce = os.urandom(_NONCE_BYTES)
            locked = nonce + _masked(nonce, data)
            partial.write_bytes(_seal(key, locked) + locked)
            partial.replace(target)
        except OSError:
            self._ready = False
        finally:
            with contextlib.suppress(OSError):
                partial.unlink()

    def claim(self, keys: Iterable[str]) -> None:
        """Count `keys` as asked for."""
        self._asked.update(keys)

    def kinds(self) -> frozenset[str]:
        """The kinds of entry that there are: a kind is the first part of a key."""
        return frozenset(key.partition("/")[0] for key, _, _ in self._entries())

    def keys(self, kind: str) -> list[str]:
        """The keys of all entries of a `kind`, sorted."""
        return sorted(key for key, path, _ in self._entries() if key.startswith(f"{kind}/") and path.name[:1] != ".")

    def sweep(self, kinds: Collection[str], kept: Collection[str]) -> None:
        """Remove the entries of `kinds` whose keys are not among `kept`.

        Another run may need one of them just now; it then makes it again. What it is writing stays.
        """
        for key, path, _ in self._entries():
            if key.partition("/")[0] in kinds and key not in kept and not _is_being_written(path):
                _unlink(path)

    def prune(self) -> None:
        """Remove what is older than `MAX_DAYS`, the oldest entries beyond `MAX_BYTES` and `MAX_ENTRIES`, and what
        killed runs left half written.
        """
        now, size, count = time.time(), 0, 0
        for _, path, info in sorted(self._entries(), key=lambda entry: -entry[2].st_mtime):
            age = now - info.st_mtime
            if path.name.startswith(".") and (age > _DAY or not _is_being_written(path)):
                _unlink(path)
                continue
            size, count = size + info.st_size, count + 1
            if age > MAX_DAYS * _DAY or size > MAX_BYTES or count > MAX_ENTRIES:
                _unlink(path)

    def empty(self, but: Collection[str] = ()) -> None:
        """Remove everything that is kept, `but` not entries of these kinds."""
        for key, path, _ in self._entries():
            if key.partition("/")[0] not in but:
                _unlink(path)

    def _entries(self) -> Iterator[tuple[str, Path, os.stat_result]]:
        """Key, file and state of every entry, half-written ones too; none where a link leads out: it is not ours."""
        try:
            inside(self._root, FOLDER)
        except OSError:
            return
        for folder, _, names in os.walk(self._folder):
            above = Path(folder).relative_to(self._folder).as_posix()
            for name in names if above != "." else ():  # the folder's own .gitignore and tag
                path = Path(folder, name)
                with contextlib.suppress(OSError):
                    yield f"{above}/{name}", path, path.lstat()

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

    def claim(self, keys: Iterable[str]) -> None:
        """Do nothing."""

    @property
    def asked(self) -> frozenset[str]:
        """Nothing that is kept."""
        return frozenset()

    def kinds(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def keys(self, kind: str) -> list[str]:
        """None."""
        return []

    def sweep(self, kinds: Collection[str], kept: Collection[str]) -> None:
        """Do nothing."""

    def prune(self) -> None:
        """Do nothing."""


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _is_being_written(path: Path) -> bool:
    """Whether it is half an entry, and the process that began it may still be at work."""
    number = path.name.rpartition(".")[2].partition("-")[0]
    return path.name.startswith(".") and number.isascii() and number.isdigit() and is_alive(int(number))


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


def _masked(nonce: bytes, data: bytes) -> bytes:
    """`data` made unreadable without `seal_key`, or readable again: a keystream (SHAKE128, FIPS 202) laid over it.

    `nonce` is another one each time, so no two entries have the same stream.
    """
    stream = shake_128(b"mask" + seal_key() + nonce).digest(len(data))
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")
