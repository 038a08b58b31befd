"""LookingBack: whom files of earlier builds may not name, by what holds today.

In: everybody who is protected. Out: who of them a file names, and a digest of all that is looked for, which tells
whether what was found still holds. It is no secret by itself: whoever keeps it keys it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from functools import cached_property
from hashlib import sha256

from report_kit.confidentiality.discretion import discreet
from report_kit.confidentiality.search import scan
from report_kit.model.attribution import reveals
from report_kit.model.entities import LeakException, Participant
from report_kit.names.lookout import Lookout
from report_kit.names.protected import Protected, ProtectedOrganisation, ProtectedPerson
from report_kit.names.secret import SecretText


class LookingBack:
    """One report's."""

    def __init__(
        self,
        protected: Protected,
        public: Collection[str],
        exceptions: Collection[LeakException],
        participants: Iterable[Participant],
    ) -> None:
        """`public` and `exceptions` are those of `scan`; of `participants` count those who took a name back."""
        known = protected.ids
        unasked = tuple(
            ProtectedPerson(id=person.id, name=SecretText(person.public_name))
            for person in participants
            if person.public_name and person.id not in known and _is_taken_back(person)
        )
        self._protected = replace(protected, people=(*protected.people, *unasked))
        self._public = public
        self._exceptions = exceptions

    def __repr__(self) -> str:
        return "LookingBack()"

    @property
    @discreet
    def sought(self) -> str:
        """A digest of all that is looked for; empty where that is nobody."""
        if not self._protected:
            return ""
        everybody = [*map(_texts, self._protected.people), *map(_texts, self._protected.organisations)]
        exempt = sorted((one.id, sorted(one.kinds), bool(one.reason.strip())) for one in self._exceptions)
        return sha256(repr((everybody, exempt, sorted(self._public))).encode()).hexdigest()

    @discreet
    def owners_in(self, file: str, data: bytes) -> tuple[str, ...]:
        """Ids of those whom the file `file` of the content `data` names, sorted."""
        found = scan(
            {file: data}, self._protected, exceptions=self._exceptions, public=self._public, lookout=self._lookout
        )
        return tuple(sorted({owner for hit in found.hits for owner in hit.owners}))

    @cached_property
    def _lookout(self) -> Lookout:
        return Lookout(self._protected, self._public)


def _is_taken_back(person: Participant) -> bool:
    """Whether `person` does not agree to stand by name under what he or she says; where it is not known, nothing is."""
    consent = person.consent
    return consent is not None and (consent.withdrawn or "name" not in reveals(consent.attribution_level))


def _texts(one: ProtectedPerson | ProtectedOrganisation) -> list[list[str]]:
    """All that is known of somebody."""
    values = (getattr(one, field.name) for field in fields(one))
    several = (value if isinstance(value, tuple) else (value,) for value in values)
    return [[text.reveal() if isinstance(text, SecretText) else text for text in texts] for texts in several]
