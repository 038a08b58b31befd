"""instance: one weight of a font, cut from the variable file that holds all of them.

In: an entry of `FONTS`. Out: a static TrueType font. HarfBuzz cuts in 30 milliseconds what takes fontTools a second;
the result is kept in the workspace's cache under the content of the file, so that a project pays once, and again after
an upgrade. No engine has to cut for itself then: WeasyPrint would, at every run, and write the time of day into the
font. Its time stamp stays that of the file.
"""

from __future__ import annotations

import hashlib
import io
import struct
from functools import cache
from typing import Any

from report_kit.sourcefiles.house_style.fonts import FontFile
from report_kit.workspace import Cache

RECIPE = 1
"""Raise it when the same file shall give another font, so that the cache forgets the old ones."""

_MADE: dict[FontFile, bytes] = {}


def instance(font: FontFile, kept: Cache) -> bytes:
    """The font itself."""
    if font not in _MADE:
        data = _file(font.package, font.file)
        recipe = repr((font.axes, font.family, font.style, font.height)).encode()
        key = f"fonts/static-{RECIPE}-{hashlib.sha256(hashlib.sha256(data).digest() + recipe).hexdigest()}"
        made = kept.get(key)
        if made is None:
            made = _cut(data, font)
            kept.put(key, made)
        _MADE[font] = made
    return _MADE[font]


@cache
def _file(package: str, file: str) -> bytes:
    from importlib.resources import files  # here: it loads what unpacks archives

    return files(package).joinpath(file).read_bytes()


def _cut(data: bytes, font: FontFile) -> bytes:
    import uharfbuzz
    from fontTools.ttLib import TTFont

    face, wanted = uharfbuzz.Face(data), uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.flags &= ~uharfbuzz.SubsetFlags.GLYPH_NAMES
    wanted.pin_all_axes_to_default(face)
    for axis, value in font.axes:
        wanted.pin_axis_location(face, axis, value)
    static = io.BytesIO(uharfbuzz.subset(face, wanted).blob.data)
    with TTFont(static, recalcTimestamp=False, recalcBBoxes=False, lazy=True) as made:
        for table in ("STAT", "DSIG"):  # they tell of the other weights, and of the file as it was
            if table in made:
                del made[table]
        _name(made, font)
        for table, fields in _settings(font).items():
            _patch(made, table, fields)
        out = io.BytesIO()
        made.save(out, reorderTables=False)
    return out.getvalue()


def _name(made: Any, font: FontFile) -> None:
    """Family and style as Word and resvg look for them (OpenType, `name`)."""
    known = ("Regular", "Italic", "Bold")
    names = {
        1: font.family if font.style in known else f"{font.family} {font.style}",
        2: font.style if font.style in known else "Regular",
        3: f"{font.family} {font.style}",
        4: f"{font.family} {font.style}",
        6: f"{font.family}-{font.style}".replace(" ", ""),
        16: font.family,
        17: font.style,
    }
    table = made["name"]
    for number in (*names, _VARIATIONS_PREFIX):
        table.removeNames(nameID=number)
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


_VARIATIONS_PREFIX = 25


def _settings(font: FontFile) -> dict[str, dict[int, int]]:
    """16-bit numbers by table and offset (OpenType, `OS/2`, `head`, `hhea`): style, and the height of a line.

    Programs look for the height in three places, which shall say the same.
    """
    settings = {
        "OS/2": {62: {"Italic": 1, "Bold": 1 << 5}.get(font.style, 1 << 6) | _USE_TYPOGRAPHIC_HEIGHT},
        "head": {44: {"Bold": 1, "Italic": 2}.get(font.style, 0)},
    }
    if font.height:
        ascent, descent = font.height
        settings["hhea"] = {4: ascent, 6: -descent, 8: 0}
        settings["OS/2"] |= {68: ascent, 70: -descent, 72: 0, 74: ascent, 76: descent}
    return settings


_USE_TYPOGRAPHIC_HEIGHT = 1 << 7


def _patch(made: Any, name: str, fields: dict[int, int]) -> None:
    # fontTools would read every character to write one of these tables.
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    table, data = DefaultTable(name), bytearray(made.reader[name])
    for offset, number in fields.items():
        struct.pack_into(">h", data, offset, number)
    table.data = bytes(data)
    made[name] = table
