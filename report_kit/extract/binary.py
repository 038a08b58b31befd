"""Files of no known format: every stretch of letters in them, in UTF-8, UTF-16 and Windows-1252.

A file of which hardly anything can be read is a fault: it is compressed, locked, or in a format that nobody here knows.
"""

from __future__ import annotations

import re
import zlib

from report_kit.extract.embedded import open_each
from report_kit.extract.reading import Reading

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
    open_each(reading, data)
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


def text_of(data: bytes) -> str:
    """A short text in UTF-8, else in Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


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
