"""Looking: what may not be told today, looked for in files of earlier builds.

Only where there is something to look for is a file read, and one that is known to be good is not read again as long as
the same is looked for. What was found in a file is remembered as long as it lies there: once a note is deleted, nobody
can look for its words any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from report_kit.model.report import Report
from report_kit.model.walk import blocks_text
from report_kit.published.ascribed import closer_than_agreed, noted
from report_kit.published.earlier import Breach, Earlier, Search
from report_kit.published.words import Words, agreed_no_longer

if TYPE_CHECKING:
    from report_kit.confidentiality.watch import Watch


def is_known(report: Report) -> bool:
    """Whether what may be told is known at all: where a file could not be understood, much seems to be forbidden."""
    return not report.unread and not report.hidden


class Looking:
    """What may not be told today, ready to be looked for."""

    def __init__(self, report: Report, watch: Watch) -> None:
        self._report = replace(report, kept_back=agreed_no_longer(report))
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
        wanted = self.sought or earlier.remembers("breaches") or earlier.remembers("ascribed")
        for file in files if wanted else ():
            data = earlier.read(file)
            if data is None:
                unread.append(file)
                continue
            notes, owners = self._deleted_since(earlier.recall("breaches", data))
            if self.sought and (again or not earlier.recall("published", data, self.sought)):
                more_notes, more_owners, whole = self._found_in(file, data)
                if not whole:
                    unread.append(file)
                elif not more_notes and not more_owners:
                    earlier.remember("published", data, "good", self.sought)
                notes, owners = notes | more_notes, owners | more_owners
            ascribed = closer_than_agreed(earlier.recall("ascribed", data) or "{}", self._report)
            if notes or owners:
                earlier.remember("breaches", data, json.dumps([sorted(notes), sorted(owners)]))
            if notes or owners or ascribed:
                breaches.append(Breach(file, tuple(sorted(notes)), tuple(sorted(owners)), tuple(sorted(ascribed))))
        return Search(tuple(breaches), tuple(unread))

    def note(self, earlier: Earlier, made: Iterable[bytes]) -> None:
        """Remember of files that have just been `made` that they are good today, and how they ascribe notes."""
        ascribed = noted(self._report)
        for data in made:
            if self.sought:
                earlier.remember("published", data, "good", self.sought)
            if ascribed:
                earlier.remember("ascribed", data, ascribed)

    def _found_in(self, file: str, data: bytes) -> tuple[set[str], set[str], bool]:
        """The notes and the people whom a file tells of, and whether it could be read to its end."""
        from report_kit.extract.formats import read_file

        reading = read_file(file, data)
        notes = self._words.notes_in(reading.pieces) if self._report.kept_back else set()
        owners = self._names.owners_in(file, data) if self._names and self._names.sought else ()
        return notes, set(owners), not reading.faults

    def _deleted_since(self, value: str | None) -> tuple[set[str], set[str]]:
        """Those of what was found earlier, notes and people, that can no longer be looked for."""
        notes, owners = json.loads(value) if value else ((), ())
        report = self._report
        return set(notes) - report.notes.keys(), set(owners) - {*report.participants, *report.organisations}

    @cached_property
    def _words(self) -> Words:
        return Words(self._report)
