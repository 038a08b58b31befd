"""The pattern of a quote: what of it must stand in the note, and where it says that it departs from the note.

In: a quote as an author prints it. Out: elements in order. Marked departures, as editors make them:
an ellipsis (`…`, `...`, `. . .`, also in brackets) leaves out any number of words; square brackets add words or stand
for at most `LONGEST_REPLACEMENT` words and signs (`[large northern city]`, `[the councils]`, `[sic]`); brackets inside
a word change it there (`[T]he`, `council[s]`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from report_kit.evidence.words import APOSTROPHES, key_of, letters, words_in
from report_kit.lazy.dataclasses import dataclass

LONGEST_REPLACEMENT = 12
"""Words and signs of the note that one pair of brackets may stand for: enough for a name with role and place."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A word or mark that must stand in the note."""

    key: str
    start: int
    """First code point in the quote."""
    end: int
    any_case: bool = False
    """True where the first letter may be a capital or not: at the start of the quote and after a mark."""
    optional: bool = False
    """True for a full stop or comma that closes the quote or a piece of it, whatever the note has there."""


@dataclass(frozen=True, slots=True)
class PartWord:
    """A word that brackets change inside: `[T]he`, `manage[d]`."""

    head: str
    """What the note's word begins with."""
    tail: str
    """What the note's word ends with."""
    initial: str
    """Where the brackets hold one letter at the front, that letter: `[T]he` stands for 'the', not for 'she'."""
    start: int
    end: int

    def stands_for(self, key: str) -> bool:
        """Whether it may stand for the note's word `key`."""
        if self.initial:
            return key[:1].casefold() == self.initial.casefold() and key[1:] == self.tail
        return len(key) >= len(self.head) + len(self.tail) and key.startswith(self.head) and key.endswith(self.tail)


@dataclass(frozen=True, slots=True)
class Brackets:
    """Words that the editor put in: an insertion, or a redaction that stands for words of the note."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An ellipsis: words of the note left out."""

    start: int
    end: int


Element = Literal | PartWord | Brackets | Gap
Fixed = Literal | PartWord
"""Elements that stand for one word or mark of the note."""


def pattern_of(quote: str) -> list[Element]:
    """The elements of `quote`, without marks of omission or insertion at its ends, where they prove nothing."""
    elements: list[Element] = []
    done = 0
    for mark in _marks_pattern(letters(quote)).finditer(quote):
        elements += _literals(quote, done, mark.start())
        done = mark.end()
        if mark["gap"]:
            elements.append(Gap(mark.start(), done))
        elif mark["part"]:
            elements.append(_part_word(mark["part"], mark.start()))
        else:
            elements.append(Brackets(mark.start(), done))
    elements += _literals(quote, done, len(quote))
    while elements and isinstance(elements[0], Brackets | Gap):
        del elements[0]
    while elements and isinstance(elements[-1], Brackets | Gap):
        del elements[-1]
    return _loosened(elements)


def verbatim(quote: str) -> list[Element]:
    """The elements of `quote` taken at its word: brackets and ellipses are the note's own."""
    return _literals(quote, 0, len(quote))


def with_closing_marks(elements: Sequence[Element]) -> list[Element]:
    """`elements` with nothing optional: the full stop at the end must be the note's."""
    return [replace(element, optional=False) if isinstance(element, Literal) else element for element in elements]


def _literals(quote: str, start: int, end: int) -> list[Element]:
    return [Literal(word.key, start + word.start, start + word.end) for word in words_in(quote[start:end])]


def _part_word(text: str, start: int) -> PartWord:
    head, _, rest = text.partition("[")
    inside, _, tail = rest.rpartition("]")
    initial = inside if not head and len(inside) == 1 and inside.isalpha() else ""
    return PartWord(key_of(head), key_of(tail), initial, start, start + len(text))


def _loosened(elements: list[Element]) -> list[Element]:
    """`elements` with free case after marks and free full stops and commas before them."""
    loosened: list[Element] = []
    for place, element in enumerate(elements):
        loose = element
        if isinstance(element, Literal):
            after = elements[place + 1] if place + 1 < len(elements) else None
            closes = after is None or isinstance(after, Gap) or (after is elements[-1] and _is_quotation_mark(after))
            loose = replace(
                element,
                any_case=_opens(loosened),
                optional=element.key in (".", ",") and bool(loosened) and closes,
            )
        loosened.append(loose)
    return loosened


def _opens(before: list[Element]) -> bool:
    """Whether what follows `before` opens the quote or a piece of it."""
    for element in reversed(before):
        if not _is_quotation_mark(element):
            return isinstance(element, Gap | Brackets)
    return True


def _is_quotation_mark(element: Element) -> bool:
    return isinstance(element, Literal) and element.key == '"'


@lru_cache(maxsize=64)
def _marks_pattern(letters: str) -> re.Pattern[str]:
    dots = r"(?:…+|\.(?:\s?\.){2,})"
    inside = rf"\[[{letters}{APOSTROPHES}-]{{1,20}}\]"
    # A part word is looked for at the start of a word only, or a very long word would cost the square of its length.
    return re.compile(
        rf"""
          (?P<gap>  \[\s*{dots}\s*\] | \(\s*{dots}\s*\) | {dots} )
        | (?P<part> (?<![{letters}]) [{letters}]+ (?:{inside}(?:[{APOSTROPHES}]?[{letters}]+)?)+
                  | (?:{inside}[{APOSTROPHES}]?[{letters}]+)+ )
        | (?P<brackets> \[[^\[\]]*\] )
        """,
        re.VERBOSE,
    )
