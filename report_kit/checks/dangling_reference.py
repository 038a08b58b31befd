"""dangling-reference: a citation, or a link within the report, that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.unread import may_be_made_in_unread, may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, any_of, did_you_mean, meant_in
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.collect import DERIVED_ANCHOR
from report_kit.model.report import Report
from report_kit.model.slug import slugify
from report_kit.model.walk import plain_text

RULE = Rule(
    name="dangling-reference",
    severity=Severity.ERROR,
    summary="A citation or a link names something that does not exist.",
    why="A reader who wants to see the evidence is led nowhere, and the claim stands without it.",
    example="Leaders ask for data first [@N41].",
    instead="Leaders ask for data first [@N14].",
    hides=("note-never-used", "uncited-reference", "unclear-link-text"),
    gathered=True,
)
RULES = (RULE,)

_ANY = tuple(map(any_of, ("note", "reference", "finding", "recommendation", "case study")))
"""What may be meant by an id that is like no other."""


def check(view: View) -> Iterator[Diagnostic]:
    """Citations of unknown ids, and `#` links to places that do not exist."""
    report = view.report
    # A figure without an id of its own has a target for its number, but nobody can cite it.
    citable = [target.id for target in report.targets.values() if target.authored]
    known = set(citable) | set(report.uncited)
    for item, _ in view.citation_items():
        if item.id not in known and not may_be_made_in_unread(report, item.id):
            message = f'no note, reference, finding or figure is called "{item.id}"'
            hint = (
                _in_comment(report, item.id)
                or _at_a_picture(view, item.id)
                or _called_so(view, item.id)
                or did_you_mean(item.id, known)
                or _hint(report, item.id)
            )
            yield RULE.at(item.span, message, hint, about=(item.id, *(meant_in(hint) or _ANY)))
    anchors = _anchors(view)
    for link, _ in view.inlines_of(i.Link):
        name = link.url.removeprefix("#")
        if link.url.startswith("#") and name not in anchors and not may_stand_in_unread(report, name):
            hint = _in_comment(report, name) or _called_so(view, name) or did_you_mean(name, citable) or _NEITHER
            yield RULE.at(link.span, f'nothing in the report is called "{name}"', hint)


def _in_comment(report: Report, identifier: str) -> str:
    """That `identifier` is given in a comment, where it means nothing."""
    written = re.compile(rf"#{re.escape(identifier)}(?![\w:-]|\.\w)")
    for one in report.comments:
        if one.is_block and written.search(one.text):
            return f"it is in the comment in line {one.span.line} of {one.span.file}, which prints and defines nothing"
    return ""


def _at_a_picture(view: View, identifier: str) -> str:
    """That `identifier` is given to a picture among words, which is no figure."""
    for picture, _ in view.inlines_of(i.Picture):
        span = picture.span
        lines = view.report.lines.get(span.file, ())
        behind = lines[span.end_line - 1][span.end_column - 1 :] if 0 < span.end_line <= len(lines) else ""
        if re.match(rf"\{{[^}}]*#{re.escape(identifier)}[ }}]", behind):
            where = f"the picture in line {span.line} of {span.file}"
            return f"it is {where}, which is no figure while words stand beside it"
    return ""


def _called_so(view: View, name: str) -> str:
    """What to write where `name` is made of a title or of a heading, as other programs make ids."""
    wanted = name.replace("_", "-").casefold()
    for part in view.report.parts:
        if not part.derived and slugify(part.title, 200) == wanted:
            return f"did you mean {part.id}?"
    for heading, _ in view.blocks_of(b.Heading):
        if slugify(plain_text(heading.content), 200) != wanted:
            continue
        if heading.anchor.startswith(DERIVED_ANCHOR):
            return f"write {{#{name}}} behind the heading in line {heading.span.line} of {heading.span.file}"
        return f"did you mean {heading.anchor}?"
    return ""


def _hint(report: Report, identifier: str) -> str:
    """Why an id that does exist cannot be cited."""
    if identifier in report.participants:
        return "this is a participant: cite the note of what they said"
    if identifier in report.organisations or identifier in report.events:
        return "organisations and events cannot be cited: cite a note or a reference"
    return "give the thing that you mean this id, or correct the citation"


_NEITHER = "give the thing that you mean this id, or correct the link"


def _anchors(view: View) -> set[str]:
    return {
        *view.report.targets,
        *(part.id for part in view.report.parts),
        *(placed.block.anchor for placed in view.placed),
    }
