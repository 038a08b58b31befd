"""trace: where something comes from and where it is used, along the chain event → note → finding → recommendation.

In: the merged report and an id. Out: a tree of `Step`s with places. People appear by participant id only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_kit.diagnostics import Span
from report_kit.model.report import Report
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
    codes = {code for note in report.notes.values() for code in note.codes}
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
        self._quoted: dict[str, list[str]] = {}
        for quote in report.quotes:
            self._quoted.setdefault(quote.of, []).append(quote.id or quote.anchor)
        self._quotes = {quote.id or quote.anchor: quote for quote in report.quotes}
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
            found = ("quote", "quote", opening_words(quote.blocks), quote.span)
        else:
            coded = next((n for n in report.notes.values() if identifier in n.codes), None)
            if coded is not None:
                found = ("code", identifier, "", coded.places.get("codes", coded.span))
        if found is None:
            return None
        kind, label, title, span = found
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
            yield note.event, "said at"
            for speaker in note.speakers:
                yield speaker, "said by"
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
        yield from self._rests_on.get(identifier, ())

    def _destinations(self, identifier: str) -> Iterator[tuple[str, str]]:
        report = self._report
        yield from self._supports.get(identifier, ())
        for quote in self._quoted.get(identifier, ()):
            yield quote, "quoted as"
        for recommendation in self._answers.get(identifier, ()):
            yield recommendation, "answered by"
        if identifier in report.events:
            yield from ((n.id, "recorded in") for n in report.notes.values() if n.event == identifier)
        elif identifier in report.participants:
            yield from ((n.id, "said") for n in report.notes.values() if identifier in n.speakers)
        elif identifier in report.organisations:
            yield from ((p.id, "sent") for p in report.participants.values() if p.organisation == identifier)
            yield from (
                (c.anchor, "described in") for c in report.case_studies.values() if c.organisation == identifier
            )
        elif identifier in report.theme_of:
            yield report.theme_of[identifier], "stands in"
        elif identifier not in report.targets:
            yield from ((n.id, "marks") for n in report.notes.values() if identifier in n.codes)
        # What else cites it: sections, themes' running text, other findings.
        direct = {use for use, _ in self._supports.get(identifier, ())}
        for link in report.backlinks.get(identifier, ()):
            if link.within not in direct and link.within not in self._answers.get(identifier, ()):
                direct.add(link.within)
                yield link.within, "cited in"
