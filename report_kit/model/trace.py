"""trace: where something comes from and where it is used, along the chain of evidence.

The chain: event → note → quote → code → theme → finding → recommendation.

In: the merged report and an id. Out: a tree of `Step`s with places. People appear by participant id only, and beside a
note only where its words may be ascribed to a person or an organisation; else by what may be printed of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.disclosure import is_ascribed
from report_kit.model.entities import ThemeHead
from report_kit.model.report import Report
from report_kit.model.sources import Note
from report_kit.model.targets import opening_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of the chain."""

    id: str
    kind: str
    """event, organisation, participant, code, note, quote, finding, recommendation, theme, section, reference …"""
    label: str
    """How the report calls it."""
    title: str = ""
    """Opening words or name."""
    relation: str = ""
    """How it is linked to the step above: supports, said by, in answer to …"""
    span: Span
    steps: tuple[Step, ...] = ()
    """Further along the chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything known of one id."""

    step: Step
    """The thing itself."""
    sources: tuple[Step, ...]
    """Where it comes from, each with where that comes from."""
    uses: tuple[Step, ...]
    """Where it is used, each with where that is used."""


def trace(report: Report, identifier: str) -> Trace | None:
    """The trace of `identifier`, or None where nothing in the project is called so."""
    step = _Chain(report).step(identifier)
    if step is None:
        return None
    chain = _Chain(report)
    # Each id is followed once in each direction: a report may cite in circles, and a tree of all paths would explode.
    return Trace(
        step=step,
        sources=tuple(chain.sources(identifier, {identifier})),
        uses=tuple(chain.uses(identifier, {identifier})),
    )


def known_ids(report: Report) -> list[str]:
    """Every id that can be traced."""
    written = [target.id for target in report.targets.values() if target.authored]
    codes = {code for note in report.notes.values() for code in note.codes} | report.codes.keys()
    return [*written, *report.events, *report.organisations, *report.participants, *sorted(codes)]


