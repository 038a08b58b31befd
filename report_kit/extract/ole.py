"""Microsoft's compound files: old Office formats, Outlook's messages, embedded objects.

The streams inside lie in sectors that may be scattered over the file; olefile puts them together. Each goes to the
reader of its format, where it is in one (an attachment, a picture); of all others, every stretch of letters is read.
Office files with a password are such files too. Standard: [MS-CFB].
"""

from __future__ import annotations

import io
import re
from typing import Any

from report_kit.extract import outlook, plain
from report_kit.extract.binary import WIDE_ASIAN, strings, text_of
from report_kit.extract.embedded import begins_late, open_each
from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading

_HIGH = re.compile(rb"[\x20-\x7e\x80-\xff]{6,}")
_CODEPAGES = ("cp1250", "cp1251")
"""Encodings of old files in the alphabets of central and eastern Europe, beside Windows-1252, in which all are read."""
_LARGEST = 16 * 2**20
"""Bytes that are read in other encodings."""
_PROPERTIES = {
    "author": PieceKind.PERSON, "last_saved_by": PieceKind.PERSON, "manager": PieceKind.PERSON,
    "title": PieceKind.PROPERTY, "subject": PieceKind.PROPERTY, "keywords": PieceKind.PROPERTY,
    "comments": PieceKind.PROPERTY, "category": PieceKind.PROPERTY, "company": PieceKind.PROPERTY,
}  # fmt: skip
"""What the two streams of properties say ([MS-OLEPS]), as olefile calls it."""
_CONTROLS = re.compile(r"[\x00-\x1f]")


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add all that the file `data` says."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        reading.fault("", "it is locked with a password")
        return
    # [MS-OVBA]: Office packs macros.
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        reading.fault("macros", "they are packed; save the file without macros")
    whole = _add_streams(reading, data)
    # What was deleted may still be in the file, and of one that is broken this is all there is to read.
    _add_letters(reading, "inside", data, fallback=whole)


def _add_streams(reading: Reading, data: bytes) -> bool:
    """Add each stream of the file; whether it could be opened."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for path in file.listdir():
                _add_stream(reading, file, path, len(data))
            _add_properties(reading, file)
    except Exception:  # noqa: BLE001 - of a file that was made to break olefile, the letters must be read all the same
        reading.fault("", "it is damaged, or was not written to its end")
        return False
    return True


def _add_stream(reading: Reading, file: Any, path: list[str], most: int) -> None:
    name = _CONTROLS.sub("", "/".join(path))
    size = file.get_size(path)
    reading.add_name("name of a stream", name, PieceKind.PART_NAME)
    if size > most:  # a chain of sectors may go round in a circle
        reading.fault(name, "it is damaged")
        return
    if not reading.budget.take(size):
        reading.fault(name, "it unpacks to more than can be searched")
        return
    content = file.openstream(path).read()
    if len(content) < size:
        reading.fault(name, "it is damaged")
    if outlook.is_formatted_text(content):
        _open_formatted_text(reading, name, content)
        return
    title = _attached_name(file, path) if outlook.ATTACHED.search(name) else name
    if begins_late(content) or reading.reader_of(title, content) is plain.read:
        _add_letters(reading, name, content)
        outer, reading.prefix = reading.prefix, f"{reading.prefix}{name}, "
        open_each(reading, content)
        reading.prefix = outer
    else:
        reading.open(title, content, f"{name}: ")


def _open_formatted_text(reading: Reading, name: str, content: bytes) -> None:
    text = outlook.unpacked(content, reading.budget.bytes_left)
    if text is None:
        reading.fault(name, "Outlook packed it in a way of its own; save the message as .eml or PDF")
    else:
        reading.open("text.rtf", text, f"{name}, unpacked: ")


def _attached_name(file: Any, path: list[str]) -> str:
    """What the file in the stream `path` was called, by the stream beside it: it may be all that tells the format."""
    for name in outlook.NAMES:
        if file.exists([*path[:-1], name]):
            return outlook.name_in(file.openstream([*path[:-1], name]).read(), wide=name.endswith("F"))
    return path[-1]


def _add_properties(reading: Reading, file: Any) -> None:
    said = file.get_metadata()
    for name, kind in _PROPERTIES.items():
        value = getattr(said, name)
        text = text_of(value) if isinstance(value, bytes) else str(value or "")
        # A text ends at its first zero; what olefile takes for a part of it may be the next property.
        reading.add(f"properties, {name.replace('_', ' ')}", text.partition("\0")[0], kind)


def _add_letters(reading: Reading, place: str, data: bytes, *, fallback: bool = False) -> None:
    """Every stretch of letters in `data`, in the encodings of old files."""
    reading.add(place, strings(data, WIDE_ASIAN), fallback=fallback)
    high = b"\n".join(_HIGH.findall(data[:_LARGEST]))
    for encoding in _CODEPAGES:
        reading.add(place, high.decode(encoding, "replace"), fallback=True)
