"""note-changed: a note that reads otherwise than when it was coded or quoted.

Whoever codes a note, or quotes it, may write down a check sum of its words: `sha256="3f2a…"` at the note or the quote,
the first eight digits or more of the SHA-256 of the note's text (NFC, blanks collapsed, UTF-8).
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line, place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.approvals import FEWEST_DIGITS, check_sum

RULE = Rule(
    name="note-changed",
    severity=Severity.ERROR,
    summary="The words of a note are no longer those that were coded or quoted.",
    why="Codes, findings and the speaker's approval were given for other words.",
    example='::: {.quote of="N1" sha256="00000000"}\n:::',
    instead='::: {.quote of="N1" sha256="da39a3ee"}\n:::',
    group="evidence",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Notes and quotes with a `sha256`."""
    report = view.report
    written = [
        (note, dict(note.attributes).get("sha256", ""), note.places.get("sha256", note.span))
        for note in map(report.recorded, report.notes.values())
    ]
    for quote in report.quotes:
        if quote.of in report.notes:
            written.append((report.notes[quote.of], dict(quote.attributes).get("sha256", ""), quote.span))
    for note, given, span in written:
        if not given:
            continue
        now = check_sum(report.recorded(note).blocks)
        if len(given) < FEWEST_DIGITS:
            place = first_line(report.lines, span)
            yield RULE.at(place, "this check sum is too short to tell anything", f"write {now[:FEWEST_DIGITS]}")
        elif not now.startswith(given.casefold()):
            yield RULE.at(
                place_of(report.lines, span, given),
                f'note "{note.id}" has been changed since this was written',
                f"read it again; then write {now[:FEWEST_DIGITS]}",
            )
