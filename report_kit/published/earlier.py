"""Earlier: the finished files of earlier builds, and what is known of them; Breach: what was found in one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, Protocol

from report_kit.lazy.dataclasses import dataclass

Kind = Literal["published", "breaches", "ascribed"]
"""What is remembered of a file: that it is good, what was found in it, how closely it ascribes notes."""


class Earlier(Protocol):
    """The finished files of earlier builds. What is remembered of one goes by its content."""

    def names(self, slug: str, replaced: Collection[str] = ()) -> Sequence[str]:
        """What they are called, as one would type it, without those that files called `replaced` will replace.

        `slug` is what the files of this report are called, but for their endings.
        """
        ...

    def read(self, name: str) -> bytes | None:
        """The content of one of `names`; None where it cannot be read."""
        ...

    def remembers(self, kind: Kind) -> bool:
        """Whether anything of this kind is remembered of any file."""
        ...

    def recall(self, kind: Kind, data: bytes, about: str = "") -> str | None:
        """What is remembered of a file with the content `data`."""
        ...

    def remember(self, kind: Kind, data: bytes, value: str, about: str = "") -> None:
        """Remember `value` of it: ids, levels and digests, never words. `about`: what it holds for."""
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
    ascribed: tuple[str, ...] = ()
    """Ids of the notes that it ascribes more closely than is agreed now."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was found in files."""

    breaches: tuple[Breach, ...] = ()
    unread: tuple[str, ...] = ()
    """Files that could not be read to their end."""
