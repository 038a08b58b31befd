"""voices: what the report's themes and findings rest on, in the terms of `report_kit.evidence.coverage`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from report_kit.evidence.coverage import Coverage, coverage
from report_kit.model.entities import Code, Participant
from report_kit.model.report import Evidence
from report_kit.model.sources import Note


def build_coverage(
    *,
    notes_by_theme: Mapping[str, Sequence[str]],
    findings: Iterable[str],
    evidence: Iterable[Evidence],
    note_of: Mapping[str, str],
    notes: Mapping[str, Note],
    coded: Iterable[Note],
    participants: Mapping[str, Participant],
    codes: Sequence[Code],
) -> Coverage:
    """The coverage of a report, from its pieces: the derived parts need it before the report is whole.

    `note_of`: the note of each quote that has an id. `coded`: the notes with their codes, those that are kept back too.
    """
    links: dict[str, list[tuple[str, str]]] = {finding: [] for finding in findings}
    for link in evidence:
        links.setdefault(link.finding, []).append((note_of.get(link.target, link.target), link.relation))
    marked: dict[str, list[str]] = {code.id: [] for code in codes}
    for note in coded:
        for code in note.codes:
            marked.setdefault(code, []).append(note.id)
    return coverage(
        themes=notes_by_theme,
        findings=links,
        notes={note.id: note.speakers for note in notes.values()},
        participants={participant.id: participant.organisation for participant in participants.values()},
        codes=marked,
    )
