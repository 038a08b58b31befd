"""packed: what the engine has written of a part, as a `Parcel`.

In: the document as laid out and the objects that pydyf holds of it. Out: the objects as bytes that say of each other
only where in the parcel they are.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from report_kit.exporters.pdf.hooks import Found, Page
from report_kit.exporters.pdf.parcel import END, FontUse, Needs, PageKind, Parcel, Shared, Sheet

_REFERENCE = re.compile(rb"(\d+) 0 R")

FACTS = (
    *("hash", "name", "family", "style", "weight", "variations", "font_size", "ascent", "descent", "tables", "bitmap"),
    *("italic_angle", "upem", "png", "svg", "colr", "glyph_count", "stemv", "stemh", "flags", "index"),
    "used_in_forms",
)
"""What the engine knows of a font and needs to write it."""

LEVEL = 9
"""How hard streams are packed: with 6 a file is a thirtieth larger."""

MARGINS = "margins"
"""Name, with the number of the page in its part, of the picture of its margins."""

OPAQUE = {"a1.0": "ca", "A1.0": "CA"}
"""Names that the engine gives to graphics states of full ink, and what they set (ISO 32000-1, 8.4.5)."""

_WORTH_PACKING = 120
"""Bytes; a shorter stream does not get any smaller."""


class Number(bytes):
    """A reference of which only the number is written."""


class Verbatim(bytes):
    """What is written already."""


class Writer:
    """Writes values as pydyf does, with the numbers of objects as `numbers` says by those that pydyf gave them."""

    def __init__(self, numbers: Mapping[int, bytes]) -> None:
        self._numbers = numbers

    def written(self, value: Any) -> bytes:
        """`value`, and all that is in it."""
        from pydyf import Object, String, _to_bytes

        if isinstance(value, Verbatim):
            return value
        if isinstance(value, bytes):
            found = _REFERENCE.fullmatch(value)
            if not found:
                return value
            number = self._numbers[int(found[1])]
            return number if isinstance(value, Number) else _as_reference(number)
        if isinstance(value, dict):
            items = (b"/" + _to_bytes(key) + b" " + self.written(each) for key, each in value.items())
            return b"<<" + b"".join(items) + b">>"
        if isinstance(value, list | tuple):
            return b"[" + b" ".join(map(self.written, value)) + b"]"
        if isinstance(value, String):
            return bytes(value.data)
        if isinstance(value, Object):
            raise TypeError(f"a {type(value).__name__} stands inside another object")
        return bytes(_to_bytes(value))

    def stream(self, value: Any) -> tuple[bytes, bytes]:
        """The dictionary and the content of a stream, packed (ISO 32000-1, 7.4.4)."""
        from pydyf import _to_bytes

        content = b"\n".join(map(_to_bytes, value.stream))
        extra = dict(value.extra)
        if "Filter" not in extra and len(content) > _WORTH_PACKING:
            extra["Filter"] = "/FlateDecode"
            content = zlib.compress(content, LEVEL)
        extra["Length"] = len(content)
        return self.written(extra), content


def _as_reference(number: bytes) -> bytes:
    """`number`, which may be open still, as a reference."""
    return number.replace(b"\0n", b"\0r") if number[:1] == b"\0" else number + b" 0 R"


def open_number(index: int) -> bytes:
    """The number of the object `index` of a parcel, which only the file will know."""
    return b"\0n%d\0" % index


def packed(document: Any, pdf: Any, found: Found, sources: Mapping[str, object], messages: tuple[str, ...]) -> Parcel:
    """See above. `sources`: SHA-256 of the house style's fonts; `messages`: what the engine complained about."""
    pages = [_at(pdf, number) for number in pdf.pages["Kids"][::3]]
    margins = _room_for_margins(pdf, pages) if found.margins_later else []
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    aloud, parents = _at(pdf, root["K"][0]), _at(pdf, root["ParentTree"])
    shared = {pdf.pages.number: Shared.PAGES, found.fonts.number: Shared.FONTS, aloud.number: Shared.DOCUMENT}
    apart = {0, pdf.catalog.number, root.number, parents.number, *shared, *(each.number for each in margins)}
    own = [each for each in pdf.objects if each.number not in apart]
    streams = [each for each in own if not each.compressible]
    dictionaries = [each for each in own if each.compressible]
    first = len(streams) + 2 * len(pages) + 1
    places = {each.number: place for place, each in enumerate([*streams, *margins])}
    places |= {each.number: place for place, each in enumerate(dictionaries, first)}

    found_from = _found_from(parents["Nums"], pages, dictionaries)
    _make_names_unique(document, dictionaries)
    anchors = _anchors(pdf, pages)
    numbers = {number: open_number(place) for number, place in places.items()}
    numbers |= {number: b"%d" % fixed for number, fixed in shared.items()}
    writer = Writer(numbers | {found.fonts.number: b"\0f\0"})
    heads_and_streams = [writer.stream(each) for each in streams]
    fonts, files = fonts_used(document.fonts.values(), sources)
    return Parcel(
        sheets=tuple(
            _sheet(page, laid_out, anchors.get(one.number, ()), places[one.number], len(streams) + 2 * index)
            for index, (page, laid_out, one) in enumerate(zip(document.pages, found.pages, pages, strict=True))
        ),
        fonts=fonts,
        needs=Needs(anchors=tuple(found.asked), own=found.prints_own_numbers),
        leads_to=tuple(found.leads_to),
        goes_on=len(found.pages) > 1 and found.pages[-1].type.blank,
        tree=tuple(places[_number(each)] for each in aloud["K"]),
        messages=messages,
        heads=tuple(head for head, _ in heads_and_streams),
        streams=tuple(content for _, content in heads_and_streams),
        rest=END.join([*map(writer.written, dictionaries), writer.written(_leaf(found_from, places))]),
        files=files,
    )


