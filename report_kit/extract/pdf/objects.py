"""The objects of a PDF: every string in them, and their streams, through `pikepdf`."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from report_kit.extract.binary import strings
from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading

_LIMIT = 64 * 2**20

_PLACES = {
    "/Author": "properties, Author",
    "/Title": "title or bookmark",
    "/Subject": "properties, Subject",
    "/Keywords": "properties, Keywords",
    "/Creator": "properties, Creator",
    "/Producer": "properties, Producer",
    "/Contents": "annotation",
    "/RC": "annotation",
    "/T": "annotation's author or form field",
    "/TU": "form field",
    "/V": "form field, value",
    "/DV": "form field, value",
    "/Alt": "alternative text",
    "/ActualText": "text for screen readers",
    "/E": "expansion of an abbreviation",
    "/URI": "link",
    "/F": "attached file, name",
    "/UF": "attached file, name",
    "/Desc": "attached file, description",
    "/JS": "script",
    "/Dest": "link target",
    "/D": "link target",
    "/Names": "named destination",
    "/Name": "name",
    "/Subj": "annotation, subject",
    "/CA": "button",
    "/TM": "form field",
    "/Opt": "form field, choice",
    "/P": "page label",
}
_KINDS = {
    **dict.fromkeys(("/Author", "/T", "/Creator"), PieceKind.PERSON),
    **dict.fromkeys(("/Title", "/Subject", "/Keywords", "/Producer"), PieceKind.PROPERTY),
    **dict.fromkeys(("/F", "/UF", "/Names", "/URI"), PieceKind.NAME),
    **dict.fromkeys(("/FontFamily", "/Ordering", "/Registry"), PieceKind.PDF_FONT),
}
"""Of a string, by its key; all others are text."""
_NOISE = {"/CharSet", "/Lookup", "/Panose"}
"""Strings that are no text: the letters of a font, colours, shapes."""
_DIGESTS = {"/ID", "/O", "/U", "/OE", "/UE", "/Perms"}
"""Strings that are random bytes, in which a short name may come up by chance, unless somebody wrote there."""
_WRITTEN = re.compile(rb"[\x20-\x7e\t\r\n]*|(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf).*", re.DOTALL)
_NOT_TEXT = {"/Image", "/Form", "/Type1C", "/CIDFontType0C", "/OpenType"}
_INLINE_TEXT = re.compile(rb"/\w+\s*(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_FONT_FILES = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf", b"%!PS", b"%!Fo", b"\x80\x01")


def add_objects(reading: Reading, data: bytes, *, report: bool = True) -> bool:
    """Add every string in the file's objects; whether it could be opened."""
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        if report:
            reading.fault("", "it is locked with a password")
        return False
    except (pikepdf.PdfError, ValueError, OSError, RuntimeError):
        if report:
            reading.fault("", "it is damaged")
        return False
    with pdf:
        names: set[str] = set()
        contents = _content_streams(pdf)
        try:
            for obj in pdf.objects:
                _add_object(reading, obj, names, contents)
            _add_object(reading, pdf.trailer, names, contents)
        except (pikepdf.PdfError, ValueError, RuntimeError, NotImplementedError):
            if report:
                reading.fault("objects", "some are damaged")
        reading.add("names of objects", "\n\n".join(sorted(names)), PieceKind.PDF_NAMES)
    return True


def _content_streams(pdf: Any) -> set[tuple[int, int]]:
    """Object numbers of the streams that draw pages: their text comes through PDFium."""
    import pikepdf

    found: set[tuple[int, int]] = set()
    try:
        for page in pdf.pages:
            content = page.obj.get("/Contents")
            for stream in content if isinstance(content, pikepdf.Array) else [content]:
                if isinstance(stream, pikepdf.Stream):
                    found.add(stream.objgen)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        pass
    return found


def _add_object(reading: Reading, obj: Any, names: set[str], contents: set[tuple[int, int]]) -> None:
    """Add the strings in one indirect object, and its stream."""
    import pikepdf

    pending: list[tuple[str, Any]] = [("", obj)]
    budget = 200_000
    while pending and budget:
        budget -= 1
        key, value = pending.pop()
        if isinstance(value, pikepdf.String):
            _add_string(reading, key, value)
        elif isinstance(value, pikepdf.Name):
            if len(str(value)) > 3:
                names.add(str(value)[1:])
        elif isinstance(value, pikepdf.Array):
            pending.extend((key, item) for item in value if not _elsewhere(item))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for below, item in value.items():
                if below not in _PLACES and len(below) > 3:
                    names.add(below[1:])
                if not (below in _NOISE and isinstance(item, pikepdf.String)) and not _elsewhere(item):
                    pending.append((below, item))
    if pending:
        reading.fault("objects", "one is larger than can be searched")
    if isinstance(obj, pikepdf.Stream):
        _add_stream(reading, obj, obj.objgen in contents)