class _Chain:
    """Walks the links of a report in both directions."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._rests_on: dict[str, list[tuple[str, str]]] = {}
        self._supports: dict[str, list[tuple[str, str]]] = {}
        for link in report.evidence:
            self._rests_on.setdefault(link.finding, []).append((link.target, link.relation))
            self._supports.setdefault(link.target, []).append((link.finding, link.relation))
        self._quotes = {quote.id or quote.anchor: quote for quote in report.quotes}
        self._coded: dict[str, list[Note]] = {}
        for note in report.notes.values():
            for code in note.codes:
                self._coded.setdefault(code, []).append(note)
        self._codes_of_theme = {p.id: p.head.codes for p in report.parts if isinstance(p.head, ThemeHead)}
        self._answers: dict[str, list[str]] = {}
        for recommendation in report.recommendations.values():
            for finding in recommendation.findings:
                self._answers.setdefault(finding, []).append(recommendation.anchor)

    def step(self, identifier: str, relation: str = "", steps: tuple[Step, ...] = ()) -> Step | None:
        """The thing called `identifier` itself."""
        report = self._report
        found: tuple[str, str, str, Span] | None = None
        if target := report.targets.get(identifier):
            found = (target.kind, target.label, target.title, target.span)
        elif event := report.events.get(identifier):
            found = ("event", event.id, event.title, event.at("id"))
        elif organisation := report.organisations.get(identifier):
            found = ("organisation", organisation.id, organisation.name, organisation.at("id"))
        elif participant := report.participants.get(identifier):
            found = ("participant", participant.id, "", participant.at("id"))
        elif quote := self._quotes.get(identifier):
            found = ("quote", "quote", "", quote.span)
        elif code := report.codes.get(identifier):
            found = ("code", identifier, code.name, code.at("id"))
        else:
            for coded in self._coded.get(identifier, ())[:1]:
                found = ("code", identifier, "", coded.places.get("codes", coded.span))
        if found is None:
            return None
        kind, label, title, span = found
        if kind == "quote":
            title = opening_words(report.quoted(self._quotes[identifier]))
        return Step(id=identifier, kind=kind, label=label, title=title, relation=relation, span=span, steps=steps)

    def sources(self, identifier: str, seen: set[str]) -> Iterator[Step]:
        """What `identifier` rests on, and what that rests on."""
        for origin, relation in self._origins(identifier):
            further: tuple[Step, ...] = ()
            if origin not in seen:
                seen.add(origin)
                further = tuple(self.sources(origin, seen))
            if step := self.step(origin, relation, further):
                yield step

    def uses(self, identifier: str, seen: set[str]) -> Iterator[Step]:
        """What rests on `identifier`, and what rests on that."""
        for use, relation in self._destinations(identifier):
            further: tuple[Step, ...] = ()
            if use not in seen:
                seen.add(use)
                further = tuple(self.uses(use, seen))
            if step := self.step(use, relation, further):
                yield step

    def _origins(self, identifier: str) -> Iterator[tuple[str, str]]:
        report = self._report
        if note := report.notes.get(identifier):
            words = report.note_attributions[note.id].words
            yield note.event, f"said by {words} at" if words and not self._is_ascribed(note) else "said at"
            if self._is_ascribed(note):
                yield from ((speaker, "said by") for speaker in note.speakers)
            if note.source:
                yield note.source, "taken from"
        elif quote := self._quotes.get(identifier):
            yield quote.of, "words of"
        elif recommendation := report.recommendations.get(identifier):
            for finding in recommendation.findings:
                yield finding, "in answer to"
        elif participant := report.participants.get(identifier):
            for event in participant.events:
                yield event, "took part in"
            if participant.organisation:
                yield participant.organisation, "sent by"
        elif case_study := report.case_studies.get(identifier):
            if case_study.organisation:
                yield case_study.organisation, "about"
        elif event_entity := report.events.get(identifier):
            for host in event_entity.hosts:
                yield host, "hosted by"
        elif any(part.id == identifier and part.kind == "theme" for part in report.parts):
            for finding, theme in report.theme_of.items():
                if theme == identifier and finding in report.findings:
                    yield finding, "holds"
            yield from ((code, "interprets") for code in self._codes_of_theme.get(identifier, ()))
        elif identifier not in report.targets:
            if (code_entity := report.codes.get(identifier)) and code_entity.parent:
                yield code_entity.parent, "part of"
            yield from ((note.id, "marks") for note in self._coded.get(identifier, ()))
        yield from self._rests_on.get(identifier, ())

    def _is_ascribed(self, note: Note) -> bool:
        return is_ascribed(self._report.note_attributions[note.id])

    def _destinations(self, identifier: str) -> Iterator[tuple[str, str]]:
        report = self._report
        yield from self._supports.get(identifier, ())
        for quote in report.index.quotes_of.get(identifier, ()):
            yield quote.id or quote.anchor, "quoted as"
        for recommendation in self._answers.get(identifier, ()):
            yield recommendation, "answered by"
        if identifier in report.events:
            yield from ((n.id, "recorded in") for n in report.notes.values() if n.event == identifier)
        elif identifier in report.participants:
            own = [note for note in report.notes.values() if identifier in note.speakers]
            yield from ((note.id, "said") for note in own if self._is_ascribed(note))
        elif identifier in report.organisations:
            yield from ((p.id, "sent") for p in report.participants.values() if p.organisation == identifier)
            yield from ((e.id, "host of") for e in report.events.values() if identifier in e.hosts)
            yield from (
                (c.anchor, "described in") for c in report.case_studies.values() if c.organisation == identifier
            )
        elif identifier in report.theme_of:
            yield report.theme_of[identifier], "stands in"
        elif identifier in report.notes:
            yield from ((code, "coded as") for code in report.notes[identifier].codes)
        elif identifier not in report.targets:
            yield from (
                (theme, "interpreted in") for theme, codes in self._codes_of_theme.items() if identifier in codes
            )
            yield from ((code.id, "has a part") for code in report.codes.values() if code.parent == identifier)
        # What else cites it: sections, themes' running text, other findings.
        direct = {use for use, _ in self._supports.get(identifier, ())}
        for link in report.backlinks.get(identifier, ()):
            if link.within not in direct and link.within not in self._answers.get(identifier, ()):
                direct.add(link.within)
                yield link.within, "cited in"
