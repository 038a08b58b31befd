"""The ways in which tables are typed that are no tables here: grids, dashes under columns, tabs, commas, bare bars.

In: lines of a source file and the number of the first one. Out: a `Shape`: which lines it fills, and its cells. Each
shape is told from prose by what every one of its lines has in common; a single line is never enough, save between bars.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from report_kit.checks.bars import is_figure
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as it was typed."""

    first: int
    """Number of its first line."""
    last: int
    rows: Rows
    what: str
    """How a message calls it."""
    certain: bool
    """True where its first row can only be meant to name the columns, and no cell can be told wrong."""


_BORDER = pattern(r"\+(?:[-=:]{2,}\+)+")
_RULE_OF_BARS = pattern(
    r"[ \t]*\|?[ \t]*:?[-=–—]{2,}:?[ \t]*(?:[|+][ \t]*:?[-=–—]{2,}:?[ \t]*)*\|?[ \t]*|[ \t]*[|+ \t]*\|[-| \t]*"
)
_CODE = pattern(r"`[^`]*`")
_BAR = pattern(r"(?<!\\)\|")
_SIGN = pattern(r"(?:[^\w\s(]|\d{1,2}[.)]|[a-zA-Z][.)]|o)")
"""What stands before a tab in a list that was pasted: a bullet, or a number."""
_GROUPS = pattern(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
"""Dashes under the columns of a 'simple table'."""
_ONE_RULE = pattern(r"[ \t]*-{3,}[ \t]*")
_MOST_LINES = 500
_LONGEST_FIELD = 48
_THOUSANDS = pattern(r"\d,(?=\d{3}(?!\d))")


def shapes_in(lines: Sequence[str], first: int) -> Iterator[Shape]:
    """The tables in `lines`, one paragraph or several, of which the first has the number `first`.

    Empty lines count for nothing: rows that were pasted with empty lines between them are rows all the same.
    """
    numbers = [first + at for at, line in enumerate(lines) if line.strip()]
    filled = [line for line in lines if line.strip()]
    at = 0
    while at < len(filled):
        found = next(filter(None, (read(filled, at) for read in _READERS)), None)
        if found is not None:
            yield replace(found, first=numbers[found.first], last=numbers[found.last])
            at = found.last
        at += 1


def _grid(lines: Sequence[str], at: int) -> Shape | None:
    """A frame of '+---+' and bars."""
    if not _BORDER.fullmatch(lines[at].strip()):
        return None
    end = at
    while end + 1 < len(lines) and lines[end + 1].strip().startswith(("+", "|")):
        end += 1
    rows: list[tuple[str, ...]] = []
    row: list[list[str]] = []
    head = plain = 0
    for line in (line.strip() for line in lines[at + 1 : end + 1]):
        if not line.startswith("+"):
            row.append([cell.strip() for cell in _BAR.split(line.strip("|"))])
            continue
        if row:
            rows.append(_joined(row))
            plain += all(_SIGN.match(piece) is None for cells in row for piece in cells if piece[1:2] == " ")
            row = []
        head = len(rows) if "=" in line and not head else head
    if len(rows) < 2:
        return None
    certain = head == 1 and plain == len(rows) and _BORDER.fullmatch(lines[end].strip()) is not None
    return Shape(at, end, tuple(rows), "a frame of '+' and '-'", certain and _even(rows))


def _joined(row: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The lines of a row as one line: a cell's words go on, items of a list in it stand below each other."""
    width = max(map(len, row))
    cells = []
    for column in range(width):
        pieces = [
            cells_of_line[column] for cells_of_line in row if column < len(cells_of_line) and cells_of_line[column]
        ]
        lists = [piece for piece in pieces if re.match(r"[-*•] ", piece)]
        cells.append("<br>".join(pieces) if lists and len(pieces) > 1 else " ".join(pieces))
    return tuple(cells)


def _bars(lines: Sequence[str], at: int) -> Shape | None:
    """Bars without the line of dashes under the first row, or with one that has other columns."""
    end = at - 1
    width = 0
    while end + 1 < len(lines):
        line = lines[end + 1]
        rule = _RULE_OF_BARS.fullmatch(line) is not None and "|" in line
        count = len(_BAR.findall(_CODE.sub("", line.strip().strip("|")))) + 1
        if not rule and (count < 2 or (width and not _framed(line) and count != width)):
            break
        width = width or (0 if rule else count)
        end += 1
    run = lines[at : end + 1]
    rows = tuple(_cells(line) for line in run if not _RULE_OF_BARS.fullmatch(line))
    framed = all(map(_framed, run))
    if not rows or (len(rows) < 2 and not (framed and len(run) + len(rows[0]) > 2)):
        return None
    if not framed and not _has_head(rows) and not all(re.search(r"\s\|\s|^\||\|$", line.strip()) for line in run):
        return None  # 'a|b' is an alternative, or a formula
    return Shape(at, end, rows, "bars without the line of dashes", _has_head(rows) and _even(rows))


def _framed(line: str) -> bool:
    line = line.strip()
    return len(line) > 2 and line.startswith("|") and line.endswith("|")


def _cells(line: str) -> tuple[str, ...]:
    line = line.strip().removeprefix("|")
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return tuple(cell.strip() for cell in _BAR.split(line))


def _tabs(lines: Sequence[str], at: int) -> Shape | None:
    """Cells parted by tabs, as a spreadsheet hands them over."""
    rows: list[tuple[str, ...]] = []
    for line in lines[at:]:
        cells = [cell.strip() for cell in line.rstrip().split("\t")]
        if len(cells) < 2 or not cells[-1] or _SIGN.fullmatch(cells[0]) or (not cells[0] and not any(cells[1:])):
            break
        rows.append(tuple(cells))
    if len(rows) < 2:
        return None
    return Shape(at, at + len(rows) - 1, tuple(rows), "tabs", _has_head(rows) and _even(rows))


def _commas(lines: Sequence[str], at: int) -> Shape | None:
    """Cells parted by commas or semicolons, as a file of a spreadsheet has them."""
    for sign in (";", ","):
        rows: list[tuple[str, ...]] = []
        tight = True
        for line in lines[at:]:
            cells = _fields(line, sign)
            if len(cells) < 2 or (rows and len(cells) != len(rows[0])) or not _are_fields(cells):
                break
            tight = tight and not re.search(rf"{sign}\s", line)
            rows.append(cells)
        figures = (
            any(all(is_figure(row[column]) for row in rows[1:]) for column in range(len(rows[0]))) if rows else False
        )
        enough = len(rows) >= (2 if tight else 3)
        if enough and (figures or (tight and len(rows[0]) > 2 and len(rows) > 2)):
            what = "commas" if sign == "," else "semicolons"
            return Shape(at, at + len(rows) - 1, tuple(rows), what, _has_head(rows) and tight)
    return None


def _fields(line: str, sign: str) -> tuple[str, ...]:
    """The cells of a line; none where its commas may part thousands."""
    if sign not in line or (sign == "," and _THOUSANDS.search(line) and '"' not in line):
        return ()
    try:
        return tuple(next(csv.reader([line], delimiter=sign, skipinitialspace=True)))
    except csv.Error:
        return ()


def _are_fields(cells: Sequence[str]) -> bool:
    """Whether no cell reads as a piece of a sentence."""
    return bool(cells[0].strip()) and all(
        len(cell) <= _LONGEST_FIELD and not cell.rstrip().endswith((".", ":", "?", "!")) for cell in cells
    )


def simple_table(lines: Sequence[str], number: int) -> Shape | None:
    """The 'simple' or 'multiline' table of pandoc whose line of dashes is `number` of `lines`, those of a file."""
    if not 0 < number <= len(lines) or not _GROUPS.fullmatch(lines[number - 1]):
        return None
    cuts = [found.start() for found in re.finditer(r"-+", lines[number - 1])]
    top = number - 1
    while top > 0 and number - top <= 5 and lines[top - 1].strip() and not _ONE_RULE.fullmatch(lines[top - 1]):
        top -= 1
    over = lines[top - 1].strip() if top > 0 and top < number - 1 else ""
    framed = _ONE_RULE.fullmatch(over) is not None and len(over) >= cuts[-1]  # and not the end of the front matter
    end = number
    closed = False
    while end < min(len(lines), number + _MOST_LINES):
        if _ONE_RULE.fullmatch(lines[end]) or _GROUPS.fullmatch(lines[end]):
            closed = True
            break
        if not framed and not lines[end].strip():
            break
        end += 1
    if framed and not closed:
        return None
    body = _by_blank_lines(lines[number:end]) if framed else [[line] for line in lines[number:end]]
    head = lines[top : number - 1]
    rows = [_cut(group, cuts) for group in ([head] if head else []) + body]
    if len(rows) < 2 or not all(any(row) for row in rows) or sum(len(list(filter(None, row))) > 1 for row in rows) < 2:
        return None
    first = top if framed else top + 1
    return Shape(
        first, end + closed, tuple(rows), "dashes under the columns", bool(head) and _fits(lines[number:end], cuts)
    )


def _by_blank_lines(lines: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _cut(lines: Sequence[str], cuts: Sequence[int]) -> tuple[str, ...]:
    edges = [*pairwise([0, *cuts[1:]]), (cuts[-1], None)]
    return tuple(" ".join(filter(None, (line[start:end].strip() for line in lines))) for start, end in edges)


def _fits(lines: Sequence[str], cuts: Sequence[int]) -> bool:
    """Whether no word stands across the edge of a column."""
    return not any(line[cut - 1 : cut].strip() and line[cut : cut + 1].strip() for line in lines for cut in cuts[1:])


def _has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row can only be meant to name the columns: it has no figure, and others have."""
    return not any(map(is_figure, rows[0])) and any(is_figure(cell) for row in rows[1:] for cell in row)


def _even(rows: Sequence[Sequence[str]]) -> bool:
    return len({len(row) for row in rows}) == 1 and all(rows[0])


_READERS: tuple[Callable[[Sequence[str], int], Shape | None], ...] = (_grid, _bars, _tabs, _commas)
