"""approvals: which words a speaker has approved.

`approved:` of a consent names quotes and notes, each with a check sum of the words that the speaker saw: `Q4 1f0c3a9b`.
Once the words are others, nothing is approved any more. In: what stands there, and the words that would be printed.
Out: whether they are approved. `report-kit approve` writes the check sums.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from report_kit.model.blocks import Block, Quote
from report_kit.model.entities import Consent
from report_kit.model.sources import Note
from report_kit.model.walk import blocks_text

if TYPE_CHECKING:
    from report_kit.model.report import Report

FEWEST_DIGITS = 8
"""Of a check sum; one in four thousand million changes would pass unseen."""

WRITTEN_DIGITS = 12
"""Of those that are written for the author."""

_FINAL = frozenset({"off_record", "withdrawn", "no_consent"})
"""Refusals that no approval lifts."""


class Approval(NamedTuple):
    """One item of `approved:`."""

    id: str
    """Of a quote or a note."""
    digits: str
    """Of the check sum, in small letters; empty where only the id stands there."""


def approval_of(item: str) -> Approval:
    """`item` of `approved:` in its parts."""
    identifier, _, digits = item.strip().partition(" ")
    return Approval(identifier, digits.strip().casefold())


def check_sum(blocks: Iterable[Block]) -> str:
    """SHA-256 of the words of a note or a quote (NFC, blanks collapsed, UTF-8), in hexadecimal digits."""
    words = " ".join(unicodedata.normalize("NFC", blocks_text(blocks)).split())
    return hashlib.sha256(words.encode()).hexdigest()


def words_of(quote: Quote, recorded: Note) -> Sequence[Block]:
    """What `quote` of the note `recorded` prints: its own words, or all of the note's."""
    return quote.blocks or recorded.blocks


def approves(approved: Iterable[str], words: Mapping[str, Sequence[Block]]) -> bool:
    """Whether one of the items `approved` names one of `words` (by id), and their check sum."""
    for identifier, digits in map(approval_of, approved):
        if len(digits) >= FEWEST_DIGITS and identifier in words and check_sum(words[identifier]).startswith(digits):
            return True
    return False


class Asking(NamedTuple):
    """Words that may be put to their speakers."""

    id: str
    """Of the quote or the note."""
    words: Sequence[Block]
    speakers: Sequence[str]
    """Ids of those who may approve them: who has agreed to anything, and has not withdrawn it."""
    is_withheld: bool
    """Whether they may not be printed, whoever approves them."""


def asking(report: Report, identifier: str) -> Asking | None:
    """What the quote or note called `identifier` would print; None where nothing with words of a note is called so."""
    for quote in report.quotes:
        if quote.id == identifier and quote.of in report.notes:
            return _of_quote(report, quote)
    note = report.notes.get(identifier)
    return _of_note(report, note) if note else None


def waiting(report: Report) -> Iterator[Asking]:
    """All words that have yet to be approved: what is quoted, then notes, each once."""
    told: set[str] = set()
    quotes = (_of_quote(report, quote) for quote in report.quotes if quote.of in report.notes)
    for one in (*quotes, *(_of_note(report, note) for note in report.notes.values())):
        if one.id not in told and not one.is_withheld and any(_waits(report, one, speaker) for speaker in one.speakers):
            told.add(one.id)
            yield one


def faulty(report: Report) -> Iterator[tuple[str, int, Asking, bool]]:
    """Items of `approved:` that approve nothing: whose, which, what they name, and whether a check sum is there."""
    for person in report.participants.values():
        for number, item in enumerate(person.consent.approved if person.consent else ()):
            identifier, digits = approval_of(item)
            found = asking(report, identifier)
            if found and not approves([item], {identifier: found.words}):
                yield person.id, number, found, bool(digits)


def _of_quote(report: Report, quote: Quote) -> Asking:
    note = report.recorded(report.notes[quote.of])
    refusal = report.quote_attributions[quote.anchor].refusal
    return Asking(quote.id or note.id, words_of(quote, note), _speakers(report, note), refusal in _FINAL)


def _of_note(report: Report, note: Note) -> Asking:
    recorded = report.recorded(note)
    refusal = report.note_attributions[note.id].refusal
    return Asking(note.id, recorded.blocks, _speakers(report, recorded), refusal in _FINAL)


def _speakers(report: Report, note: Note) -> list[str]:
    return [speaker for speaker in note.speakers if _consent(report, speaker)]


def _consent(report: Report, speaker: str) -> Consent | None:
    person = report.participants.get(speaker)
    return person.consent if person and person.consent and not person.consent.withdrawn else None


def _waits(report: Report, one: Asking, speaker: str) -> bool:
    consent = _consent(report, speaker)
    asks = consent and (consent.approval_needed or consent.attribution_level == "named_after_approval")
    return bool(consent and asks and not approves(consent.approved, {one.id: one.words}))
