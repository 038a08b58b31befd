"""A heat map as SVG: labels and counts in, an accessible picture out that needs no script and no style sheet.

Made to be read at 640 CSS pixels, on paper, and on light and dark pages: it brings its own white ground, every cell
prints its number, and colour only repeats it. Text keeps a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). Wide matrices go on
in a second panel under the first. https://www.w3.org/TR/svg-aam-1.0/ has the rules for `title`, `desc` and `role`.

A page that it stands in may give it other colours by its classes: `ground`; `ink` and `pale` for words; for cells
`cell` with `none` or `shade-1` (few) to `shade-5` (many), and `on-shade-1` to `on-shade-5` for the numbers in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape  # not xml.sax.saxutils, which loads urllib
from math import ceil

from report_kit.html.drawings.palette import Palette
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.wording import Wording

MOST_ROWS = 120
MOST_COLUMNS = 120
"""What a picture can show; the rest is named under it and stands in the table beside it."""

_FONTS = ("'Helvetica Neue'", "Arial", "sans-serif")
"""Families to take where none of the house style's is there."""
_SIZE = 13
"""Pixels of all text."""
_CELL_HEIGHT, _LEAST_CELL, _LARGEST_CELL = 26, 28, 72
_NEXT_LINE, _MOST_LINES = 15, 3
"""Pixels that a further line of its label adds to a row, and how many lines it may have."""
_MARGIN = 12
_LABEL_WIDTH = 240
"""Pixels for the labels of rows: on a phone, where the picture scrolls, the first columns stand beside them."""
_NARROWEST = 320
"""Width of the smallest picture, in which legend and remarks still fit."""
_SLANT = 0.7071
"""Sine and cosine of the 45 degrees at which long column labels stand."""
_SLANTED_WIDTH, _UPRIGHT = 165, 36
"""Pixels: the longest label that slants without being cut, and the longest that widens its column instead."""
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold (https://www.w3.org/TR/xml/#charsets); its complement takes Python twenty times as long."""


@dataclass(frozen=True, slots=True)
class Svg:
    """A drawing."""

    text: str
    """The `svg` element."""
    width: int
    """CSS pixels."""
    height: int


def heatmap_svg(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[int]],
    title: str,
    desc: str,
    *,
    palette: Palette,
    wording: Wording,
    unit: str,
    width: int = 640,
    id_prefix: str = "heatmap",
) -> Svg:
    """The heat map of `values` (one sequence for each row), at most `width` CSS pixels wide.

    `title` names it, `desc` says what it shows to those who do not see it; `unit` is what is counted, for the legend
    and the tooltips. Labels that are too long for three lines, or for one over a
    column, end in '…' and are whole in their tooltips. `id_prefix` keeps its ids apart from those of another on the
    same page. Raises ValueError where `values` do not fit the labels or are negative.
    """
    if len(values) != len(rows) or any(len(line) != len(columns) for line in values):
        raise ValueError(f"the values are not {len(rows)} rows of {len(columns)}")
    if any(value < 0 for line in values for value in line):
        raise ValueError("a count is below zero")
    shown_rows = [_clean(row) for row in rows[:MOST_ROWS]]
    shown_columns = [_clean(column) for column in columns[:MOST_COLUMNS]]
    scale = _Scale(max((value for line in values for value in line), default=0), palette)
    drawing = _Drawing(width, shown_rows, shown_columns, values, scale, _clean(unit), palette, wording)
    body = list(drawing.elements())
    left_out = [
        wording(f"heat-map.further-{kind}", count=len(all_labels) - most)
        for all_labels, most, kind in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns"))
        if len(all_labels) > most
    ]
    for line in left_out or ([] if rows and columns else [wording("heat-map.empty")]):
        body.append(drawing.text(_MARGIN, drawing.bottom + 12, line, pale=True))
        drawing.bottom += 22
    height = drawing.bottom + _MARGIN
    width = drawing.width
    heading, description = f"{id_prefix}:title", f"{id_prefix}:desc"
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="{_attribute(heading)} {_attribute(description)}"'
        f' xml:lang="{_attribute(wording.locale)}"'
        f' font-family="{_attribute(_families(palette))}" font-size="{_SIZE}">'
        f'<title id="{_attribute(heading)}">{escape(_clean(title))}</title>'
        f'<desc id="{_attribute(description)}">{escape(_clean(desc))}</desc>'
        f'<rect width="{width}" height="{height}" rx="4" class="ground" fill="{palette.ground}"/>{"".join(body)}</svg>'
    )
    return Svg(text, width, height)


