"""table_fit: how a table stands on the page: how wide its columns are, whether it turns the page, which rows may break.

In: a table, and the house style's lengths and fonts. Out: a `Fit`. The PDF and the web page take it as it is; the Word
file, whose page is another, asks the same formula (`columns.py`). A check asks it for tables that fit no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal

from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model.columns import Type, column_widths, fits_on_lines, least_widths
from report_kit.model.metrics import GENERIC, Face, face_of
from report_kit.model.walk import blocks_text, children

if TYPE_CHECKING:
    from report_kit.model.sources import HouseStyle

MM = 1440 / 25.4
"""Twips of a millimetre."""

GAP, AFTER_NUMBERS = 3 * MM, 4 * MM
"""Between two columns; and more, where numbers end at the right and words begin at the left."""

MANY = 5
"""Columns of a table that stands in the text column; one with more takes the labels' column too."""

SLACK = 0.96
"""The share of a turned page that a table may fill by our measure: Word's page and type are not quite the PDF's."""

TALL, BRIEF = 0.3, 0.4
"""The share of a page from which a row may break, and up to which a table is kept together."""

BRIEF_ROWS = 8
"""Rows of a table that is kept together, at most."""

INSET: dict[type[b.BaseBlock], float] = {
    b.BulletList: 5.8 * MM,
    b.OrderedList: 5.8 * MM,
    b.BlockQuote: 5.5 * MM,
    b.Recommendation: 5 * MM,
    b.CaseStudy: 6 * MM,
    b.Quote: 5 * MM,
}
"""How much narrower than the text column a block is inside, where it is."""

LENGTHS: dict[str, float] = {
    "page-width": 210 * MM,
    "page-height": 297 * MM,
    "margin-top": 27 * MM,
    "margin-bottom": 27 * MM,
    "margin-side": 22 * MM,
    "label-column": 38 * MM,
    "size-table": 9.2 * 20,
    "line-table": 12.4 * 20,
    "size-table-wide": 8.6 * 20,
}
"""What is taken where a house style has no such token."""

SQUARE = Face({}, 1)
"""Every letter as wide as it is high."""

FEW = 90
"""Letters of the widest words, one more for each column, that every turned page has room for."""

Way = Literal["column", "wide", "turned", "crammed"]
"""In the text column; across the labels' column too; on a page turned sideways; there, with words broken."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table stands on the page."""

    way: Way = "column"
    widths: tuple[float, ...] = ()
    """Per cent of the table's width for each column; empty where each row fits on a line, however it is parted."""
    tall: frozenset[int] = frozenset()
    """Indices of rows (heads are not counted) so tall that a page may end inside of them."""
    brief: bool = False
    """Whether it is kept on one page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands."""

    inset: float = 15 * MM
    """How much narrower than the text column the block around it is."""
    nested: bool = True
    """Whether it stands in another block, and so has no labels' column beside it."""


@dataclass(slots=True)
class TableFits:
    """Fits tables to the pages of one house style."""

    style: HouseStyle
    _faces: dict[str, Face] = field(default_factory=dict)

    def fit(self, table: b.Table, place: Place) -> Fit:
        """How `table` stands where it is."""
        rows = [[blocks_text(cell.blocks) for cell in row] for row in (*table.head, *table.rows)]
        around = _around(table)
        if not around:
            return Fit()
        way, room, type_ = self._way(rows, around, place)
        if way in ("column", "wide") and fits_on_lines(rows, room, type_, around):
            return Fit(way, brief=len(table.rows) <= BRIEF_ROWS)
        widths = column_widths(rows, room, type_, around)
        leading = self._length("line-table")
        heights = [
            max(
                (type_.lines(cell, width - space) for cell, width, space in zip(row, widths, around, strict=False)),
                default=1,
            )
            * leading
            + 3 * MM
            for row in rows
        ]
        depth = self._length("page-height") - self._length("margin-top") - self._length("margin-bottom")
        if way in ("turned", "crammed"):
            depth += self._length("page-width") - self._length("page-height")
        head = len(table.head)
        return Fit(
            way,
            tuple(round(100 * width / sum(widths), 2) for width in widths),
            frozenset(index for index, height in enumerate(heights[head:]) if height > TALL * depth),
            brief=len(table.rows) <= BRIEF_ROWS and sum(heights) <= BRIEF * depth,
        )

    def is_crammed(self, table: b.Table) -> bool:
        """Whether not even a page turned sideways holds the words of `table` unbroken, wherever it stands."""
        rows = [[blocks_text(cell.blocks) for cell in row] for row in (*table.head, *table.rows)]
        around = _around(table)
        # Few tables must be measured, and the house style read for it, which a check seldom needs.
        letters = sum(least_widths(rows, Type(1 / 20, SQUARE, SQUARE), [0] * len(around)))
        return letters + len(around) > FEW and self._way(rows, around, Place())[0] == "crammed"

    def _turned(self) -> float:
        return self._length("page-height") - 2 * self._length("margin-side")

    def _way(self, rows: list[list[str]], around: list[float], place: Place) -> tuple[Way, float, Type]:
        small = self._type("size-table-wide")
        sides = 2 * self._length("margin-side")
        wide = self._length("page-width") - sides
        column, normal = wide - self._length("label-column") - place.inset, self._type("size-table")
        least = sum(least_widths(rows, small, around))
        if len(around) <= MANY and sum(least_widths(rows, normal, around)) <= column:
            return "column", column, normal
        if least <= (column if place.nested else wide):
            return "wide", column if place.nested else wide, small
        turned = self._turned()
        return "turned" if least <= SLACK * turned else "crammed", turned, small

    def _length(self, token: str) -> float:
        return self.style.lengths.get(token) or LENGTHS[token]

    def _type(self, size: str) -> Type:
        return Type(self._length(size) / 20, self._face("regular"), self._face("bold"))

    def _face(self, weight: str) -> Face:
        if weight not in self._faces:
            fonts: Any = self.style.word.get("fonts") or {}
            font = self.style.fonts.get(fonts.get("display", {}).get("embed", {}).get(weight, ""))
            self._faces[weight] = face_of(font) if font else GENERIC
        return self._faces[weight]


def places(blocks: Iterable[b.Block], inset: float = 0, *, nested: bool = False) -> Iterator[tuple[b.Table, Place]]:
    """Every table in `blocks`, and where it stands."""
    for block in blocks:
        if isinstance(block, b.Table):
            yield block, Place(inset, nested)
        else:
            more = inset + INSET.get(type(block), 0)
            yield from places(children(block), more, nested=nested or not isinstance(block, b.Group))


def _around(table: b.Table) -> list[float]:
    """The room around the words of each column."""
    rows = (*table.head, *table.rows)
    count = max(map(len, rows), default=0)
    right = [all(len(row) > n and row[n].alignment == "right" for row in rows) for n in range(count)]
    return [
        (GAP if n < count - 1 else 0) + (AFTER_NUMBERS if n and right[n - 1] and not right[n] else 0)
        for n in range(count)
    ]
