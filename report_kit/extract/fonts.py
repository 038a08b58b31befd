"""Compressed fonts (WOFF): the metadata block, which may be missing, is all that could name anybody."""

from __future__ import annotations

import zlib

from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add the metadata of the font `data`."""
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
    reading.add("font metadata", text.decode("utf-8", "replace"), PieceKind.PROPERTY)
