"""Files of no known format: every stretch of letters in them, in UTF-8, UTF-16 and Windows-1252.

A file of which hardly anything can be read is a fault: it is compressed, locked, or in a format that nobody here knows.
"""

from __future__ import annotations

import re
import zlib

from report_kit.confidentiality.artifacts import Reading

_PLAIN = re.compile(
    rb"(?:[\x20-\x7e\t]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){5,}"
)
_ONE_BYTE = re.compile(rb"[\x20-\x7e\t\x91-\x94\x96\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xa0\xad\xc0-\xff]{5,}")
_LETTERS = re.compile(rb"[A-Za-z ]")
# Latin with all its accents, Greek, Cyrillic, Armenian, Hebrew, Arabic, and the punctuation that stands in names.
_ALPHABETS = "\x20-\x7e\xa0-\u06ff\u1e00-\u1fff\u2010-\u2027"
_WIDE = re.compile(f"[{_ALPHABETS}]{{4,}}")
WIDE_ASIAN = re.compile(f"[{_ALPHABETS}\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{{2,}}")
"""With Chinese, Japanese and Korean, as which half of all bytes can be read: only where text is expected."""
_HIGH = re.compile(rb"[\x20-\x7e\x80-\xff]{6,}")
_OLE_CODEPAGES = ("cp1250", "cp1251")
_LARGEST_OLE = 16 * 2**20

_KNOWN = (
    b"\0\1\0\0\0", b"OTTO", b"true", b"ttcf", b"%!PS-AdobeFont", b"\x80\x01",  # fonts
    b"\0\0\1\0", b"\0\0\2\0",  # Windows' icons
)  # fmt: skip
"""First bytes of files that are for machines: letters are drawn in them, not written."""
_SAMPLE = 64 * 2**10
_READABLE = 0.3
"""Share of text, of all bytes but zeros, below which a file may be packed."""


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add every stretch of text in `data`."""
    reading.add("inside", strings(data))
    if not data.startswith(_KNOWN) and _looks_packed(data):
        reading.fault("", "it is compressed, encrypted, or of a kind that is not known")


def strings(data: bytes, wide: re.Pattern[str] = _WIDE) -> str:
    """The stretches of text in `data`, one a line; `wide` says what is one in UTF-16."""
    found = [match[0].decode("utf-8", "replace") for match in _PLAIN.finditer(data)]
    found += (match[0].decode("cp1252", "replace") for match in _ONE_BYTE.finditer(data) if _is_latin(match[0]))
    if b"\0" in data or wide is not _WIDE:
        for encoding in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                text = data[start : start + (len(data) - start) // 2 * 2].decode(encoding, "replace")
                found += wide.findall(text)
    # A line of its own each, with a sign that ends sentences, so that strings do not read on into one another.
    return "\n\n".join(found)


def _is_latin(stretch: bytes) -> bool:
    """Whether `stretch`, in which not all is ASCII, looks like a language with a few accents."""
    return not stretch.isascii() and len(_LETTERS.findall(stretch)) > 0.6 * len(stretch)


def _looks_packed(data: bytes) -> bool:
    sample = data[:_SAMPLE] + data[_SAMPLE:][-_SAMPLE:]
    told = len(sample) - sample.count(0)
    if told < 32:
        return False
    text = sum(len(match[0]) for match in _PLAIN.finditer(sample))
    text += sum(len(found) for found in _WIDE.findall(sample[: len(sample) // 2 * 2].decode("utf-16-le", "replace")))
    # What can be packed further is numbers and drawings; short files cannot, whatever they are.
    return text < _READABLE * told and len(zlib.compress(sample)) > 0.9 * len(sample)


def read_ole(reading: Reading, _name: str, data: bytes) -> None:
    """Microsoft's compound files: old Office formats, mail, embedded objects, and Office files with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        reading.fault("", "it is locked with a password")
        return
    reading.add("inside", strings(data, WIDE_ASIAN))
    high = b"\n".join(_HIGH.findall(data[:_LARGEST_OLE]))
    for encoding in _OLE_CODEPAGES:
        reading.add("inside", high.decode(encoding, "replace"), fallback=True)
    # [MS-OXRTFCP]: Outlook packs the formatted text; [MS-OVBA]: so does Office with macros.
    if b"LZFu" in data or b"MELA" in data:
        reading.fault("formatted text", "Outlook packed it in a way of its own; save the message as .eml or PDF")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        reading.fault("macros", "they are packed; save the file without macros")


def read_font(reading: Reading, _name: str, data: bytes) -> None:
    """Compressed fonts (WOFF): the metadata block, which may be missing, is all that could name anybody."""
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
