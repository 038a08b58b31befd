"""renaming: other ids in the sources, wherever they stand.

In: a report with its source lines, and ids. Out: new ids, and a `Fix` that writes one in place of an old one, there and
in every reference to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_kit.diagnostics import Edit, Fix, Span
from report_kit.model.report import Report

_BEGINS, _ENDS = r"(?<![\w.:-])", r"(?![\w:-]|\.\w)"
"""Around an id: 'N1' is no part of 'N12', 'N1.2' or 'AN1'."""

_LETTERS = {"note": "N", "quote": "Q", "finding": "F", "recommendation": "R", "case_study": "CS"}
"""What new ids begin with, by the kind of what they are of."""


def authored_ids(report: Report, *, of_blocks: bool) -> dict[str, Span]:
    """Where the ids stand that authors gave to what is printed, but works; `of_blocks`: to notes and boxes alone."""
    kinds = {"finding", "recommendation", "case_study"}
    spans = {note.id: note.span for note in report.notes.values()}
    spans |= {quote.id: quote.span for quote in report.quotes if quote.id}
    spans |= {
        target.id: target.span
        for target in report.targets.values()
        if target.authored and (target.kind in kinds or not (of_blocks or target.kind in ("reference", "note")))
    }
    return spans


def place_of_id(report: Report, identifier: str, span: Span) -> Span:
    """Where `identifier` is given in the first line of `span`; all of it where it is not."""
    lines = report.lines.get(span.file, ())
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    found = re.compile(f"{_BEGINS}{re.escape(identifier)}{_ENDS}").search(line, max(span.column - 1, 0))
    return Span(span.file, span.line, found.start() + 1, span.line, found.end() + 1) if found else span


def new_ids(report: Report, old: Iterable[str]) -> dict[str, str]:
    """An id for each of `old` that nothing has yet, numbered in their order: it tells nothing of anybody."""
    taken = {*report.targets, *report.notes, *report.participants, *(quote.id for quote in report.quotes)}
    quotes = {quote.id for quote in report.quotes}
    found: dict[str, str] = {}
    for identifier in old:
        target = report.targets.get(identifier)
        kind = "quote" if identifier in quotes else target.kind if target else "note"
        letter = _LETTERS.get(kind, f"{kind}-")
        number = 1
        while f"{letter}{number}" in taken:
            number += 1
        found[identifier] = f"{letter}{number}"
        taken.add(found[identifier])
    return found


def renamed(report: Report, old: str, new: str) -> Fix:
    """Write `new` wherever `old` stands as an id. A word of prose that reads like the id stays."""
    edits = tuple(Edit(span, new) for span in _places(report, old))
    return Fix(f"write {new} in place of it, wherever it stands", edits, safe=True)


def _places(report: Report, identifier: str) -> Iterator[Span]:
    # What has no digit in it may be a word of the text.
    before = _BEGINS if re.search(r"\d", identifier) else r"(?:(?<=#)|(?<=@)|(?<=id: )|(?<=\w=[\"']))"
    pattern = re.compile(rf"{before}{re.escape(identifier)}{_ENDS}")
    for file, lines in report.lines.items():
        if file.endswith((".md", ".yaml", ".yml")):
            for number, line in enumerate(lines, 1):
                for found in pattern.finditer(line):
                    yield Span(file, number, found.start() + 1, number, found.end() + 1)
