"""PDF: the text of the pages, joined across them, and every string in the file: properties, XMP, bookmarks, links,
annotations, form fields, attachments, alternative texts, layers, scripts, pictures' metadata, earlier versions.

Page text comes from PDFium (through `pypdfium2`), which reads what a reader would select; everything else from the
objects themselves (through `pikepdf`), all of them, so that nothing depends on knowing where a name may hide.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

from report_kit.confidentiality.artifacts import Reading
from report_kit.confidentiality.extract.binary import strings
from report_kit.confidentiality.extract.pdf_drawings import drawings_as_pages
from report_kit.confidentiality.normalise import MARK

_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not thread-safe."""

MAX_PAGES = 5_000
_LIMIT = 64 * 2**20
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "tt", "ti", "th", "ft", "fj")
_NO_LETTERS = "the file does not tell which letters its glyphs stand for"
_UNKNOWN = "\ufdd0"
"""Stands for a glyph whose letters the file does not tell; a code point that never occurs in text."""

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
_PERSONAL = {"/Author", "/T", "/Creator"}
_NOISE = {"/CharSet", "/Lookup", "/Panose"}
"""Strings that are no text: the letters of a font, colours, shapes."""
_DIGESTS = {"/ID", "/O", "/U", "/OE", "/UE", "/Perms"}
"""Strings that are random bytes, in which a short name may come up by chance, unless somebody wrote there."""
_WRITTEN = re.compile(rb"[\x20-\x7e\t\r\n]*|(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf).*", re.DOTALL)
_NOT_TEXT = {"/Image", "/Form", "/Type1C", "/CIDFontType0C", "/OpenType"}
_INLINE_TEXT = re.compile(rb"/\w+\s*(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_SYNTAX = re.compile(
    rb"\bstream\r?\n.*?endstream|/[^\s()<>\[\]{}/%]*|\b(?:endobj|obj|xref|startxref|trailer|true|false|null|R|n|f)\b",
    re.DOTALL,
)
"""What was read in a better way or is the format's own: data, keys, and the words around objects."""
_VERSIONS = 5
"""Earlier versions that are read."""
_FONT_FILES = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf", b"%!PS", b"%!Fo", b"\x80\x01")


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add all that the PDF `data` says."""
    if not _add_objects(reading, data):
        return
    _add_pages(reading, data)
    reading.add("between the objects", strings(_SYNTAX.sub(b" ", data)), fallback=True)
    versions = _earlier_versions(data)
    if len(versions) > _VERSIONS:
        reading.fault("earlier versions", f"there are more than {_VERSIONS} of them in the file; print it to PDF anew")
    for number, end in enumerate(versions[-_VERSIONS:], 1):
        earlier = Reading(reading.artifact, reading.budget, f"{reading.prefix}earlier version {number} of the file: ")
        if reading.budget.take(end) and _add_objects(earlier, data[:end], report=False):
            _add_pages(earlier, data[:end], report=False)
            reading.pieces.extend(earlier.pieces)


def _earlier_versions(data: bytes) -> list[int]:
    """Where versions end that were saved over by appending: what was deleted is still there."""
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", data)][:-1]
    return [end for end in ends if b"/Linearized" not in data[: min(end, 1024)] or end > 4096]


def _add_pages(reading: Reading, data: bytes, *, report: bool = True) -> None:
    _add_texts(reading, _texts_of_pages(reading, data, report=report), report=report)
    drawings = drawings_as_pages(reading, data)
    if drawings:
        for text in _texts_of_pages(reading, drawings, report=False):
            reading.add("stamp, pattern or page that is not shown", text.replace(_UNKNOWN, " "), fallback=True)
            if report and _UNKNOWN * 4 in text:
                reading.fault("stamp, pattern or page that is not shown", _NO_LETTERS)


def _texts_of_pages(reading: Reading, data: bytes, *, report: bool) -> list[str]:
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except (pypdfium2.PdfiumError, ValueError):
            if report:
                reading.fault("pages", "the file is damaged, or locked with a password")
            return []
        pages: list[str] = []
        try:
            if len(document) > MAX_PAGES:
                reading.fault(f"pages after page {MAX_PAGES}", "the file is too long")
            for number in range(min(len(document), MAX_PAGES)):
                text = _page_text(document, number)
                if text is None and report:
                    reading.fault(f"page {number + 1}", "it is damaged")
                pages.append(text or "")
        finally:
            document.close()
    return pages


def _page_text(document: Any, number: int) -> str | None:
    """The text of one page; glyphs without letters are `_UNKNOWN`."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
        try:
            textpage = page.get_textpage()
            count = textpage.count_chars()
            handle = textpage.raw
            text = str(textpage.get_text_range()) if count > 0 else ""
            unmapped = [place for place in range(count) if pdfium.FPDFText_HasUnicodeMapError(handle, place) == 1]
            if unmapped:
                # Positions in the text and among the characters agree only while none is left out.
                points = [pdfium.FPDFText_GetUnicode(handle, place) for place in range(count)]
                for place in unmapped:
                    points[place] = ord(_UNKNOWN)
                text = "".join(chr(point) for point in points if 0 < point < 0x110000)
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    # PDFium writes a hyphen at the end of a line as U+0002 or U+FFFE, with or without the line break.
    return re.sub("[\x02\ufffe]\r?\n?", "-\n", text).replace("\r\n", "\n").replace("\0", "")


def _add_texts(reading: Reading, pages: list[str], *, report: bool) -> None:
    for number, text in enumerate(pages, 1):
        letters = sum(not character.isspace() for character in text)
        unknown = text.count(_UNKNOWN)
        if report and (_UNKNOWN * 4 in text or (unknown > 20 and unknown * 5 > letters)):
            reading.fault(f"page {number}", _NO_LETTERS)
        for line in text.split("\n") if unknown else ():
            if _UNKNOWN in line:
                for letters_of in _LIGATURES:
                    reading.add(f"page {number}", line.replace(_UNKNOWN, letters_of))
    marks = [(f"page {number}", "") for number in range(1, len(pages) + 1)]
    whole = f"\n{MARK}".join(["", *pages]).replace(_UNKNOWN, " ")
    reading.add("page 1", whole, marks=marks)
    for number, (page, following) in enumerate(pairwise(pages), 1):
        for tail, head in _seams(page, following):
            place = f"pages {number} and {number + 1}"
            reading.add(place, f"{tail}\n{MARK}{head}", marks=[(place, "")], seam=True)


def _seams(page: str, following: str) -> Iterator[tuple[str, str]]:
    """Ends of lines low on a page with beginnings of lines high on the next: headers and notes stand between them."""
    tails = [line.strip()[-60:] for line in page.split("\n") if line.strip()][-16:]
    heads = [line.strip()[:60] for line in following.split("\n") if line.strip()][:5]
    # The plain case, last line to first line, is in the joined text already.
    return (pair for pair in product(tails, heads) if pair != (tails[-1], heads[0]))


def _add_objects(reading: Reading, data: bytes, *, report: bool = True) -> bool:
    """Add every string in the file's objects; whether it could be opened."""
    import io

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
        reading.add("names of objects", "\n\n".join(sorted(names)))
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
    reading.add_name(place, text) if key in {"/F", "/UF", "/Names", "/URI"} else reading.add(
        place, text, person_field=key in _PERSONAL
    )
    raw = bytes(value)
    if not raw.isascii() and not raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")):
        try:
            other = raw.decode("utf-8")
        except UnicodeDecodeError:
            return
        reading.add(place, other, person_field=key in _PERSONAL)


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
