"""Withheld: the words of notes that must not be printed as they were said, ready to be looked for in any text.

In: the notes that the report keeps back. Out: which of them says a passage, and where texts have a run of their words
or a whole remark.
Words are compared by their letters alone: case, marks and typography make no difference. An index of runs of words
keeps the time linear in notes and text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from report_kit.evidence.words import Word, words_in
from report_kit.lazy.patterns import pattern
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text, plain_text

RUN = 8
"""So many words in a row are nobody's by chance."""
KNOWN = 6
"""A whole remark of so many words is known again within a longer sentence; a shorter one only as a sentence."""
SHORTEST = 4
"""Fewer words than these make no remark that could be known again."""

_SENTENCES = frozenset(".!?:;…")
"""Signs that end a sentence, or open one as in 'One said: …'."""
_CLAUSES = _SENTENCES | frozenset(',-"()[]{}|/*')
"""Signs that end a clause; dashes and quotation marks by their keys."""
_CAPITAL = pattern(r"\[(\w)\](?=\w)")
_LEFT_OUT = pattern(r"\[[^\][]*\]|…|\.(?:\s?\.){2,}")


_Run = tuple[str, ...]
"""Words in a row, by what they are compared by."""


class Stretch(NamedTuple):
    """Words of a note in texts that stand one after the other."""

    first: int
    """Its first word, counted from the first of the first text."""
    last: int
    """The word after its last one."""
    note: str
    """Id of the note."""
    whole: bool
    """Whether they are a whole remark: all or most of what the note says, or one of its sentences."""


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


class Typed:
    """Words that somebody typed, with what they are compared by and where clauses and sentences end.

    What typing and printing change is no difference: case, accents' forms, wide letters, hyphens (a word that a line
    broke, `e-mail`), apostrophes, the commas of a number. Where a script parts no words, each of its letters is one.
    """

    def __init__(self, text: str) -> None:
        self.words: list[Word] = []
        self.keys: list[str] = []
        clauses, sentences, joins = [0], [0], -1
        for token in words_in(text):
            if not token.is_word:
                joins = token.end if text[token.start : token.end] in _HYPHENS and self._ends_at(token.start) else -1
                for ends, edges in ((_CLAUSES, clauses), (_SENTENCES, sentences)):
                    if token.key in ends and len(self.keys) != edges[-1]:
                        edges.append(len(self.keys))
                continue
            for word in _letters_of(token):
                if joins >= 0 and not text[joins : word.start].strip():
                    self.words[-1] = Word(self.words[-1].key + word.key, self.words[-1].start, word.end)
                    self.keys[-1] += _key(word.key)
                    if clauses[-1] == len(self.keys):
                        clauses.pop()  # no end: the word goes on
                else:
                    self.words.append(word)
                    self.keys.append(_key(word.key))
                joins = -1
        self.clauses, self.sentences = (
            edges if len(self.keys) == edges[-1] else [*edges, len(self.keys)] for edges in (clauses, sentences)
        )
        """Before which words they begin and end, from 0 to the number of words."""

    def _ends_at(self, place: int) -> bool:
        return bool(self.words) and self.words[-1].end == place


