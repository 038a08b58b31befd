"""Words: those of notes that may not be printed, to be found in files.

In: the report, then pieces of text. Out: ids of the notes whose words stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from report_kit.model.approvals import approval_of
from report_kit.model.report import Report
from report_kit.model.sources import Note

if TYPE_CHECKING:
    from report_kit.extract.piece import Piece


def agreed_no_longer(report: Report) -> dict[str, Note]:
    """The notes that are kept back, by id, but for those of which that may follow from a slip alone.

    A speaker who is misspelt has agreed to nothing, and words that were approved have to be approved again when a comma
    is changed: neither makes files bad that were good.
    """
    from report_kit.checks.consent_not_recorded import is_unreadable

    return {
        note.id: note
        for note in report.kept_back.values()
        if not is_unreadable(report, note.id, refusal := report.note_attributions[note.id].refusal)
        and not (refusal == "approval_pending" and _was_approved(report, note))
    }


def _was_approved(report: Report, note: Note) -> bool:
    """Whether everybody who has to approve `note` may have approved words of it, as they were."""
    own = {note.id, *(quote.id for quote in report.quotes if quote.of == note.id)}
    others = {*report.notes, *(quote.id for quote in report.quotes)} - own
    people = (report.participants.get(speaker) for speaker in note.speakers)
    asked = (person.consent for person in people if person and person.consent and person.consent.approval_needed)
    return all(any(approval_of(item).id not in others for item in consent.approved) for consent in asked)


class Words:
    """The words of notes that are kept back, to be found in files."""

    def __init__(self, report: Report) -> None:
        from report_kit.checks.thresholds import QUOTED_WORDS
        from report_kit.checks.withheld_index import Withheld

        self._report = report
        self._fewest = QUOTED_WORDS.of(report.meta)
        self._withheld = Withheld(report, self._fewest)

    def notes_in(self, pieces: Sequence[Piece]) -> set[str]:
        """Ids of the notes whose words stand in a file that was read as `pieces`."""
        from report_kit.extract.piece import MARK, PieceKind

        said = (PieceKind.TEXT, PieceKind.PROPERTY, PieceKind.PERSON)
        found: set[str] = set()
        for spare in (False, True):  # what was read once already, in a better way, counts where that found nothing
            texts = (piece.text for piece in pieces if piece.kind in said and piece.fallback is spare)
            found = {note for text in dict.fromkeys(texts) for note in self._notes_in(text.replace(MARK, ""))}
            if found:
                break
        return found

    def _notes_in(self, text: str) -> Iterator[str]:
        from report_kit.checks.passages import quoted_stretches
        from report_kit.checks.withheld_index import Typed

        typed = Typed(text)
        for stretch in self._withheld.stretches([typed]):
            # A few words of a note may be tolerated, a whole remark never is.
            if stretch.whole or not self._is_said_now(typed.keys[stretch.first : stretch.last]):
                yield stretch.note
        for start, end in quoted_stretches(text, self._fewest):
            note = self._withheld.says(text[start:end])
            if note and not self._is_said_now(Typed(text[start:end]).keys):
                yield note

    def _is_said_now(self, keys: Sequence[str]) -> bool:
        """Whether the sources say the same today, where every check has looked at it."""
        return f" {' '.join(keys)} " in self._now

    @cached_property
    def _now(self) -> str:
        from report_kit.checks.prose import written
        from report_kit.checks.view import view_of
        from report_kit.checks.withheld_index import Typed

        streams = written(view_of(self._report))
        return "|".join(
            f" {' '.join(key for passage in stream for key in Typed(passage.text).keys)} " for stream in streams
        )
