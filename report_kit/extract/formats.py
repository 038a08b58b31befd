"""Formats: which reader a file is for, and how a file is read from its outermost layer on."""

from __future__ import annotations

import re

from report_kit.extract import (
    archives,
    documents,
    fonts,
    html,
    images,
    mail,
    ole,
    packed,
    pdf,
    plain,
    rtf,
    xml,
)
from report_kit.extract.reading import Budget, Reader, Reading

_LOCKED = {
    b"7z\xbc\xaf'\x1c": "it is a 7z archive",
    b"Rar!\x1a\x07": "it is a RAR archive",
    b"(\xb5/\xfd": "it is compressed with zstd",
    b'\x04"M\x18': "it is compressed with lz4",
    b"\x1f\x9d": "it is compressed with compress",
    b"LZIP": "it is compressed with lzip",
    b"MSCF": "it is a cabinet archive",
    b"\x60\xea": "it is an ARJ archive",
    b"PAR1": "it is a Parquet table",
    b"\x78\x9f\x3e\x22": "it is an attachment in Outlook's own format (winmail.dat)",
    b"Salted__": "it is encrypted",
    b"age-encryption.org/v1": "it is encrypted",
    b"-----BEGIN AGE ENCRYPTED": "it is encrypted",
    b"-----BEGIN PGP MESSAGE": "it is encrypted",
}
"""First bytes of what nobody here can open, and what to say of it."""
_PROMISED = {
    "pdf": "PDF",
    "docx": "Word file",
    "xlsx": "workbook",
    "pptx": "presentation",
    "zip": "archive",
    "odt": "document",
}
"""What a name says that the bytes would have shown."""
_STARTS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ole.read,
    b"wOF2": fonts.read,
    b"wOFF": fonts.read,
    b"{\\rt": rtf.read,
}
"""First bytes that say all, and who reads on."""
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html\b|<body\b|<main\b|<article\b)", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg\b|x:xmpmeta)")
_DIRECTORY_END, _DIRECTORY_REACH = b"PK\x05\x06", 22 + 2**16
"""How a zip archive ends, and within how many bytes."""


def read_file(name: str, data: bytes, budget: Budget | None = None) -> Reading:
    """Read the file `name` (a path with forward slashes) with the content `data`."""
    reading = Reading(name, reader_of, budget or Budget(bytes_left=max(512 * 2**20, 2 * len(data))))
    reading.add_name("file name", name)
    reading.open(name, data, "")
    return reading


def reader_of(name: str, data: bytes) -> Reader:
    """The reader for a file, by its first bytes; the name decides only between HTML, XML and plain text."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if reader := _by_first_bytes(name, data):
        return reader
    if suffix in _PROMISED:
        return _refusing(f"it is no {_PROMISED[suffix]}, whatever its name says")
    return _of_text(suffix, data)


def _by_first_bytes(name: str, data: bytes) -> Reader | None:
    """The reader for a format that shows in its first bytes."""
    for start, reason in _LOCKED.items():
        if data.startswith(start):
            return _refusing(reason)
    if b"%PDF-" in data[:1024]:
        return pdf.read
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return documents.read
    if data[2:5] == b"-lh" and data[6:7] == b"-":
        return _refusing("it is an LHA archive")
    if unpacker := packed.reader_of(name, data):
        return unpacker
    if data[257:262] == b"ustar":
        return archives.read_tar
    if images.kind_of(data):
        return images.read
    for start, reader in _STARTS.items():
        if data.startswith(start):
            return reader
    return None


def _of_text(suffix: str, data: bytes) -> Reader:
    """The reader for what shows itself in its text only, or not at all."""
    start = data[:4096]
    if mail.is_mail(suffix, start):
        return mail.read
    if suffix in {"html", "htm", "xhtml"} or _HTML.match(start):
        return html.read
    if suffix in {"svg", "xml", "rels", "rdf", "xmp", "vml"} or _XML.match(start):
        return xml.read
    if _DIRECTORY_END in data[-_DIRECTORY_REACH:] and not plain.is_text(data):  # a program that unpacks itself
        return documents.read
    return plain.read


def _refusing(reason: str) -> Reader:
    """What reads nothing and says why."""
    return lambda reading, _name, _data: reading.fault("", reason)
