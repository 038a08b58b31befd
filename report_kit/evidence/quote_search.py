"""The search for a quote's pattern in a note, in time that no wording can blow up.

In: the elements of a quote and the words of a note. Out: windows of the note that the pattern covers. The pattern runs
over all places of the note at once: bit p of a whole number says that the elements so far may end after p words. Each
element costs a few operations on that number (the Shift-And method, see Navarro and Raffinot, *Flexible Pattern
Matching in Strings*, 2002, chapter 2), so that gaps need no backtracking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from report_kit.evidence.quote_pattern import LONGEST_REPLACEMENT, Brackets, Element, Fixed, Gap, Literal, PartWord
from report_kit.evidence.words import Word

MOST_WINDOWS = 64
"""Where a pattern is found more often, the rest is not looked for: it is ambiguous anyway."""

Window = tuple[int, int]
"""First word and word after the last, as places in the list of words."""


class WordIndex:
    """The words of a note, ready to be searched."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        """In order."""
        self.places: dict[str, list[int]] = defaultdict(list)
        """Where each key stands."""
        for place, word in enumerate(words):
            self.places[word.key].append(place)
        self._masks: dict[str, int] = {}

    def windows(self, elements: Sequence[Element]) -> list[Window]:
        """The smallest windows that `elements` cover, in order, at most `MOST_WINDOWS`.

        Of windows inside one another only the innermost counts: in 'A A B' the pattern 'A … B' is found once.
        """
        shortest = sum(isinstance(element, Fixed) and not _may_be_missing(element) for element in elements)
        if not elements or shortest > len(self.words):
            return []
        found: list[Window] = []
        first = 0
        while len(found) < MOST_WINDOWS:
            ends = self._states(elements, self._from(first))[-1]
            if not ends:
                break
            end = _lowest(ends)
            first = _highest(self._starts(elements, end))
            found.append((first, end))
            first += 1
        return found

    def places_of_marks(self, elements: Sequence[Element], window: Window) -> dict[int, Window]:
        """Which words of the note each gap and each pair of brackets stands for, by its place among `elements`."""
        start, end = window
        states = self._states(elements, 1 << start)
        stand_for: dict[int, Window] = {}
        for place in reversed(range(len(elements))):
            before, element = states[place], elements[place]
            match element:
                case Gap():
                    begin = _highest(before & ((2 << end) - 1))
                    stand_for[place] = (begin, end)
                case Brackets():
                    begin = next(end - size for size in range(LONGEST_REPLACEMENT + 1) if before >> (end - size) & 1)
                    stand_for[place] = (begin, end)
                case Literal(optional=True) if before >> end & 1:
                    begin = end
                case _:
                    begin = end - 1
            end = begin
        return stand_for

    def _states(self, elements: Sequence[Element], starts: int) -> list[int]:
        """Where the elements so far may end: before the first, after the first, and so on."""
        states = [starts]
        everywhere = self._from(0)
        for element in elements:
            ends = states[-1]
            match element:
                case Gap():
                    ends = self._from(_lowest(ends)) if ends else 0
                case Brackets():
                    for _ in range(LONGEST_REPLACEMENT):
                        ends |= (ends << 1) & everywhere
                case _:
                    stays = ends if _may_be_missing(element) else 0
                    ends = ((ends & self._mask(element)) << 1) | stays
            states.append(ends)
        return states

    def _starts(self, elements: Sequence[Element], end: int) -> int:
        """Where a match that ends at `end` may start."""
        starts = 1 << end
        for element in reversed(elements):
            match element:
                case Gap():
                    starts = (2 << _highest(starts)) - 1
                case Brackets():
                    for _ in range(LONGEST_REPLACEMENT):
                        starts |= starts >> 1
                case _:
                    stays = starts if _may_be_missing(element) else 0
                    starts = ((starts >> 1) & self._mask(element)) | stays
        return starts

    def _from(self, place: int) -> int:
        """Bits for `place` and all after it, the end of the note included."""
        return ((2 << len(self.words)) - 1) >> place << place

    def _mask(self, element: Fixed) -> int:
        """Bits for the words that `element` may stand for."""
        if isinstance(element, PartWord):
            keys = [key for key in self.places if element.stands_for(key)]
        elif element.any_case:
            keys = [element.key, element.key[0].swapcase() + element.key[1:]]
        else:
            keys = [element.key]
        mask = 0
        for key in keys:
            mask |= self._mask_of_key(key)
        return mask

    def _mask_of_key(self, key: str) -> int:
        known = self._masks.get(key)
        if known is None:
            bits = bytearray(len(self.words) // 8 + 1)
            for place in self.places.get(key, ()):
                bits[place >> 3] |= 1 << (place & 7)
            known = self._masks[key] = int.from_bytes(bits, "little")
        return known


def _may_be_missing(element: Fixed) -> bool:
    return isinstance(element, Literal) and element.optional


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _highest(bits: int) -> int:
    return bits.bit_length() - 1
