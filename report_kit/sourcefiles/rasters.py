"""clean_raster: a picture of pixels, upright, freed of what should not travel, in a form that every output shows alike.

In: the bytes of a PNG, JPEG, GIF or WebP, opened by Pillow. Out: its bytes as they may travel. A JPEG that is upright
and has three colours or one is not coded anew; all others are. Sixteen bits a colour, four printing colours and a gamma
of its own are read in one way by browsers, in another by Word and by the PDF, so they become eight bits of sRGB here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""What Pillow may open, by its own names. Some JPEG hold a second picture behind the first; Pillow calls them MPO."""

_UPRIGHT = 1
_ORIENTATION = 0x0112
"""The EXIF tag that says how the camera was held."""

_GAMMA = 1 / 2.2
"""That of sRGB, as PNG writes it (PNG 3, 11.3.2.2)."""

_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 92, "exif": b""},
    "WEBP": {"lossless": True, "exif": b""},
    "GIF": {},
}


def clean_raster(picture: Image, data: bytes) -> tuple[str, bytes, int, int]:
    """Media type, bytes and size of `picture`, which was opened from `data`. Raises what its decoder raises."""
    from PIL import ImageOps

    kind = "JPEG" if picture.format == "MPO" else picture.format or ""
    orientation = picture.getexif().get(_ORIENTATION, _UPRIGHT)
    if kind == "JPEG" and orientation == _UPRIGHT and picture.mode in ("L", "RGB"):
        picture.load()  # proves that it can be decoded
        return FORMATS[kind], bare_jpeg(data), *picture.size
    upright = ImageOps.exif_transpose(picture) if orientation != _UPRIGHT else picture
    upright.load()
    options = dict(_OPTIONS[kind])
    profile = picture.info.get("icc_profile")
    shown = _in_eight_bits(upright, picture)
    if profile and kind != "GIF" and shown.mode == upright.mode:  # it speaks of the colours as they were
        options["icc_profile"] = profile
    if kind == "PNG" and "transparency" in picture.info and shown is upright:
        options["transparency"] = picture.info["transparency"]
    shown.info = {}  # PNG text and comments would be written out again
    out = io.BytesIO()
    shown.save(out, format=kind, **options)
    return FORMATS[kind], out.getvalue(), *shown.size


def _in_eight_bits(upright: Image, picture: Image) -> Image:
    """`upright` with eight bits a colour and no gamma of its own; itself where it is so."""
    made = upright
    if upright.mode.startswith(("I", "F")):
        made = _grey(upright)
        if isinstance(level := picture.info.get("transparency"), int):
            made.putalpha(_other_than(upright, level))
    elif upright.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        made = _of_printing_colours(upright, picture.info.get("icc_profile"))
    gamma = picture.info.get("gamma")
    if gamma is None or gamma <= 0 or abs(gamma - _GAMMA) < 0.01 or {"icc_profile", "srgb"} & picture.info.keys():
        return made
    return _with_gamma(made, gamma) if made.mode in ("L", "LA", "RGB", "RGBA") else made


def _grey(picture: Image) -> Image:
    """Sixteen bits of grey as eight; Pillow itself would cut off all that is brighter than 255."""
    return picture.convert("I").point(lambda level: level * (1 / 257) + 0.5).convert("L")


def _other_than(picture: Image, level: int) -> Image:
    """The alpha of a grey picture in which one of 65,536 levels is clear."""
    from PIL import Image, ImageChops

    plain = picture.convert("I;16").tobytes()
    low, high = (Image.frombytes("L", picture.size, plain[start::2]) for start in (0, 1))
    same = ImageChops.darker(
        low.point([255 * (value == level & 255) for value in range(256)]),
        high.point([255 * (value == level >> 8) for value in range(256)]),
    )
    return ImageChops.invert(same)


def _of_printing_colours(picture: Image, profile: bytes | None) -> Image:
    """Cyan, magenta, yellow and black as sRGB, by their profile where there is one that can be read; others plainly."""
    from PIL import ImageCms

    if profile and picture.mode == "CMYK":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (OSError, ImageCms.PyCMSError):
            made = None
        if made is not None:
            return made
    return picture.convert("RGBA" if "A" in picture.mode or "a" in picture.mode else "RGB")


def _with_gamma(picture: Image, gamma: float) -> Image:
    """`picture` with its levels as sRGB has them; alpha has no gamma."""
    from PIL import Image

    exponent = min(max(_GAMMA / gamma, 0.1), 10)
    curve = [round(255 * (level / 255) ** exponent) for level in range(256)]
    bands = [
        band if name == "A" else band.point(curve)
        for name, band in zip(picture.getbands(), picture.split(), strict=True)
    ]
    return Image.merge(picture.mode, bands)


# JPEG (ITU T.81) -----------------------------------------------------------------------------------------------------

_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_ALONE = frozenset((0x00, 0x01, *range(0xD0, 0xD9)))
"""Markers without a segment: a stuffed byte, TEM, the restarts, the start of the picture."""


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC, comments, and all that stands between its scans or behind its end.

    JFIF, ICC profile and Adobe's mark of the colours stay. Telephones put films and second pictures behind the end.
    """
    return b"".join([data[:2], *_needed_segments(data), b"\xff\xd9"])


def _needed_segments(data: bytes) -> Iterator[bytes]:
    place = 2
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 3:
        marker = data[place + 1]
        if marker == 0xFF:  # a byte that fills
            place += 1
            continue
        if marker in _ALONE:
            place += 2
            continue
        if marker == _END:
            return
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        segment = data[place:end]
        needed = marker in (0xE0, 0xEE) or segment[4:16] == b"ICC_PROFILE\0"
        if needed or not (marker in _APPLICATIONS or marker == _COMMENT):
            yield segment
        place = end
        if marker == _SCAN:
            place = _end_of_scan(data, end)
            yield data[end:place]


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the coded pixels from `place` on end: at the next mark that is no restart and no stuffed byte."""
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        if data[place + 1] != 0x00 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2
    return len(data)
