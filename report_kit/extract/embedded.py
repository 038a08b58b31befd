"""Files that lie inside of others as they are: objects that Office embeds, attachments of Outlook, what was appended.

In: bytes of any kind. Out: where each archive or document begins in them, and ends. One that lies in another is left to
the reader of that one.
"""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from report_kit.extract.reading import Reading

_BEGINS = re.compile(
    rb"(?P<zip>PK\x03\x04)|(?P<pdf>%PDF-[12])|(?P<compound>\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1)|(?P<locked>7z\xbc\xaf\x27\x1c"
    rb"|Rar!\x1a\x07|MSCF\x00{4})|(?P<xz>\xfd7zXZ\x00)|(?P<bz2>BZh[1-9]1AY&SY)"
    rb"|(?P<gzip>\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff])|(?P<rtf>\{\\rtf1)"
    rb"|(?<=\x10\x00\x11\x10.{8})(?P<zlib>\x78[\x01\x5e\x9c\xda])",
    re.DOTALL,
)
"""How archives and documents begin, in more bytes than chance gives; zlib behind the head of a record of PowerPoint, in
which it packs embedded objects ([MS-PPT], ExOleObjStgCompressedAtom).
"""
_UNPACKERS: dict[str, Callable[[], Any]] = {
    "xz": lzma.LZMADecompressor,
    "bz2": bz2.BZ2Decompressor,
    "gzip": lambda: zlib.decompressobj(wbits=31),
    "zlib": zlib.decompressobj,
}
_DIRECTORY_END = b"PK\x05\x06"
_FREE = 0xFFFFFFFF
_LARGEST = 256 * 2**20


def open_each(reading: Reading, data: bytes) -> None:
    """Read each file that begins somewhere inside `data`, behind its first byte; say where one cannot be."""
    for number, (start, end) in enumerate(places(data), 1):
        reading.open("package" if number == 1 else f"package {number}", data[start:end], "inside: ")


def begins_late(data: bytes) -> bool:
    """Whether it is a stream with a PDF or an archive behind something else, which readers would put up with."""
    if data.startswith((b"%PDF-", b"PK")):
        return False
    return b"%PDF-" in data[:1024] or _DIRECTORY_END in data[-22 - 2**16 :]


def places(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each file inside `data` begins and ends; to the end of all where it does not say."""
    at = 1
    while found := _BEGINS.search(data, at):
        start, kind = found.start(), str(found.lastgroup)
        end = _end(kind, data, start) or _said_before(data, start)
        yield start, end or len(data)
        at = end or _next_of_another_kind(kind, data, found.end())


def _said_before(data: bytes, start: int) -> int:
    """Where the file ends by the length that an OLE package gives right before it, else 0."""
    length = int.from_bytes(data[max(0, start - 4) : start], "little") if start >= 4 else 0
    return start + length if 8 <= length <= len(data) - start else 0


def _end(kind: str, data: bytes, start: int) -> int:
    """Where the file of the `kind` that begins at `start` ends, else 0."""
    if kind == "zip":
        return _end_of_zip(data, start)
    if kind == "pdf":
        following = data.find(b"%PDF-", start + 5)
        last = data.rfind(b"%%EOF", start, following if following > 0 else len(data))
        return last + 5 if last > 0 else 0
    if kind == "compound":
        return _end_of_compound(data, start)
    if kind in _UNPACKERS:
        return _end_of_packed(_UNPACKERS[kind](), data, start)
    return 0


def _end_of_zip(data: bytes, start: int) -> int:
    """Behind the directory that lies as far from `start` as it says; that of an archive inside does not."""
    at = data.find(_DIRECTORY_END, start)
    while at >= 0:
        size, offset = (int.from_bytes(data[at + where : at + where + 4], "little") for where in (12, 16))
        if start + offset + size == at:
            return at + 22 + int.from_bytes(data[at + 20 : at + 22], "little")
        at = data.find(_DIRECTORY_END, at + 4)
    return 0


def _end_of_compound(data: bytes, start: int) -> int:
    """Behind its last sector in use, by its table of sectors ([MS-CFB], 2.3), as far as the head lists the table."""
    head = data[start : start + 512]
    shift = int.from_bytes(head[30:32], "little")
    if len(head) < 512 or shift not in {9, 12}:
        return 0
    size, last = 1 << shift, -1
    for number in range(109):
        sector = int.from_bytes(head[76 + 4 * number : 80 + 4 * number], "little")
        if sector == _FREE:
            break
        table = data[start + (sector + 1) * size :][:size]
        used = [at for at in range(0, len(table), 4) if int.from_bytes(table[at : at + 4], "little") != _FREE]
        last = max(last, number * size // 4 + used[-1] // 4) if used else last
    end = start + (last + 2) * size
    return end if last >= 0 and end <= len(data) else 0


def _end_of_packed(unpacker: Any, data: bytes, start: int) -> int:
    """Behind the packed stream."""
    at, unpacked = start, 0
    try:
        while at < len(data) and not unpacker.eof and unpacked < _LARGEST:
            unpacked += len(unpacker.decompress(data[at : at + 2**16]))
            at += 2**16
    except (zlib.error, lzma.LZMAError, OSError, EOFError):
        return 0
    return min(at, len(data)) - len(unpacker.unused_data) if unpacker.eof else 0


def _next_of_another_kind(kind: str, data: bytes, at: int) -> int:
    """Where a file of another kind begins; what repeats the beginning of one without an end may be its inside."""
    while (found := _BEGINS.search(data, at)) and found.lastgroup == kind:
        at = found.end()
    return found.start() if found else len(data)
