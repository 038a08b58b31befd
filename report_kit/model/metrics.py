"""Metrics: how wide words are and how many lines they fill, near enough to lay out tables and guess page numbers.

In: words and a `Face`: the advance widths of a font of the house style, or of type in general where that is not known.
Out: twips (twentieths of a point) and lines. Kerning is left out, as Word leaves it out; it makes words narrower.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any


class Face:
    """Advance widths of one font, and the height of its lines, in ems."""

    def __init__(self, widths: Mapping[str, float], usual: float, height: float = 1.26) -> None:
        self.height = height
        """Of a line, at the least."""
        self._widths = widths
        self._usual = usual
        """Of a character that is not in the font."""
        self.word = lru_cache(maxsize=50_000)(self._word)
        """Width of a word."""
        self.space = widths.get(" ", usual)

    def _word(self, word: str) -> float:
        return sum(self._widths.get(c, _WIDE if "\u2e80" < c < "\uffef" else self._usual) for c in word)


_WIDE = 1.0
"""Characters of East Asian scripts."""

_CLASSES = {
    0.25: "iljI.,;:'‘’|!()[]ft-/ \u00a0",
    0.36: 'rs"“”*°',
    0.88: "mwMW@%—…",
    0.64: "ABCDEFGHKNOPQRSTUVXYZ&£€$+=<>",
}

GENERIC = Face({character: width for width, characters in _CLASSES.items() for character in characters}, 0.515)
"""A text face in general: Cambria, Georgia and Source Serif lie within a few per cent of it."""


@cache
def face_of(font: bytes) -> Face:
    """The widths in a TrueType or OpenType file."""
    import uharfbuzz

    opened = uharfbuzz.Font(uharfbuzz.Face(font))
    unit, line = opened.face.upem, opened.get_font_extents("ltr")
    height = (line.ascender - line.descender + line.line_gap) / unit
    return Face(_Advances(opened, unit), 0.52, height)


class _Advances(dict[str, float]):
    """Advance widths by character, each looked up when it is first asked for."""

    def __init__(self, font: Any, unit: int) -> None:
        super().__init__()
        self._font = font
        self._unit = unit

    def get(self, character: str, usual: Any = None) -> Any:
        """The width of `character`; `usual` where the font lacks it."""
        if character not in self:
            glyph = self._font.get_nominal_glyph(ord(character))
            self[character] = usual if glyph is None else self._font.get_glyph_h_advance(glyph) / self._unit
        return self[character]


def text_width(text: str, size: float, face: Face = GENERIC) -> float:
    """Twips that `text` takes on one line in type of `size` points."""
    words = text.split(" ")
    return (sum(map(face.word, words)) + face.space * (len(words) - 1)) * size * 20


def line_count(text: str, size: float, measure: float, face: Face = GENERIC) -> int:
    """Lines that `text` fills at `measure` twips, broken between words; at least one."""
    lines, used, room = 1, 0.0, max(measure, 20) / (size * 20)
    for word in text.split():
        width = face.word(word)
        if used and used + face.space + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            lines += int(width / room)
            width %= room
        used += width + (face.space if used else 0)
    return lines
