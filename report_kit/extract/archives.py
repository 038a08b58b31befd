"""Zip and tar: the files inside, their names and remarks, and what stands between them, within the budget."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib

from report_kit.extract.binary import strings
from report_kit.extract.embedded import open_each
from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading

_LARGEST = 256 * 2**20
_LOCAL = b"PK\x03\x04"


def members(reading: Reading, data: bytes) -> list[tuple[str, bytes]] | None:
    """The files in a zip archive, unpacked, with their names; None where it cannot be read. All else in it is added.

    An archive may hold several files of one name, and files that its directory no longer lists.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, UnicodeDecodeError):
        reading.fault("", "it is damaged, or was not written to its end")
        return None
    found: list[tuple[str, bytes]] = []
    with archive:
        reading.add("archive comment", archive.comment.decode("utf-8", "replace"), PieceKind.PROPERTY)
        _add_gaps(reading, archive, data)
        for entry in archive.infolist():
            _add_entry(reading, entry)
            if entry.is_dir() and not entry.file_size:
                continue
            if entry.flag_bits & 0x1:
                reading.fault(entry.filename, "it is locked with a password")
                continue
            reading.budget.files_left -= 1
            limit = min(_LARGEST, max(0, reading.budget.bytes_left))
            if reading.budget.files_left < 0 or entry.file_size > limit:
                reading.fault(entry.filename, "it unpacks to more than can be searched")
                continue
            content = _unpacked(archive, entry, limit)
            if content is None:
                reading.fault(entry.filename, "it is damaged")
            elif len(content) > limit or not reading.budget.take(len(content)):
                reading.fault(entry.filename, "it unpacks to more than can be searched")
            else:
                found.append((entry.filename, content))
    return found


def _add_entry(reading: Reading, entry: zipfile.ZipInfo) -> None:
    """What the directory says of a file beside its content."""
    reading.add_name("name of a file inside", entry.filename, PieceKind.PART_NAME)
    if not entry.flag_bits & 0x800 and not entry.filename.isascii():  # no promise of UTF-8, which many break
        raw = entry.orig_filename.encode("cp437", "replace")
        reading.add_name("name of a file inside", raw.decode("utf-8", "replace"), PieceKind.PART_NAME)
        reading.add_name("name of a file inside", raw.decode("cp1252", "replace"), PieceKind.PART_NAME)
    reading.add(f"{entry.filename}, comment", entry.comment.decode("utf-8", "replace"), PieceKind.PROPERTY)
    reading.add(f"{entry.filename}, extra field", strings(entry.extra))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | None:
    try:
        with archive.open(entry) as stream:
            return stream.read(limit + 1)  # the size that the archive claims may be a lie
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def _add_gaps(reading: Reading, archive: zipfile.ZipFile, data: bytes) -> None:
    """What the directory does not account for: bytes before, between and after the files; files taken off the list."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if entry.header_offset > at:
            _add_gap(reading, data[at : entry.header_offset])
        header = data[entry.header_offset : entry.header_offset + 30]
        name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
        start = entry.header_offset + 30 + name
        reading.add(f"{entry.filename}, extra field", strings(data[start : start + extra]))
        at = max(at, start + extra + entry.compress_size)
    if archive.start_dir > at:
        _add_gap(reading, data[at : archive.start_dir])
    end = data.rfind(b"PK\x05\x06")
    reading.add("after the archive", strings(data[end + 22 :]), fallback=True)
    open_each(reading, data[end:])


def _add_gap(reading: Reading, gap: bytes) -> None:
    reading.add("between the files", strings(gap))
    at = gap.find(_LOCAL)
    while at >= 0:
        method, packed = int.from_bytes(gap[at + 8 : at + 10], "little"), gap[at + 18 : at + 22]
        name, extra = int.from_bytes(gap[at + 26 : at + 28], "little"), int.from_bytes(gap[at + 28 : at + 30], "little")
        start = at + 30 + name + extra
        body = gap[start : start + int.from_bytes(packed, "little")] or gap[start:]
        file = gap[at + 30 : at + 30 + name].decode("utf-8", "replace")
        place = "file taken off the list"
        if method == zipfile.ZIP_DEFLATED:
            limit = min(_LARGEST, max(0, reading.budget.bytes_left))
            try:
                body = zlib.decompressobj(-15).decompress(gap[start:], limit)
            except zlib.error:
                reading.fault(place, "it is damaged")
                body = b""
        elif method != zipfile.ZIP_STORED:
            reading.fault(place, "it is packed in an unusual way")
        reading.open(file, body, f"{place}: ")
        at = gap.find(_LOCAL, start)


def read_tar(reading: Reading, _name: str, data: bytes) -> None:
    """A tar file."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                reading.add_name("name of a file inside", entry.name, PieceKind.PART_NAME)
                owner = f"{entry.uname}\n{entry.gname}\n{entry.linkname}"
                reading.add(f"{entry.name}, owner", owner, PieceKind.PERSON)
                reading.add(f"{entry.name}, extra field", "\n\n".join(entry.pax_headers.values()))
                stream = archive.extractfile(entry) if entry.isreg() else None
                if stream is not None:
                    reading.open(entry.name, stream.read(), f"{entry.name}: ")
    except (tarfile.TarError, EOFError, ValueError, OSError):
        reading.fault("", "it is damaged")
