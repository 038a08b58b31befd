"""Plain text of any kind: Markdown, YAML, JSON, CSV, CSS, scripts, and what is not known. UTF-8, UTF-16, Windows-1252.

What turns out not to be text is given to `binary`.
"""

from __future__ import annotations

import codecs
import re

from report_kit.confidentiality.artifacts import Reading

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read(reading: Reading, name: str, data: bytes) -> None:
    """Add the text of `data`, line by line."""
    text = decode(data)
    if text is None:
        from report_kit.confidentiality.extract import binary

        binary.read(reading, name, data)
        return
    reading.add("text", text, lines=True)


def decode(data: bytes) -> str | None:
    """`data` as text, by byte order mark, then by its look; None where it is none."""
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:8192]
    if b"\0" in sample:
        return _decode_utf16(data, sample)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample)) * 50 > len(sample):
        return None
    return data.decode("cp1252", "replace")


def _decode_utf16(data: bytes, sample: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    half = max(1, len(sample) // 2)
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.7 * half and sample[1 - offset :: 2].count(0) < 0.05 * half:
            return data[: len(data) // 2 * 2].decode(encoding, "replace")
    return None
