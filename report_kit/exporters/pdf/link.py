"""link: parcels put into one file: numbers for all objects, fonts, bookmarks, what can be led to, what is read aloud.

In: the parcels in order, the margins of their pages, the report's metadata. Out: the file's bytes. Numbers follow the
order of the report and never its history: each parcel gets a range of its own, rounded up, so that a parcel that grows
seldom moves those behind it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from report_kit.exporters.pdf.packing import LEVEL, Verbatim, Writer
from report_kit.exporters.pdf.parcel import END, MARK, Parcel, Shared, Sheet

ROUND = 1_024
"""Ranges of numbers begin at multiples of this."""

_ELSEWHERE = 1 << 40
"""Added to numbers of parts' objects where the engine makes references to them."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A parcel at its place."""

    base: int
    data: bytes
    """Its objects, as they stand in the file."""
    offsets: tuple[int, ...]
    """Where in `data` each stream begins; last the one with all dictionaries."""
    count: int
    """Of dictionaries."""
    margins: int
    """Of objects for the margins of its pages, which lie elsewhere."""

    @property
    def container(self) -> int:
        """Number of the stream that the dictionaries are in."""
        return self.base + len(self.offsets) - 1 + self.margins

    @property
    def size(self) -> int:
        """How many numbers it takes."""
        return len(self.offsets) + self.margins + self.count


_latest: dict[int, tuple[Parcel, int, Linked]] = {}
"""Parcels that were linked last, by identity: a process that makes the same report again links only what moved."""


