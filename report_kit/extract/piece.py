"""Piece: text that stands together in a file, with its kind and its place; fault: what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

MARK = "\x1f"
"""Stands where the place changes (a page, a paragraph) inside one text; it parts no word from the next."""


class PieceKind(Enum):
    """What a text is in its file. The reader of the format says it; `Piece.place` is for people."""

    TEXT = "text"
    """What the file is there to say, and whatever is of no other kind."""
    PERSON = "person"
    """Where a person is named: the author of a comment, the creator of a file."""
    PROPERTY = "property"
    """What the file says of itself or of a part: its title, keywords, a picture's description."""
    NAME = "name"
    """What somebody called a thing by: a file, an id, a class, the target of a link."""
    STYLE = "style"
    """A style sheet, or a style attribute (CSS)."""
    PART_NAME = "part name"
    """The name of a file inside an archive, which the format may prescribe."""
    FORMAT_VALUE = "format value"
    """An attribute of an office document in which the format puts its own words, and people may put others."""
    FONT_VALUE = "font value"
    """As FORMAT_VALUE, where a font may be named."""
    PDF_NAMES = "PDF names"
    """The names of a PDF's objects (/Lang, /ABCDEF+Georgia), one a paragraph."""
    PDF_FONT = "PDF font"
    """A string in a PDF that names a font or a collection of characters."""
    PRODUCT = "product"
    """The name of the program that made an office document."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What follows a MARK in the text of a piece."""

    place: str
    """As that of a piece."""
    anchor: str = ""
    """Likewise."""
    kind: PieceKind = PieceKind.TEXT


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together in a file."""

    file: str
    """Name of the file."""
    place: str
    """Where in it, in words: 'page 3', 'properties, Author', 'word/comments.xml, comment 2'."""
    text: str = field(repr=False)  # it may hold a name
    kind: PieceKind = PieceKind.TEXT
    anchor: str = ""
    """Id of the element around it, where it has one: leads back to the source."""
    marks: tuple[Mark, ...] = ()
    """One for each MARK in the text."""
    seam: bool = False
    """True where only what reaches across the MARK is of interest."""
    lines: bool = False
    """True where the lines of the text are those of the file."""
    fallback: bool = False
    """True for text that was read once already, in a better way: it counts only where that found nothing."""

    def at(self, mark: int) -> Mark:
        """Place, anchor and kind after the first `mark` MARKs."""
        return self.marks[mark - 1] if 0 < mark <= len(self.marks) else Mark(self.place, self.anchor, self.kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read."""

    file: str
    place: str
    reason: str
    """In plain words, after 'could not be read, so it was not searched: '."""
