"""Files packed as one stream: gzip with all its members, bzip2, xz, lzma, zlib and Brotli, within the budget."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any

from report_kit.extract.binary import strings
from report_kit.extract.embedded import open_each
from report_kit.extract.reading import Reader, Reading

_LARGEST = 256 * 2**20
_KINDS: tuple[tuple[bytes, str, Callable[[], Any]], ...] = (
    (b"\x1f\x8b", ".gz", lambda: zlib.decompressobj(wbits=31)),
    (b"BZh", ".bz2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", ".xz", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ)),
    (b"\x5d\x00\x00", ".lzma", lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE)),
    (b"\x78\x01", ".zz", zlib.decompressobj),
    (b"\x78\x5e", ".zz", zlib.decompressobj),
    (b"\x78\x9c", ".zz", zlib.decompressobj),
    (b"\x78\xda", ".zz", zlib.decompressobj),
)
"""First bytes, ending, and what unpacks one stream of the kind."""
_ERRORS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


def reader_of(name: str, data: bytes) -> Reader | None:
    """The reader for `data`, where it is packed as one stream. Brotli has no first bytes of its own, only an ending."""
    if name.lower().endswith(".br"):
        return _read_brotli
    for magic, ending, maker in _KINDS:
        if data.startswith(magic):
            # Two bytes may begin any file; a zlib stream proves itself by its first block.
            if maker is zlib.decompressobj and not _opens(data):
                return None
            return lambda reading, file, content: _read(reading, file.removesuffix(ending), content, magic, maker)
    return None


def _opens(data: bytes) -> bool:
    try:
        return bool(zlib.decompressobj().decompress(data[:4096], 64))
    except zlib.error:
        return False


def _read(reading: Reading, name: str, data: bytes, magic: bytes, maker: Callable[[], Any]) -> None:
    limit = min(_LARGEST, max(0, reading.budget.bytes_left))
    content, rest, whole = bytearray(), data, True
    try:
        while rest.startswith(magic):
            if magic == b"\x1f\x8b":
                _add_header(reading, rest)
            stream = maker()
            content += stream.decompress(rest, limit + 1 - len(content))
            if len(content) > limit:
                reading.fault("", "it unpacks to more than can be searched")
                return
            whole, rest = stream.eof, stream.unused_data
            if not whole:
                break
    except _ERRORS:
        whole = False
    if not whole:
        reading.fault("", "it is damaged, or was not written to its end")
    if rest.strip(b"\0") and whole:
        reading.add("after the packed file", strings(rest))
        open_each(reading, b"\0" + rest)
    reading.open(name, bytes(content), "unpacked: ")


def _add_header(reading: Reading, data: bytes) -> None:
    """The file's name and remark in a gzip header (RFC 1952, section 2.3)."""
    flags, at = data[3], 10
    if flags & 4:
        size = int.from_bytes(data[at : at + 2], "little")
        reading.add("gzip header", strings(data[at + 2 : at + 2 + size]))
        at += 2 + size
    for flag, what in ((8, "name of the file inside"), (16, "comment")):
        if flags & flag:
            end = data.find(b"\0", at)
            reading.add_name(what, data[at:end].decode("latin-1"))
            at = end + 1


def _read_brotli(reading: Reading, name: str, data: bytes) -> None:
    import brotli

    limit = min(_LARGEST, max(0, reading.budget.bytes_left))
    content = bytearray()
    unpacker = brotli.Decompressor()
    try:
        piece = unpacker.process(data, output_buffer_limit=2**20)
        while piece or not unpacker.can_accept_more_data():
            content += piece
            if len(content) > limit:
                reading.fault("", "it unpacks to more than can be searched")
                return
            piece = unpacker.process(b"", output_buffer_limit=2**20)
    except brotli.error:
        reading.fault("", "it is damaged")
        return
    if not unpacker.is_finished():
        reading.fault("", "it is damaged, or was not written to its end")
    reading.open(name.removesuffix(".br"), bytes(content), "unpacked: ")
