"""Metrics: how wide words are and how many lines they fill, near enough to lay out tables and guess page numbers.

Widths of characters are those of a text face in general (Source Serif Pro, Cambria and Georgia lie within a few per
cent of each other), so that no font file has to be read.
"""

from __future__ import annotations

from functools import lru_cache

_CLASSES = {
    0.25: "iljI.,;:'‘’|!()[]ft-/ \u00a0",
    0.36: 'rs"“”*°',
    0.88: "mwMW@%—…",
    0.64: "ABCDEFGHKNOPQRSTUVXYZ&£€$+=<>",
}
_WIDTHS = {character: width for width, characters in _CLASSES.items() for character in characters}
_USUAL = 0.515
"""Lower-case letters and digits; in ems."""
_WIDE = 1.0
"""Characters of East Asian scripts."""


@lru_cache(maxsize=50_000)
def _word_width(word: str) -> float:
    return sum(_WIDTHS.get(c, _WIDE if "\u2e80" < c < "\uffef" else _USUAL) for c in word)


def text_width(text: str, size: float) -> float:
    """Twips that `text` takes on one line in type of `size` points."""
    words = text.split(" ")
    return (sum(map(_word_width, words)) + _WIDTHS[" "] * (len(words) - 1)) * size * 20


def line_count(text: str, size: float, measure: float) -> int:
    """Lines that `text` fills at `measure` twips, broken between words; at least one."""
    lines, used, room = 1, 0.0, measure / (size * 20)
    space = _WIDTHS[" "]
    for word in text.split():
        width = _word_width(word)
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            lines += int(width / room)
            width %= room
        used += width + (space if used else 0)
    return lines
