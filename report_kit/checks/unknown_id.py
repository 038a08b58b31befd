"""unknown-id: an attribute or a YAML value that should name something, and names nothing or a thing of another kind.

Each pointer of the data model is one `_Pointer`; what may stand there is listed in `_kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report_kit.checks.places import BLANK, place_of
from report_kit.checks.unread import may_be_made_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span, any_of, did_you_mean, meant_in
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.approvals import approval_of
from report_kit.model.collect import DERIVED_ANCHOR
from report_kit.model.report import Report

RULE = Rule(
    name="unknown-id",
    severity=Severity.ERROR,
    summary="An attribute or a value names something that does not exist, or that is of another kind.",
    why="Counts, lists and attributions are made by following these names; one that leads nowhere is left out.",
    example='::: {.recommendation #R1 to="councils" for="F9"}\nShare what works.\n:::',
    instead='::: {.recommendation #R1 to="councils" for="F1"}\nShare what works.\n:::',
    hides=("note-never-used", "finding-without-recommendation", "uncited-reference", "unused-code", "wrong-count"),
    gathered=True,
)
RULES = (RULE,)


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A place where an id of one kind is written."""

    kind: str
    """What it should name, as a person would say: 'organisation'."""
    id: str
    span: Span
    after: str | None = None
    """Where only the place of the whole block is known: what stands before the id, for finding it there."""


def check(view: View) -> Iterator[Diagnostic]:
    """Every pointer outside the text that leads nowhere."""
    report = view.report
    kinds = _kinds(report)
    for pointer in _pointers(report):
        known = kinds[pointer.kind]
        if pointer.id.strip(BLANK) and pointer.id not in known and not may_be_made_in_unread(report, pointer.id):
            other = _kind_of(report, pointer.id)
            if other:
                message = f'"{pointer.id}" is {other}; the id of {_with_article(pointer.kind)} is due here'
            else:
                message = f'there is no {pointer.kind} called "{pointer.id}"'
                if not known and pointer.kind in _TABLES:  # a file is missing: not one slip for each that is named
                    message = f"{_with_article(pointer.kind)} is named here, and none is described anywhere"
            place = pointer.span
            if pointer.after is not None:
                place = place_of(report.lines, pointer.span, pointer.id, pointer.after)
            hint = _called_so(report, pointer) or did_you_mean(pointer.id, known) or _where(pointer.kind)
            yield RULE.at(place, message, hint, about=(pointer.id, *(meant_in(hint) or (any_of(pointer.kind),))))


_TABLES = frozenset(("organisation", "event", "participant"))


def _kinds(report: Report) -> Mapping[str, set[str]]:
    """The ids that each kind of pointer may name."""
    references = set(report.references) | set(report.uncited)
    quotes = {quote.id for quote in report.quotes if quote.id}
    return {
        "organisation": set(report.organisations),
        "event": set(report.events),
        "participant": set(report.participants),
        "note": set(report.notes),
        "note or quote": set(report.notes) | quotes,
        "finding": {finding for finding in report.findings if not finding.startswith(DERIVED_ANCHOR)},
        "reference": references,
        "code": set(report.codes),
    }


def _pointers(report: Report) -> Iterator[_Pointer]:
    """All of them, in the order of the files."""
    meta = report.meta
    for number, publisher in enumerate(meta.publishers):
        yield _Pointer("organisation", publisher, meta.at("publishers", number))
    for number, author in enumerate(meta.authors):
        yield _Pointer("organisation", author.affiliation, meta.at("authors", number, "affiliation"))
    for event in report.events.values():
        for number, count in enumerate(event.attended):
            yield _Pointer("reference", count.source, event.at("attended", number, "source"))
    for participant in report.participants.values():
        for number, event_id in enumerate(participant.events):
            yield _Pointer("event", event_id, participant.at("events", number))
        yield _Pointer("organisation", participant.organisation, participant.at("organisation"))
        for number, approved in enumerate(participant.consent.approved if participant.consent else ()):
            identifier = approval_of(approved).id
            yield _Pointer("note or quote", identifier, participant.at("consent", "approved", number))
    for term in report.glossary:
        if "/" not in term.source:  # else it is the address of a web page
            yield _Pointer("reference", term.source, term.at("source"))
    for code in report.codes.values():
        yield _Pointer("code", code.parent, code.at("parent"))
    yield from _in_text(report)


def _in_text(report: Report) -> Iterator[_Pointer]:
    """Those in Markdown files and note files."""
    for note in map(report.recorded, report.notes.values()):
        yield _Pointer("event", note.event, note.places.get("event", note.span))
        yield _Pointer("reference", note.source, note.places.get("source", note.span))
        for speaker in note.speakers:
            yield _Pointer("participant", speaker, note.places.get("speaker", note.span), "")
        for code in note.codes if report.codes else ():  # without a codebook, codes are free words
            yield _Pointer("code", code, note.places.get("codes", note.span), "")
    for part in report.parts:
        for number, code in enumerate(getattr(part.head, "codes", ()) if part.head and report.codes else ()):
            yield _Pointer("code", code, part.head.at("codes", number) if part.head else part.span)
    for quote in report.quotes:
        yield _Pointer("note", quote.of, quote.of_span)
    for recommendation in report.recommendations.values():
        for finding in recommendation.findings:
            yield _Pointer("finding", finding, recommendation.span, "for=")
    for case_study in report.case_studies.values():
        yield _Pointer("organisation", case_study.organisation, case_study.span, "organisation=")


def _called_so(report: Report, pointer: _Pointer) -> str:
    """The id of what is called as a pointer names it: a title or a name stands where an id is due."""
    called: dict[str, str] = {}
    match pointer.kind:
        case "event":
            called = {event.title: event.id for event in report.events.values()}
        case "organisation":
            for organisation in report.organisations.values():
                names = (organisation.name, organisation.short_name, *organisation.aliases)
                called.update(dict.fromkeys(filter(None, names), organisation.id))
        case "code":
            called = {code.name: code.id for code in report.codes.values() if code.name}
        case "participant":
            called = {one.descriptor: one.id for one in report.participants.values() if one.descriptor}
    close = did_you_mean(pointer.id, called).removeprefix("did you mean ").removesuffix("?")
    return f"did you mean {called[close]}?" if close in called else ""


def _kind_of(report: Report, identifier: str) -> str:
    """'a note' for the id of a note; empty where nothing has this id."""
    if target := report.targets.get(identifier):
        return _with_article(target.kind.replace("_", " "))
    entities = {"organisation": report.organisations, "event": report.events, "participant": report.participants}
    return next((_with_article(kind) for kind, known in entities.items() if identifier in known), "")


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _where(kind: str) -> str:
    """Where things of this kind are described."""
    files = {
        "organisation": "sources/organisations.yaml",
        "event": "sources/events.yaml",
        "participant": "sources/participants.yaml",
        "reference": "the bibliography file",
        "code": "sources/codes.yaml",
    }
    return f"describe it in {files[kind]}, or correct the id" if kind in files else "correct the id"
