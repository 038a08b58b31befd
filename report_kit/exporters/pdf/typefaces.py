"""Font sets: which fonts a file holds, from what its parts use of each.

In: what each part shows of each font. Out: sets in which every glyph has one width and one meaning. Nearly always all
parts go into one; a part that reads a glyph otherwise than those before it gets fonts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from report_kit.exporters.pdf.packing import both
from report_kit.exporters.pdf.parcel import FontUse

Fonts = dict[str, FontUse]


def sets_of(uses: Iterable[Mapping[str, FontUse]]) -> tuple[list[Fonts], list[int]]:
    """The sets, and for each of `uses` the number of its set."""
    sets: list[Fonts] = [{}]
    numbers = []
    for fonts in uses:
        number = next((n for n, one in enumerate(sets) if _agree(one, fonts)), len(sets))
        if number == len(sets):
            sets.append({})
        for name, use in fonts.items():
            sets[number][name] = both(sets[number][name], use) if name in sets[number] else use
        numbers.append(number)
    return sets, numbers


def _agree(one: Fonts, other: Mapping[str, FontUse]) -> bool:
    return all(
        use.source == one[name].source
        and _same(one[name].widths, use.widths)
        and _same(one[name].missing, use.missing)
        and _same(_turned(one[name].missing), _turned(use.missing))
        for name, use in other.items()
        if name in one
    )


def _same(one: Mapping[int, Any], other: Mapping[int, Any]) -> bool:
    """Whether both say the same of what both know."""
    return all(one[key] == value for key, value in other.items() if key in one)


def _turned(of: Mapping[int, int]) -> dict[int, int]:
    return {value: key for key, value in of.items()}


def as_the_engine_has_them(fonts: Mapping[str, FontUse], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The fonts of a set as objects of the engine's class, which can write them. `files`: by SHA-256."""
    from weasyprint.pdf.fonts import Font

    found = {}
    for name, use in fonts.items():
        font = Font.__new__(Font)
        for fact, value in use.facts.items():
            setattr(font, fact, value)
        font.name = use.facts["name"].encode()
        font.file_content = files[use.source]
        font.hb_face = _face(font.file_content, font.index)
        font.widths, font.to_unicode, font.missing = dict(use.widths), dict(use.letters), dict(use.missing)
        found[name] = font
    return found


def _face(file: bytes, index: int) -> Any:
    """HarfBuzz' object for a font file."""
    from weasyprint.text.ffi import ffi, harfbuzz

    if not hasattr(harfbuzz, "hb_face_create"):
        ffi.cdef(
            "hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user, void *destroy);"
            "hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);"
        )
    blob = ffi.gc(harfbuzz.hb_blob_create(file, len(file), 0, ffi.NULL, ffi.NULL), harfbuzz.hb_blob_destroy)  # 0: copy
    return ffi.gc(harfbuzz.hb_face_create(blob, index), harfbuzz.hb_face_destroy)
