"""`report-kit coverage`: which notes and voices the report rests on, and what rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from report_kit.cli import options
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS
from report_kit.cli.results import give_found, print_diagnostics
from report_kit.cli.short_lived import short_lived
from report_kit.evidence.coverage import Coverage, Voices
from report_kit.model.disclosure import ascribed_people, silent
from report_kit.model.report import Report
from report_kit.model.voices import coverage_of


@click.command()
@options.project
@options.text_or_json
@short_lived()
def coverage(folder: Path, form: str) -> int:
    """Count the notes and voices behind every theme and finding of the report in DIR, and name what is left over.

    People appear by participant id, and beside notes only where the words may be ascribed to them.
    """
    from report_kit import pipeline

    outcome = pipeline.link(DiskWorkspace(folder))
    if outcome.report is None:
        print_diagnostics("text", outcome.diagnostics, outcome.lines, {})
        return CONTENT_HAS_ERRORS
    found = coverage_of(outcome.report)
    give_found(_data(found, outcome.report) if form == "json" else _lines(found, outcome.report), outcome.conceal)
    return 0


def _lines(found: Coverage, report: Report) -> Iterator[str]:
    events = list(dict.fromkeys(note.event for note in report.notes.values()))
    rows = []
    for theme, voices in found.themes.items():
        by_event = [str(sum(report.notes[note].event == event for note in voices.notes)) for event in events]
        rows.append([theme, *by_event, str(len(voices.notes)), _people(voices)])
    yield "Themes by event, in notes"
    yield from _table(["theme", *events, "all notes", "voices"], rows)
    yield ""
    yield "Findings"
    findings = [
        [
            report.targets[finding].id,
            str(len(voices.notes)),
            _people(voices),
            _bodies(voices),
            str(len(against.notes)) if (against := found.against.get(finding)) else "0",
        ]
        for finding, voices in found.findings.items()
    ]
    yield from _table(["finding", "notes for it", "voices", "organisations", "notes against"], findings)
    yield ""
    for title, ids in _left_over(found):
        yield f"{title}: {', '.join(ids) if ids else 'none'}"
    yield f"Participants whose words nothing cites: {_silent(report) or 'none'}"


def _people(voices: Voices) -> str:
    """'3', '3 and 2 notes of unknown speakers', 'unknown'."""
    if not voices.unknown_speakers:
        return str(len(voices.participants))
    return f"{len(voices.participants)} + {voices.unknown_speakers} unknown" if voices.participants else "unknown"


def _bodies(voices: Voices) -> str:
    return str(len(voices.organisations)) if not voices.unknown_speakers or voices.organisations else "unknown"


def _left_over(found: Coverage) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Notes that nothing cites", found.unused_notes
    yield "Notes without a code", found.uncoded_notes
    yield "Codes on no note", found.unused_codes
    yield "Themes carried by one voice", found.one_voice_themes
    yield "Findings carried by one voice", found.one_voice_findings
    yield "Findings carried by one organisation", found.one_organisation_findings
    yield "Findings that no note supports", found.unsupported_findings


def _silent(report: Report) -> int:
    cited = {report.index.note(name) for name in report.backlinks} | report.index.quotes_of.keys()
    return silent(cited, {**report.notes, **report.kept_back}, report.participants)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns of text; numbers stand right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()


def _data(found: Coverage, report: Report) -> dict[str, Any]:
    def voices(of: Voices) -> dict[str, Any]:
        people, bodies = ascribed_people(of.notes, report.notes, report.note_attributions, report.participants)
        return {
            "notes": of.notes,
            "voices": len(of.participants),
            "participants": people,
            "organisations": bodies,
            "notes_of_unknown_speakers": of.unknown_speakers,
        }

    return {
        "version": 1,
        "themes": {theme: voices(of) for theme, of in found.themes.items()},
        "findings": {finding: voices(of) for finding, of in found.findings.items()},
        "against": {finding: voices(of) for finding, of in found.against.items()},
        "unused_notes": found.unused_notes,
        "uncoded_notes": found.uncoded_notes,
        "unused_codes": found.unused_codes,
        "silent_participants": _silent(report),
        "one_voice_themes": found.one_voice_themes,
        "one_voice_findings": found.one_voice_findings,
        "one_organisation_findings": found.one_organisation_findings,
        "unsupported_findings": found.unsupported_findings,
    }
