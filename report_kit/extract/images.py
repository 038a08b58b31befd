"""Pictures: what their files say beside the pixels: EXIF, IPTC, XMP, comments, PNG text. Pictures are counted.

Standards: IPTC-IIM 4.2 inside Adobe's APP13, XMP part 3, PNG 3rd edition, RIFF WebP; EXIF is in `exif.py`.

The segments and chunks are walked here and not by Pillow, which keeps one of several PNG texts with the same keyword,
none that is longer than a megabyte, none behind the pixels unless it decodes them, and nothing after a picture's end.
"""

from __future__ import annotations

import re
import struct
import zlib

from report_kit.extract import exif, xml
from report_kit.extract.binary import strings, text_of
from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading

_PERSON_DATASETS = {80: "By-line", 85: "By-line title", 110: "Credit", 115: "Source", 118: "Contact", 122: "Writer"}
_LIMIT = 4 * 2**20
"""Bytes searched of what is hardly text."""
_LARGEST_TEXT = 64 * 2**20
"""Bytes unpacked of one text."""
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the pixels: in them, FF is followed by 00 or by a restart marker."""


def kind_of(data: bytes) -> str:
    """png, jpeg, gif, webp, tiff, heif, bmp, jp2, or nothing where `data` is none of them."""
    for kind, magic in (
        ("png", b"\x89PNG\r\n\x1a\n"), ("jpeg", b"\xff\xd8\xff"), ("gif", b"GIF87a"), ("gif", b"GIF89a"),
        ("tiff", b"II*\0"), ("tiff", b"MM\0*"), ("jp2", b"\0\0\0\x0cjP  "), ("jp2", b"\xff\x4f\xff\x51"),
    ):  # fmt: skip
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in {b"avif", b"heic", b"heix", b"mif1", b"msf1"}:
        return "heif"
    return "bmp" if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0" and len(data) > 54 else ""


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add all that the picture's file says; count it."""
    reading.images += 1
    try:
        match kind_of(data):
            case "png":
                _read_png(reading, data)
            case "jpeg":
                _read_jpeg(reading, data)
            case "webp":
                _read_webp(reading, data)
            case "tiff":
                _add_exif(reading, data)
                _add_packets(reading, data)
            case _:
                _add_packets(reading, data)
                reading.add("inside the picture", strings(data[:_LIMIT] if len(data) > 2 * _LIMIT else data))
    except (struct.error, IndexError, zlib.error, _DamagedError):
        reading.add("inside the picture", strings(data[:_LIMIT]))
        reading.fault("", "the picture's file is damaged")


class _DamagedError(Exception):
    """The file ends too early or contradicts itself."""


def _read_png(reading: Reading, data: bytes) -> None:
    position = 8
    while position + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + size]
        if len(body) < size:
            raise _DamagedError
        if kind in {b"tEXt", b"zTXt", b"iTXt"}:
            keyword, _, rest = body.partition(b"\0")
            text = _png_text(kind, rest)
            title = keyword.decode("latin-1")[:40]
            person = title.lower() in {"author", "artist", "creator", "copyright"}
            if title == "XML:com.adobe.xmp":
                _add_xmp(reading, text.encode())
            elif title.startswith("Raw profile type"):
                _add_raw_profile(reading, text)
            else:
                reading.add(f"PNG text, {kind.decode()}", f"{title}\n\n{text}", PieceKind.PROPERTY)
                reading.add("PNG text", text, PieceKind.PERSON if person else PieceKind.PROPERTY)
        elif kind == b"eXIf":
            _add_exif(reading, body)
        elif kind == b"IEND":
            if len(data) > position + 12:
                _add_rest(reading, data[position + 12 :])
            return
        elif kind[0] & 0x20 and kind not in {b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"tRNS", b"bKGD", b"tIME"}:
            reading.add(f"PNG chunk {kind.decode('latin-1')}", strings(body[:_LIMIT]))
        position += 12 + size
    raise _DamagedError


def _png_text(kind: bytes, rest: bytes) -> str:
    if kind == b"tEXt":
        return text_of(rest)
    if kind == b"zTXt":
        return text_of(_inflated(rest[1:]))
    packed, rest = rest[:1] == b"\x01", rest[2:]
    language, _, rest = rest.partition(b"\0")
    translated, _, rest = rest.partition(b"\0")
    return "\n\n".join((text_of(language), text_of(translated), text_of(_inflated(rest) if packed else rest))).strip()


def _inflated(data: bytes) -> bytes:
    text = zlib.decompressobj().decompress(data, _LARGEST_TEXT + 1)
    if len(text) > _LARGEST_TEXT:
        raise _DamagedError
    return text


