"""Passages in quotation marks, and the notes that they may come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_kit.evidence.language import mask_quotes
from report_kit.evidence.quotes import Verdict, compare
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import inlines as i
from report_kit.model.attribution import Refusal
from report_kit.model.report import Report
from report_kit.model.sources import Note
from report_kit.model.walk import blocks_text, walk_inlines

_MARKS = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a"


def quoted_passages(text: str, fewest_words: float) -> list[str]:
    """The passages of `text` between quotation marks that have at least `fewest_words` words, without the marks."""
    return [text[start:end] for start, end in quoted_stretches(text, fewest_words)]


def quoted_stretches(text: str, fewest_words: float) -> Iterator[tuple[int, int]]:
    """Where those passages stand in `text`."""
    for start, end in _between_marks(text):
        passage = text[start:end]
        inside = passage.strip().strip(_MARKS).strip()
        if len(re.findall(r"\w+", inside)) >= fewest_words:
            first = start + passage.index(inside)
            yield first, first + len(inside)


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for place, (before, after) in enumerate(zip(text, mask_quotes(text), strict=True)):
        hidden = before != after or (start is not None and before == after and before.isspace())
        if hidden and start is None:
            start = place
        elif not hidden and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


@dataclass(frozen=True, slots=True)
class CitedNote:
    """A note that a text cites, itself or by a quote from it."""

    note: Note
    refusal: Refusal | None
    """Why it must not be quoted there."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What words in quotation marks may come from."""

    notes: tuple[CitedNote, ...]
    works: bool
    """Whether publications are cited too."""

    def unquotable(self, report: Report, passage: str) -> list[CitedNote]:
        """The notes that must not be quoted and that say `passage`; one that may be meant where nothing else is."""
        refused = [cited for cited in self.notes if cited.refusal]
        alone = len(refused) == len(self.notes) and not self.works
        return [cited for cited in refused if _says(report, cited.note, passage)] or (refused[:1] if alone else [])

    @property
    def quotable(self) -> list[Note]:
        """The notes that may be quoted."""
        return [cited.note for cited in self.notes if not cited.refusal]


def cited_by(report: Report, content: Iterable[i.Inline]) -> Cited:
    """The notes and publications that `content` cites, footnotes apart."""
    ids = [item.id for inline in walk_inlines(content) if isinstance(inline, i.Citation) for item in inline.items]
    refusals = {name: report.note_attributions[name].refusal for name in ids if name in report.notes}
    for quote in report.quotes if ids else ():
        # A quote may be approved where the note that it is from is not.
        if quote.id in ids and quote.of in report.notes and refusals.get(quote.of, "") is not None:
            refusals[quote.of] = report.quote_attributions[quote.anchor].refusal
    return Cited(
        notes=tuple(CitedNote(report.notes[name], refusal) for name, refusal in refusals.items()),
        works=any(name in report.references for name in ids),
    )


def _says(report: Report, note: Note, passage: str) -> bool:
    match = compare(passage, blocks_text(report.recorded(note).blocks))
    return match.ok or match.verdict is Verdict.AMBIGUOUS
