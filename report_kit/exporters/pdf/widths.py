"""with_even_widths: a glyph is as wide as its font says, whatever size it is first seen in.

WeasyPrint measures a glyph where it first meets it and rounds at that size; what it writes of the distance between
letters depends on it. Parts that are laid out each by itself must come to the same widths, so they are read from the
font (table `hmtx`, OpenType 1.9) wherever it is not a variable one.
"""

from __future__ import annotations

import io
from typing import Any

_read: dict[tuple[int, int], list[int]] = {}
"""Advance widths in font units, by length and hash of the file and number of the face: read once."""


def with_even_widths(font: Any) -> Any:
    """`font`, the engine's class, with such widths."""

    class EvenFont(font):  # type: ignore[misc]
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            if "hmtx" in self.tables and "fvar" not in self.tables and not self.bitmap:
                self.widths = _Widths(_advances(self.file_content, self.index), self.upem)

    return EvenFont


class _Widths(dict[int, float]):
    """The widths of glyphs that were asked for, in thousandths of the font size."""

    def __init__(self, advances: list[int], upem: int) -> None:
        super().__init__()
        self._advances, self._upem = advances, upem

    def __contains__(self, glyph: object) -> bool:
        if super().__contains__(glyph):
            return True
        # What stands for characters that are not there (0, and numbers beyond the last) the engine measures itself.
        if not isinstance(glyph, int) or not 0 < glyph < len(self._advances):
            return False
        self[glyph] = round(self._advances[glyph] * 1000 / self._upem)
        return True


def _advances(file: bytes, index: int) -> list[int]:
    key = (hash(file), index)
    if key not in _read:
        from fontTools.ttLib import TTFont

        font = TTFont(io.BytesIO(file), fontNumber=index, lazy=True)
        _read[key] = [font["hmtx"][name][0] for name in font.getGlyphOrder()]
        font.close()
    return _read[key]
