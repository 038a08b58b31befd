"""disclosure: what may be told of a note, of a speaker and of a count. Every page, table and command asks here.

In: attributions (what was promised and agreed, see `consent`) and the smallest number of people that may be told of.
Out: notes as they may be printed, what may be said beside them, and counts as far as they may be told. What may not be
told does not leave this module: pages, exporters and commands have nothing left to ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal, assert_never

from report_kit.evidence.coverage import Coverage, Voices
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.attribution import reveals
from report_kit.model.copies import copied
from report_kit.model.derive.make import anchor
from report_kit.model.entities import Organisation, Participant, ReportMeta
from report_kit.model.report import Attribution, Told
from report_kit.model.sources import Note
from report_kit.model.wording import Wording

FEWEST = 3
"""k of the k-anonymity of descriptors and counts where report.yaml sets no `descriptor_people`."""

UNASCRIBED = ""
"""In place of the names of organisations behind notes that may not be ascribed to one by name."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or bodies, as far as it may be told."""

    kind: Literal["exact", "fewer", "unknown", "not-told"]
    """`fewer`: than `number`. `unknown`: to anybody. `not-told`: it would show who said what."""
    number: int = 0

    def words(self, wording: Wording) -> str:
        """As a table prints it: '15', 'fewer than 3', 'unknown'."""
        match self.kind:
            case "exact":
                return wording.number(self.number)
            case "fewer":
                return wording("count.fewer", count=self.number)
            case "unknown":
                return wording("count.unknown")
            case "not-told":
                return wording("count.not-told")
            case _:
                assert_never(self.kind)


def fewest_of(meta: ReportMeta) -> int:
    """So many people at least has to share what is told of them: the report's own `descriptor_people`."""
    return int(meta.thresholds.get("descriptor_people", FEWEST))


# Notes -------------------------------------------------------------------------------------------------------------


def printable(
    notes: Mapping[str, Note], attributions: Mapping[str, Attribution], quoted: Collection[str], wording: Wording
) -> tuple[dict[str, Note], dict[str, Note]]:
    """`notes` as they may be printed, and as they were recorded those that may not be printed so.

    `quoted`: ids of notes that a quote may print words of.
    """
    printed = {
        identifier: _printable(note, attributions[identifier], wording, quoted=identifier in quoted)
        for identifier, note in notes.items()
    }
    return printed, {identifier: note for identifier, note in notes.items() if printed[identifier] is not note}


def _printable(note: Note, attribution: Attribution, wording: Wording, *, quoted: bool) -> Note:
    """`note`, or in its place a line that says why it is not there."""
    if not attribution.shown:
        words = _instead(note, wording("note.not-shown"))
        return replace(note, blocks=words, speakers=(), codes=(), author="", timestamp="", attributes=())
    if attribution.in_words:
        return note
    remark = wording("note.quoted-only") if quoted else wording("note.not-in-words")
    return replace(note, blocks=_instead(note, remark))


def _instead(note: Note, words: str) -> tuple[b.Block, ...]:
    # Set off from what people said.
    content = (i.Styled(span=note.span, style="emphasis", content=(i.Text(span=note.span, text=words),)),)
    return (b.Paragraph(span=note.span, anchor=anchor("hidden", note.id), content=content),)


def printed_by(
    quote: b.Quote, notes: Mapping[str, Note], recorded: Mapping[str, Note], attribution: Attribution | None
) -> tuple[b.Block, ...]:
    """What `quote` prints: its own words, or all of its note's, or what stands in place of them.

    `notes` as they may be printed, and as they were `recorded`, by id.
    """
    if quote.of not in recorded or attribution is None:
        return quote.blocks
    # A quote may be approved where the note that it is from is not.
    words = notes[quote.of].blocks if attribution.refusal else quote.blocks or recorded[quote.of].blocks
    return words if words is quote.blocks else copied(words, "q", quote.anchor)


def told_of(note: Note, attribution: Attribution | None) -> Told:
    """What may be told beside the words of `note`; nothing where it may not be shown, or nobody knows whether."""
    if attribution is None or not attribution.shown:
        return Told()
    return Told(recorded_as=note.recorded_as, event=note.event)


def whole(attributions: Iterable[Attribution]) -> bool:
    """Whether all notes are printed in the words in which they were recorded."""
    return all(attribution.shown and attribution.in_words for attribution in attributions)


# Speakers ----------------------------------------------------------------------------------------------------------


