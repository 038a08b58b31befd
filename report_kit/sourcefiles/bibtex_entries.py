"""entries_of: the entries of a BibTeX file with their keys and fields, each with its place.

In: the text of the file. Out: its entries, as pandoc tells them apart: by their braces, wherever in a line they begin
(https://www.bibtex.org/Format/). What cannot be read pandoc says itself, so after a fault the next entry that begins on
a line of its own counts, and no work is missing because of the one above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from itertools import accumulate

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles.text import SourceText

_START = pattern(r"%[^\n]*|@([A-Za-z]+)\s*([{(])")
_START_OF_LINE = pattern(r"^[ \t]*@([A-Za-z]+)\s*([{(])", re.MULTILINE)
_KEY = pattern(r"\s*([^\s,{}()\"#%=]+)\s*,")
_IN_ENTRY = pattern(r"%[^\n]*|([{}\"])|(?<![\w-])([A-Za-z][\w-]*)\s*=")
_BRACES = pattern(r"\\.|[{}]", re.DOTALL)
_QUOTED = pattern(r"\\.|[{}\"]", re.DOTALL)
_NO_WORK = frozenset(("comment", "preamble", "string"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry."""

    name: str
    """In lower case."""
    span: Span
    """Its name as written."""
    values: tuple[tuple[int, int], ...] = ()
    """Offsets in the file of what stands between its braces or quotation marks; several where `#` joins them."""


@dataclass(slots=True)
class Entry:
    """A work."""

    key: str
    span: Span
    """Its key."""
    fields: list[Field] = field(default_factory=list)
    end: Span | None = None
    """The brace that closes it; None where there is none."""
    left_over: str = ""
    """What stands between that brace and the next entry or comment."""


def entries_of(source: SourceText) -> Iterator[Entry]:
    """The works of `source`, in their order."""
    text = source.text
    starts = [0, *accumulate(len(line) + 1 for line in source.lines)]

    def span(start: int, end: int) -> Span:
        line = bisect_right(starts, start)
        column = start - starts[line - 1] + 1
        return Span(source.file, line, column, line, column + end - start)

    offset, whole = 0, True
    while (start := (_START if whole else _START_OF_LINE).search(text, offset)) is not None:
        offset = start.end()
        if start[1] is None:
            continue
        if start[1].lower() in _NO_WORK:
            offset = max(_end_of(_BRACES, text, offset), offset) if whole and start[2] == "{" else offset
        elif key := _KEY.match(text, offset):
            entry = Entry(key[1], span(*key.span(1)))
            end = _read_fields(text, key.end(), entry, span) if whole and start[2] == "{" else -1
            whole = end >= 0
            if whole:
                following = _START.search(text, end)
                entry.end, offset = span(end - 1, end), end
                entry.left_over = text[end : following.start() if following else len(text)]
            yield entry


def _read_fields(text: str, offset: int, entry: Entry, span: Callable[[int, int], Span]) -> int:
    """Put what stands from `offset` into `entry`; where it ends, or -1 where it has no end."""
    while (found := _IN_ENTRY.search(text, offset)) is not None:
        offset = found.end()
        if found[1] == "}":
            return offset
        if found[1]:
            start, offset = offset, _end_of(_BRACES if found[1] == "{" else _QUOTED, text, offset)
            if offset < 0:
                return -1
            if entry.fields:
                last = entry.fields[-1]
                entry.fields[-1] = replace(last, values=(*last.values, (start, offset - 1)))
        elif found[2]:
            entry.fields.append(Field(found[2].lower(), span(*found.span(2))))
    return -1


def _end_of(signs: re.Pattern[str], text: str, offset: int) -> int:
    """Where the braces or quotation marks end that were opened before `offset`; -1 where they have no end."""
    depth = 0
    while (found := signs.search(text, offset)) is not None:
        offset = found.end()
        if found[0] == "{":
            depth += 1
        elif depth and found[0] == "}":
            depth -= 1
        elif not depth and found[0] == ('"' if signs is _QUOTED else "}"):
            return offset
    return -1
