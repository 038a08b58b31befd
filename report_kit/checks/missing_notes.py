"""missing-notes: many ids are cited that begin alike, and nothing has an id that begins so: their file is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.unread import may_be_made_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span

RULE = Rule(
    name="missing-notes",
    severity=Severity.ERROR,
    summary="Several ids are cited that begin alike (N1, N2), or several works, and nothing of the kind is there.",
    why="Mostly all of them stand in one file, which is not where it should be; without it nothing is evidence.",
    example="Leaders ask for data first [@N1; @N2]. (sources/notes/ is empty)",
    instead="Leaders ask for data first [@N1; @N2]. (sources/notes/roundtable.md has both notes)",
    hides=("dangling-reference", "unknown-id", "note-never-used"),
)
RULES = (RULE,)

_NUMBERED = re.compile(r"([A-Za-z]+)\d{1,3}")
_DATED = re.compile(r"[A-Za-z][\w.:-]*(?:1[6-9]|20)\d\d[\w.:-]*")
"""The id of a work, mostly: smith2017."""
_NAMED = 3
"""Ids that a message names; more are counted."""


def check(view: View) -> Iterator[Diagnostic]:
    """One for each beginning that only missing ids have, and one for the works where there is no bibliography."""
    report = view.report
    known = {target.id for target in report.targets.values() if target.authored} | set(report.uncited)
    taken = {found[1].casefold() for one in known | set(report.notes) if (found := _NUMBERED.fullmatch(one))}
    works = bool(report.references or report.uncited)
    missing: dict[str, dict[str, list[Span]]] = {}
    for identifier, span in _cited(view):
        found = _NUMBERED.fullmatch(identifier)
        beginning = found[1].casefold() if found else ""
        if identifier in known or beginning in taken or (not beginning and (works or not _DATED.fullmatch(identifier))):
            continue
        if not may_be_made_in_unread(report, identifier):
            missing.setdefault(beginning, {}).setdefault(identifier, []).append(span)
    for beginning, places in missing.items():
        if len(places) > 1:
            yield _diagnostic(places, numbered=bool(beginning))


def _cited(view: View) -> Iterator[tuple[str, Span]]:
    """Every id that the text cites, or quotes, with its place."""
    for item, _ in view.citation_items():
        yield item.id, item.span
    for quote in view.report.quotes:
        if quote.of:
            yield quote.of, quote.of_span


def _diagnostic(places: dict[str, list[Span]], *, numbered: bool) -> Diagnostic:
    names, count = list(places), sum(map(len, places.values()))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    listed = f"{', '.join(names[:_NAMED])}{more}" if more else f"{', '.join(names[:-1])} and {names[-1]}"
    first = min((spans[0] for spans in places.values()), key=lambda span: (span.file, span.line, span.column))
    message = f"{listed} are cited ({count} times in all), and no id that is there begins so"
    hint = "put the file of these notes into sources/notes/ (.md or .yaml), or correct the ids"
    if not numbered:
        message = f"{listed} are cited ({count} times in all), and no work is described anywhere"
        hint = "put the works into sources/references.bib or sources/references.yaml"
    return RULE.at(first, message, hint, about=names)