def is_ascribed(attribution: Attribution) -> bool:
    """Whether a note may be laid at somebody's door: a participant's id leads to the organisation."""
    return "organisation" in reveals(attribution.level)


def ascribed_ways(attribution: Attribution) -> frozenset[bool]:
    """Whether a note may be ascribed to an organisation; both where that has yet to be approved."""
    allowed = is_ascribed(attribution)
    return frozenset({allowed, allowed and attribution.refusal is None})


def ascribed_people(
    noted: Iterable[str],
    notes: Mapping[str, Note],
    attributions: Mapping[str, Attribution],
    participants: Mapping[str, Participant],
) -> tuple[list[str], list[str]]:
    """Who said those notes of `noted` that may be ascribed, and whom they stand for: ids, sorted.

    Who stands behind a single note would be told by a list of everybody, so the others' speakers are left out.
    """
    people = {speaker for note in noted if is_ascribed(attributions[note]) for speaker in notes[note].speakers}
    bodies = {participants[person].organisation for person in people & participants.keys()}
    return sorted(people), sorted(bodies - {""})


def may_be_listed(person: Participant) -> bool:
    """Whether `person` may stand by name among those who took part."""
    consent = person.consent
    return bool(person.public_name and consent and consent.list_name and not consent.withdrawn)


def in_order_of_names(people: Iterable[Participant]) -> list[Participant]:
    """Those of `people` who may be listed by name, as the list has them."""
    return sorted(filter(may_be_listed, people), key=lambda person: person.public_name.casefold())


def listed_body(person: Participant, organisations: Mapping[str, Organisation]) -> str:
    """The organisation that may stand beside the name of `person` in such a list; empty where none may."""
    organisation = organisations.get(person.organisation)
    agreed = person.consent and person.consent.list_org and organisation and organisation.list_consent == "yes"
    return organisation.name if agreed and organisation else ""


def shared_roles(participants: Collection[Participant], fewest: int) -> tuple[list[str], bool]:
    """Types of role that enough people share who agreed to something, and whether there are others besides.

    The only bishop is one of the others.
    """
    agreed = (p for p in participants if p.consent and not p.consent.withdrawn)
    sharing = Counter(p.role_type for p in agreed if p.role_type)
    shared = sorted(role for role, people in sharing.items() if people >= fewest)
    return shared, any(p.role_type not in shared for p in participants)


# Order -------------------------------------------------------------------------------------------------------------

_LISTED = 4
"""Names of a list from which an order that is the same on both sides is no chance: there are 24 orders of four."""
_NUMBER = re.compile(r"[-_.]?\d+\Z")


@dataclass(frozen=True, slots=True)
class Remark:
    """A note as a reader meets it, in its place among the others of its event."""

    id: str
    speakers: tuple[str, ...]
    told: frozenset[str]
    """What its attribution reveals."""


def remark_of(identifier: str, speakers: tuple[str, ...], attribution: Attribution) -> Remark:
    """A note that is printed, with what stands under it."""
    return Remark(identifier, speakers, reveals(attribution.level) if attribution.words else frozenset())


def stem_of(identifier: str) -> str:
    """An id without its number: 'A' of A1, A-2 and A.3."""
    return _NUMBER.sub("", identifier)


def told_by_order(remarks: Sequence[Remark]) -> list[tuple[Remark, Remark, Remark]]:
    """Remarks that stand among one person's own, between two of which more is told, and those two around each."""
    found = []
    for speakers, group in groupby(remarks, key=lambda remark: remark.speakers):
        run = list(group) if len(speakers) == 1 else []
        for place, remark in enumerate(run):
            before = [one for one in run[:place] if remark.told < one.told]
            after = [one for one in run[place:] if remark.told < one.told]
            if before and after:
                found.append((before[-1], remark, after[0]))
    return found


def told_by_a_list(remarks: Sequence[Remark], listed: Sequence[str]) -> bool:
    """Whether `remarks` are one each of the people whose names are `listed`, in the same order."""
    same = [remark.speakers for remark in remarks] == [(person,) for person in listed]
    return same and len(listed) >= _LISTED and any("name" not in remark.told for remark in remarks)


# Counts ------------------------------------------------------------------------------------------------------------


def at_least(number: int, fewest: int) -> Count:
    """`number`, or fewer than `fewest`: a number of fewer people points at them."""
    return Count("exact", number) if number >= fewest else Count("fewer", fewest)


