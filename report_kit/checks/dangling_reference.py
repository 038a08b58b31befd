"""dangling-reference: a citation, or a link within the report, that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.unread import may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from report_kit.model import inlines as i
from report_kit.model.report import Report

RULE = Rule(
    name="dangling-reference",
    severity=Severity.ERROR,
    summary="A citation or a link names something that does not exist.",
    why="A reader who wants to see the evidence is led nowhere, and the claim stands without it.",
    example="Leaders ask for data first [@N41].",
    instead="Leaders ask for data first [@N14].",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Citations of unknown ids, and `#` links to places that do not exist."""
    report = view.report
    # A figure without an id of its own has a target for its number, but nobody can cite it.
    citable = [target.id for target in report.targets.values() if target.authored]
    known = set(citable) | set(report.uncited)
    for item, _ in view.citation_items():
        if item.id not in known and not may_stand_in_unread(report, item.id):
            message = f'no note, reference, finding or figure is called "{item.id}"'
            yield RULE.at(item.span, message, did_you_mean(item.id, citable) or _hint(report, item.id))
    anchors = _anchors(view)
    for link, _ in view.inlines_of(i.Link):
        name = link.url.removeprefix("#")
        if link.url.startswith("#") and name not in anchors and not may_stand_in_unread(report, name):
            yield RULE.at(link.span, f'nothing in the report is called "{name}"', did_you_mean(name, citable))


def _hint(report: Report, identifier: str) -> str:
    """Why an id that does exist cannot be cited."""
    if identifier in report.participants:
        return "this is a participant: cite the note of what they said"
    if identifier in report.organisations or identifier in report.events:
        return "organisations and events cannot be cited: cite a note or a reference"
    return "give the thing that you mean this id, or correct the citation"


def _anchors(view: View) -> set[str]:
    return {
        *view.report.targets,
        *(part.id for part in view.report.parts),
        *(placed.block.anchor for placed in view.placed),
    }
