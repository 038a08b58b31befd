"""Zip, gzip and tar: the files inside, their names and remarks, within the budget."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib

from report_kit.confidentiality.artifacts import Reading

_LARGEST = 256 * 2**20


def members(reading: Reading, data: bytes) -> dict[str, bytes] | None:
    """The files in a zip archive by name, unpacked; None where it cannot be read. Names and remarks are added."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, UnicodeDecodeError):
        reading.fault("", "it is damaged, or was not written to its end")
        return None
    found: dict[str, bytes] = {}
    with archive:
        reading.add("archive comment", archive.comment.decode("utf-8", "replace"))
        for entry in archive.infolist():
            reading.add_name("name of a file inside", entry.filename)
            reading.add(f"{entry.filename}, comment", entry.comment.decode("utf-8", "replace"))
            if entry.is_dir():
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
                found[entry.filename] = content
    return found


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | None:
    try:
        with archive.open(entry) as stream:
            return stream.read(limit + 1)  # the size that the archive claims may be a lie
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def read_gzip(reading: Reading, name: str, data: bytes) -> None:
    """A gzip file."""
    limit = min(_LARGEST, max(0, reading.budget.bytes_left))
    try:
        content = zlib.decompressobj(wbits=47).decompress(data, limit + 1)
    except zlib.error:
        reading.fault("", "it is damaged")
        return
    if len(content) > limit:
        reading.fault("", "it unpacks to more than can be searched")
        return
    reading.open(name.removesuffix(".gz"), content, "unpacked: ")


def read_tar(reading: Reading, _name: str, data: bytes) -> None:
    """A tar file."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                reading.add_name("name of a file inside", entry.name)
                reading.add(
                    f"{entry.name}, owner", f"{entry.uname}\n{entry.gname}\n{entry.linkname}", person_field=True
                )
                stream = archive.extractfile(entry) if entry.isreg() else None
                if stream is not None:
                    reading.open(entry.name, stream.read(), f"{entry.name}: ")
    except (tarfile.TarError, EOFError, ValueError, OSError):
        reading.fault("", "it is damaged")
