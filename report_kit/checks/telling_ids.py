"""telling-id: ids that say who spoke. They are printed beside words, and stand in addresses, bookmarks and data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.model.renaming import authored_ids, new_ids, place_of_id, renamed
from report_kit.model.report import Report

RULE = Rule(
    name="telling-id",
    severity=Severity.ERROR,
    summary="The id of a note, or of anything else that is printed, says who spoke.",
    why="Of two notes called P01.1 and P01.2, one may be printed under its speaker's name, and the other must not be "
    "ascribed: the marks in the margin say that both are the same person's.",
    example='::: {.note #P01.1 speaker="P01"}\nBudgets are tight.\n:::',
    instead='::: {.note #N1 speaker="P01"}\nBudgets are tight.\n:::',
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)

_LABEL = re.compile(r"(.*?[^\W\d_])[\W_]*\d+")
"""'A' of 'A12', 'J-x' of 'J-x.2'."""


def check(view: View) -> Iterator[Diagnostic]:
    """Ids with a participant's in them, then notes whose ids go together as their speakers do."""
    report = view.report
    ids = authored_ids(report, of_blocks=False)
    holding = {identifier: person for identifier in ids for person in [_person_in(report, identifier)] if person}
    labelled = {note: label for note, label in _labelled(report).items() if note not in holding}
    free = new_ids(report, (*holding, *labelled))
    for identifier, person in holding.items():
        message = f'the id "{identifier}" holds that of {person}, and is printed'
        yield _diagnostic(report, identifier, ids[identifier], message, free[identifier])
    for note, label in labelled.items():
        message = f'all notes called "{label}…" are of one speaker, some are ascribed and some are not: their ids tell'
        yield _diagnostic(report, note, ids[note], message, free[note])


def _diagnostic(report: Report, identifier: str, span: Span, message: str, new: str) -> Diagnostic:
    place = place_of_id(report, identifier, span)
    return RULE.at(place, message, f"call it {new}, here and wherever it is cited", renamed(report, identifier, new))


def _person_in(report: Report, identifier: str) -> str:
    """The participant whose id is a part of `identifier`; empty where none is."""
    for person in report.participants:
        if len(person) > 1 and re.search(rf"(?<![^\W\d_]){re.escape(person)}(?!\d)", identifier, re.IGNORECASE):
            return person
    return ""


def _labelled(report: Report) -> dict[str, str]:
    """Notes that one speaker's all share a label with, and nobody else's, where not all of them are ascribed alike."""
    by_label: dict[str, list[str]] = {}
    for note in report.notes:
        if found := _LABEL.fullmatch(note):
            by_label.setdefault(found[1], []).append(note)
    notes = {name: report.recorded(note) for name, note in report.notes.items()}
    telling: dict[str, str] = {}
    for label, members in by_label.items():
        speakers = {notes[name].speakers for name in members}
        told = {report.note_attributions[name].words for name in members}
        events = {notes[name].event for name in members}
        others = any(note.event in events and note.speakers not in speakers for note in notes.values())
        if len(speakers) == 1 and speakers != {()} and len(told) > 1 and others:
            telling.update(dict.fromkeys(members, label))
    return telling