def bases(parcels: Sequence[Parcel]) -> Iterator[int]:
    """The first number of each parcel; then the first that is free."""
    base = ROUND
    yield base
    for parcel in parcels:
        size = parcel.first_dictionary + parcel.rest.count(END) + 1
        base += -(-size // ROUND) * ROUND
        yield base


def linked(parcel: Parcel, base: int, fonts: int) -> Linked:
    """`parcel` with its numbers from `base` on; `fonts`: number of the object with its fonts."""
    known = _latest.get(id(parcel))
    if known and known[0] is parcel and known[1] == fonts and known[2].base == base:
        return known[2]
    found = _linked(parcel, base, fonts)
    _latest[id(parcel)] = parcel, fonts, found
    return found


def forget_but(parcels: Sequence[Parcel]) -> None:
    """Let go of what was linked of other parcels."""
    wanted = set(map(id, parcels))
    for key in _latest.keys() - wanted:
        del _latest[key]


def _linked(parcel: Parcel, base: int, fonts: int) -> Linked:
    pieces, offsets, at = [], [], 0
    for number, (head, content) in enumerate(zip(parcel.heads, parcel.streams, strict=True), base):
        offsets.append(at)
        piece = _stream(number, _resolved(head, base, fonts), content)
        pieces.append(piece)
        at += len(piece)
    offsets.append(at)
    first = base + parcel.first_dictionary
    dictionaries = [_resolved(each, base, fonts) for each in parcel.rest.split(END)]
    pieces.append(_container(first - 1, first, dictionaries))
    return Linked(base, b"".join(pieces), tuple(offsets), len(dictionaries), 2 * len(parcel.sheets))


def _resolved(template: bytes, base: int, fonts: int) -> bytes:
    pieces = template.split(MARK)
    pieces[1::2] = [
        b"%d 0 R" % fonts if each == b"f" else (b"%d 0 R" if each[:1] == b"r" else b"%d") % (base + int(each[1:]))
        for each in pieces[1::2]
    ]
    return b"".join(pieces)


def _stream(number: int, head: bytes, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, content)


def _container(number: int, first: int, dictionaries: Sequence[bytes]) -> bytes:
    """An object stream (ISO 32000-1, 7.5.7) with objects `first` and those after it."""
    return _stream(number, *_packed_objects(enumerate(dictionaries, first)))


def _packed_objects(objects: Any) -> tuple[bytes, bytes]:
    index, pieces, at = [], [], 0
    for number, data in objects:
        index += [number, at]
        pieces.append(data)
        at += len(data) + 1
    head = " ".join(map(str, index)).encode()
    content = zlib.compress(b"\n".join((head, *pieces)), LEVEL)
    extra = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>"
    return extra % (len(pieces), len(head) + 1, len(content)), content


class File:
    """A PDF as it grows (ISO 32000-1, 7.5)."""

    def __init__(self) -> None:
        self._pieces = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"]
        self._at = len(self._pieces[0])
        self._rows: dict[int, bytes] = {0: b"\0" + bytes(4) + b"\0\xff\xff"}

    def add(self, part: Linked) -> None:
        """Put a parcel at the end."""
        for number, offset in enumerate(part.offsets[:-1], part.base):
            self._rows[number] = _row(1, self._at + offset, 0)
        self._rows[part.container] = _row(1, self._at + part.offsets[-1], 0)
        first = part.container + 1
        self._rows.update((first + index, _row(2, part.container, index)) for index in range(part.count))
        self._put(part.data)

    def add_stream(self, number: int, head: bytes, content: bytes) -> None:
        """Put a stream at the end."""
        self._rows[number] = _row(1, self._at, 0)
        self._put(_stream(number, head, content))

    def add_dictionaries(self, number: int, objects: Mapping[int, bytes]) -> None:
        """Put dictionaries, by their numbers, at the end, in a stream with this number."""
        self._rows.update((each, _row(2, number, index)) for index, each in enumerate(objects))
        self.add_stream(number, *_packed_objects(objects.items()))

    def finished(self, number: int, trailer: bytes) -> bytes:
        """The bytes of the file; `number` for its table, which says what `trailer` says besides (7.5.8)."""
        self._rows[number] = _row(1, self._at, 0)
        numbers = sorted(self._rows)
        sections, start = [], 0
        for index in range(1, len(numbers) + 1):
            if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
                sections += [numbers[start], index - start]
                start = index
        content = zlib.compress(b"".join(map(self._rows.__getitem__, numbers)))
        head = b"<</Type /XRef/Index [%b]/W [1 4 3]/Size %d%b/Filter /FlateDecode/Length %d>>" % (
            " ".join(map(str, sections)).encode(),
            numbers[-1] + 1,
            trailer,
            len(content),
        )
        start_of_table = self._at
        self._put(_stream(number, head, content))
        return b"".join((*self._pieces, b"startxref\n%d\n%%%%EOF\n" % start_of_table))

    def _put(self, data: bytes) -> None:
        self._pieces.append(data)
        self._at += len(data)


def _row(kind: int, place: int, index: int) -> bytes:
    return b"%c%b%b" % (kind, place.to_bytes(4, "big"), index.to_bytes(3, "big"))


class Frame:
    """What belongs to the whole file: the objects that the engine makes of a report without pages, and filled in."""

    def __init__(self, pdf: Any, first_free: int) -> None:
        self._pdf = pdf
        self._free = first_free
        self.numbers: dict[int, int] = {}

    @property
    def _fonts(self) -> int:
        """Number of the object with all fonts, as the engine has it."""
        resources = next(each for each in self._pdf.objects[3:] if isinstance(each, dict) and "ExtGState" in each)
        return int(resources["Font"].split()[0])

    @property
    def _root(self) -> Any:
        return self._at(self._pdf.catalog["StructTreeRoot"])

    def _at(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def fill(self, parcels: Sequence[Parcel], starts: Sequence[int]) -> None:
        """Put in the pages, bookmarks, anchors and structure of all `parcels`, whose numbers begin at `starts`."""
        from weasyprint.anchors import make_page_bookmark_tree
        from weasyprint.matrix import Matrix
        from weasyprint.pdf import add_outlines

        pdf = self._pdf
        sheets = [(sheet, start) for parcel, start in zip(parcels, starts, strict=False) for sheet in parcel.sheets]
        for sheet, start in sheets:
            pdf.pages["Kids"].extend([_ELSEWHERE + start + sheet.page, 0, "R"])
        tree: list[Any] = []
        skipped: list[int] = []
        last, level = [tree], 0
        for number, (sheet, _) in enumerate(sheets):
            marks = [(rank, words, (x, y), state) for rank, words, x, y, state in sheet.bookmarks]
            matrix = Matrix(a=0.75, d=-0.75, f=sheet.height * 0.75)
            level = make_page_bookmark_tree(SimpleNamespace(bookmarks=marks), skipped, last, level, number, matrix)
        add_outlines(pdf, tree)
        pdf.pages["Kids"] = [_reference(start + sheet.page) for sheet, start in sheets]
        pdf.pages["Count"] = len(sheets)
        self._at(self._root["K"][0])["K"] = [
            _reference(start + place) for parcel, start in zip(parcels, starts, strict=False) for place in parcel.tree
        ]
        parents = self._at(self._root["ParentTree"])
        del parents["Nums"]
        parents["Kids"] = [
            _reference(start + parcel.first_dictionary + parcel.rest.count(END))
            for parcel, start in zip(parcels, starts, strict=False)
        ]
        names = _names(sheets)
        if names:
            pdf.catalog["Names"] = {"Dests": {"Names": names}}

    def number(self) -> None:
        """Give every object its number."""
        pdf, fixed = self._pdf, {}
        fixed[pdf.pages.number] = Shared.PAGES
        fixed[pdf.catalog.number] = Shared.CATALOG
        fixed[self._fonts] = Shared.FONTS
        fixed[self._at(self._root["K"][0]).number] = Shared.DOCUMENT
        self.numbers = dict(fixed)
        for each in pdf.objects[1:]:
            if each.number not in fixed:
                self.numbers[each.number] = self._free
                self._free += 1

    @property
    def writer(self) -> Writer:
        """Writes what belongs to the whole."""
        return Writer(_Numbers({own: b"%d" % number for own, number in self.numbers.items()}))

    def write(self, file: File, identifier: str) -> bytes:
        """Put all into `file`, and end it."""
        writer, dictionaries = self.writer, {}
        for each in self._pdf.objects[1:]:
            if each.compressible:
                dictionaries[self.numbers[each.number]] = writer.written(each)
            else:
                file.add_stream(self.numbers[each.number], *writer.stream(each))
        file.add_dictionaries(self._free, dict(sorted(dictionaries.items())))
        identifiers = b"[<%b> <%b>]" % (identifier.encode(), identifier.encode())
        info = self.numbers[self._pdf.info.number]
        return file.finished(self._free + 1, b"/Root %d 0 R/Info %d 0 R/ID %b" % (Shared.CATALOG, info, identifiers))


class _Numbers(dict[int, bytes]):
    """Numbers of the frame's own objects; others are those of parts' objects."""

    def __missing__(self, number: int) -> bytes:
        return b"%d" % (number - _ELSEWHERE)


def _reference(number: int) -> Verbatim:
    return Verbatim(b"%d 0 R" % number)


def _names(sheets: Sequence[tuple[Sheet, int]]) -> list[Verbatim]:
    """Everything that can be led to, sorted by name (ISO 32000-1, 7.9.6)."""
    from pydyf import Array, String

    found: dict[str, tuple[int, float, float]] = {}
    for sheet, start in sheets:
        for name, x, y in sheet.anchors:
            found.setdefault(name, (start + sheet.page, x, y))
    rows = []
    for name, (page, x, y) in sorted(found.items()):
        rows += [String(name).data, Array([b"%d 0 R" % page, "/XYZ", x, y, 0]).data]
    return list(map(Verbatim, rows))