class Withheld:
    """The words of `report.kept_back`."""

    def __init__(self, report: Report, fewest_words: float) -> None:
        """`fewest_words`: how many of them in quotation marks are a quotation."""
        self._report = report
        self._fewest = fewest_words
        self._opening = max(1, min(SHORTEST, int(fewest_words)))
        self._notes = _Texts(self._opening)
        self._runs: dict[_Run, str] = {}
        self._remarks: dict[_Run, str] = {}
        """Short remarks, and short sentences of longer ones, that anybody would know again wherever they stand."""
        self._shortest: dict[_Run, str] = {}
        """Remarks, and sentences of longer ones, that are so short that they are whole only between two marks."""
        self._recorded: dict[str, Typed] = {}
        for note in report.kept_back.values():
            self._add(note.id, Typed(blocks_text(note.blocks)))

    def _add(self, note: str, recorded: Typed) -> None:
        keys = recorded.keys
        self._recorded[note] = recorded
        self._notes.add(keys, note)
        for run in _grams(keys, RUN):
            self._runs.setdefault(run, note)
        if SHORTEST <= len(keys) < RUN:
            self._shortest.setdefault(tuple(keys), note)
        for first, last in (*pairwise(recorded.sentences), (0, len(keys))):
            if KNOWN <= last - first < RUN:
                self._remarks.setdefault(tuple(keys[first:last]), note)
                self._shortest.setdefault(tuple(keys[first:last]), note)

    def says(self, passage: str) -> str:
        """The id of a note that says `passage`, apart from what ellipses and brackets leave out; empty if none does."""
        pieces = [keys for piece in _LEFT_OUT.split(_CAPITAL.sub(r"\1", passage)) if (keys := _keys(piece))]
        if sum(map(len, pieces)) < self._fewest:
            return ""
        note = self._notes.saying(pieces)
        longest = max(pieces, key=len, default=())
        return "" if note and (self._is_said(longest) or self._is_named(longest)) else note

    def letters_of(self, text: str) -> Iterator[str]:
        """The ids of notes of which `text` has a whole remark, wherever blanks and marks may part its letters."""
        letters = "".join(_keys(text))
        for name, recorded in self._recorded.items():
            keys = recorded.keys
            sentences = [keys[first:last] for first, last in pairwise(recorded.sentences) if last - first >= KNOWN]
            remarks = [*sentences, keys] if len(keys) >= SHORTEST else sentences
            if any("".join(remark) in letters and not self._is_said(remark) for remark in remarks):
                yield name

    def stretches(self, typed: Sequence[Typed], *, named: bool = False) -> Iterator[Stretch]:
        """Where texts that stand one after the other have `RUN` or more words of a note in a row, or a whole remark.

        Names and titles may be printed although such a note has them too, as long as they are not all that it says.
        `named`: whether the texts are such names themselves; then only short ones may.
        """
        keys = [key for one in typed for key in one.keys]
        if len(keys) < SHORTEST:
            return
        yield from self._long(keys, named=named)
        if self._shortest:
            for first, last in _clauses(_edges_of(typed)):
                note = self._withheld(self._shortest, tuple(keys[first:last]))
                if note and self._counts(keys[first:last], note):
                    yield Stretch(first, last, note, whole=True)
        if self._remarks:
            for length in range(KNOWN, RUN):
                for first, run in enumerate(_grams(keys, length)):
                    note = self._withheld(self._remarks, run)
                    if note and self._counts(run, note):
                        yield Stretch(first, first + length, note, whole=False)

    def _long(self, keys: Sequence[str], *, named: bool) -> Iterator[Stretch]:
        end = 0
        for at, run in enumerate(_grams(keys, RUN)):
            if at < end or not (note := self._withheld(self._runs, run)):
                continue
            end = at + RUN
            while end < len(keys) and self._withheld(self._runs, tuple(keys[end - RUN + 1 : end + 1])):
                end += 1
            if named or self._counts(keys[at:end], note):
                yield Stretch(at, end, note, self._is_remark(keys[at:end], note))

    def _is_remark(self, keys: Sequence[str], note: str) -> bool:
        """Whether words of `note` are one of its sentences, or most of what it says."""
        recorded = self._recorded[note]
        place = _joined(recorded.keys).find(_joined(keys))
        if self._is_most(keys, note) or place < 0:  # words of several notes, or of several places in it
            return self._is_most(keys, note)
        first = _joined(recorded.keys).count(" ", 0, place)
        last = first + len(keys)
        return any(first <= start and end <= last and end - start >= RUN for start, end in pairwise(recorded.sentences))

    def _is_most(self, keys: Sequence[str], note: str) -> bool:
        return len(keys) * 4 >= len(self._recorded[note].keys) * 3

    def _counts(self, keys: Sequence[str], note: str) -> bool:
        """Whether words of `note` are its own: of a name or title that it mentions they are not."""
        return self._is_most(keys, note) or not self._is_named(keys)

    def _withheld(self, index: dict[_Run, str], keys: _Run) -> str:
        note = index.get(keys, "")
        return "" if note and self._is_said(keys) else note

    def _is_said(self, keys: Sequence[str]) -> bool:
        """Whether a note that may be printed, or an approved quote, says the same."""
        return bool(self._said.saying([keys]))

    def _is_named(self, keys: Sequence[str]) -> bool:
        """Whether an organisation's name or a work's title has the same words."""
        return bool(self._named.saying([keys]))

    # Put together once a text has words of a note that is kept back, as most never do.

    @cached_property
    def _said(self) -> _Texts:
        report = self._report
        texts = [blocks_text(note.blocks) for note in report.notes.values() if note.id not in report.kept_back]
        for quote in report.quotes:
            attribution = report.quote_attributions.get(quote.anchor)
            if quote.of in report.kept_back and attribution is not None and not attribution.refusal:
                texts.append(blocks_text(quote.blocks or report.kept_back[quote.of].blocks))
        return self._free(texts)

    @cached_property
    def _named(self) -> _Texts:
        report = self._report
        names = [organisation.name for organisation in report.organisations.values()]
        names += (event.title for event in report.events.values())
        return self._free([*names, *(plain_text(work.content) for work in report.references.values())])

    def _free(self, texts: Sequence[str]) -> _Texts:
        free = _Texts(self._opening, only=self._notes.openings)
        for text in texts:
            free.add(_keys(text), "free")
        return free


def _keys(text: str) -> list[str]:
    return Typed(text).keys


_HYPHENS = ("-", "\u2010", "\u2011")
_UNPARTED = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no blank between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_WITHIN = str.maketrans("", "", "'\u2019.,")


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().translate(_WITHIN)


def _letters_of(token: Word) -> list[Word]:
    """The token itself, or each letter of one in a script that parts no words."""
    if not _UNPARTED.search(token.key) or len(token.key) != token.end - token.start:
        return [token]
    return [Word(sign, token.start + at, token.start + at + 1) for at, sign in enumerate(token.key)]


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


def _edges_of(typed: Sequence[Typed]) -> list[int]:
    """Before which words, counted from the first of all, sentences or texts begin and end."""
    edges, start = [0], 0
    for one in typed:
        edges += (start + edge for edge in one.clauses if edge)
        start += len(one.keys)
    return edges


def _clauses(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From which to which word clauses and sentences reach, one or several, that are as short as a short remark."""
    for number, first in enumerate(edges):
        for last in edges[number + 1 : number + RUN]:
            if SHORTEST <= last - first < RUN:
                yield first, last
