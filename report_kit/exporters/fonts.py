"""with_fonts: a stylesheet whose fonts are inside it, cut down to the characters of one page.

In: CSS with `url(font:NAME)`, font files, the page's text. Out: the CSS with each font as WOFF2 (W3C, 2022) in a data URI.
The same font and the same characters give the same bytes; results are kept in the workspace's cache.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from base64 import b64encode
from collections.abc import Mapping

from report_kit.workspace import Workspace

_FONT = re.compile(r"url\(font:([^)]+)\)")

_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "“”‘’–—…•¶↩\u00a0\u2009·"
"""Characters that the stylesheet itself prints, and ASCII, so that small edits mostly find their font in the cache."""

_FEATURES = ["kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "frac", "sups", "subs"]
"""OpenType features kept: kerning, ligatures, combining marks, and figures of one width for tables."""


def with_fonts(css: str, fonts: Mapping[str, bytes], text: str, workspace: Workspace) -> str:
    """`css` with every `url(font:NAME)` replaced by the font itself; a name without a file stays as it is."""
    characters = "".join(sorted({*text, *_ALWAYS}))

    def replaced(match: re.Match[str]) -> str:
        font = fonts.get(match[1])
        if font is None:
            return match[0]
        return f"url(data:font/woff2;base64,{b64encode(_subset(font, characters, workspace)).decode('ascii')})"

    return _FONT.sub(replaced, css)


def _subset(font: bytes, characters: str, workspace: Workspace) -> bytes:
    import fontTools

    recipe = "|".join((fontTools.version, characters, *_FEATURES)).encode()
    key = f"fonts/{hashlib.sha256(hashlib.sha256(font).digest() + recipe).hexdigest()}"
    cached = workspace.cached(key)
    if cached is None:
        cached = _make_subset(font, characters)
        workspace.store(key, cached)
    return cached


def _make_subset(font: bytes, characters: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(
        flavor="woff2",
        layout_features=_FEATURES,
        hinting=False,  # hints matter at no size that screens of today show
        name_IDs=[1, 2],
        notdef_outline=True,
        recalc_timestamp=False,
        with_zopfli=False,
    )
    # The time stamp of the font's own last change stays: the same bytes on every build.
    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False, lazy=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(loaded)
    out = io.BytesIO()
    loaded.flavor = "woff2"
    loaded.save(out)
    return out.getvalue()
