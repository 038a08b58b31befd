"""What findings rest on, for the checks that weigh evidence: notes and the people behind them."""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model.report import Evidence, Report
from report_kit.model.sources import Note
from report_kit.model.walk import children, inlines_of, plain_text

ANYONE = frozenset(("somebody", "someone", "anybody", "anyone"))
"""'When somebody is ill' counts nobody."""


@dataclass(frozen=True, slots=True)
class Voices:
    """The distinct people behind some notes."""

    participants: frozenset[str]
    all_known: bool
    """False where the speaker of a note is not recorded, or where there is no note at all."""


def evidence_by_finding(report: Report) -> dict[str, list[Evidence]]:
    """The evidence of each finding, in reading order, by the finding's anchor."""
    found: dict[str, list[Evidence]] = {}
    for evidence in report.evidence:
        found.setdefault(evidence.finding, []).append(evidence)
    return found


def notes_behind(report: Report, evidence: Iterable[Evidence]) -> list[Note]:
    """The notes that `evidence` points at, directly or by way of a quote, each once."""
    notes: dict[str, Note] = {}
    for link in evidence:
        if note := report.notes.get(report.index.note(link.target)):
            notes.setdefault(note.id, note)
    return list(notes.values())


def voices(notes: Iterable[Note]) -> Voices:
    """Who said them: people count once, however often they spoke."""
    speakers: set[str] = set()
    known = found = False
    for note in notes:
        known = bool(note.speakers) and (known or not found)
        found = True
        speakers.update(note.speakers)
    return Voices(frozenset(speakers), known)


def statement_text(blocks: Iterable[b.Block]) -> str:
    """What a finding says in its author's words: its paragraphs, without quotes and citations."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, b.Quote | b.BlockQuote | b.CodeBlock):
            continue
        if words := " ".join(plain_text(inlines_of(block)).split()):
            lines.append(words)
        lines += [inner for inner in [statement_text(children(block))] if inner]
    return "\n\n".join(lines)
