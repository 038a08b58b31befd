"""note-without-code, unused-code, code-cycle: what the codebook and the notes say of each other."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.unread import may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, any_of

NOTE_WITHOUT_CODE = Rule(
    name="note-without-code",
    severity=Severity.WARNING,
    summary="A note has no code, though other notes have.",
    why="Themes are built from coded notes; one that was skipped never had the chance to count.",
    example="::: {.note #N7}\nTraining came too late.\n:::",
    instead='::: {.note #N7 codes="skills"}\nTraining came too late.\n:::',
    group="evidence",
)

UNUSED_CODE = Rule(
    name="unused-code",
    severity=Severity.WARNING,
    summary="No note and no theme has a code of the codebook.",
    why="The codebook is printed as the method of the analysis; a code that marks nothing was no part of it.",
    example="- id: weather\n  name: Weather",
    instead='::: {.note #N7 codes="weather"}',
    group="evidence",
    unfinished=True,
)

CODE_CYCLE = Rule(
    name="code-cycle",
    severity=Severity.ERROR,
    summary="A code is part of itself, by way of its parents.",
    why="A codebook is a tree; in a circle no code is the wider one, and counts by code never end.",
    example="- id: skills\n  parent: training\n- id: training\n  parent: skills",
    instead="- id: skills\n- id: training\n  parent: skills",
    group="evidence",
)

RULES = (NOTE_WITHOUT_CODE, UNUSED_CODE, CODE_CYCLE)


def check(view: View) -> Iterator[Diagnostic]:
    """The codebook against notes and themes."""
    report = view.report
    notes = [report.recorded(note) for note in report.notes.values()]
    coded = {code for note in notes for code in note.codes}
    if coded:
        for note in notes:
            if not note.codes:
                place = first_line(report.lines, note.span)
                message, hint = f'note "{note.id}" has no code', 'write codes="…" at the note'
                # A name or an attribute of the note that is misspelt may have been its codes.
                yield NOTE_WITHOUT_CODE.at(place, message, hint, about=(note.id,), follows=(note.span,))
    used = coded | {code for part in report.parts for code in getattr(part.head, "codes", ())}
    used |= {code.parent for code in report.codes.values()}
    for code in report.codes.values():
        if code.id not in used and not may_stand_in_unread(report, code.id):
            message = f'no note and no theme has the code "{code.id}"'
            yield UNUSED_CODE.at(code.at("id"), message, "use it or remove it", about=(code.id, any_of("code")))
    yield from _cycles(view)


def _cycles(view: View) -> Iterator[Diagnostic]:
    """Each circle once, at the first of its codes."""
    codes = view.report.codes
    done: set[str] = set()
    for start in codes:
        way: list[str] = []
        here = start
        while here in codes and here not in done and here not in way:
            way.append(here)
            here = codes[here].parent
        if here in way:
            circle = [*way[way.index(here) :], here]
            place = codes[circle[0]].at("parent")
            yield CODE_CYCLE.at(place, f"these codes are part of each other: {' → '.join(circle)}", "remove one parent")
        done.update(way)
