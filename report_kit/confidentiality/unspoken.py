"""without_withheld: messages, and the source lines shown with them, that do not repeat what was said off the record.

In: diagnostics, source lines and the report. Out: the same; where a message or a line has several words in a row of a
remark that must not be printed, the words are left out. Lines of the notes themselves count as well: a log travels
further than a source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from report_kit.diagnostics import Diagnostic
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text

ROW = 4
"""Words in a row by which a remark is known; a shorter remark is known by all of them, from two words on."""

INSTEAD = "(not shown here: it repeats what must not be told)"

Lines = Mapping[str, tuple[str, ...]]


def without_withheld(
    diagnostics: Sequence[Diagnostic], lines: Lines, report: Report | None
) -> tuple[tuple[Diagnostic, ...], Lines]:
    """`diagnostics` and `lines` without words of notes that are not shown."""
    tells = _tells(report)
    if tells is None or not diagnostics:
        return tuple(diagnostics), lines
    shown = dict(lines)
    for file in dict.fromkeys(one.span.file for one in diagnostics if one.span and one.span.file in lines):
        numbers = {n for one in diagnostics if one.span and one.span.file == file for n in _lines_of(one)}
        text = list(lines[file])
        for number in numbers:
            if number <= len(text) and tells(text[number - 1]):
                text[number - 1] = ""
        shown[file] = tuple(text)
    return tuple(_silenced(one, tells) for one in diagnostics), shown


def _lines_of(one: Diagnostic) -> range:
    assert one.span is not None
    return range(one.span.line, max(one.span.line, one.span.end_line) + 1)


def _silenced(one: Diagnostic, tells: Callable[[str], bool]) -> Diagnostic:
    if tells(one.message):
        one = replace(one, message=f"{one.rule} {INSTEAD}")
    if tells(one.hint):
        one = replace(one, hint="", fix=None)
    if one.fix and any(tells(text) for text in (one.fix.message, *(edit.text for edit in one.fix.edits))):
        one = replace(one, fix=None)
    return one


def _tells(report: Report | None) -> Callable[[str], bool] | None:
    """Whether a text has words of a remark that is kept back; None where there is no such remark."""
    if report is None:
        return None
    hidden = [report.recorded(report.notes[name]) for name, told in report.note_attributions.items() if not told.shown]
    rows: set[tuple[str, ...]] = set()
    for note in hidden:
        words = _words(blocks_text(note.blocks))
        size = min(ROW, len(words))
        if size > 1:
            rows.update(_rows(words, size))
    if not rows:
        return None
    sizes = {len(row) for row in rows}

    def tells(text: str) -> bool:
        words = _words(text)
        return any(row in rows for size in sizes for row in _rows(words, size))

    return tells


def _rows(words: Sequence[str], size: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