def _add_raw_profile(reading: Reading, text: str) -> None:
    """ImageMagick's way of putting EXIF, IPTC and XMP into PNG: a name, a length, hexadecimal digits."""
    digits = "".join(text.split("\n")[3:]).replace(" ", "")
    try:
        data = bytes.fromhex(digits)
    except ValueError:
        reading.add("PNG text", text, PieceKind.PROPERTY)
        return
    if data[:6] == b"Exif\0\0":
        _add_exif(reading, data[6:])
    _add_iptc(reading, data)
    _add_packets(reading, data)
    reading.add("PNG profile", strings(data[:_LIMIT]))


def _read_jpeg(reading: Reading, data: bytes) -> None:
    position = 2
    while True:
        if position + 2 > len(data) or data[position] != 0xFF:
            raise _DamagedError
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xD9:
            _add_rest(reading, data[position + 2 :])
            return
        size = struct.unpack_from(">H", data, position + 2)[0]
        body = data[position + 4 : position + 2 + size]
        if len(body) < size - 2:
            raise _DamagedError
        if marker == 0xDA:
            end = _JPEG_MARKER.search(data, position + 2 + size)
            if end is None:
                raise _DamagedError
            _add_packets(reading, data[position + 2 + size : end.start()])
            position = end.start()
            continue
        if marker == 0xE1 and body[:6] == b"Exif\0\0":
            _add_exif(reading, body[6:])
        elif (marker == 0xE1 and b"<x:xmpmeta" in body) or b"http://ns.adobe.com/xap/1.0/\0" in body[:40]:
            _add_xmp(reading, body[body.find(b"<") :])
        elif marker == 0xED:
            _add_iptc(reading, body)
            reading.add("Photoshop data", strings(body))
        elif marker == 0xFE:
            reading.add("JPEG comment", text_of(body.rstrip(b"\0")), PieceKind.PROPERTY)
        elif 0xE0 <= marker <= 0xEF and body[:11] != b"ICC_PROFILE":
            reading.add(f"JPEG segment APP{marker - 0xE0}", strings(body))
        position += 2 + size


def _add_rest(reading: Reading, rest: bytes) -> None:
    """What stands after the end of a picture: another picture, an archive, a camera's notes."""
    if kind_of(rest) or rest.startswith((b"PK\x03\x04", b"%PDF-")):
        reading.open("second file", rest, "after the picture: ")
    elif rest.strip(b"\0"):
        reading.add("after the picture", strings(rest[:_LIMIT]))
        _add_packets(reading, rest)


def _read_webp(reading: Reading, data: bytes) -> None:
    position = 12
    while position + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, position)
        body = data[position + 8 : position + 8 + size]
        if len(body) < size:
            raise _DamagedError
        if kind == b"EXIF":
            _add_exif(reading, body.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            _add_xmp(reading, body)
        elif kind not in {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"}:
            reading.add("WebP chunk", strings(body[:_LIMIT]))
        position += 8 + size + size % 2
    reading.add("after the picture", strings(data[8 + struct.unpack_from("<I", data, 4)[0] :][:_LIMIT]), fallback=True)


def _add_exif(reading: Reading, data: bytes) -> None:
    """The texts of a TIFF directory and those below it, IPTC and XMP among them."""
    for field in exif.fields(data):
        kind = PieceKind.PERSON if field.person else PieceKind.PROPERTY
        reading.add(f"EXIF, {field.name}", field.text, kind)
        if field.tag == exif.IPTC:
            _add_iptc(reading, field.value)
        elif field.tag == exif.XMP:
            _add_xmp(reading, field.value)
    # A directory may be broken, or have a field twice.
    reading.add("EXIF", strings(data[:_LIMIT]), fallback=True)


def _add_iptc(reading: Reading, data: bytes) -> None:
    position = data.find(b"\x1c\x02")
    while 0 <= position < len(data) - 5:
        dataset, size = data[position + 2], struct.unpack_from(">H", data, position + 3)[0]
        text = text_of(data[position + 5 : position + 5 + size])
        if size < 0x8000 and text.strip():
            name = _PERSON_DATASETS.get(dataset, f"dataset 2:{dataset}")
            kind = PieceKind.PERSON if dataset in _PERSON_DATASETS else PieceKind.PROPERTY
            reading.add(f"IPTC, {name}", text, kind)
        position = data.find(b"\x1c\x02", position + 5 + (size if size < 0x8000 else 0))


def _add_packets(reading: Reading, data: bytes) -> None:
    """XMP packets anywhere in `data`."""
    start = data.find(b"<x:xmpmeta")
    while start >= 0:
        end = data.find(b"</x:xmpmeta>", start)
        if end < 0:
            return
        _add_xmp(reading, data[start : end + 12])
        start = data.find(b"<x:xmpmeta", end)


def _add_xmp(reading: Reading, data: bytes) -> None:
    packet = data.rstrip(b"\0 \n")
    root = xml.parse(packet)
    if root is None:
        reading.add("XMP", text_of(packet))
        reading.add("XMP", strings(packet))
    else:
        xml.add_tree(reading, root, part="XMP")
