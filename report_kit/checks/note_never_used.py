"""note-never-used: a remark that was recorded and then forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.unread import may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, any_of

RULE = Rule(
    name="note-never-used",
    severity=Severity.WARNING,
    summary="No finding, quote or other text cites a source note.",
    why="What somebody said is left out of the report, perhaps because it did not fit the argument.",
    example="::: {.note #N7}\nTraining came too late.\n:::",
    instead="Skills were short: training came late [@N7].",
    group="evidence",
    unfinished=True,
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Notes that nothing cites and no quote prints; silent while there is no finding that could cite them."""
    if not view.report.findings:
        return
    for note in view.report.notes.values():
        if not view.report.note_attributions[note.id].shown:
            continue  # it must not be cited
        if not view.report.backlinks.get(note.id) and not may_stand_in_unread(view.report, note.id):
            place = first_line(view.report.lines, note.span)
            hint = f"cite it where it belongs: [@{note.id}]"
            yield RULE.at(place, f'nothing in the report cites note "{note.id}"', hint, about=(note.id, any_of("note")))
