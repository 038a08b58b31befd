"""`report-kit coverage`: which notes and voices the report rests on, and what rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from report_kit.cli import options
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS
from report_kit.cli.results import give_found, print_diagnostics
from report_kit.cli.short_lived import short_lived
from report_kit.evidence.coverage import Coverage, Voices
from report_kit.model.disclosure import Counted, ascribed_people, counted, fewest_of, silent
from report_kit.model.report import Report


@click.command()
@options.project
@options.text_or_json
@short_lived()
def coverage(folder: Path, form: str) -> int:
    """Count the notes and voices behind every theme and finding of the report in DIR, and name what is left over.

    People appear by participant id, and beside notes only where the words may be ascribed to them. Numbers of people
    are told as far as the report may tell them.
    """
    from report_kit import pipeline

    outcome = pipeline.link(DiskWorkspace(folder))
    if outcome.report is None:
        print_diagnostics("text", outcome.diagnostics, outcome.lines, {})
        return CONTENT_HAS_ERRORS
    found = outcome.report.coverage
    give_found(_data(found, outcome.report) if form == "json" else _lines(found, outcome.report), outcome.conceal)
    return 0


def _lines(found: Coverage, report: Report) -> Iterator[str]:
    events = list(dict.fromkeys(note.event for note in report.notes.values()))
    told, say = _told(found, report), report.wording
    rows = []
    for theme, voices in found.themes.items():
        by_event = [str(sum(report.notes[note].event == event for note in voices.notes)) for event in events]
        rows.append([theme, *by_event, str(len(voices.notes)), told[theme].people.words(say)])
    yield "Themes by event, in notes"
    yield from _table(["theme", *events, "all notes", "voices"], rows)
    yield ""
    yield "Findings"
    findings = [
        [
            report.targets[finding].id,
            str(len(voices.notes)),
            told[finding].people.words(say),
            told[finding].bodies.words(say),
            str(len(against.notes)) if (against := found.against.get(finding)) else "0",
        ]
        for finding, voices in found.findings.items()
    ]
    yield from _table(["finding", "notes for it", "voices", "organisations", "notes against"], findings)
    yield ""
    for title, ids in _left_over(found, told):
        yield f"{title}: {', '.join(ids) if ids else 'none'}"
    yield f"Participants whose words nothing cites: {_silent(report) or 'none'}"


def _told(found: Coverage, report: Report) -> dict[str, Counted]:
    """How many people and bodies may be told of behind every finding, every theme, and what speaks against a finding.

    Keys are the anchors of findings and themes, and `against ANCHOR`.
    """
    against = {f"against {finding}": voices for finding, voices in found.against.items()}
    every = {**found.findings, **found.themes, **against}
    return counted(every, report.note_attributions, fewest_of(report.meta), found.against)


def _left_over(found: Coverage, told: Mapping[str, Counted]) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Notes that nothing cites", found.unused_notes
    yield "Notes without a code", found.uncoded_notes
    yield "Codes on no note", found.unused_codes
    yield "Themes carried by one voice", _tellable(found.one_voice_themes, told)
    yield "Findings carried by one voice", _tellable(found.one_voice_findings, told)
    yield "Findings carried by one organisation", _tellable(found.one_organisation_findings, told)
    yield "Findings that no note supports", found.unsupported_findings


def _tellable(ids: Sequence[str], told: Mapping[str, Counted]) -> list[str]:
    """Those of `ids` of which the number of people may be told."""
    return [each for each in ids if told[each].people.kind == "exact"]


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
    told = _told(found, report)

    def voices(name: str, of: Voices) -> dict[str, Any]:
        people, bodies = ascribed_people(of.notes, report.notes, report.note_attributions, report.participants)
        count = told[name].people
        return {
            "notes": of.notes,
            "voices": count.number if count.kind == "exact" else None,
            "voices_in_words": count.words(report.wording),
            "participants": people,
            "organisations": bodies,
            "notes_of_unknown_speakers": of.unknown_speakers,
        }

    return {
        "version": 2,
        "themes": {theme: voices(theme, of) for theme, of in found.themes.items()},
        "findings": {finding: voices(finding, of) for finding, of in found.findings.items()},
        "against": {finding: voices(f"against {finding}", of) for finding, of in found.against.items()},
        "unused_notes": found.unused_notes,
        "uncoded_notes": found.uncoded_notes,
        "unused_codes": found.unused_codes,
        "silent_participants": _silent(report),
        "one_voice_themes": _tellable(found.one_voice_themes, told),
        "one_voice_findings": _tellable(found.one_voice_findings, told),
        "one_organisation_findings": _tellable(found.one_organisation_findings, told),
        "unsupported_findings": found.unsupported_findings,
    }