class _Scale:
    """Which shade a count has: one for each count up to five, then five equal steps."""

    def __init__(self, largest: int, palette: Palette) -> None:
        self.largest = largest
        self._palette = palette
        self._step = max(1, ceil(largest / len(palette.shades)))

    def shade(self, value: int) -> tuple[str, str, str]:
        """Class, fill and ink of a cell."""
        if value == 0:
            return "none", self._palette.none, self._palette.pale
        # Few steps spread over all shades, so that a matrix of ones and twos still has contrast.
        step, steps = (value - 1) // self._step, ceil(self.largest / self._step)
        shades = self._palette.shades
        place = step if steps == len(shades) else round(step * (len(shades) - 1) / max(1, steps - 1))
        return f"shade-{place + 1}", *shades[place]

    def legend(self) -> Iterator[tuple[int, str]]:
        """First count and label of every step."""
        for first in range(1, self.largest + 1, self._step):
            last = min(first + self._step - 1, self.largest)
            yield first, str(first) if first == last else f"{first}–{last}"


class _Drawing:
    """Lays the panels out from top to bottom; `bottom` is how far it has come."""

    def __init__(
        self,
        width: int,
        rows: Sequence[str],
        columns: Sequence[str],
        values: Sequence[Sequence[int]],
        scale: _Scale,
        unit: str,
        palette: Palette,
        wording: Wording,
    ) -> None:
        self._rows, self._columns, self._values, self._scale, self._unit = rows, columns, values, scale, unit
        self._wording = wording
        self._palette = palette
        self.bottom = _MARGIN
        longest = max(map(text_width, rows), default=0)
        self._label_width = min(_LABEL_WIDTH, ceil(longest)) + 8
        self._labels = [_lines(row, self._label_width - 8) for row in rows]
        space = width - 2 * _MARGIN - self._label_width
        longest = max(map(text_width, columns), default=0)
        # Short labels such as 'N12' stand upright, even if that takes a little more room.
        least = ceil(longest) + 7 if _LEAST_CELL - 7 < longest <= _UPRIGHT else _LEAST_CELL
        per_panel = max(1, min(len(columns), space // least))
        self._slanted = longest > min(_LARGEST_CELL, space / per_panel) - 6
        if self._slanted:
            space -= round(min(longest, _SLANTED_WIDTH) * _SLANT)  # the last label leans over the edge
            per_panel = max(1, min(len(columns), space // _LEAST_CELL))
        # Panels of equal width: 17 columns are 9 and 8, not 16 and 1.
        panels = max(1, ceil(len(columns) / per_panel))
        self._per_panel = max(1, ceil(len(columns) / panels))
        self._cell = min(_LARGEST_CELL, space // self._per_panel)
        self._head, over_the_edge = 22, 0
        if self._slanted:
            over_the_edge = round(min(longest, _SLANTED_WIDTH) * _SLANT)
            self._head = over_the_edge + 16
        used = 2 * _MARGIN + self._label_width + self._per_panel * self._cell + over_the_edge
        self.width = self._width = min(width, max(_NARROWEST, used))

    def elements(self) -> Iterator[str]:
        """Everything inside the picture."""
        if self._rows and self._columns:
            for first in range(0, len(self._columns), self._per_panel):
                yield from self._panel(first)
                self.bottom += 14
            yield from self._legend()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        pale: bool = False,
        whole: str = "",
        anchor: str = "start",
        transform: str = "",
    ) -> str:
        """A label; `whole` is what it was before it was cut."""
        kind, fill = ("pale", self._palette.pale) if pale else ("ink", self._palette.ink)
        turned = f' transform="{transform}"' if transform else ""
        tooltip = f"<title>{escape(whole)}</title>" if whole and whole != text else ""
        return (
            f'<text x="{x}" y="{y}" class="{kind}" fill="{fill}" text-anchor="{anchor}"'
            f"{turned}>{tooltip}{escape(text)}</text>"
        )

    def _panel(self, first: int) -> Iterator[str]:
        left, top = _MARGIN + self._label_width, self.bottom + self._head
        columns = self._columns[first : first + self._per_panel]
        for place, column in enumerate(columns):
            middle = left + place * self._cell + self._cell // 2
            if self._slanted:
                turn = f"rotate(-45 {middle} {top - 8})"
                yield self.text(middle, top - 8, _cut(column, _SLANTED_WIDTH), whole=column, transform=turn)
            else:
                yield self.text(middle, top - 8, _cut(column, self._cell - 4), whole=column, anchor="middle")
        y = top
        for row_place, (row, label) in enumerate(zip(self._rows, self._labels, strict=True)):
            height = _CELL_HEIGHT + (len(label) - 1) * _NEXT_LINE
            middle = y + height // 2 + 5
            for line_place, line in enumerate(label):
                baseline = y + 18 + line_place * (_NEXT_LINE)
                whole = row if line.endswith("…") else ""
                yield self.text(left - 8, baseline, line, whole=whole, anchor="end")
            for place, column in enumerate(columns):
                value = self._values[row_place][first + place]
                shade, fill, ink = self._scale.shade(value)
                x = left + place * self._cell
                told = escape(self._wording("heat-map.cell", row=row, column=column, number=value, unit=self._unit))
                number = _number(x + self._cell // 2, middle, value, shade, ink) if value else ""
                yield (
                    f"<g><title>{told}</title>"
                    f'<rect x="{x}" y="{y}" width="{self._cell}" height="{height}" class="cell {shade}" fill="{fill}"'
                    f' stroke="{self._palette.line}"/>{number}</g>'
                )
            y += height
        self.bottom = y

    def _legend(self) -> Iterator[str]:
        x, y = _MARGIN, self.bottom + 4
        entries = [(0, self._wording("none")), *self._scale.legend()]
        yield self.text(x, y + 13, heading := self._wording("heat-map.legend", unit=self._unit), pale=True)
        x += ceil(text_width(heading)) + 10
        for value, label in entries:
            size = 22 + ceil(text_width(label)) + 14
            if x + size > self._width - _MARGIN:
                x, y = _MARGIN, y + 22
            shade, fill, _ = self._scale.shade(value)
            look = f'class="cell {shade}" fill="{fill}" stroke="{self._palette.line}"'
            yield f'<rect x="{x}" y="{y}" width="16" height="16" {look}/>'
            yield self.text(x + 22, y + 13, label, pale=True)
            x += size
        self.bottom = y + 20


def text_width(text: str) -> float:
    """About how many pixels `text` takes at the size used here in the widest font that may stand in (DejaVu Sans)."""
    return sum(_sign_width(sign) for sign in text) * _SIZE


def _sign_width(sign: str) -> float:
    if sign in "ijltfrI.,;:'’|!()[]- ":
        return 0.38
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return 0.96 if sign in "mwMW@%—" else 0.7 if sign.isupper() else 0.6


def _lines(text: str, width: float) -> list[str]:
    """`text` on lines of `width` pixels, three at most, of which the last is cut where it must be."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < _MOST_LINES - 1 and text_width(words[0]) <= width:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    return [*lines, _cut(" ".join(words), width)] if words else lines or [""]


def _cut(text: str, width: float) -> str:
    """`text`, cut with an ellipsis where it is wider than `width` pixels."""
    if text_width(text) <= width:
        return text
    room = width - text_width("…")
    for place, sign in enumerate(text):
        room -= _sign_width(sign) * _SIZE
        if room < 0:
            return text[:place].rstrip(" ,;-") + "…"
    return text


def _families(palette: Palette) -> str:
    quoted = (f"'{name}'" for name in palette.labels)
    return ", ".join((*quoted, *_FONTS))


def _number(x: int, y: int, value: int, shade: str, ink: str) -> str:
    """The number in a cell. It belongs to the cell's shade, not to the page."""
    return f'<text x="{x}" y="{y}" class="on-{shade}" fill="{ink}" text-anchor="middle">{value}</text>'


def _clean(text: str) -> str:
    """`text` on one line, without what XML forbids."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def _attribute(text: str) -> str:
    return escape(_clean(text))
