"""Form: one way in which a protected person or organisation may be named, and how much it takes to believe it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from report_kit.names.caution import Caution

Kind = Literal[
    "full name", "initials and surname", "title and surname", "surname", "first name", "e-mail address",
    "part of an e-mail address", "handle", "phone number", "organisation",
]  # fmt: skip
"""What is printed of a form: its kind, never its text."""

KINDS: tuple[Kind, ...] = (
    "e-mail address", "phone number", "full name", "organisation", "title and surname", "initials and surname",
    "part of an e-mail address", "handle", "surname", "first name",
)  # fmt: skip
"""Most telling first: where two forms overlap, the earlier one is reported."""


@dataclass(frozen=True, slots=True, repr=False)
class Owner:
    """Whose form it is, with what tells this person from others of the same surname. Prints as the id."""

    id: str
    given: frozenset[bytes] = frozenset()
    """First names and what may stand for them, folded."""
    initials: frozenset[bytes] = frozenset()
    """First letters of `given`, as declared (nicknames left out)."""
    families: frozenset[bytes] = frozenset()
    """Words of the surnames."""
    titles: frozenset[bytes] = frozenset()
    """Words of a declared title that is not among the usual ones."""

    def __repr__(self) -> str:
        return f"Owner({self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Form:
    """One form of one owner."""

    owner: Owner
    kind: Kind
    words: tuple[bytes, ...]
    """Folded, lower case, without spaces: (b"jane", b"smith"). One word is looked for as a word, several squeezed."""
    caution: Caution = Caution.SURE
    titled: bool = False
    """True where every word is an English word too ('Will Grant'): then each needs its capital, or a sign other than
    spaces between them (`will.grant@`)."""
    free: bool = False
    """True for scripts that put no spaces between words."""
    only_after: bytes = b""
    """Characters of which one must stand right before it (a handle that is a word counts after '@' or '/' only)."""
    only_before: bytes = b""
    """Characters of which one must stand right after it (a local part that is a word counts before '@' only)."""

    upper: bool = False
    """True for an organisation's letters (GLA): they count wherever they stand in capitals."""
    account: bool = False
    """True for what counts in the name of an account only, or beside such signs: `m.brown@`, `/in/markbrown`."""
    host: bool = False
    """True for what counts in the name of a host only, in any case: `www.camden.gov.uk`."""

    @property
    def squeezed(self) -> bytes:
        """What is looked for in the squeezed view."""
        return b"".join(self.words)

    def __repr__(self) -> str:
        return f"Form({self.owner.id}, {self.kind}, {self.caution.name})"