def _number(reference: Any) -> int:
    return reference if isinstance(reference, int) else int(reference.split()[0])


def _at(pdf: Any, reference: Any) -> Any:
    return pdf.objects[_number(reference)]


def _room_for_margins(pdf: Any, pages: list[Any]) -> list[Any]:
    """Have each page show its margins, which are drawn later: what is written on it, and a picture to put there.

    Mostly that takes nothing but fonts, and ink that nothing shines through; else the picture is what is written.
    """
    import pydyf

    margins = []
    for index, page in enumerate(pages):
        written, picture = pydyf.Dictionary(), pydyf.Dictionary()
        pdf.add_object(written)
        pdf.add_object(picture)
        resources = _at(pdf, page["Resources"])
        resources["XObject"][f"{MARGINS}{index}"] = picture.reference
        for name, key in OPAQUE.items():
            resources["ExtGState"].setdefault(name, pydyf.Dictionary({key: 1.0}))
        content = _at(pdf, page["Contents"]).stream
        content[:] = [b"q", *content, b"Q"]  # the engine turns the page upside down and leaves it so
        page["Contents"] = pydyf.Array([page["Contents"], written.reference])
        margins += [written, picture]
    return margins


def _found_from(entries: list[Any], pages: list[Any], dictionaries: list[Any]) -> dict[int, Any]:
    """What leads from content to structure, by the object that it starts from: a page, or a link's annotation.

    The engine counts these; here the number of the object stands for it, which is unique in the file as well.
    """
    owners: dict[int, tuple[str, Any]] = {key: ("StructParents", page) for key, page in enumerate(pages)}
    owners |= {each["StructParent"]: ("StructParent", each) for each in dictionaries if _has(each, "StructParent")}
    found = {}
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        name, owner = owners[key]
        found[owner.number] = value
        owner[name] = Number(owner.reference)
    return found


def _leaf(found_from: Mapping[int, Any], places: Mapping[int, int]) -> dict[str, Any]:
    """The part's leaf of the tree that leads from content to structure (ISO 32000-1, 7.9.7 and 14.7.4.4)."""
    owners = sorted(found_from, key=places.__getitem__)
    keys = [Number(b"%d 0 R" % owner) for owner in owners]
    numbers = [each for key, owner in zip(keys, owners, strict=True) for each in (key, found_from[owner])]
    return {"Limits": [keys[0], keys[-1]], "Nums": numbers}


def _make_names_unique(document: Any, dictionaries: Iterable[Any]) -> None:
    """Header cells have names, by which other cells call them (14.8.5.7): the engine's are unique in a part only."""
    anchors = "\n".join(name for page in document.pages for name in page.anchors)
    prefix = hashlib.sha256(anchors.encode()).hexdigest()[:12]
    for each in dictionaries:
        if _has(each, "ID"):
            each["ID"].string = f"{prefix}-{each['ID'].string}"


def _has(each: Any, key: str) -> bool:
    return isinstance(each, dict) and key in each


def _anchors(pdf: Any, pages: list[Any]) -> dict[int, tuple[tuple[str, float, float], ...]]:
    """Name and place of every anchor, by the number of its page."""
    found: dict[int, list[tuple[str, float, float]]] = {page.number: [] for page in pages}
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for name, (page, _, x, y, _) in zip(names[::2], names[1::2], strict=True):
        found.setdefault(_number(page), []).append((name.string, x, y))
    return {number: tuple(rows) for number, rows in found.items()}


def _sheet(page: Any, laid_out: Page, anchors: tuple[tuple[str, float, float], ...], place: int, margins: int) -> Sheet:
    kind = laid_out.type
    return Sheet(
        width=page.width,
        height=page.height,
        kind=PageKind(right=kind.side == "right", blank=kind.blank, name=kind.name, groups=kind.groups),
        strings=laid_out.strings,
        starts=laid_out.starts,
        anchors=anchors,
        bookmarks=tuple((level, words, x, y, state) for level, words, (x, y), state in page.bookmarks),
        page=place,
        running=margins,
    )


def fonts_used(fonts: Iterable[Any], sources: Mapping[str, object]) -> tuple[dict[str, FontUse], dict[str, bytes]]:
    """What is used of each font, by the name by which the pages call it; and the files of fonts of this machine."""
    uses: dict[str, FontUse] = {}
    files: dict[str, bytes] = {}
    for font in fonts:
        source = hashlib.sha256(font.file_content).hexdigest()
        if source not in sources:
            files[source] = font.file_content
        facts = {name: getattr(font, name) for name in FACTS if name != "name"}
        facts["name"] = font.name.decode()
        use = FontUse(
            facts=facts,
            source=source,
            widths=dict(font.widths),
            letters=dict(font.to_unicode),
            missing=dict(font.missing),
        )
        uses[font.hash] = use if font.hash not in uses else both(uses[font.hash], use)
    return uses, files


def both(one: FontUse, other: FontUse) -> FontUse:
    """What is used of the same font in two places."""
    return FontUse(
        facts=one.facts,
        source=one.source,
        widths={**other.widths, **one.widths},
        letters={**other.letters, **one.letters},
        missing={**other.missing, **one.missing},
    )
