"""lost: which of the runs that should stand in a text do not.

In: runs in their order, and the text. Out: the runs that are missing, with the words from which on they are. Each
stretch of the text stands for one run only, so that a sentence said twice must stand there twice. A run may be cut by
what a page has at its foot and its head, or by a footnote; then its pieces are looked for, none of them short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_kit.completeness.runs import Run, letters

WINDOW = 6_000
"""Letters ahead of the last run in which the next is expected: two pages of notes may stand between them."""

LONG = 16
"""Letters from which on a run is seldom found by chance."""

MOST = 50
"""Runs that are reported for one text; each costs some searching, and nobody reads more."""

_WORD = re.compile(r"\S+")


def lost(runs: Iterable[Run], text: str) -> Iterator[Run]:
    """Those of `runs` that `text` (letters alone) does not hold, each cut down to the words that are missing."""
    looking, told = _Looking(text), 0
    for run in runs:
        wanted = letters(run.text)
        if not wanted or looking.finds(wanted):
            continue
        yield Run(_missing_words(run.text, looking.found_of(wanted)), run.span)
        told += 1
        if told == MOST:
            return


def _missing_words(text: str, found: int) -> str:
    """The words of `text` behind its first `found` letters."""
    for word in _WORD.finditer(text):
        found -= len(letters(word[0]))
        if found < 0:
            return text[word.start() :]
    return text


class _Looking:
    """One text that is looked through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        """Behind the last run that was found."""
        self._taken = bytearray(len(text))
        """1 where a letter stands for a long run."""

    def finds(self, wanted: str) -> bool:
        """Whether `wanted` stands there, whole or in pieces."""
        if len(wanted) < LONG:
            return self._finds_short(wanted)
        at = self._free(wanted)
        if at >= 0:
            self._take(at, len(wanted))
            return True
        pieces = self._pieces(wanted)
        if sum(size for _, size in pieces) < len(wanted):
            return False
        for at, size in pieces:
            if size >= LONG:  # a few letters may be those of another run, which then would seem to be gone
                self._take(at, size)
        return True

    def found_of(self, wanted: str) -> int:
        """How many of the first letters of `wanted`, which is not there whole, are there."""
        found = self._longest(wanted)[1]
        return found if found >= LONG else 0

    def _finds_short(self, wanted: str) -> bool:
        """A few letters stand anywhere by chance; what they are is told best by where they are."""
        at = self._text.find(wanted, self._place, self._place + WINDOW)
        if 0 <= at < self._place + LONG:
            self._place = at + len(wanted)
        return at >= 0 or wanted in self._text

    def _free(self, wanted: str) -> int:
        """Where `wanted` stands and nothing else was found: ahead if it can be, else anywhere; -1 for nowhere."""
        for start, end in ((self._place, self._place + WINDOW), (0, len(self._text))):
            at = self._text.find(wanted, start, end)
            while at >= 0 and self._taken[at]:
                at = self._text.find(wanted, at + 1, end)
            if at >= 0:
                return at
        return -1

    def _take(self, at: int, size: int) -> None:
        self._taken[at : at + size] = b"\1" * size
        if self._place <= at < self._place + WINDOW:
            self._place = at + size

    def _pieces(self, wanted: str) -> list[tuple[int, int]]:
        """Where the pieces of `wanted` stand, as (place, length): all but the first and the last of them long."""
        pieces: list[tuple[int, int]] = []
        while wanted:
            at, size = self._longest(wanted)
            if size < min(LONG, len(wanted)) and pieces:
                break
            if size == 0:
                break
            pieces.append((at, size))
            wanted = wanted[size:]
        return pieces

    def _longest(self, wanted: str) -> tuple[int, int]:
        """The longest beginning of `wanted` that stands there: (place, length)."""
        found, low, high = 0, 0, len(wanted)
        while low < high:
            middle = (low + high + 1) // 2
            at = self._free(wanted[:middle])
            if at >= 0:
                found, low = at, middle
            else:
                high = middle - 1
        return found, low
