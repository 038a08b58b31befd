"""The forms of an organisation: its names, its letters, and what counts in the names of hosts only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_kit.names.caution import Caution, caution_of
from report_kit.names.forms import Form, Owner
from report_kit.names.normalise import alphanumeric
from report_kit.names.protected import ProtectedOrganisation
from report_kit.names.words import FUNCTION_WORDS, ordinary

_LEGAL_FORMS = frozenset(b"ltd limited plc llp inc gmbh".split())


def all_of_organisations(organisations: Iterable[ProtectedOrganisation]) -> Iterator[Form]:
    """The forms of all names of all `organisations`."""
    for organisation in organisations:
        owner = Owner(organisation.id)
        for name in organisation.names:
            yield from of_organisation(owner, name.reveal())


def of_organisation(owner: Owner, name: str) -> Iterator[Form]:
    """The forms of one of its names."""
    letters = re.fullmatch(r"(.+?)\s*\(([^()]+)\)\s*", name)
    if letters:  # 'Institute for Exact Data (IED)' is two names; 'Shelter (England)' is one
        name = letters[1]
        if letters[2].isupper() and len(letters[2]) > 2:
            yield from of_organisation(owner, letters[2])
    spellings = {name, name.replace("&", " and "), name.replace(" and ", " & ")}
    for spelling in spellings:
        words = alphanumeric(spelling)
        if words[:1] == (b"the",) and len(words) > 1:
            words = words[1:]
        if words and words[-1] in _LEGAL_FORMS and len(words) > 1:
            words = words[:-1]
        if len(words) > 1:
            plain = all(word in ordinary() or word in FUNCTION_WORDS for word in words)
            yield Form(owner, "organisation", words, titled=plain)
        elif words:
            word = words[0]
            short = len(word) <= 5 and spelling.strip().isupper()
            caution = Caution.WORD if short or len(word) <= 3 else caution_of(word, surname=False)
            # A place that is an organisation's short name is the organisation: its capital is all there is to see.
            upper = spelling.strip().isupper() and len(word) > 2 and caution > Caution.COMMON
            yield Form(owner, "organisation", words, min(caution, Caution.WORD), upper=upper)
            if len(word) > 2 and caution > Caution.COMMON:
                yield Form(owner, "organisation", words, host=True)
