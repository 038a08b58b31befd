"""without_withheld: messages, and the source lines shown with them, that do not repeat what was said off the record.

In: diagnostics, source lines and the report. Out: the same; where a message or a line has several words in a row of a
remark that must not be printed, the words are left out. Lines of the notes themselves count as well: a log travels
further than a source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from report_kit.confidentiality.silence import Lines, silenced
from report_kit.diagnostics import Diagnostic
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text

ROW = 4
"""Words in a row by which a remark is known; a shorter remark is known by all of them, from two words on."""

INSTEAD = "(not shown here: it repeats what must not be told)"


def without_withheld(
    diagnostics: Sequence[Diagnostic], lines: Lines, report: Report | None
) -> tuple[tuple[Diagnostic, ...], Lines]:
    """`diagnostics` and `lines` without words of notes that are not shown."""
    tells = _tells(report) if diagnostics else None
    return silenced(diagnostics, lines, tells, INSTEAD) if tells else (tuple(diagnostics), lines)


def _tells(report: Report | None) -> Callable[..., bool] | None:
    """What says of texts whether one has words of a remark that is kept back; None where there is no such remark."""
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

    def tells(*texts: str) -> bool:
        return any(row in rows for text in texts for size in sizes for row in _rows(_words(text), size))

    return tells


def _rows(words: Sequence[str], size: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
