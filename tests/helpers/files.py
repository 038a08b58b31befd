"""Small files of each format, with whatever a test wants to stand in them: web pages, PDFs, Word files, pictures."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

# Web pages and PDF


def page(content: str, head: str = "") -> bytes:
    """A web page."""
    return (
        f'<!doctype html><html lang="en"><head><title>Report</title>{head}</head><body>{content}</body></html>'.encode()
    )


@cache
def pdf(content: str, style: str = "", head: str = "") -> bytes:
    """A PDF by WeasyPrint."""
    import weasyprint

    css = f"<style>@page {{ size: 12cm 9cm; margin: 1cm }} body {{ font: 10pt sans-serif }} {style}</style>"
    text = f'<html lang="en"><head><title>Report</title>{css}{head}</head><body>{content}</body></html>'
    return bytes(weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1") or b"")


# Word

DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def runs(*texts: str) -> str:
    """A paragraph of runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts) + "</w:p>"


def body(content: str) -> str:
    """A document part."""
    return f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'


def part(root: str, content: str) -> str:
    """Another part of a Word file."""
    return f'<w:{root} xmlns:w="{W}" xmlns:w15="urn:w15">{content}</w:{root}>'


def run(content: str) -> str:
    """A paragraph of one run with `content`."""
    return f"<w:p><w:r>{content}</w:r></w:p>"


def comment(author: str, text: str) -> str:
    """The part with the comments: one."""
    return part("comments", f'<w:comment w:id="1" w:author="{author}">{runs(text)}</w:comment>')


def link(target: str) -> str:
    """The part with the links: one."""
    return f'<Relationships><Relationship Id="r1" Target="{target}"/></Relationships>'


def docx(parts: dict[str, str | bytes]) -> bytes:
    """A Word file of `parts`."""
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": body(runs("Text.")), **parts})


def archive(files: dict[str, Any], *, stored: bool = False) -> bytes:
    """A zip archive; with `stored`, nothing in it is packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


# Pictures


def jpeg(tag: int, value: str | bytes) -> bytes:
    """A photograph with one EXIF tag."""
    from PIL import Image

    image = Image.new("RGB", (4, 4))
    exif = image.getexif()
    exif[tag] = value
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(texts: dict[str, str], *, packed: bool = False) -> bytes:
    """A picture with PNG text."""
    from PIL import Image, PngImagePlugin

    info = PngImagePlugin.PngInfo()
    for key, value in texts.items():
        info.add_text(key, value, zip=packed)
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def tiff(*fields: tuple[int, int, bytes], order: str = "<", behind: bytes = b"") -> bytes:
    """A TIFF directory with `fields` (tag, type, value), in little or big byte order; `behind`: where a next one is."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    table, values = b"", b""
    start = 8 + 2 + 12 * len(fields) + 4
    for tag, kind, value in fields:
        inline = len(value) <= 4
        table += struct.pack(f"{order}HHI", tag, kind, len(value) // (4 if kind == 4 else 1))
        table += value.ljust(4, b"\0") if inline else struct.pack(f"{order}I", start + len(values))
        values += b"" if inline else value
    following = start + len(values) if behind else 0
    return head + struct.pack(f"{order}H", len(fields)) + table + struct.pack(f"{order}I", following) + values + behind


# Compound files


_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes], *, sizes: dict[str, int] | None = None) -> bytes:
    """A compound file ([MS-CFB]), its streams in sectors from last to first; `sizes`: what it says of their size.

    A '/' in the name of a stream parts it from the storages that it lies in.
    """
    paths = dict.fromkeys(
        part for name in streams for part in (*map("/".join, _above(name)), name)
    )  # storages before what lies in them
    numbers = {path: number for number, path in enumerate(paths, 1)}
    inside: dict[str, list[int]] = {}
    for path, number in numbers.items():
        inside.setdefault(path.rpartition("/")[0], []).append(number)
    following = {number: after for row in inside.values() for number, after in pairwise(row)}
    entries = [_entry("Root Entry", 5, child=1 if streams else _FREE, start=_END, size=0)]
    fat = [_FAT]
    directories = (len(paths) + 4) // 4
    fat += [*range(2, directories + 1), _END]
    body: list[bytes] = []
    for path, number in numbers.items():
        title, right = path.rpartition("/")[2], following.get(number, _FREE)
        if path not in streams:
            entries.append(_entry(title, 1, right=right, child=inside[path][0], start=0, size=0))
            continue
        padded = streams[path].ljust(4096, b"\0")
        parts = [padded[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(padded), _SECTOR)]
        size = (sizes or {}).get(path, len(padded))
        entries.append(_entry(title, 2, right=right, start=len(fat) + len(parts) - 1, size=size))
        fat += [_END, *range(len(fat), len(fat) + len(parts) - 1)]
        body += reversed(parts)
    directory = b"".join(entries).ljust(directories * _SECTOR, b"\0")
    return _compound_head(fat) + directory + b"".join(body)


def _above(path: str) -> list[list[str]]:
    """The storages that a stream lies in, from the outermost on."""
    parts = path.split("/")[:-1]
    return [parts[: end + 1] for end in range(len(parts))]


def _compound_head(fat: list[int]) -> bytes:
    """The head of a compound file and its table of sectors."""
    assert len(fat) <= _SECTOR // 4, "one sector of the table is all that is written here"
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return head + table


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    """A directory entry of 128 bytes."""
    title = name.encode("utf-16-le")
    entry = title.ljust(64, b"\0") + struct.pack("<HBB", len(title) + 2, kind, 1)
    return entry + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def summary(**properties: str) -> bytes:
    """The stream of properties of a compound file ([MS-OLEPS]): title, author …"""
    numbers = {"title": 2, "author": 4, "last_saved_by": 8}
    values = {numbers[name]: f"{text}\0" for name, text in properties.items()}
    table, body, start = b"", b"", 8 + 8 * len(values)
    for number, value in values.items():
        table += struct.pack("<II", number, start + len(body))
        kind, coded = (0x1E, value.encode()) if value.isascii() else (0x1F, value.encode("utf-16-le"))
        body += struct.pack("<II", kind, len(value)) + coded + bytes(-len(coded) % 4)
    section = struct.pack("<II", start + len(body), len(values)) + table + body
    return (
        struct.pack("<HHI", 0xFFFE, 0, 0)
        + bytes(16)
        + struct.pack("<I", 1)
        + bytes(16)
        + struct.pack("<I", 48)
        + section
    )
