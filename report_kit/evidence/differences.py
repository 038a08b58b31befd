"""What a quote says otherwise than its note: for the message when it is not found there word for word.

In: a piece of a quote (between two ellipses) and the words of a note. Out: the passage of the note that comes closest,
and the differences, each named for what it is: a dropped 'not' is the gravest thing that can happen to a quote.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from report_kit.evidence.quote_pattern import LONGEST_REPLACEMENT, Brackets, Element, Literal, PartWord
from report_kit.evidence.quote_search import Window, WordIndex
from report_kit.evidence.words import NEGATIONS, Word, words_in
from report_kit.lazy.dataclasses import dataclass

ALMOST = 0.6
"""From which ratio on difflib's two words pass for forms of one: 'opinion' and 'opinions'."""


class Nature(StrEnum):
    """What a difference touches."""

    NEGATION = "negation"
    """'not' and its like came or went: the sense may be turned round."""
    NUMBER = "number"
    WORD = "word"
    CASE = "case"
    """A capital where there was none, or the other way."""
    LETTER_FORM = "letter form"
    """The same letters in other forms: a ligature, a superscript, full-width letters."""
    PUNCTUATION = "punctuation"
    ORDER = "order"
    """The pieces stand in another order in the note."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where quote and note part."""

    nature: Nature
    quote_text: str
    """What the quote has; empty where it drops something."""
    note_text: str
    """What the note has; empty where the quote adds something."""

    def __str__(self) -> str:
        if self.nature is Nature.ORDER:
            return f"puts “{self.quote_text}” after words that it stands before in the note"
        if not self.quote_text:
            return f"drops “{self.note_text}”"
        if not self.note_text:
            return f"adds “{self.quote_text}”"
        how = " (a special form of the same letters)" if self.nature is Nature.LETTER_FORM else ""
        return f"has “{self.quote_text}” where the note has “{self.note_text}”{how}"


@dataclass(frozen=True, slots=True)
class Closest:
    """The passage that comes closest to a piece of a quote."""

    window: Window
    """Where it stands, in words; empty where nothing is alike."""
    differences: tuple[Difference, ...]
    alike: int
    """How many words of the piece are in the passage, in order."""
    words: int
    """How many words the piece has."""


def closest(piece: Sequence[Element], quote: str, note: str, index: WordIndex) -> Closest:
    """The passage of `note` (with its `index`) closest to `piece` of `quote`. Time grows with the note's length."""
    from difflib import SequenceMatcher  # here: most quotes are found word for word

    written = [element for element in piece if not (isinstance(element, Literal) and element.optional)]
    amount = sum(isinstance(element, Literal) and element.key[0].isalnum() for element in written)
    around = _around(written, index)
    if around is None:
        return Closest((0, 0), (), 0, amount)
    first, last = around
    here = index.words[first:last]
    matcher = SequenceMatcher(None, [alike(word.key) for word in here], [_alike_element(e) for e in written])
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return Closest((0, 0), (), 0, amount)
    # What the note has before the first and after the last word in common is not dropped, only not quoted; about as
    # many words as the quote has there itself are its counterpart.
    before, after = written[: blocks[0].b], written[blocks[-1].b + blocks[-1].size :]
    begin = blocks[0].a - _counterpart(before[::-1], here[: blocks[0].a][::-1])
    end = blocks[-1].a + blocks[-1].size
    end += _counterpart(after, here[end:])
    differences: list[Difference] = []
    same = 0
    note_at, quote_at = begin, 0
    for block in [*blocks, None]:
        note_to, quote_to = (block.a, block.b) if block else (end, len(written))
        differences += _changed(here[note_at:note_to], written[quote_at:quote_to], quote, note)
        if block is None:
            break
        for offset in range(block.size):
            word, element = here[block.a + offset], written[block.b + offset]
            assert isinstance(element, Literal)
            same += word.is_word
            differences += _written_otherwise(word.key, element, quote, note[word.start : word.end])
        note_at, quote_at = block.a + block.size, block.b + block.size
    return Closest((first + begin, first + end), tuple(differences), same, amount)


