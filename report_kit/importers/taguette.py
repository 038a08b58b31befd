"""Highlights from Taguette (https://www.taguette.org/), exported as CSV: all of them, or those with one tag.

In: `id,document,tag,content` in any order, a row for each tag of a highlight (https://gitlab.com/remram44/taguette,
`taguette/export.py`), parted by commas, or by semicolons or tabs where a spreadsheet has saved it again (RFC 4180 says
the rest). Out: a remark for each highlight, by document. A cell that a spreadsheet would run as a formula is text.

Names of documents only tell which highlights belong together; they are often names of people, and go nowhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from report_kit.diagnostics import Sink, Span
from report_kit.importers.remarks import Remark
from report_kit.importers.rules import INCOMPLETE, UNREADABLE
from report_kit.sourcefiles.text import SourceText

NAME = "highlights from Taguette (CSV)"

COLUMNS = ("id", "document", "tag", "content")
ROWS = 100_000
"""How many rows are read; a study of a hundred interviews has a tenth of it."""
CONTENT = 50_000
"""Characters of one highlight: twenty pages."""
TAG = 200
"""Characters of a tag."""

_SEPARATORS = (",", ";", "\t")
_ID = re.compile(r"0*([0-9]{1,12})")


def recognises(source: SourceText) -> bool:
    """Whether the first line names Taguette's columns."""
    return _separator(source) is not None


def read(source: SourceText, sink: Sink) -> Sequence[Sequence[Remark]]:
    """The highlights in `source`, by document, in the order in which they stand there."""
    separator = _separator(source)
    assert separator is not None
    documents: dict[str, dict[str, Remark]] = {}
    places: dict[str, tuple[str, Span]] = {}
    for row, span in _rows(source, separator, sink):
        number, document, tag, content = row
        found = _ID.fullmatch(number.strip())
        if found is None:
            sink.add(UNREADABLE.at(span, "the id of this highlight is no number", "export the file once more"))
            continue
        if len(content) > CONTENT or len(tag) > TAG:
            what, most = ("highlight", CONTENT) if len(content) > CONTENT else ("tag", TAG)
            sink.add(UNREADABLE.at(span, f"this {what} has more than {most:,} characters", "look for a missing quote"))
            continue
        key = f"T{found[1]}"
        if not content.strip():
            if key not in places:
                sink.add(INCOMPLETE.at(span, "this highlight has no words, so it becomes no note"))
            places.setdefault(key, (document, span))
            continue
        before = documents.get(document, {}).get(key)
        first_document, first = places.setdefault(key, (document, span))
        if first_document != document or (before is not None and before.text != content):
            message = f"this row has the id of the highlight in line {first.line}, and other words or another document"
            sink.add(UNREADABLE.at(span, message, "export the file once more"))
            continue
        tags = (*(before.tags if before else ()), *([" ".join(tag.split())] if tag.strip() else []))
        remark = Remark(key=key, text=content, tags=tuple(dict.fromkeys(tags)), span=first)
        documents.setdefault(document, {})[key] = remark
    return [list(remarks.values()) for remarks in documents.values()]


def _separator(source: SourceText) -> str | None:
    """What parts the columns; None where the first line does not name them."""
    for separator in _SEPARATORS:
        names = _names(source, separator)
        if all(names.count(name) == 1 for name in COLUMNS):
            return separator
    return None


def _names(source: SourceText, separator: str) -> list[str]:
    """The first line, cell by cell."""
    try:
        return [cell.strip().lower() for cell in next(csv.reader([source.lines[0][:1000]], delimiter=separator), [])]
    except csv.Error:
        return []


def _rows(source: SourceText, separator: str, sink: Sink) -> Iterator[tuple[tuple[str, str, str, str], Span]]:
    """The cells of `COLUMNS`, row by row, and the place of the row."""
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=separator, strict=True)
    columns = [_names(source, separator).index(name) for name in COLUMNS]
    last = 0
    try:
        for number, cells in enumerate(reader):
            line, last = last + 1, reader.line_num
            span = Span(source.file, line, 1, last, source.end_of(last))
            if number > ROWS:
                message = f"this file has more than {ROWS:,} rows"
                sink.add(UNREADABLE.at(span, message, "export a part of it at a time"))
                return
            if not number or not any(cells):
                continue  # the names of the columns, and blank lines, which spreadsheets leave at the end
            if len(cells) <= max(columns):
                message = f"this row has {len(cells)} of {max(columns) + 1} columns"
                sink.add(UNREADABLE.at(span, message, "look for a missing quote or separator, or export it once more"))
                continue
            one, document, tag, content = (cells[column] for column in columns)
            yield (one, document, tag, content), span
    except csv.Error as wrong:
        message = "a quote opens here that is closed nowhere" if "unexpected end" in str(wrong) else _UNREADABLE
        sink.add(UNREADABLE.at(Span(source.file, last + 1, 1, last + 1, source.end_of(last + 1)), message, _HINT))


_UNREADABLE = "this row is no CSV: a quote stands in the middle of a cell, or a cell is far too long"
_HINT = "double every quote inside of quotes, or export the file once more"
