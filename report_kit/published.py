"""published: files of earlier builds, held against what may be told today.

In: the report with what it keeps back, whoever watches over names, and the files that lie in the output folder. Out:
which of them say what may not be told any more: words of notes that are kept back, names that may not be printed; then
a diagnostic, which names the files and never the words. Only where there is something to look for is a file read, and
one that is known to be good is not read again as long as the same is looked for. What was found in a file is remembered
as long as it lies there: once a note is deleted, nobody can look for its words any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from report_kit.confidentiality.rules import PUBLISHED_WITHOUT_CONSENT
from report_kit.diagnostics import Diagnostic
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.approvals import approval_of
from report_kit.model.report import Report
from report_kit.model.sources import Note
from report_kit.model.walk import blocks_text

if TYPE_CHECKING:
    from report_kit.confidentiality.watch import Watch
    from report_kit.extract.piece import Piece

_FEW = 8
"""Files, notes or people that a message lists."""


class Earlier(Protocol):
    """The finished files of earlier builds."""

    def names(self, slug: str, replaced: Collection[str] = ()) -> Sequence[str]:
        """What they are called, as one would type it, without those that files called `replaced` will replace.

        `slug` is what the files of this report are called, but for their endings.
        """
        ...

    def read(self, name: str) -> bytes | None:
        """The content of one of `names`; None where it cannot be read."""
        ...

    def is_good(self, data: bytes, sought: str) -> bool:
        """Whether a file of this content was found to have nothing of what `sought` stands for."""
        ...

    def approve(self, data: bytes, sought: str) -> None:
        """Remember that a file of this content is good."""
        ...

    @property
    def remembers(self) -> bool:
        """Whether anything was found in any file."""
        ...

    def remember(self, data: bytes, notes: Sequence[str], owners: Sequence[str]) -> None:
        """Remember what was found in a file of this content: ids, as in `Breach`."""
        ...

    def remembered(self, data: bytes) -> tuple[Sequence[str], Sequence[str]]:
        """What was remembered of it."""
        ...


@dataclass(frozen=True, slots=True)
class Breach:
    """A file that says what may not be told any more."""

    file: str
    """One of `Earlier.names`."""
    notes: tuple[str, ...] = ()
    """Ids of the notes whose words it has."""
    owners: tuple[str, ...] = ()
    """Ids of participants and organisations that it names."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was found in files."""

    breaches: tuple[Breach, ...] = ()
    unread: tuple[str, ...] = ()
    """Files that could not be read to their end."""


class Looking:
    """What may not be told today, ready to be looked for."""

    def __init__(self, report: Report, watch: Watch) -> None:
        self._report = replace(report, kept_back=_agreed_no_longer(report))
        self._names = watch.looking_back(report)

    @cached_property
    def sought(self) -> str:
        """A digest of all that is looked for; empty where that is nothing."""
        report = self._report
        names = self._names.sought if self._names else ""
        kept = sorted((note.id, blocks_text(note.blocks)) for note in report.kept_back.values())
        if not kept and not names:
            return ""
        approved = [
            (quote.of, blocks_text(quote.blocks))
            for quote in report.quotes
            if quote.of in report.kept_back and not report.quote_attributions[quote.anchor].refusal
        ]
        return sha256(repr((kept, sorted(approved), names)).encode()).hexdigest()

    def search(self, earlier: Earlier, files: Iterable[str], *, again: bool = False) -> Search:
        """Look through `files`; with `again`, also through those that are known to be good."""
        breaches, unread = [], []
        for file in files if self.sought or earlier.remembers else ():
            data = earlier.read(file)
            if data is None:
                unread.append(file)
                continue
            notes, owners = self._deleted_since(*earlier.remembered(data))
            if self.sought and (again or not earlier.is_good(data, self.sought)):
                more_notes, more_owners, whole = self._found_in(file, data)
                if not whole:
                    unread.append(file)
                elif not more_notes and not more_owners:
                    earlier.approve(data, self.sought)
                notes, owners = notes | more_notes, owners | more_owners
            if notes or owners:
                breaches.append(Breach(file, tuple(sorted(notes)), tuple(sorted(owners))))
                earlier.remember(data, sorted(notes), sorted(owners))
        return Search(tuple(breaches), tuple(unread))

    def _found_in(self, file: str, data: bytes) -> tuple[set[str], set[str], bool]:
        """The notes and the people whom a file tells of, and whether it could be read to its end."""
        from report_kit.extract.formats import read_file

        reading = read_file(file, data)
        notes = self._words.notes_in(reading.pieces) if self._report.kept_back else set()
        owners = self._names.owners_in(file, data) if self._names and self._names.sought else ()
        return notes, set(owners), not reading.faults

    def _deleted_since(self, notes: Iterable[str], owners: Iterable[str]) -> tuple[set[str], set[str]]:
        """Those of what was found earlier that can no longer be looked for."""
        report = self._report
        known = {*report.participants, *report.organisations}
        return set(notes) - report.notes.keys(), set(owners) - known

    @cached_property
    def _words(self) -> _Words:
        return _Words(self._report)


def _agreed_no_longer(report: Report) -> dict[str, Note]:
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


class _Words:
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


def is_known(report: Report) -> bool:
    """Whether what may be told is known at all: where a file could not be understood, much seems to be forbidden."""
    return not report.unread and not report.hidden


def complaint(breaches: Sequence[Breach]) -> Iterator[Diagnostic]:
    """The message on all of `breaches`: one, since one command mends them."""
    if not breaches:
        return
    notes = _listed(dict.fromkeys(f'"{note}"' for breach in breaches for note in breach.notes))
    owners = _listed(dict.fromkeys(owner for breach in breaches for owner in breach.owners))
    what = [f"words of {_number(notes, 'note')}"] if notes else []
    what += [f"the {_number(owners, 'name', of=' of')}"] if owners else []
    files = _listed(breach.file for breach in breaches)
    yield PUBLISHED_WITHOUT_CONSENT.at(
        None,
        f"{_and(files)} still {'has' if len(breaches) == 1 else 'have'} {' and '.join(what)}: "
        "made by an earlier build, and no longer to be told",
        "run: report-kit forget",
    )


def _number(things: Sequence[str], one: str, of: str = "") -> str:
    return f"{one}{'' if len(things) == 1 else 's'}{of} {_and(things)}"


def _listed(things: Collection[str] | Iterable[str]) -> list[str]:
    found = list(things)
    return found if len(found) <= _FEW else [*found[: _FEW - 1], f"{len(found) - _FEW + 1} more"]


def _and(things: Sequence[str]) -> str:
    return f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else things[0]
