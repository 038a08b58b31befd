"""From files to pieces of text with their places, whatever the format.

In: a file's name and bytes. Out: `Reading`: pieces of text, faults (what could not be read is said, never passed over),
and the number of pictures, whose pixels nobody reads. The format is told by the bytes, not by the name. Files inside
files (archives, attachments, data URIs) are read in their turn, within the limits of a `Budget`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from report_kit.confidentiality.extract.encodings import data_uris, decoded, identifiers
from report_kit.confidentiality.normalise import MARK


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together in an artifact."""

    artifact: str
    """Name of the file."""
    place: str
    """Where in it, in words: 'page 3', 'properties, Author', 'word/comments.xml, comment 2'."""
    text: str = field(repr=False)  # it may hold a name
    anchor: str = ""
    """Id of the element around it, where it has one: leads back to the source."""
    marks: tuple[tuple[str, str], ...] = ()
    """Place and anchor of what follows each MARK in the text."""
    person_field: bool = False
    """True where the text stands where a person is named."""
    seam: bool = False
    """True where only what reaches across the MARK is of interest."""
    lines: bool = False
    """True where the lines of the text are those of the file."""
    fallback: bool = False
    """True for text that was read once already, in a better way: it counts only where that found nothing."""

    def where(self, mark: int) -> tuple[str, str]:
        """Place and anchor after the first `mark` MARKs."""
        return self.marks[mark - 1] if 0 < mark <= len(self.marks) else (self.place, self.anchor)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read."""

    artifact: str
    place: str
    reason: str
    """In plain words, after 'could not be read, so it was not searched: '."""


@dataclass(slots=True)
class Budget:
    """How much may be unpacked: a file of a kilobyte can hold a terabyte of zeros."""

    bytes_left: int = 512 * 2**20
    files_left: int = 20_000
    depth: int = 0
    max_depth: int = 6

    def take(self, size: int) -> bool:
        """Whether `size` more bytes may be unpacked."""
        self.bytes_left -= size
        return self.bytes_left >= 0


@dataclass(slots=True)
class Reading:
    """What was read of one artifact; readers of formats add to it."""

    artifact: str
    budget: Budget = field(default_factory=Budget)
    prefix: str = ""
    """Put before every place: 'attachment 1: '."""
    pieces: list[Piece] = field(default_factory=list, repr=False)
    faults: list[Fault] = field(default_factory=list)
    images: int = 0
    """Pictures whose pixels were not read."""

    def add(
        self,
        place: str,
        text: str,
        *,
        anchor: str = "",
        marks: Iterable[tuple[str, str]] = (),
        person_field: bool = False,
        seam: bool = False,
        lines: bool = False,
        fallback: bool = False,
    ) -> None:
        """Keep `text`, and what it says once percent-encoding, entities, escapes and data URIs in it are decoded."""
        if not text or text.isspace():
            return
        if "data:" in text.lower():
            text, inside = data_uris(text)
            inside = [] if fallback else inside
            for number, (media_type, data) in enumerate(inside, 1):
                self.open(f"{media_type or 'data'} {number}", data, f"{place}, data URI {number}: ")
        named = tuple((self.prefix + where, mark_anchor) for where, mark_anchor in marks)
        lines = lines and not self.prefix  # those of a file inside are not those of the artifact
        piece = Piece(self.artifact, self.prefix + place, text, anchor, named, person_field, seam, lines, fallback)
        self.pieces.append(piece)
        for more in () if fallback else decoded(text):
            self.pieces.append(Piece(self.artifact, self.prefix + place, more.replace(MARK, ""), anchor))

    def add_name(self, place: str, name: str, *, anchor: str = "") -> None:
        """Keep an identifier (a file name, an id, a link), also with its camel case and underscores parted."""
        self.add(place, name, anchor=anchor)
        parted = identifiers(name) if len(name) < 500 else name
        if parted != name and not name.startswith("data:"):
            self.add(place, parted, anchor=anchor)

    def fault(self, place: str, reason: str) -> None:
        """Note that something could not be read."""
        self.faults.append(Fault(self.artifact, (self.prefix + place).rstrip(": "), reason))

    def open(self, name: str, data: bytes, prefix: str) -> None:
        """Read `data`, a file inside this one called `name`; places in it begin with `prefix`."""
        if not data:
            return
        if self.budget.depth >= self.budget.max_depth:
            self.fault(f"{prefix}{name}", f"files lie more than {self.budget.max_depth} deep inside one another")
            return
        self.budget.files_left -= 1
        if self.budget.files_left < 0 or not self.budget.take(len(data)):
            self.fault(f"{prefix}{name}", "it unpacks to more than can be searched")
            return
        outer, self.prefix = self.prefix, self.prefix + prefix
        self.budget.depth += 1
        try:
            reader_for(name, data)(self, name, data)
        except RecursionError:
            self.fault("", "it is nested too deeply")
        except Exception:  # noqa: BLE001 - libraries meet files that were made to break them; the others must be read
            self.fault("", "it is damaged, or made in a way that is not known")
        finally:
            self.prefix = outer
            self.budget.depth -= 1


Reader = Callable[[Reading, str, bytes], None]


def read_artifact(name: str, data: bytes, budget: Budget | None = None) -> Reading:
    """Read the file `name` (a path with forward slashes) with the content `data`."""
    reading = Reading(name, budget or Budget(bytes_left=max(512 * 2**20, 2 * len(data))))
    reading.add_name("file name", name)
    if not data:
        return reading
    reading.open(name, data, "")
    return reading


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
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html\b|<body\b|<main\b|<article\b)", re.IGNORECASE | re.DOTALL
)


_DIRECTORY_END, _DIRECTORY_REACH = b"PK\x05\x06", 22 + 2**16
"""How a zip archive ends, and within how many bytes."""


def reader_for(name: str, data: bytes) -> Reader:
    """The reader for a file, by its first bytes; the name decides only between HTML, XML and plain text."""
    from report_kit.confidentiality.extract import (
        archives,
        binary,
        documents,
        html,
        images,
        mail,
        packed,
        pdf,
        plain,
        rtf,
        xml,
    )

    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    for magic, reason in _LOCKED.items():
        if data.startswith(magic):
            return lambda reading, _name, _data: reading.fault("", reason)
    if b"%PDF-" in data[:1024]:
        return pdf.read
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return documents.read
    if data[2:5] == b"-lh" and data[6:7] == b"-":
        return lambda reading, _name, _data: reading.fault("", "it is an LHA archive")
    if unpacker := packed.reader_of(name, data):
        return unpacker
    if data[257:262] == b"ustar":
        return archives.read_tar
    if images.kind_of(data):
        return images.read
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return binary.read_ole
    if data.startswith((b"wOF2", b"wOFF")):
        return binary.read_font
    if data.startswith(b"{\\rt"):
        return rtf.read
    expected = {
        "pdf": "PDF",
        "docx": "Word file",
        "xlsx": "workbook",
        "pptx": "presentation",
        "zip": "archive",
        "odt": "document",
    }
    if suffix in expected:
        return lambda reading, _name, _data: reading.fault("", f"it is no {expected[suffix]}, whatever its name says")
    start = data[:4096]
    if mail.is_mail(suffix, start):
        return mail.read
    if suffix in {"html", "htm", "xhtml"} or _HTML.match(start):
        return html.read
    if suffix in {"svg", "xml", "rels", "rdf", "xmp", "vml"} or re.match(
        rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg\b|x:xmpmeta)", start
    ):
        return xml.read
    if _DIRECTORY_END in data[-_DIRECTORY_REACH:] and not plain.is_text(data):  # a program that unpacks itself
        return documents.read
    return plain.read
