"""Sentences: plain text in, its sentences and the long ones among them out, each with its place.

The splitting is `sentencex` (Wikimedia; compiled, rules by language, nothing downloaded, the same on every machine): it
knows abbreviations, decimals, initials and quotations. `pysbd` splits as well but has rested since 2021, takes a
hundred times as long and warns on import; `syntok` leaves '5 p.m. We went home.' in one. Two things are mended here:
a sentence that ends in a bracket, and abbreviations before a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern

LONGEST_PIECE = 4_000
"""Code points that are split at a time: `sentencex` takes the square of a text that is all quotation marks."""

_HEADING = pattern(r"[ \t]*#{1,6} ")
_LIST_ITEM = pattern(r"[ \t]*(?:[-*+•]|[0-9]{1,3}[.)]) ")
_AFTER_BRACKET = pattern(r"(?<=[.!?][)\]”’]) +(?=[“‘\"(]?[A-Z])")
_ABBREVIATION = pattern(
    r"(?:^|[\s(])(?:approx|vol|vols|no|nos|p|pp|para|paras|fig|figs|ch|cf|sect|ref|tel|ext|est|c|ca)\.\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place."""

    start: int
    """First code point in the text."""
    end: int
    words: int
    """Pieces between spaces that hold a letter or digit."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text`, in order. Blank lines, headings and list items end one."""
    return [
        Sentence(start, end, _count_words(text[start:end]))
        for first, last in _pieces(text)
        for start, end in _split(text, first, last)
    ]


def long_sentences(text: str, limit: int = 25) -> list[Sentence]:
    """The sentences of `text` with more than `limit` words."""
    return [sentence for sentence in sentences(text) if sentence.words > limit]


def _count_words(text: str) -> int:
    return sum(any(sign.isalnum() for sign in piece) for piece in text.split())


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The ends of paragraphs, headings and list items."""
    begin = place = 0
    for line in text.splitlines(keepends=True):
        if not line.strip() or _HEADING.match(line) or _LIST_ITEM.match(line):
            yield begin, place
            begin = place
        place += len(line)
        if _HEADING.match(line):
            yield begin, place
            begin = place
    yield begin, place


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The ends of paragraphs and of pieces of very long ones, cut between sentences or at least between words."""
    for begin, end in _paragraphs(text):
        place = begin
        while end - place > LONGEST_PIECE:
            limit = place + LONGEST_PIECE
            cut = next((at for at in (text.rfind(mark, place, limit) + 1 for mark in (". ", " ")) if at > place), limit)
            yield place, cut
            place = cut
        yield place, end


def _split(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    from sentencex import segment  # here: only the optional language checks need it

    flat = re.sub(r"\s", " ", text[first:last])
    ends: list[int] = []
    place = 0
    for piece in segment("en", flat):
        place = flat.find(piece, place) + len(piece)
        ends.append(place)
    ends += [match.start() for match in _AFTER_BRACKET.finditer(flat)]
    place = 0
    for end in sorted({*ends, len(flat)}):
        following = flat[end:].lstrip()[:1]
        if following and (_ABBREVIATION.search(flat[max(0, end - 12) : end]) and not following.isalpha()):
            continue
        sentence = flat[place:end]
        if sentence.strip():
            yield first + place + len(sentence) - len(sentence.lstrip()), first + place + len(sentence.rstrip())
        place = end
