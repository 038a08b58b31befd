"""What Outlook keeps in a way of its own: formatted text that it packs, and the names of files that were attached.

In: streams of a message (.msg). Out: rich text; a name. Standards: [MS-OXRTFCP], [MS-OXMSG].
"""

from __future__ import annotations

import re

_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""With what every text begins before its first letter (3.1.2.1.2)."""
_WINDOW = 4096
ATTACHED = re.compile(r"__substg1\.0_3701[0-9A-F]{4}\Z")
"""Name of the stream that holds a file."""
NAMES = tuple(f"__substg1.0_{number}{kind}" for number in ("3707", "3704", "3001") for kind in ("001F", "001E"))
"""Beside it, those that hold its name: the long one first, in UTF-16 and in bytes."""


def is_formatted_text(data: bytes) -> bool:
    """Whether a stream holds it."""
    return data[8:12] in {b"LZFu", b"MELA"}


def unpacked(data: bytes, most: int) -> bytes | None:
    """The rich text packed in `data`; None where it is damaged or longer than `most` bytes."""
    size = int.from_bytes(data[4:8], "little")
    kind, packed = data[8:12], data[16:]
    if kind == b"MELA":
        return packed[:size] if len(packed) >= size else None
    if kind != b"LZFu" or size > most:
        return None
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\0"))
    write, text, at = len(_DICTIONARY), bytearray(), 0
    while at < len(packed):
        control = packed[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                token = int.from_bytes(packed[at : at + 2], "big")
                at += 2
                read, length = token >> 4, (token & 15) + 2
                if read == write:  # the sign of the end
                    return bytes(text) if len(text) >= size else None
            else:
                read, length = -1, 1
            for step in range(length):
                if at > len(packed) or (read < 0 and at >= len(packed)):
                    return None
                letter = packed[at] if read < 0 else window[(read + step) % _WINDOW]
                window[write] = letter
                write = (write + 1) % _WINDOW
                text.append(letter)
            at += read < 0
    return None


def name_in(data: bytes, *, wide: bool) -> str:
    """The name of a file, as a stream has it."""
    return data.decode("utf-16-le" if wide else "cp1252", "replace").rstrip("\0")
