"""Lookout: looks for many people at the cost of those whom a text may name at all.

In: `Protected`; then texts. Out: what a `Matcher` of the forms of all of them would find. A list of ten thousand people
has 150,000 forms, and a text names a few of them. So it is first asked whose surname, first name, address, account or
number stands there in any way, and forms are made of those alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from report_kit.names.contact_forms import core_of_email, digits_of_phone, words_of_handle
from report_kit.names.matcher import Match, Matcher, Text, batches, folded_together
from report_kit.names.protected import Protected, ProtectedPerson
from report_kit.names.variants import forms_of, names_of, surnames_of

FEW = 300
"""People of whom forms are made at once: that takes less time than to ask."""
_SHORT = 4
"""Letters below which a part stands in every text."""
_TURNS = 8
"""How often further people are taken up before all are."""


class Lookout:
    """Looks for everybody in `protected`; `public` as for `Matcher`. Use one for many texts."""

    def __init__(self, protected: Protected, public: Iterable[str] = ()) -> None:
        self._protected = protected
        self._public = tuple(public)
        self._taken: set[int] = set()
        """Numbers of the people whose forms are looked for."""
        self._turns = 0
        self._matcher: Matcher | None = None
        self._sieve = _Sieve(protected.people) if len(protected.people) > FEW else None

    def __repr__(self) -> str:
        return "Lookout()"

    def find(self, texts: Iterable[Text], *, owners: Collection[str] | None = None) -> Iterator[Match]:
        """As `Matcher.find`."""
        if self._sieve is None:
            return self._looking(range(len(self._protected.people))).find(texts, owners=owners)
        texts = list(texts)
        return self._looking(self._sieve.may_be_named(texts)).find(texts, owners=owners)

    def _looking(self, named: Iterable[int]) -> Matcher:
        """A matcher for the people of the numbers `named`, and perhaps for others."""
        if self._matcher is None or not self._taken.issuperset(named):
            self._turns += 1
            people = self._protected.people
            self._taken.update(named if self._turns < _TURNS else range(len(people)))
            chosen = tuple(people[number] for number in sorted(self._taken))
            self._matcher = Matcher(forms_of(replace(self._protected, people=chosen)), self._public)
        return self._matcher


class _Sieve:
    """Holds back whom a text cannot name."""

    def __init__(self, people: Iterable[ProtectedPerson]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        numbers: dict[bytes, list[int]] = {}
        self._always: set[int] = set()
        for number, person in enumerate(people):
            for core in cores_of(person):
                if len(core) < _SHORT:
                    self._always.add(number)
                else:
                    numbers.setdefault(core, []).append(number)
        self._people = list(numbers.values())
        self._automaton: Any = BytesAhoCorasick(
            list(numbers), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def may_be_named(self, texts: Iterable[Text]) -> set[int]:
        """Numbers of the people of whom something stands in `texts`."""
        found: set[int] = set()
        for batch in batches(texts):
            squeezed = folded_together(batch).squeezed
            found.update(core for core, _, _ in self._automaton.find_matches_as_indexes(squeezed, overlapping=True))
        return self._always.union(*(self._people[core] for core in found))


def cores_of(person: ProtectedPerson) -> set[bytes]:
    """Letters and digits of which some stand in each form of `person`, as the squeezed view has them."""
    parts = {core_of_email(email) for email in person.emails}
    parts.update(b"".join(words_of_handle(handle)) for handle in person.handles)
    parts.update(map(digits_of_phone, person.phones))
    for name in names_of(person):
        parts.update(b"".join(surname) for surname in surnames_of(name))
        first = b"".join(word for part in name.given[: None if name.unspaced else 1] for word in part)
        if len(first) > 1:
            parts.add(first)
    parts.discard(b"")
    return {part for part in parts if not any(other in part for other in parts if other != part)}