def _elsewhere(value: Any) -> bool:
    """Whether `value` is an object of its own, met on its own."""
    return bool(getattr(value, "is_indirect", False))


def _add_string(reading: Reading, key: str, value: Any) -> None:
    if key in _DIGESTS and not _WRITTEN.fullmatch(bytes(value)):
        return
    text = str(value)
    place = _PLACES.get(key, f"entry {key[1:40]}" if key else "text in an object")
    kind = _KINDS.get(key, PieceKind.TEXT)
    if kind is PieceKind.NAME:
        reading.add_name(place, text)
    else:
        reading.add(place, text, kind)
    raw = bytes(value)
    if not raw.isascii() and not raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")):
        try:
            other = raw.decode("utf-8")
        except UnicodeDecodeError:
            return
        reading.add(place, other, kind)


def _add_stream(reading: Reading, stream: Any, is_content: bool) -> None:
    kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    if subtype == "/Image":
        reading.images += 1
        picture = _picture_file(reading, stream)
        if picture:
            reading.images -= 1  # counted again when it is opened
            reading.open("picture.jpg", picture, f"picture {stream.objgen[0]}: ")
        return
    if kind in {"/XRef", "/ObjStm"} or subtype in _NOT_TEXT - {"/Form"}:
        return
    if (kind == "/XObject" and subtype != "/Form") or ("/N" in stream and "/Alternate" in stream):
        return
    data = _decoded(reading, stream)
    if data is None or ("/Length1" in stream and data.startswith(_FONT_FILES)):
        return
    if kind == "/Metadata" or subtype == "/XML":
        reading.open("metadata.xml", data, "XMP: ")
    elif kind == "/EmbeddedFile":
        reading.open(f"file {stream.objgen[0]}", data, "attached file: ")
    elif is_content or subtype == "/Form":
        said = [_pdf_text(match[1]) for match in _INLINE_TEXT.finditer(data)]
        for text in said:
            reading.add("text for screen readers", text)
        reading.add("text for screen readers", "".join(said), fallback=True)
    elif b"begincmap" not in data[:4096] and data[:4] not in {b"acsp"} and data[36:40] != b"acsp":
        reading.add(f"data in object {stream.objgen[0]}", strings(data[: 8 * 2**20]))


def _picture_file(reading: Reading, stream: Any) -> bytes:
    """The JPEG in an image, without what it is packed in besides; empty where there is none."""
    import pikepdf

    filters = stream.get("/Filter")
    chain = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if not chain or str(chain[-1]) not in {"/DCTDecode", "/JPXDecode"}:
        return b""
    raw = bytes(stream.read_raw_bytes())
    if len(chain) == 1:
        return raw
    with pikepdf.new() as around:
        packed = pikepdf.Stream(around, raw)
        packed.Filter = pikepdf.Array([pikepdf.Name(str(one)) for one in chain[:-1]])
        return _decoded(reading, packed) or b""


def _pdf_text(literal: bytes) -> str:
    """A string as it stands in a content stream."""
    import pikepdf

    try:
        return str(pikepdf.Object.parse(literal))
    except (pikepdf.PdfError, ValueError):
        return literal.decode("latin-1")


def _decoded(reading: Reading, stream: Any) -> bytes | None:
    """The stream's data; None, and a fault, where it is damaged or unpacks to too much."""
    import pikepdf

    try:
        raw = bytes(stream.read_raw_bytes())
        filters = stream.get("/Filter")
        single = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
        if single is None or (isinstance(single, pikepdf.Array) and not len(single)):
            data = raw
        elif str(single) == "/FlateDecode" and "/DecodeParms" not in stream:
            data = zlib.decompressobj().decompress(raw, _LIMIT + 1)
        elif len(raw) > 2**20:
            reading.fault(f"object {stream.objgen[0]}", "it is packed in an unusual way")
            return None
        else:
            data = bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except (pikepdf.PdfError, zlib.error, ValueError, NotImplementedError, RuntimeError):
        reading.fault(f"object {stream.objgen[0]}", "its data is damaged or packed in an unusual way")
        return None
    if len(data) > _LIMIT or not reading.budget.take(len(data)):
        reading.fault(f"object {stream.objgen[0]}", "it unpacks to more than can be searched")
        return None
    return data
