"""Context: what stands around a form where it was found.

In: folded text and the place of the form in it. Out: the words before, the word after, and what the signs between them
say. What it means is judged in `judgements`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_BEFORE = 160
_AFTER = 120
_FAR = 600

LETTER = r"A-Za-z\x80-\xff"
"""Letters, in a class of a regular expression over Latin-1."""
_WORDS = re.compile(rf"([{LETTER}][{LETTER}'-]*)([^{LETTER}]*)")
_NEXT = re.compile(rf"('?[Ss]?\b)?([^{LETTER}]*)([{LETTER}][{LETTER}'-]*)?")
_POSSESSIVE = re.compile(r"'s?\b|'(?=[\s,.])")
_SENTENCE_END = re.compile(r"[.!?:\"]|\n\s*\n")
_NOT_RUNNING_ON = re.compile(r"[.!?:;\"*#|>=/{}\[\]<]|\n\s*\n|\n\s*[-\d]|\t|\s-|^-|\d")
_WRAPPED = 45
"""Letters from which a line counts as one that was wrapped."""
_ROOM = 0.9
"""Share of a wrapped line that the one before it and its first word fill at least; letters vary in width."""


@dataclass(frozen=True)
class Word:
    """A word near the form."""

    text: str
    gap: str
    """What stands between it and the word after it; of the next word, what stands before it."""

    @cached_property
    def lower(self) -> bytes:
        """The word as it stands in the lists of words."""
        return self.text.lower().encode("latin-1")

    @cached_property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it ends as a possessive does: "council's", "officers'"."""
        return self.text.endswith(("'s", "s'"))


class Context:
    """What stands around `base[start:end]`; `person_field` tells that the text names a person by its place."""

    def __init__(self, base: bytes, start: int, end: int, *, person_field: bool = False) -> None:
        # Latin-1 keeps one character a byte; letters of other scripts become letters, which is all that matters here.
        before = base[max(0, start - _BEFORE) : start].decode("latin-1")
        after = base[end : end + _AFTER].decode("latin-1")
        self.before = before.rpartition("\x1e")[2].replace("\x1f", "")
        self.after = after.partition("\x1e")[0].replace("\x1f", "")
        self.text = base[start:end].decode("latin-1")
        self.person_field = person_field
        self._base, self._start = base, start

    @cached_property
    def far_before(self) -> str:
        """More of what stands before: a list of people may be long."""
        text = self._base[max(0, self._start - _FAR) : self._start].decode("latin-1")
        return text.rpartition("\x1e")[2].replace("\x1f", "")

    @cached_property
    def previous(self) -> tuple[Word, ...]:
        """Up to four words before, nearest first."""
        near = self.before[-90:]
        words = _WORDS.findall(near)
        if len(near) < len(self.before) and near[:1].isalpha():
            words = words[1:]  # the first may be the end of a word
        return tuple(Word(text, gap) for text, gap in reversed(words[-4:]))

    @property
    def last(self) -> Word | None:
        """The word right before the form, whatever signs stand between them."""
        return self.previous[0] if self.previous else None

    @cached_property
    def follows_a_capital(self) -> bool:
        """Whether the word right before it begins with a capital."""
        return self.last is not None and self.last.capital and not self.last.gap.strip(" .\n")

    @cached_property
    def next(self) -> Word | None:
        """The next word; its gap is what stands before it, a possessive s left out."""
        match = _NEXT.match(self.after)
        return Word(match[3], match[2]) if match and match[3] else None

    @cached_property
    def possessive(self) -> bool:
        """Whether the form is followed by 's or an apostrophe."""
        return bool(_POSSESSIVE.match(self.after))

    def begins_clause(self, number: int) -> bool:
        """Whether the word `number` before the form (0: the nearest) is the first of its sentence."""
        return len(self.previous) <= number + 1 or bool(_SENTENCE_END.search(self.previous[number + 1].gap))

    @property
    def begins_sentence(self) -> bool:
        """Whether the form is the first word of a sentence, line or block, so that its capital says nothing."""
        if not self.previous:
            return True
        gap = self.previous[0].gap
        if _NOT_RUNNING_ON.search(gap):
            return True
        if "\n" in gap:  # a wrapped line, or a new one: a long line before it was wrapped
            line = self.before.rstrip("\n ").rpartition("\n")[2]
            if len(line) < _WRAPPED or not self.previous[0].text[-1:].islower():
                return True
            # What would have had room in the line before was not wrapped: it follows a heading, or an item of a list.
            this = len(self.text) + len(self.after.partition("\n")[0])
            return len(line) + 1 + len(self.text) < _ROOM * this
        return False

    def is_shouted(self, beside: int = 0) -> bool:
        """Whether it stands in a line of capitals, so that its case says nothing; `beside` words are its owner's."""
        if not self.text.isupper():
            return False
        around = [word.text for word in self.previous[beside : beside + 1]]
        around += [self.next.text] if self.next else []
        return any(word.isupper() and len(word) > 1 for word in around)
