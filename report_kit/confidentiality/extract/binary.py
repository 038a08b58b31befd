"""Files of no known format: every stretch of letters in them, read as ASCII or UTF-8 and as UTF-16."""

from __future__ import annotations

import re

from report_kit.confidentiality.artifacts import Reading

_PLAIN = re.compile(
    rb"(?:[\x20-\x7e\t]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){5,}"
)
_WIDE_LE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")
_WIDE_BE = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]){4,}")


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add every stretch of text in `data`."""
    reading.add("inside", strings(data))


def strings(data: bytes) -> str:
    """The stretches of text in `data`, one a line."""
    found = [match[0].decode("utf-8", "replace") for match in _PLAIN.finditer(data)]
    if b"\0" in data:
        found += [match[0].decode("utf-16-le", "replace") for match in _WIDE_LE.finditer(data)]
        found += [match[0].decode("utf-16-be", "replace") for match in _WIDE_BE.finditer(data)]
    # A line of its own each, with a sign that ends sentences, so that strings do not read on into one another.
    return "\n\n".join(found)


def read_ole(reading: Reading, name: str, data: bytes) -> None:
    """Microsoft's compound files: old Office formats, embedded objects, and Office files with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        reading.fault("", "it is locked with a password")
        return
    read(reading, name, data)


def read_font(reading: Reading, _name: str, data: bytes) -> None:
    """Compressed fonts (WOFF): the metadata block, which may be missing, is all that could name anybody."""
    import zlib

    # https://www.w3.org/TR/WOFF/ section 4, https://www.w3.org/TR/WOFF2/ section 4.1: metaOffset, metaLength
    header = 24 if data[:4] == b"wOFF" else 28
    start = int.from_bytes(data[header : header + 4], "big")
    packed = int.from_bytes(data[header + 4 : header + 8], "big")
    block = data[start : start + packed] if start else b""
    if not block:
        return
    try:
        if data[:4] == b"wOFF":
            text = zlib.decompressobj().decompress(block, 2**20)
        else:
            import brotli

            text = brotli.decompress(block)[: 2**20]
    except (zlib.error, ValueError, RuntimeError, ImportError):
        reading.fault("font metadata", "it is damaged")
        return
    reading.add("font metadata", text.decode("utf-8", "replace"))
