"""Withheld: the words of notes that must not be printed as they were said, ready to be looked for in any text.

In: the notes that the report keeps back. Out: which of them says a passage, and where a text has a run of their words.
Words are compared by their letters alone: case, marks and typography make no difference. An index of runs of words
keeps the time linear in notes and text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from report_kit.evidence.words import Word, words_in
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text, plain_text

RUN = 8
"""So many words in a row are nobody's by chance."""
SHORTEST = 4
"""Fewer words than these make no remark that could be known again."""

_ENDS = frozenset(".!?:;…")
"""Signs that end a sentence, or open one as in 'One said: …'."""
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
_LEFT_OUT = re.compile(r"\[[^\][]*\]|…|\.(?:\s?\.){2,}")


_Run = tuple[str, ...]
"""Words in a row, by what they are compared by."""


class Stretch(NamedTuple):
    """Words of a note in a text."""

    start: int
    """First code point in the text."""
    end: int
    note: str
    """Id of the note."""


class _Texts:
    """Texts by the few words that any of their passages opens with."""

    def __init__(self, opening: int, only: Container[_Run] = ()) -> None:
        """`opening`: how many words; `only`: the openings to keep, all of them where it is empty."""
        self._opening = opening
        self._only = only
        self._texts: dict[str, str] = {}
        self.openings: dict[_Run, list[str]] = {}
        """The texts that have each of them, every text once."""

    def add(self, keys: list[str], name: str) -> None:
        """Add a text; of several that are the same, the first one counts."""
        text = _joined(keys)
        if text in self._texts:
            return
        self._texts[text] = name
        for opening in set(_grams(keys, self._opening)):
            if not self._only or opening in self._only:
                self.openings.setdefault(opening, []).append(text)

    def saying(self, pieces: Sequence[Sequence[str]]) -> str:
        """The name of a text that has `pieces` one after the other, each word for word; empty if none has."""
        longest = max(pieces, key=len, default=())
        having = [self.openings.get(opening, []) for opening in _grams(longest, self._opening)]
        rarest = min(having, key=len, default=[])
        return next((self._texts[text] for text in rarest if _in_order(pieces, text)), "")


class Withheld:
    """The words of `report.kept_back`."""

    def __init__(self, report: Report, fewest_words: float) -> None:
        """`fewest_words`: how many of them in quotation marks are a quotation."""
        self._report = report
        self._fewest = fewest_words
        self._opening = max(1, min(SHORTEST, int(fewest_words)))
        self._notes = _Texts(self._opening)
        self._runs: dict[_Run, str] = {}
        self._whole: dict[_Run, str] = {}
        for note in report.kept_back.values():
            self._add(note.id, _keys(blocks_text(note.blocks)))

    def _add(self, note: str, keys: list[str]) -> None:
        self._notes.add(keys, note)
        for run in _grams(keys, RUN):
            self._runs.setdefault(run, note)
        if SHORTEST <= len(keys) < RUN:
            self._whole.setdefault(tuple(keys), note)

    def says(self, passage: str) -> str:
        """The id of a note that says `passage`, apart from what ellipses and brackets leave out; empty if none does."""
        pieces = [keys for piece in _LEFT_OUT.split(_CAPITAL.sub(r"\1", passage)) if (keys := _keys(piece))]
        if sum(map(len, pieces)) < self._fewest:
            return ""
        note = self._notes.saying(pieces)
        return "" if note and self._is_free(max(pieces, key=len)) else note

    def stretches(self, text: str) -> Iterator[Stretch]:
        """Where `text` has `RUN` or more words of a note in a row, or a shorter note whole as a sentence of its own."""
        tokens = words_in(text)
        words = [token for token in tokens if token.is_word]
        if len(words) < SHORTEST:
            return
        keys = [word.key.casefold() for word in words]
        end = 0
        for at, run in enumerate(_grams(keys, RUN)):
            if at < end or not (note := self._withheld(self._runs, run)):
                continue
            end = at + RUN
            while end < len(keys) and self._withheld(self._runs, tuple(keys[end - RUN + 1 : end + 1])):
                end += 1
            yield Stretch(words[at].start, words[end - 1].end, note)
        if self._whole:
            for first, last in _sentences(tokens):
                if note := self._withheld(self._whole, tuple(keys[first:last])):
                    yield Stretch(words[first].start, words[last - 1].end, note)

    def _withheld(self, index: dict[_Run, str], keys: _Run) -> str:
        note = index.get(keys, "")
        return "" if note and self._is_free(keys) else note

    def _is_free(self, keys: Sequence[str]) -> bool:
        return bool(self._free.saying([keys]))

    @cached_property
    def _free(self) -> _Texts:
        """What anybody may print though such a note has it too: other notes, approved quotes, names and titles.

        Put together once a text has words of such a note, as most never do.
        """
        report = self._report
        texts = [blocks_text(note.blocks) for note in report.notes.values() if note.id not in report.kept_back]
        for quote in report.quotes:
            attribution = report.quote_attributions.get(quote.anchor)
            if quote.of in report.kept_back and attribution is not None and not attribution.refusal:
                texts.append(blocks_text(quote.blocks or report.kept_back[quote.of].blocks))
        texts += (organisation.name for organisation in report.organisations.values())
        texts += (plain_text(reference.content) for reference in report.references.values())
        free = _Texts(self._opening, only=self._notes.openings)
        for text in texts:
            free.add(_keys(text), "free")
        return free


def _keys(text: str) -> list[str]:
    return [word.key.casefold() for word in words_in(text) if word.is_word]


def _grams(keys: Sequence[str], size: int) -> Iterator[_Run]:
    return (tuple(keys[start : start + size]) for start in range(len(keys) - size + 1))


def _joined(keys: Sequence[str]) -> str:
    """With a blank at either end, so that words are found whole."""
    return f" {' '.join(keys)} "


def _in_order(pieces: Sequence[Sequence[str]], text: str) -> bool:
    """Whether `pieces` stand in `text` one after the other."""
    end = 0
    for piece in pieces:
        wanted = _joined(piece)
        found = text.find(wanted, end)
        if found < 0:
            return False
        end = found + len(wanted) - 1  # the blank behind it is the next one's
    return True


def _sentences(tokens: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """From which to which word whole sentences reach, one or several, that are short enough to be a short note."""
    edges = [0]
    count = 0
    for token in tokens:
        if token.is_word:
            count += 1
        elif token.key in _ENDS and count != edges[-1]:
            edges.append(count)
    if count != edges[-1]:
        edges.append(count)
    for number, first in enumerate(edges):
        for last in edges[number + 1 : number + RUN]:
            if SHORTEST <= last - first < RUN:
                yield first, last
