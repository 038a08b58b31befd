"""Reading: what was read of one file, to which the readers of formats add, within the limits of a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from report_kit.extract.codes import data_uris, decoded, identifiers
from report_kit.extract.piece import MARK, Fault, Mark, Piece, PieceKind

Reader = Callable[["Reading", str, bytes], None]
"""Adds to a reading what the file with a name and a content says."""
Chooser = Callable[[str, bytes], Reader]
"""Says which reader a file is for, by its name and content."""


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
    """What was read of one file; readers of formats add to it."""

    file: str
    reader_of: Chooser
    """Chooses who reads a file inside this one. It is handed in, so that readers need not know one another."""
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
        kind: PieceKind = PieceKind.TEXT,
        *,
        anchor: str = "",
        marks: Iterable[Mark] = (),
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
            for number, uri in enumerate(inside, 1):
                before = len(self.faults)
                self.open(f"{uri.media_type or 'data'} {number}", uri.data, f"{place}, data URI {number}: ")
                if uri.example and not uri.media_type.startswith("application/"):
                    del self.faults[before:]  # what nobody unpacks need not be whole
        piece = Piece(
            self.file,
            self.prefix + place,
            text,
            kind,
            anchor,
            tuple(replace(mark, place=self.prefix + mark.place) for mark in marks),
            seam,
            lines and not self.prefix,  # those of a file inside are not those of the file
            fallback,
        )
        self.pieces.append(piece)
        for more in () if fallback else decoded(text):
            self.pieces.append(Piece(self.file, self.prefix + place, more.replace(MARK, ""), kind, anchor))

    def add_name(self, place: str, name: str, kind: PieceKind = PieceKind.NAME, *, anchor: str = "") -> None:
        """Keep an identifier (a file name, an id, a link), also with its camel case and underscores parted."""
        self.add(place, name, kind, anchor=anchor)
        parted = identifiers(name) if len(name) < 500 else name
        if parted != name and not name.startswith("data:"):
            self.add(place, parted, kind, anchor=anchor)

    def fault(self, place: str, reason: str) -> None:
        """Note that something could not be read."""
        self.faults.append(Fault(self.file, (self.prefix + place).rstrip(": "), reason))

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
            self.reader_of(name, data)(self, name, data)
        except RecursionError:
            self.fault("", "it is nested too deeply")
        except Exception:  # noqa: BLE001 - libraries meet files that were made to break them; the others must be read
            self.fault("", "it is damaged, or made in a way that is not known")
        finally:
            self.prefix = outer
            self.budget.depth -= 1
