"""Pictures: what their files say beside the pixels: EXIF, IPTC, XMP, comments, PNG text. Pictures are counted.

Standards: Exif 2.32 (a TIFF directory), IPTC-IIM 4.2 inside Adobe's APP13, XMP part 3, PNG 3rd edition, RIFF WebP.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from report_kit.confidentiality.artifacts import Reading
from report_kit.confidentiality.extract.binary import strings

_PERSON_TAGS = {
    0x013B: "Artist",
    0x8298: "Copyright",
    0x9C9D: "XPAuthor",
    0xA430: "CameraOwnerName",
    0x013C: "HostComputer",
}
_DIRECTORIES = {0x8769, 0x8825, 0xA005}
_PERSON_DATASETS = {80: "By-line", 85: "By-line title", 110: "Credit", 115: "Source", 118: "Contact", 122: "Writer"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 9: 4, 10: 8, 129: 1}
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
                _read_exif(reading, data, "EXIF")
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
                reading.add(f"PNG text, {kind.decode()}", f"{title}\n\n{text}")
                reading.add("PNG text", text, person_field=person)
        elif kind == b"eXIf":
            _read_exif(reading, body, "EXIF")
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
        return _text(rest)
    if kind == b"zTXt":
        return _text(_inflated(rest[1:]))
    packed, rest = rest[:1] == b"\x01", rest[2:]
    language, _, rest = rest.partition(b"\0")
    translated, _, rest = rest.partition(b"\0")
    return "\n\n".join((_text(language), _text(translated), _text(_inflated(rest) if packed else rest))).strip()


def _inflated(data: bytes) -> bytes:
    text = zlib.decompressobj().decompress(data, _LARGEST_TEXT + 1)
    if len(text) > _LARGEST_TEXT:
        raise _DamagedError
    return text


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _add_raw_profile(reading: Reading, text: str) -> None:
    """ImageMagick's way of putting EXIF, IPTC and XMP into PNG: a name, a length, hexadecimal digits."""
    digits = "".join(text.split("\n")[3:]).replace(" ", "")
    try:
        data = bytes.fromhex(digits)
    except ValueError:
        reading.add("PNG text", text)
        return
    if data[:6] == b"Exif\0\0":
        _read_exif(reading, data[6:], "EXIF")
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
            _read_exif(reading, body[6:], "EXIF")
        elif (marker == 0xE1 and b"<x:xmpmeta" in body) or b"http://ns.adobe.com/xap/1.0/\0" in body[:40]:
            _add_xmp(reading, body[body.find(b"<") :])
        elif marker == 0xED:
            _add_iptc(reading, body)
            reading.add("Photoshop data", strings(body))
        elif marker == 0xFE:
            reading.add("JPEG comment", _text(body.rstrip(b"\0")))
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
            _read_exif(reading, body.removeprefix(b"Exif\0\0"), "EXIF")
        elif kind == b"XMP ":
            _add_xmp(reading, body)
        elif kind not in {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"}:
            reading.add("WebP chunk", strings(body[:_LIMIT]))
        position += 8 + size + size % 2
    reading.add("after the picture", strings(data[8 + struct.unpack_from("<I", data, 4)[0] :][:_LIMIT]), fallback=True)


def _read_exif(reading: Reading, data: bytes, place: str) -> None:
    """The texts of a TIFF directory and those below it."""
    for tag, value in _entries(data):
        text = _exif_text(tag, value)
        if text:
            name = _PERSON_TAGS.get(tag, f"tag {tag:#06x}")
            reading.add(f"{place}, {name}", text, person_field=tag in _PERSON_TAGS)
            if tag == 0x83BB:
                _add_iptc(reading, value)
            elif tag == 0x02BC:
                _add_xmp(reading, value)


def _exif_text(tag: int, value: bytes) -> str:
    if 0x9C9B <= tag <= 0x9C9F:  # Windows' own tags are in UTF-16
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if tag == 0x9286:  # UserComment: eight bytes name its code
        code, body = value[:8], value[8:]
        if code.startswith(b"UNICODE"):
            return "\n\n".join((body.decode("utf-16-le", "replace"), body.decode("utf-16-be", "replace")))
        return _text(body.rstrip(b"\0"))
    return _text(value.rstrip(b"\0")) if value[:1].isascii() and not value[:1] < b" " else strings(value)


def _entries(data: bytes) -> Iterator[tuple[int, bytes]]:
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return
    pending = [struct.unpack_from(f"{order}I", data, 4)[0]]
    seen: set[int] = set()
    while pending and len(seen) < 64:
        offset = pending.pop()
        if offset in seen or not 0 < offset < len(data) - 2:
            continue
        seen.add(offset)
        count = struct.unpack_from(f"{order}H", data, offset)[0]
        for number in range(min(count, 2_000)):
            at = offset + 2 + 12 * number
            if at + 12 > len(data):
                break
            tag, kind, length = struct.unpack_from(f"{order}HHI", data, at)
            size = _SIZES.get(kind, 0) * length
            start = at + 8 if size <= 4 else struct.unpack_from(f"{order}I", data, at + 8)[0]
            if tag in _DIRECTORIES or kind == 13:
                pending.append(struct.unpack_from(f"{order}I", data, at + 8)[0])
            elif kind in {1, 2, 6, 7, 129} and 3 < size <= _LIMIT:
                yield tag, data[start : start + size]
        following = offset + 2 + 12 * count
        if following + 4 <= len(data):
            pending.append(struct.unpack_from(f"{order}I", data, following)[0])


def _add_iptc(reading: Reading, data: bytes) -> None:
    position = data.find(b"\x1c\x02")
    while 0 <= position < len(data) - 5:
        dataset, size = data[position + 2], struct.unpack_from(">H", data, position + 3)[0]
        text = _text(data[position + 5 : position + 5 + size])
        if size < 0x8000 and text.strip():
            name = _PERSON_DATASETS.get(dataset, f"dataset 2:{dataset}")
            reading.add(f"IPTC, {name}", text, person_field=dataset in _PERSON_DATASETS)
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
    from report_kit.confidentiality.extract import xml

    packet = data.rstrip(b"\0 \n")
    root = xml.parse(packet)
    if root is None:
        reading.add("XMP", _text(packet))
        reading.add("XMP", strings(packet))
    else:
        xml.add_tree(reading, root, part="XMP")