def alike(key: str) -> str:
    """What words are aligned by: without case and special letter forms, which are reported once they are aligned."""
    return unicodedata.normalize("NFKC", key).casefold()


def _alike_element(element: Element) -> object:
    return alike(element.key) if isinstance(element, Literal) else element


def _around(piece: Sequence[Element], index: WordIndex) -> Window | None:
    """Where to look: the stretch with the rarest words and word pairs of `piece`, and half as much on either side."""
    keys = [alike(word.key) for word in index.words]
    of_piece = [alike(element.key) for element in piece if isinstance(element, Literal)]
    wanted, pairs = set(of_piece), set(pairwise(of_piece))
    frequency: dict[str, int] = {}
    for key in keys:
        frequency[key] = frequency.get(key, 0) + 1
    size = max(1, len(piece))
    gains = [math.log2(1 + len(keys) / frequency[key]) if key in wanted else 0.0 for key in keys]
    for place, pair in enumerate(pairwise(keys)):
        if pair in pairs:
            gains[place] *= 2
    best, best_place, gained = 0.0, -1, 0.0
    for place, gain in enumerate(gains):
        gained += gain - (gains[place - size] if place >= size else 0.0)
        if gained > best + 1e-6:  # the first of equals, whatever the rounding
            best, best_place = gained, place
    if best_place < 0:
        return None
    room = size // 2 + 3
    return max(0, best_place + 1 - size - room), min(len(keys), best_place + 1 + room)


def _counterpart(ours: Sequence[Element], theirs: Sequence[Word]) -> int:
    """How many of `theirs` answer to all of `ours`, counted from where both begin: as many, or up to the like word."""
    from difflib import SequenceMatcher  # here: most quotes are found word for word

    if not ours:
        return 0
    last = ours[-1]
    for size in range(len(ours), min(len(ours) + 2, len(theirs)) + 1):
        if isinstance(last, Literal) and SequenceMatcher(None, theirs[size - 1].key, last.key).ratio() > ALMOST:
            return size
    return min(len(ours), len(theirs))


def _changed(here: Sequence[Word], there: Sequence[Element], quote: str, note: str) -> list[Difference]:
    """The difference between a stretch of the note and of the quote that have nothing in common."""
    left, right = list(here), list(there)
    for element in there:
        if isinstance(element, PartWord) and (word := next((w for w in left if element.stands_for(w.key)), None)):
            left.remove(word)
            right.remove(element)
    if right and all(isinstance(element, Brackets) for element in right) and len(left) <= LONGEST_REPLACEMENT:
        return []  # brackets stand for it
    if not left and not right:
        return []
    note_text = note[here[0].start : here[-1].end] if here else ""
    quote_text = quote[there[0].start : there[-1].end] if there else ""
    return [Difference(_nature(quote_text, note_text), quote_text, note_text)]


def _written_otherwise(key: str, element: Literal, quote: str, note_text: str) -> list[Difference]:
    """The difference between two words that are alike but for case or the form of letters."""
    if key == element.key or (element.any_case and key[1:] == element.key[1:] and alike(key) == alike(element.key)):
        return []
    nature = Nature.CASE if key.lower() == element.key.lower() else Nature.LETTER_FORM
    return [Difference(nature, quote[element.start : element.end], note_text)]


def _nature(quote_text: str, note_text: str) -> Nature:
    ours = [word.key.casefold() for word in words_in(quote_text)]
    theirs = [word.key.casefold() for word in words_in(note_text)]
    if [key for key in ours if _negates(key)] != [key for key in theirs if _negates(key)]:
        return Nature.NEGATION
    if [key for key in ours if key[0].isdigit()] != [key for key in theirs if key[0].isdigit()]:
        return Nature.NUMBER
    return Nature.WORD if any(key[0].isalnum() for key in ours + theirs) else Nature.PUNCTUATION


def _negates(key: str) -> bool:
    return key in NEGATIONS or key.endswith("n't")
