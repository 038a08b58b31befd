"""Pictures of pixels look alike in every output, whatever their file has them coded as, and carry nothing else."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pypdfium2
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from report_kit import pipeline
from report_kit.diagnostics import Sink, Span
from report_kit.model.sources import Asset
from report_kit.sourcefiles.images import read_asset
from report_kit.sourcefiles.rasters import bare_jpeg
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryCache, MemoryFiles, MemoryWorkspace

SIZE = (64, 32)
SECRET = b"PLANTED-SECRET-OF-THE-CAMERA"


def png(depth: int, kind: int, rows: list[bytes], *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of 64 by 32 pixels, made of its parts (PNG 3): bit depth, colour type, rows, chunks before the pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", *SIZE, depth, kind, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = [chunk(b"IHDR", head), *(chunk(*one) for one in chunks), chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def saved(mode: str, kind: str, colour: object, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, SIZE, colour).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def shallow(depth: int, level: int) -> list[bytes]:
    """Rows of one grey, or of one entry of a palette, in `depth` bits a pixel."""
    byte = sum(level << shift for shift in range(0, 8, depth))
    return [bytes([byte]) * (SIZE[0] * depth // 8)] * SIZE[1]


GREY_16 = struct.pack(">H", 0x8040)
PALETTE = (b"PLTE", bytes((200, 30, 30, 30, 120, 200)))
CASES: dict[str, tuple[bytes, tuple[int, int, int]]] = {
    "grey, 16 bits": (png(16, 0, [GREY_16 * 64] * 32), (128, 128, 128)),
    "grey, 16 bits, bright": (png(16, 0, [b"\xf0\x00" * 64] * 32), (240, 240, 240)),
    "grey and alpha, 16 bits": (png(16, 4, [(GREY_16 + b"\xff\xff") * 64] * 32), (128, 128, 128)),
    "colours, 16 bits": (png(16, 2, [b"\xc8\0\x1e\0\x1e\0" * 64] * 32), (200, 30, 30)),
    "colours and alpha, 16 bits": (png(16, 6, [b"\xc8\0\x1e\0\x1e\0\xff\xff" * 64] * 32), (200, 30, 30)),
    "grey, 16 bits, one level clear": (png(16, 0, [GREY_16 * 64] * 32, (b"tRNS", GREY_16)), (255, 255, 255)),
    "grey, 16 bits, another level clear": (png(16, 0, [GREY_16 * 64] * 32, (b"tRNS", b"\x80\x41")), (128, 128, 128)),
    **{f"grey, {depth} bits": (png(depth, 0, shallow(depth, 1)), (255 // (2**depth - 1),) * 3) for depth in (1, 2, 4)},
    **{f"palette, {depth} bits": (png(depth, 3, shallow(depth, 1), PALETTE), (30, 120, 200)) for depth in (1, 2, 4, 8)},
    "palette with alpha": (png(8, 3, shallow(8, 1), PALETTE, (b"tRNS", b"\xff\0")), (255, 255, 255)),
    "grey with a clear level": (png(8, 0, shallow(8, 90), (b"tRNS", b"\0\x5a")), (255, 255, 255)),
    "colours with a clear one": (
        png(8, 2, [b"\xc8\x1e\x1e" * 64] * 32, (b"tRNS", b"\0\xc8\0\x1e\0\x1e")),
        (255, 255, 255),
    ),
    "linear gamma": (png(8, 0, shallow(8, 55), (b"gAMA", struct.pack(">I", 100_000))), (127, 127, 127)),
    "gamma of sRGB": (png(8, 0, shallow(8, 55), (b"gAMA", struct.pack(">I", 45_455))), (55, 55, 55)),
    "interlaced": (saved("RGB", "PNG", (200, 30, 30), interlace=1), (200, 30, 30)),
    "half clear": (saved("RGBA", "PNG", (0, 0, 255, 128)), (127, 127, 255)),
    "JPEG, colours": (saved("RGB", "JPEG", (200, 30, 30), quality=95), (200, 30, 30)),
    "JPEG, progressive": (saved("RGB", "JPEG", (200, 30, 30), quality=95, progressive=True), (200, 30, 30)),
    "JPEG, grey": (saved("L", "JPEG", 90), (90, 90, 90)),
    "JPEG, printing colours": (saved("CMYK", "JPEG", (0, 255, 255, 0), quality=95), (255, 0, 0)),
    "GIF": (saved("P", "GIF", 0), (0, 0, 0)),
    "WebP": (saved("RGB", "WEBP", (200, 30, 30), lossless=True), (200, 30, 30)),
    "WebP with alpha": (saved("RGBA", "WEBP", (0, 0, 255, 128), lossless=True), (127, 127, 255)),
}


def read(data: bytes, path: str = "themes/a.png") -> Asset:
    sink = Sink()
    asset = read_asset(MemoryFiles({path: data}), MemoryCache(), path, Span("themes/01-a.md", 3), sink)
    assert asset is not None, list(sink)
    return asset


def on_white(data: bytes) -> tuple[int, ...]:
    """The colour in the middle of a picture on white paper."""
    shown = Image.open(io.BytesIO(data)).convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    return tuple(Image.alpha_composite(paper, shown).convert("RGB").getpixel((20, 10)))  # type: ignore[arg-type]


def near(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 4 for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_what_travels_has_eight_bits_and_the_colour_that_was_meant(name: str) -> None:
    data, colour = CASES[name]
    asset = read(data)
    assert Image.open(io.BytesIO(asset.data)).mode in {"1", "L", "LA", "P", "RGB", "RGBA"}
    assert (asset.width, asset.height) == SIZE
    assert near(on_white(asset.data), colour)


@cache
def outputs() -> dict[str, bytes]:
    """A report that shows every case, each with its name below it."""
    files: dict[str, str | bytes] = dict(MINIMAL)
    body = ""
    for number, (name, (data, _)) in enumerate(CASES.items()):
        files[f"themes/p{number}.png"] = data
        body += f"\n![A field of one colour, {name}](p{number}.png)\n\n: Colour {number}\n"
    files["themes/02-x.md"] = f"---\nid: x\ntitle: X\nsummary: X.\n---\n{body}"
    outcome = pipeline.build(MemoryWorkspace(files), ["html", "pdf", "docx"], parallel=False)
    assert not outcome.failed, outcome.diagnostics
    return {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}


@pytest.mark.slow
def test_the_pdf_shows_the_colours_that_were_meant() -> None:
    found = []
    for page in pypdfium2.PdfDocument(outputs()["pdf"]):
        shown = page.render(scale=1).to_pil().convert("RGB")
        for item in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)):
            left, bottom, right, top = item.get_bounds()
            found.append(shown.getpixel((int((left + right) / 2), int(shown.height - (bottom + top) / 2))))
    assert len(found) >= len(CASES) - 1  # what is wholly clear may be left out
    expected = [colour for _, colour in CASES.values()]
    missing = [colour for colour in expected if not any(near(colour, one) for one in found)]
    assert missing == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["html", "docx"])
def test_page_and_word_hold_the_colours_that_were_meant(name: str) -> None:
    if name == "html":
        held = re.findall(rb'src="data:image/(?:png|jpeg|gif|webp);base64,([^"]+)"', outputs()["html"])
        pictures = [base64.b64decode(one) for one in held]
    else:
        with zipfile.ZipFile(io.BytesIO(outputs()["docx"])) as word:
            pictures = [word.read(one) for one in word.namelist() if one.startswith("word/media/")]
    found = [on_white(one) for one in pictures]
    assert [case for case, (_, colour) in CASES.items() if not any(near(colour, one) for one in found)] == []


# What does not travel -------------------------------------------------------------------------------------------------


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def behind_the_end(data: bytes) -> bytes:
    return data + b"\0\0\0\x18ftypmp42" + SECRET


def in_a_comment(data: bytes) -> bytes:
    return data[:2] + segment(0xFE, SECRET) + data[2:]


def in_application_data(data: bytes) -> bytes:
    return data[:2] + segment(0xE1, b"Exif\0\0" + SECRET) + segment(0xED, SECRET) + segment(0xEF, SECRET) + data[2:]


def between_the_scans(data: bytes) -> bytes:
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    return data[:second] + segment(0xFE, SECRET) + segment(0xE5, SECRET) + data[second:]


def a_second_picture(data: bytes) -> bytes:
    return data + in_a_comment(data)


EVERYWHERE = [behind_the_end, in_a_comment, in_application_data, a_second_picture]


@pytest.mark.parametrize(
    ("plant", "progressive"),
    [(between_the_scans, True), *((plant, scans) for plant in EVERYWHERE for scans in (False, True))],
)
def test_nothing_but_the_picture_travels_in_a_jpeg(plant: Callable[[bytes], bytes], progressive: bool) -> None:
    plain = saved("RGB", "JPEG", (200, 30, 30), progressive=progressive, restart_marker_blocks=4)
    planted = plant(plain)
    assert SECRET in planted
    asset = read(planted)
    assert SECRET not in asset.data
    assert asset.data == bare_jpeg(plain)
    before, after = (Image.open(io.BytesIO(one)).tobytes() for one in (plain, asset.data))
    assert before == after


def test_two_pictures_in_one_jpeg_are_the_first() -> None:
    out = io.BytesIO()
    Image.new("RGB", SIZE, (200, 30, 30)).save(
        out, "MPO", save_all=True, append_images=[Image.new("RGB", SIZE, (1, 2, 3))]
    )
    asset = read(out.getvalue())
    assert asset.media_type == "image/jpeg"
    assert near(on_white(asset.data), (200, 30, 30))
    assert asset.data.count(b"\xff\xd8\xff") == 1


def test_a_profile_stays_with_a_jpeg_and_goes_with_colours_that_were_changed() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert b"ICC_PROFILE" in read(saved("RGB", "JPEG", "red", icc_profile=profile)).data
    made = read(saved("CMYK", "JPEG", (0, 255, 255, 0), icc_profile=profile))  # a profile for other colours: no use
    assert Image.open(io.BytesIO(made.data)).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_nothing_but_the_picture_travels_in_other_files(kind: str) -> None:
    options: dict[str, object] = {"comment": SECRET} if kind == "GIF" else {}
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", SECRET.decode())
        notes.add(b"prVt", SECRET)
        options = {"pnginfo": notes}
    data = saved("RGB", kind, "red", **options) + SECRET
    assert SECRET not in read(data).data
