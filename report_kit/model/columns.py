"""column_widths: how wide the columns of a table are, by the words in them; the one formula of all outputs.

In: the words of the cells, the room of the table, its type. Out: twips. Every column begins with the widest word in it,
as wide as that is in bold, so that no word is torn. What is left goes, step by step, to the column whose cells become
shorter by it: a column of dashes never squeezes a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.metrics import GENERIC, Face, line_count, text_width

LEAST = 0.06
"""No column is narrower than this share of the table, where there are few."""

STEPS = 100
"""In how many steps the room that is left is given away."""

LONG, PIECE = 30, 15
"""Letters of a word that may be broken anywhere, such as an address; how many of them then stay together."""

_BREAK = pattern(r"[ \t\n\r\f\v]+|(?<=[^\W\d_]-)(?=[^\W\d_])")
"""Where a line may end: at a space that is no no-break space, and after a hyphen between letters."""


@dataclass(frozen=True, slots=True)
class Type:
    """What the words of a table are set in."""

    size: float
    """Points."""
    regular: Face = GENERIC
    bold: Face = GENERIC
    """Of headings, and of names of rows."""

    def line(self, text: str) -> float:
        """What `text` takes on one line."""
        return text_width(text, self.size, self.regular)

    def widest_word(self, text: str) -> float:
        """What `text` takes at the least, even where all of it is bold."""
        return max((text_width(word, self.size, self.bold) for word in unbroken(text)), default=0)

    def lines(self, text: str, width: float) -> int:
        """Lines that `text` fills at `width`."""
        return sum(line_count(piece, self.size, width, self.regular) for piece in text.split("\n"))


@lru_cache(maxsize=10_000)
def unbroken(text: str) -> tuple[str, ...]:
    """The words of `text` as far as a line cannot end inside of them; of very long ones, pieces."""
    words = [word for word in _BREAK.split(text) if word]
    return tuple(
        piece
        for word in words
        for piece in ([word[k : k + PIECE] for k in range(0, len(word), PIECE)] if len(word) >= LONG else [word])
    )


def least_widths(rows: Sequence[Sequence[str]], type_: Type, around: Sequence[float]) -> list[float]:
    """What each column needs; `around`: the room on both sides of its words."""
    columns = _columns(rows)
    return [
        max((type_.widest_word(cell) for cell in column), default=0) + space
        for column, space in zip(columns, around, strict=True)
    ]


def fits_on_lines(rows: Sequence[Sequence[str]], room: float, type_: Type, around: Sequence[float]) -> bool:
    """Whether no cell needs a second line in a table of `room`."""
    return sum(_wanted(rows, type_, around)) <= room


def column_widths(
    rows: Sequence[Sequence[str]],
    room: float,
    type_: Type,
    around: Sequence[float],
    needed: Sequence[float] | None = None,
) -> list[float]:
    """Widths that add up to `room`; where not even the widest words fit, shares by them.

    `needed` stands in for `least_widths`, where words of another type are among them.
    """
    least = list(needed) if needed else least_widths(rows, type_, around)
    if not least:
        return []
    floor = min(LEAST * room, room / len(least) / 2)
    least = [max(width, floor) for width in least]
    wanted = _wanted(rows, type_, around)
    if sum(wanted) <= room:
        widths = [max(pair) for pair in zip(wanted, least, strict=True)]
        if sum(widths) <= room:
            return [width * room / sum(widths) for width in widths]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    texts = [
        [type_.line(cell) + space for cell in column] for column, space in zip(_columns(rows), around, strict=True)
    ]
    widths = list(least)
    step = (room - sum(least)) / STEPS
    gains = [_gain(texts[index], widths[index], step) for index in range(len(widths))]
    for _ in range(STEPS):
        best = gains.index(max(gains))
        widths[best] += step
        gains[best] = _gain(texts[best], widths[best], step)
    return widths


def _columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    count = max(map(len, rows), default=0)
    return [[row[index] for row in rows if index < len(row)] for index in range(count)]


def _wanted(rows: Sequence[Sequence[str]], type_: Type, around: Sequence[float]) -> list[float]:
    return [
        max(max((type_.line(cell) for cell in column), default=0), max(map(type_.widest_word, column), default=0))
        + space
        for column, space in zip(_columns(rows), around, strict=True)
    ]


def _gain(texts: Sequence[float], width: float, step: float) -> float:
    """How much better texts of these widths are set in a column that is `step` wider than `width`.

    Lines count by their square: the cell with most of them makes the height of its row.
    """
    return sum(max(1, text / width) ** 2 - max(1, text / (width + step)) ** 2 for text in texts)
