"""name_in_ids: ids that hold initials or a part of a protected name. They are printed, and stand in addresses and data.

In: a report, and who is protected. Out: a diagnostic for each id, which says neither whose name it is nor what of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.confidentiality.rules import NAME_IN_ID
from report_kit.diagnostics import Diagnostic
from report_kit.model.renaming import authored_ids, new_ids, place_of_id, renamed
from report_kit.model.report import Report
from report_kit.names.protected import ProtectedPerson

_SHORTEST = 4
"""Letters of a part of a name; shorter ones are in too many words."""


def name_in_ids(report: Report, people: tuple[ProtectedPerson, ...]) -> Iterator[Diagnostic]:
    """Every id of a note, quote or other block that tells, by letters of a name, who is meant."""
    places = authored_ids(report, of_blocks=True)
    telling = [identifier for identifier in places if _tells(report, identifier, people)]
    free = new_ids(report, telling)
    for identifier in telling:
        message = "this id holds initials, or a part of the name, of somebody who is protected"
        hint = f"call it {free[identifier]}, here and wherever it is cited"
        place = place_of_id(report, identifier, places[identifier])
        yield NAME_IN_ID.at(place, message, hint, renamed(report, identifier, free[identifier]))


def _tells(report: Report, identifier: str, people: tuple[ProtectedPerson, ...]) -> bool:
    tokens = {token.casefold() for token in re.findall(r"[^\W\d_]+", identifier)}
    speakers = _speakers(report, identifier)
    for person in people:
        names = _names(person)
        if any(_is_part(token, name) for token in tokens for name in names):
            return True
        # Letters that many notes begin with are an event's, a table's: only those of one speaker's notes alone tell.
        mine = person.id in speakers and not _shared(report, identifier, person.id)
        if mine and tokens & _initials(names):
            return True
    return False


def _names(person: ProtectedPerson) -> list[str]:
    written = " ".join(text.reveal() for text in (person.given, person.name, person.family) if text)
    return list(dict.fromkeys(re.findall(r"[^\W\d_]+", written.casefold())))


def _is_part(token: str, name: str) -> bool:
    return len(token) >= _SHORTEST and name.startswith(token)


def _initials(names: list[str]) -> set[str]:
    """'of', 'fo' of 'Ottoline Frithenby'; with a third name, all three and the outer two."""
    letters = "".join(name[0] for name in names)
    outer = letters[:1] + letters[-1:]
    return {one for one in (letters, letters[::-1], outer, outer[::-1]) if len(one) > 1}


def _speakers(report: Report, identifier: str) -> tuple[str, ...]:
    """Who spoke in the note, or the note of the quote, called so."""
    name = next((quote.of for quote in report.quotes if quote.id == identifier), identifier)
    note = report.notes.get(name)
    return report.recorded(note).speakers if note else ()


def _shared(report: Report, identifier: str, speaker: str) -> bool:
    """Whether a note of somebody else begins with the same letters."""
    letters = re.match(r"[^\W\d_]*", identifier)
    start = letters[0] if letters else ""
    return any(
        note.id.startswith(start) and speaker not in report.recorded(note).speakers for note in report.notes.values()
    )
