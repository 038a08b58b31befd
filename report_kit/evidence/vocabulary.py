"""The phrases by which quantifiers are found: a word list in YAML in, a `Vocabulary` out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from report_kit.evidence.word_list_files import Listing, Table, Value, WordListError, included_list, read_word_list
from report_kit.evidence.words import Word, words_in
from report_kit.lazy.dataclasses import dataclass


class Phrases:
    """Phrases with what they stand for, ready to be looked up in a list of words."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._phrases = tuple(phrases)

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
        """The phrases by their first words, the longest first; most of a vocabulary is never looked up."""
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, label in self._phrases:
            keys = tuple(keys_of(words_in(phrase)))
            if keys:
                by_first.setdefault(keys[0], []).append((keys, label))
        for group in by_first.values():
            group.sort(key=lambda entry: -len(entry[0]))
        return by_first

    def at(self, keys: Sequence[str], place: int) -> tuple[int, str] | None:
        """How many words the longest phrase at `place` has, and what it stands for; None where none begins there."""
        if place >= len(keys):
            return None
        for phrase, label in self._by_first.get(keys[place], ()):
            if tuple(keys[place : place + len(phrase)]) == phrase:
                return len(phrase), label
        return None

    def anywhere(self, keys: Sequence[str]) -> Iterable[tuple[int, int]]:
        """First word and number of words of every phrase in `keys`, without overlaps."""
        place = 0
        while place < len(keys):
            found = self.at(keys, place)
            if found:
                yield place, found[0]
            place += found[0] if found else 1


@dataclass(frozen=True)
class Vocabulary:
    """The phrases of `quantifiers.yml`, where each group says what it is for."""

    claims: Phrases
    before_nouns: Phrases
    persons: Phrases
    participants: Phrases
    bodies: Phrases
    before_bodies: Phrases
    demands: Phrases
    places_at_large: Phrases
    presence: Phrases
    says: Phrases
    attitudes: Phrases
    never: Phrases
    consensus: Phrases
    no_consensus_before: Phrases
    no_consensus_after: Phrases
    hedges: Phrases


def read_vocabulary(text: str, file: str) -> Vocabulary:
    """The vocabulary in the YAML `text` of `file`. Raises WordListError where it is none."""
    return _vocabulary(read_word_list(text, file), file)


def _vocabulary(whole: Value, file: str) -> Vocabulary:
    if not isinstance(whole, Table):
        raise WordListError("the list must have names such as 'claims:' with phrases under them", file, whole.line)
    groups = list(Vocabulary.__dataclass_fields__)
    for name in whole:
        if name not in groups:
            raise WordListError(f"“{name[:60]}” is not known here; known are {', '.join(groups)}", file, name.line)
    if missing := [name for name in groups if name not in whole]:
        raise WordListError(f"“{missing[0]}” is missing", file)
    return Vocabulary(**{str(name): Phrases(_phrases(value, name, file)) for name, value in whole.items()})


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """The phrases that come with report_kit."""
    name = "quantifiers"
    return _vocabulary(included_list(name), f"{name}.yml")


def _phrases(value: object, name: str, file: str) -> list[tuple[str, str]]:
    """(phrase, label) pairs of one group; the label is empty where the group is a plain list."""
    if isinstance(value, Table):
        return [
            (phrase, str(label)) for label, entries in value.items() for phrase, _ in _phrases(entries, label, file)
        ]
    if not isinstance(value, Listing):
        raise WordListError(f"“{name}” must hold a list of phrases", file, getattr(value, "line", 1))
    for phrase in value:
        if not isinstance(phrase, str):
            raise WordListError(f"“{name}” must hold words only", file, phrase.line)
    return [(str(phrase), "") for phrase in value]


def keys_of(words: Sequence[Word]) -> list[str]:
    """The words as phrases are looked up by: without case."""
    return [word.key.casefold() for word in words]