def large_enough(kinds: Mapping[str, int], fewest: int) -> tuple[dict[str, int], int]:
    """The kinds that enough people are of, and how many people are of the others."""
    told = {kind: count for kind, count in kinds.items() if count >= fewest}
    return told, sum(kinds.values()) - sum(told.values())


def count_of(voices: Voices, number: int, ways: frozenset[bool], fewest: int) -> Count:
    """`number` of the people or bodies behind `voices`, as far as it does not say who spoke in which note.

    `ways`: those of all notes concerned. Different people are counted only where all of them are ascribed, or none:
    beside a note of Camden's and one of nobody's, "one organisation" would say that both are Camden's.
    """
    if voices.unknown_speakers:
        return Count("unknown")
    if not voices.notes or ways == {True}:
        return Count("exact", number)
    return at_least(number, fewest) if ways == {False} else Count("not-told")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people and bodies stand behind a theme or finding, as far as it may be told."""

    people: Count
    bodies: Count

    def withholds(self, voices: Voices) -> bool:
        """Whether the number of people is kept back, and says more than the number of notes does."""
        return self.people.kind in ("fewer", "not-told") and len(voices.notes) > 1


def counted(
    voices: Mapping[str, Voices],
    attributions: Mapping[str, Attribution],
    fewest: int,
    against: Mapping[str, Voices] | None = None,
) -> dict[str, Counted]:
    """What may be told of each of `voices`, beside all that is told of those before it.

    Of two counts over nearly the same notes the later one is kept back: what they differ by would be told of the few
    notes that the one has and the other has not. `against`: notes that stand beside the others in a table.
    """
    told: list[frozenset[str]] = []
    found = {}
    for name, of in voices.items():
        other = (against or {}).get(name)
        concerned = (*of.notes, *(other.notes if other else ()))
        ways = frozenset(way for note in concerned for way in ascribed_ways(attributions[note]))
        people, bodies = (count_of(of, len(each), ways, fewest) for each in (of.participants, of.organisations))
        notes = frozenset(of.notes)
        if people.kind in ("exact", "fewer") and ways - {True} and len(notes) > 1:
            if any(_tells_apart(notes, before, fewest) for before in told):
                people = bodies = Count("not-told")
            else:
                told.append(notes)
        found[name] = Counted(people, bodies)
    return found


def kept_back(coverage: Coverage, attributions: Mapping[str, Attribution], fewest: int) -> dict[str, Voices]:
    """The findings of which the number of people is kept back, and who stands behind them."""
    told = counted(coverage.findings, attributions, fewest, coverage.against)
    return {name: voices for name, voices in coverage.findings.items() if told[name].withholds(voices)}


def _tells_apart(some: frozenset[str], others: frozenset[str], fewest: int) -> bool:
    """Whether the difference between counts over two sets of notes would be told of fewer than `fewest` notes."""
    apart = [len(rest) for rest in (some - others, others - some) if rest]
    return bool(apart) and bool(some & others) and min(apart) < fewest


def notes_by_body(
    coverage: Coverage,
    findings: Iterable[str],
    ascribed: Mapping[str, frozenset[bool]],
    notes: Mapping[str, Note],
    participants: Mapping[str, Participant],
    organisations: Mapping[str, Organisation],
) -> dict[tuple[str, str], int]:
    """How many notes for a finding may be ascribed to an organisation by name: (finding, organisation name) → notes.

    All others are counted together: the pattern of a column over several findings could tell who said what. Empty
    where none may be ascribed.
    """
    found: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        for note in coverage.findings[finding].notes:
            names = {UNASCRIBED}
            if ascribed[note] == {True}:
                speakers = (participants[s] for s in notes[note].speakers if s in participants)
                bodies = (organisations.get(speaker.organisation) for speaker in speakers)
                listed = {body.short_name or body.name for body in bodies if body and body.list_consent == "yes"}
                names = listed or names
            found.update((finding, name) for name in names)
    return dict(found) if any(name != UNASCRIBED for _, name in found) else {}


def silent(cited: Collection[str], recorded: Mapping[str, Note], participants: Collection[str]) -> int:
    """How many of `participants` speak in none of the notes `cited`, as they were `recorded`.

    Who they are is not told: where few others are left, that would tell whose words the rest are.
    """
    spoke = {speaker for name in cited if name in recorded for speaker in recorded[name].speakers}
    return len(set(participants) - spoke)
