"""Methodology annex: what the data can answer of COREQ's questions, gaps marked 'not reported'.

COREQ: Tong, Sainsbury, Craig (2007), https://doi.org/10.1093/intqhc/mzm042; the numbers are those of its checklist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from report_kit.model import blocks as b
from report_kit.model.collect import Collection
from report_kit.model.derive.make import anchor, paragraph, table
from report_kit.model.disclosure import at_least, fewest_of, shared_roles
from report_kit.model.entities import Code, Event, Organisation, Participant, ReportMeta
from report_kit.model.report import Part
from report_kit.model.sources import Note
from report_kit.model.wording import Wording

RECORDED = ("verbatim", "near_verbatim", "paraphrase")


def methodology_part(
    identifier: str,
    meta: ReportMeta,
    events: Sequence[Event],
    participants: Sequence[Participant],
    organisations: Mapping[str, Organisation],
    notes: Mapping[str, Note],
    codes: Sequence[Code],
    found: Collection,
    wording: Wording,
) -> Part | None:
    """One row for each reportable item."""
    if not events:
        return None
    method, span, fewest = meta.methodology, events[0].at(), fewest_of(meta)
    sample = _roles(participants, fewest, wording) or _bodies(participants, organisations, fewest, wording)
    say = _Each(events, wording)
    codebook = wording("methodology.codes", count=len(codes)) if codes else ""
    rows = [
        ("10", "sampling", method.sampling),
        ("11", "approach", say.invited()),
        ("12", "sample-size", say.sizes(len(participants))),
        ("13", "non-participation", method.non_participation or say.missing()),
        ("14", "setting", say.each(lambda e: e.place)),
        ("16", "sample", sample),
        ("17", "guide", say.each(lambda e: e.topic_guide or e.question)),
        ("19", "recording", say.each(lambda e: wording.term("recording", e.recording))),
        ("20", "field-notes", _recorded(notes, wording)),
        ("21", "duration", say.each(lambda e: e.duration)),
        ("24", "coders", "" if method.coders is None else wording.number(method.coders)),
        ("25", "coding-tree", codebook),
        ("26", "derivation", method.derivation),
        ("27", "software", method.software),
        ("28", "checking", method.participant_checking),
        ("29", "quotations", _quotes(found, notes, wording)),
    ]
    blocks: tuple[b.Block, ...] = (
        paragraph(span, anchor("methodology", "opening"), wording("methodology.opening")),
        table(
            span,
            anchor("methodology", "table"),
            wording("methodology.table"),
            [wording("methodology.item"), wording("methodology.reported"), wording("methodology.here")],
            [
                (number, wording(f"methodology-item.{item}"), value or wording("not-reported"))
                for number, item, value in rows
            ],
        ),
    )
    return Part(
        kind="methodology",
        id=identifier,
        title=wording("methodology.title"),
        blocks=blocks,
        span=span,
        derived=True,
        placement="back",
    )


class _Each:
    """What the events say, one by one."""

    def __init__(self, events: Sequence[Event], wording: Wording) -> None:
        self._events = events
        self._wording = wording

    def each(self, value: Callable[[Event], str]) -> str:
        """The value of each event, with the event's title where there are several."""
        wording = self._wording
        values = [(event.title, value(event)) for event in self._events]
        if not any(words for _, words in values):
            return ""
        if len({words for _, words in values}) == 1:
            return values[0][1]
        return "; ".join(
            wording("methodology.at-event", event=title, words=words or wording("not-reported"))
            for title, words in values
        )

    def invited(self) -> str:
        wording = self._wording
        return self.each(lambda e: "" if e.invited is None else wording("methodology.invited", count=e.invited))

    def sizes(self, participants: int) -> str:
        wording = self._wording
        heads = self.each(lambda e: wording.either([wording.number(count.value) for count in e.attended]))
        if not participants:
            return heads
        if len(self._events) > 1 and heads:
            return wording("methodology.participants-at-events", count=participants, heads=heads)
        return wording("methodology.participants", count=participants)

    def missing(self) -> str:
        wording = self._wording

        def absent(event: Event) -> str:
            if event.invited is None or len(event.attended) != 1:
                return ""
            missing = max(0, event.invited - event.attended[0].value)
            return wording("methodology.absent", absent=wording.number(missing), invited=wording.number(event.invited))

        return self.each(absent)


def _roles(participants: Sequence[Participant], fewest: int, wording: Wording) -> str:
    """The types of role that may be told."""
    shared, others = shared_roles(participants, fewest)
    roles = ", ".join(shared)
    return wording("methodology.roles-and-others", roles=roles) if shared and others else roles


def _bodies(
    participants: Iterable[Participant], organisations: Mapping[str, Organisation], fewest: int, wording: Wording
) -> str:
    """How many organisations were represented, where no role may be told; of one, it would be everybody's."""
    represented = {p.organisation for p in participants if p.organisation}
    represented |= {o.id for o in organisations.values() if o.represented}
    if not represented:
        return ""
    count = at_least(len(represented), fewest)
    if count.kind == "fewer":
        return wording("methodology.fewer-bodies", count=count.number)
    return wording("methodology.bodies", count=count.number)


def _recorded(notes: Mapping[str, Note], wording: Wording) -> str:
    kinds = {kind: sum(n.recorded_as == kind for n in notes.values()) for kind in RECORDED}
    parts = [wording(f"notes-recorded.{kind}", count=count) for kind, count in kinds.items() if count]
    return wording("methodology.notes", count=len(notes), kinds=", ".join(parts)) if notes else ""


def _quotes(found: Collection, notes: Mapping[str, Note], wording: Wording) -> str:
    quoted = [quote for quote in found.quotes if quote.of in notes]
    if not quoted:
        return ""
    known = sum(bool(notes[quote.of].speakers) for quote in quoted)
    return wording("methodology.quotations", count=len(quoted), known=wording.number(known))
