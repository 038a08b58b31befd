"""git's index, read without git: the names of the files that it keeps.

In: the bytes of `.git/index`, and of the shared index that it may refer to. Out: paths, from the top of the work tree.
The format: https://git-scm.com/docs/index-format, versions 2 to 4. A folder that a sparse index keeps as a whole ends
in a slash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

_EXTENDED = 0x4000
_LENGTH = 0x0FFF


def paths_in(data: bytes, shared: Callable[[str], bytes | None]) -> set[bytes]:
    """The paths in an index; `shared` gives the one that is called so. Raises ValueError where it is damaged."""
    size = 32 if hashlib.sha256(data[:-32]).digest() == data[-32:] else 20
    names, end = _entries(data, size)
    found = {name for name in names if name}  # what only changes an entry of the shared index has no name
    while end + 8 <= len(data) - size:
        length = int.from_bytes(data[end + 4 : end + 8], "big")
        if data[end : end + 4] == b"link":
            found |= _shared(data[end + 8 : end + 8 + length], size, shared)
        end += 8 + length
    return found


def _shared(link: bytes, size: int, shared: Callable[[str], bytes | None]) -> set[bytes]:
    """The paths that are kept in the shared index and not deleted since."""
    base = shared(f"sharedindex.{link[:size].hex()}") if any(link[:size]) else b""
    if base is None:
        raise ValueError("the shared index is missing")
    if not base:
        return set()
    names, _ = _entries(base, size)
    deleted = set(_bits(link[size:])) if len(link) > size else set()
    return {name for number, name in enumerate(names) if number not in deleted}


def _entries(data: bytes, size: int) -> tuple[list[bytes], int]:
    """The names of all entries, and where they end; a hash has `size` bytes."""
    version, count = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    if data[:4] != b"DIRC" or version not in {2, 3, 4} or count > len(data) // 40:
        raise ValueError("no index of a known version")
    names: list[bytes] = []
    place, name = 12, b""
    for _ in range(count):
        start = place
        place += 42 + size
        flags = int.from_bytes(data[place - 2 : place], "big")
        place += 2 if flags & _EXTENDED and version > 2 else 0
        if version == 4:
            strip, place = _variable(data, place)
            end = data.index(b"\0", place)
            name = name[: max(0, len(name) - strip)] + data[place:end]
            place = end + 1
        else:
            end = data.index(b"\0", place) if flags & _LENGTH == _LENGTH else place + (flags & _LENGTH)
            name = data[place:end]
            place = start + (end - start + 8) // 8 * 8
        names.append(name)
    if place > len(data) - size:
        raise ValueError("the index ends too early")
    return names, place


def _variable(data: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, as in packs, and where it ends."""
    byte = data[place]
    value = byte & 0x7F
    while byte & 0x80:
        place += 1
        byte = data[place]
        value = ((value + 1) << 7) | (byte & 0x7F)
        if value > 1 << 32:
            raise ValueError("no such number")
    return value, place + 1


def _bits(data: bytes) -> Iterator[int]:
    """The numbers of the bits that are set in a compressed bitmap (EWAH: the format's `bitmap-format`)."""
    words = int.from_bytes(data[4:8], "big")
    if 8 + 8 * words > len(data):
        raise ValueError("the bitmap ends too early")
    most = int.from_bytes(data[:4], "big")
    number, at = 0, 0

    def word(index: int) -> int:
        return int.from_bytes(data[8 + 8 * index : 16 + 8 * index], "big")

    while at < words and number < most:
        run = word(at)
        same, literal = run >> 1 & 0xFFFFFFFF, run >> 33
        if run & 1:
            yield from range(number, min(most, number + 64 * same))
        number += 64 * same
        for index in range(at + 1, min(words, at + 1 + literal)):
            bits = word(index)
            yield from (number + bit for bit in range(64) if bits >> bit & 1)
            number += 64
        at += 1 + literal
