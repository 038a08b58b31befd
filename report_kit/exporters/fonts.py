"""with_fonts: a stylesheet whose fonts are inside it, cut down to the characters of one page.

In: CSS with `url(font:NAME)`, font files, the page's text. Out: the CSS with each font as WOFF2
(https://www.w3.org/TR/WOFF2/) in a data URI. The same font and the same characters give the same bytes; results are
kept in the cache.
"""

from __future__ import annotations

import hashlib
import io
import re
from base64 import b64encode
from collections.abc import Mapping

from report_kit.workspace import Cache

_FONT = re.compile(r"url\(font:([^)]+)\)")

_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "“”‘’–—…•¶↑\u00a0·"
"""Characters that the stylesheet itself prints, and ASCII, so that small edits mostly find their font in the cache."""

_FIGURES = tuple(int.from_bytes(tag, "big") for tag in (b"tnum", b"pnum", b"lnum"))
"""OpenType features (as numbers) kept besides those that every text needs: figures of one width and of their own."""

RECIPE = 2
"""Raise it when the same font and characters shall give other bytes, so that the cache forgets the old ones."""


def with_fonts(css: str, fonts: Mapping[str, bytes], text: str, cache: Cache) -> str:
    """`css` with every `url(font:NAME)` replaced by the font itself; a name without a file stays as it is."""
    characters = "".join(sorted({*text, *_ALWAYS}))

    def replaced(match: re.Match[str]) -> str:
        font = fonts.get(match[1])
        if font is None:
            return match[0]
        return f"url(data:font/woff2;base64,{b64encode(_subset(font, characters, cache)).decode('ascii')})"

    return _FONT.sub(replaced, css)


def _subset(font: bytes, characters: str, cache: Cache) -> bytes:
    recipe = hashlib.sha256(font).digest() + characters.encode()
    key = f"fonts/{RECIPE}-{hashlib.sha256(recipe).hexdigest()}"
    made = cache.get(key)
    if made is None:
        made = _make_subset(font, characters)
        cache.put(key, made)
    return made


def _make_subset(font: bytes, characters: str) -> bytes:
    # HarfBuzz cuts a font down in a millisecond, fontTools in a hundred; only fontTools packs WOFF2.
    import uharfbuzz
    from fontTools.ttLib import TTFont

    wanted = uharfbuzz.SubsetInput()  # keeps kerning, ligatures and combining marks unless told otherwise
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, characters))
    wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(_FIGURES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    small = uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data

    # The font's own time stamp stays, for the same bytes on every build.
    packed = TTFont(io.BytesIO(small), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    packed.flavor = "woff2"
    out = io.BytesIO()
    packed.save(out, reorderTables=False)
    return out.getvalue()
