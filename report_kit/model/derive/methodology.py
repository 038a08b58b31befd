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

NOT_REPORTED = "not reported"

RECORDED = {
    "verbatim": "word for word",
    "near_verbatim": "nearly word for word",
    "paraphrase": "as paraphrase",
}
RECORDINGS = {"audio": "audio", "video": "video", "notes": "written notes", "none": "not recorded"}


def methodology_part(
    identifier: str,
    meta: ReportMeta,
    events: Sequence[Event],
    participants: Sequence[Participant],
    organisations: Mapping[str, Organisation],
    notes: Mapping[str, Note],
    codes: Sequence[Code],
    found: Collection,
) -> Part | None:
    """One row for each reportable item."""
    if not events:
        return None
    method, span, fewest = meta.methodology, events[0].at(), fewest_of(meta)
    sample = _roles(participants, fewest) or _bodies(participants, organisations, fewest)
    rows = [
        ("10", "Sampling", method.sampling),
        ("11", "Method of approach", _invited(events)),
        ("12", "Sample size", _sizes(events, participants)),
        ("13", "Non-participation", method.non_participation or _missing(events)),
        ("14", "Setting", _each(events, lambda e: e.place)),
        ("16", "Description of the sample", sample),
        ("17", "Guide", _each(events, lambda e: e.topic_guide or e.question)),
        ("19", "Recording", _each(events, lambda e: RECORDINGS.get(e.recording, ""))),
        ("20", "Field notes", _recorded(notes)),
        ("21", "Duration", _each(events, lambda e: e.duration)),
        ("24", "Number of coders", "" if method.coders is None else str(method.coders)),
        ("25", "Coding tree", f"{len(codes)} codes in the codebook" if codes else ""),
        ("26", "Derivation of themes", method.derivation),
        ("27", "Software", method.software),
        ("28", "Participant checking", method.participant_checking),
        ("29", "Quotations presented", _quotes(found, notes)),
    ]
    opening = (
        "The items below follow COREQ, a checklist for reports on interviews and group discussions. They are filled "
        "from the data behind this report; what nobody noted is marked so."
    )
    blocks: tuple[b.Block, ...] = (
        paragraph(span, anchor("methodology", "opening"), opening),
        table(
            span,
            anchor("methodology", "table"),
            "Items of the COREQ checklist",
            ["Item", "What is reported", "In this report"],
            [(number, title, value or NOT_REPORTED) for number, title, value in rows],
        ),
    )
    return Part(
        kind="methodology",
        id=identifier,
        title="How this report was made",
        blocks=blocks,
        span=span,
        derived=True,
        placement="back",
    )


def _each(events: Sequence[Event], value: Callable[[Event], str]) -> str:
    """The value of each event, with the event's title where there are several."""
    values = [(event.title, value(event)) for event in events]
    if not any(words for _, words in values):
        return ""
    if len({words for _, words in values}) == 1:
        return values[0][1]
    return "; ".join(f"{title}: {words or NOT_REPORTED}" for title, words in values)


def _invited(events: Sequence[Event]) -> str:
    return _each(events, lambda e: "" if e.invited is None else f"by invitation of {e.invited}")


def _sizes(events: Sequence[Event], participants: Sequence[Participant]) -> str:
    heads = _each(events, lambda e: " or ".join(str(count.value) for count in e.attended))
    if not participants:
        return heads
    return f"{len(participants)} participants" + (f" ({heads})" if len(events) > 1 and heads else "")


def _missing(events: Sequence[Event]) -> str:
    def absent(event: Event) -> str:
        if event.invited is None or len(event.attended) != 1:
            return ""
        return f"{max(0, event.invited - event.attended[0].value)} of {event.invited} invited did not take part"

    return _each(events, absent)


def _roles(participants: Sequence[Participant], fewest: int) -> str:
    """The types of role that may be told."""
    shared, others = shared_roles(participants, fewest)
    return ", ".join(shared) + (" and others" if others else "") if shared else ""


def _bodies(participants: Iterable[Participant], organisations: Mapping[str, Organisation], fewest: int) -> str:
    """How many organisations were represented, where no role may be told; of one, it would be everybody's."""
    represented = {p.organisation for p in participants if p.organisation}
    represented |= {o.id for o in organisations.values() if o.represented}
    return f"{at_least(len(represented), fewest)} organisations represented" if represented else ""


def _recorded(notes: Mapping[str, Note]) -> str:
    kinds = {kind: sum(n.recorded_as == kind for n in notes.values()) for kind in RECORDED}
    parts = [f"{count} recorded {RECORDED[kind]}" for kind, count in kinds.items() if count]
    return f"{len(notes)} source notes: {', '.join(parts)}" if notes else ""


def _quotes(found: Collection, notes: Mapping[str, Note]) -> str:
    quoted = [quote for quote in found.quotes if quote.of in notes]
    if not quoted:
        return ""
    identified = sum(bool(notes[quote.of].speakers) for quote in quoted)
    return f"{len(quoted)} quotations, {identified} from speakers known to the authors"
