"""Parcel: a part of the report as the PDF has it, laid out and ready to be put into a file at any place.

Its objects are written already, but for their numbers: each says of what it refers to only which of its own objects
that is, or which of the few that every part shares (`Shared`). As plain data, a header in JSON and bytes behind it, a
parcel goes from process to process and into the cache; nothing in it is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

MARK = b"\0"
"""Stands on both sides of a number that is open: `r12` for a reference to object 12 of the parcel, `n12` for its number
alone, `f` for a reference to the fonts. No written object has such a byte of its own."""
END = b"\1"
"""Stands between two objects."""

FORMAT = 2
"""Raise it with every change of what a parcel holds."""


class Shared:
    """Numbers of the objects that parts refer to and that belong to none: the same in every file."""

    PAGES = 1
    CATALOG = 2
    FONTS = 3
    DOCUMENT = 4
    """The root of what is read aloud: structure element Document (ISO 32000-1, 14.8.4.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """What the stylesheet asks of a page to choose its looks (CSS Paged Media, 3.2 and 3.3)."""

    right: bool
    blank: bool
    name: str
    groups: tuple[tuple[str, int], ...]
    """Names of the groups of pages that it belongs to, and which of their pages it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page as far as the file, and what stands in its margins, ask for it."""

    width: float
    height: float
    """Both in CSS pixels."""
    kind: PageKind
    strings: Mapping[str, tuple[str, ...]]
    """What each named string was set to on it, in order (CSS Generated Content for Paged Media, 1.1)."""
    starts: tuple[str, ...]
    """The named strings that its first element sets."""
    anchors: tuple[tuple[str, float, float], ...]
    """Name and place, in PDF units, of what can be led to."""
    bookmarks: tuple[tuple[int, str, float, float, str], ...]
    """Level, words, place in CSS pixels, and open or closed."""
    page: int
    """Which of the parcel's objects it is; so with all that follows."""
    running: int
    """What is written in its margins, which is not in the parcel; the number after it is a picture for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontUse:
    """What a part shows of one font."""

    facts: Mapping[str, Any]
    """What the engine says of the font: its name, metrics and tables."""
    source: str
    """SHA-256 of the font file."""
    widths: Mapping[int, float]
    letters: Mapping[int, str]
    """What each glyph stands for."""
    missing: Mapping[int, int]
    """Glyphs that stand for characters that the font does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a part prints of where it and others stand; where it prints nothing of the kind, it never changes."""

    anchors: tuple[str, ...] = ()
    """What it gives the page number of, in other parts."""
    own: bool = False
    """Whether it prints numbers of its own pages."""

    def __bool__(self) -> bool:
        return bool(self.anchors or self.own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """See above. `len(streams)` objects come first, then the margins of pages, then the dictionaries."""

    sheets: tuple[Sheet, ...]
    fonts: Mapping[str, FontUse]
    """By the name that the pages call them by."""
    needs: Needs
    leads_to: tuple[str, ...]
    """What its links lead to in other parts."""
    goes_on: bool
    """Whether notes are left that belong at the foot of the page after its last one."""
    tree: tuple[int, ...]
    """Which of its objects are the structure elements right under the document's."""
    messages: tuple[str, ...]
    """What the engine complained about."""
    heads: tuple[bytes, ...]
    """The dictionary of each stream."""
    streams: tuple[bytes, ...]
    """What is in each stream, packed."""
    rest: bytes
    """The dictionaries, one after the other."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Fonts that are not the house style's, by SHA-256."""

    @property
    def first_dictionary(self) -> int:
        """Number of the first object that is no stream."""
        return len(self.streams) + 2 * len(self.sheets) + 1  # and the stream that all dictionaries go into

    def dump(self) -> bytes:
        """As bytes. A parcel with fonts of this machine must not be kept: they may be others tomorrow."""
        chunks = [*self.heads, *self.streams, self.rest, *self.files.values()]
        header = {
            "sheets": [asdict(sheet) for sheet in self.sheets],
            "fonts": {name: font_as_json(use) for name, use in self.fonts.items()},
            "needs": asdict(self.needs),
            "leads_to": self.leads_to,
            "goes_on": self.goes_on,
            "tree": self.tree,
            "messages": self.messages,
            "streams": len(self.streams),
            "files": list(self.files),
            "sizes": [len(chunk) for chunk in chunks],
        }
        text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        return b"".join((len(text).to_bytes(8, "big"), text, *chunks))


def load(data: bytes) -> Parcel:
    """What `Parcel.dump` gave. Raises ValueError, KeyError or TypeError where it is something else."""
    size = int.from_bytes(data[:8], "big")
    header = json.loads(data[8 : 8 + size])
    at, chunks = 8 + size, []
    for length in header["sizes"]:
        chunks.append(data[at : at + length])
        at += length
    if at != len(data):
        raise ValueError("a parcel has another size than it says")
    number = header["streams"]
    return Parcel(
        sheets=tuple(map(_sheet, header["sheets"])),
        fonts={name: font_of(use) for name, use in header["fonts"].items()},
        needs=Needs(**{**header["needs"], "anchors": tuple(header["needs"]["anchors"])}),
        leads_to=tuple(header["leads_to"]),
        goes_on=header["goes_on"],
        tree=tuple(header["tree"]),
        messages=tuple(header["messages"]),
        heads=tuple(chunks[:number]),
        streams=tuple(chunks[number : 2 * number]),
        rest=chunks[2 * number],
        files=dict(zip(header["files"], chunks[2 * number + 1 :], strict=True)),
    )


def font_as_json(use: FontUse) -> dict[str, Any]:
    """For JSON."""
    # JSON has no numbers as keys.
    return {
        "facts": use.facts,
        "source": use.source,
        "widths": list(use.widths.items()),
        "letters": list(use.letters.items()),
        "missing": list(use.missing.items()),
    }


def font_of(read: Mapping[str, Any]) -> FontUse:
    """What `font_as_json` gave."""
    widths, letters, missing = (dict(map(tuple, read[name])) for name in ("widths", "letters", "missing"))
    return FontUse(facts=read["facts"], source=read["source"], widths=widths, letters=letters, missing=missing)


def _sheet(read: Mapping[str, Any]) -> Sheet:
    kind = read["kind"]
    return Sheet(
        **{
            **read,
            "kind": PageKind(**{**kind, "groups": _tuples(kind["groups"])}),
            "strings": {name: tuple(texts) for name, texts in read["strings"].items()},
            "starts": tuple(read["starts"]),
            "anchors": _tuples(read["anchors"]),
            "bookmarks": _tuples(read["bookmarks"]),
        }
    )


def _tuples(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, rows))
