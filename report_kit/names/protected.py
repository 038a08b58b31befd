"""Protected: whose names are looked for, and all that would identify them; `variants` makes forms of it."""

from __future__ import annotations

from dataclasses import dataclass

from report_kit.names.secret import SecretText

NOTHING = SecretText("")
"""What is not known."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProtectedPerson:
    """One participant and all that would identify him or her. Prints as its id."""

    id: str
    """Participant id."""
    name: SecretText
    """Full name, as written: 'Jane Smith', 'Smith, Jane', 'van der Berg, Jan', '王小明'."""
    given: SecretText = NOTHING
    """First names, where the full name does not split at its last space."""
    family: SecretText = NOTHING
    """Surname, likewise."""
    name_variants: tuple[SecretText, ...] = ()
    """Other full names: birth name, other spelling, transliteration, nickname with surname."""
    emails: tuple[SecretText, ...] = ()
    phones: tuple[SecretText, ...] = ()
    handles: tuple[SecretText, ...] = ()
    """Names on social media, with or without '@'."""
    honorific: SecretText = NOTHING
    """Title before the surname where it is an uncommon one: 'Canon', 'Air Commodore'."""

    def __repr__(self) -> str:
        return f"ProtectedPerson({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProtectedOrganisation:
    """An organisation whose presence is confidential. Prints as its id."""

    id: str
    """Organisation id."""
    names: tuple[SecretText, ...]
    """Full name, short name, aliases."""

    def __repr__(self) -> str:
        return f"ProtectedOrganisation({self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Protected:
    """Everyone and everything that must not appear in an artifact."""

    people: tuple[ProtectedPerson, ...] = ()
    organisations: tuple[ProtectedOrganisation, ...] = ()

    def __repr__(self) -> str:
        return f"Protected({len(self.people)} people, {len(self.organisations)} organisations)"

    def __bool__(self) -> bool:
        return bool(self.people or self.organisations)

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all."""
        return frozenset((*(one.id for one in self.people), *(one.id for one in self.organisations)))
