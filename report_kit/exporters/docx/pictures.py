"""Pictures: the page's `asset:PATH` addresses become data URIs that pandoc takes without opening a file.

Drawings (SVG) and formats that Word does not show everywhere become PNG. Sizes are set here, since only here the width
of the text is known.
"""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape

from report_kit.exporters.addresses import asset_at
from report_kit.exporters.docx.look import Look
from report_kit.exporters.job import Job
from report_kit.model.sources import Asset
from report_kit.workspace.temporary import temporary_folder

SHARPNESS = 2.5
"""Pixels of a drawing for each CSS pixel: 240 to the inch."""

MOST_PIXELS = 4000
"""Neither side of a picture made here is longer."""

PIXELS_PER_TWIP = 96 / 1440

LOGO = (227, 53)
"""Widest and highest mark of a publisher, in CSS pixels: 60 by 14 mm."""

PORTRAIT = 170
"""Width of the portrait of a person, in CSS pixels: 45 mm."""

INLINE_HEIGHT = 15
"""Height of a picture within a line, in CSS pixels."""

_IMAGE = re.compile(r'<img( class="(?P<kind>[^"]*)")? src="(?P<address>asset:[^"]*)" alt="(?P<alt>[^"]*)">')


def embed_pictures(job: Job, look: Look) -> str:
    """The job's page with every picture inside it; one that is missing leaves its text alternative."""
    made: dict[str, str] = {}

    def embed(match: re.Match[str]) -> str:
        address = unescape(match["address"])
        asset = asset_at(address, job.assets)
        if asset is None:
            return f"<span>{match['alt']}</span>"
        if asset.path not in made:
            made[asset.path] = _data_uri(asset, job.house_style.fonts, look)
        width, height = _size(asset, match["kind"] or "", look)
        return f'<img src="{made[asset.path]}" alt="{match["alt"]}" width="{width}" height="{height}">'

    return _IMAGE.sub(embed, job.page.html)


def _size(asset: Asset, kind: str, look: Look) -> tuple[int, int]:
    """Width and height in CSS pixels: as large as it is, but within the text and two thirds of the page."""
    placing, *sizes = kind.split() or [""]
    measure, depth = look.page.measure * PIXELS_PER_TWIP, look.page.depth * PIXELS_PER_TWIP
    limits: dict[str, tuple[float, float]] = {
        "logo": LOGO,
        "inline": (LOGO[0], INLINE_HEIGHT),
        "right": (measure / 2, depth / 2),
        "portrait": (PORTRAIT, depth / 2),
        "page": (measure, depth * 0.9),
    }
    most_width, most_height = limits.get(placing, (measure, depth * 2 / 3))
    width, height = max(asset.width, 1), max(asset.height, 1)
    asked = _asked(sizes, measure)
    if asked:
        wide = min(asked.get("width", asked.get("height", 1) * width / height), measure)
        high = min(asked.get("height", wide * height / width), depth * 0.9)
        wide = wide if len(asked) == 2 else min(wide, high * width / height)
        return max(1, round(wide)), max(1, round(high))
    scale = min(1, most_width / width, most_height / height)
    fills = asset.media_type == "image/svg+xml" and placing not in ("logo", "inline")
    if fills or placing in ("wide", "page"):
        scale = min(most_width / width, most_height / height)  # a drawing fills the measure without loss
    return max(1, round(width * scale)), max(1, round(height * scale))


def _asked(sizes: list[str], measure: float) -> dict[str, float]:
    """The width and height that the author asks for, in CSS pixels: '50%', '40mm', or '- 60mm' for a height alone."""
    found: dict[str, float] = {}
    for name, size in zip(("width", "height"), sizes, strict=False):
        if size.endswith("%"):
            found[name] = measure * float(size[:-1]) / 100
        elif size.endswith("mm"):
            found[name] = float(size[:-2]) * 96 / 25.4
    return found


def _data_uri(asset: Asset, fonts: Mapping[str, bytes], look: Look) -> str:
    if asset.media_type == "image/svg+xml":
        kind, data = "image/png", _drawn(asset, fonts, look)
    elif asset.media_type in {"image/png", "image/jpeg", "image/gif"}:
        kind, data = asset.media_type, asset.data
    else:
        kind, data = "image/png", _as_png(asset.data)
    return f"data:{kind};base64,{b64encode(data).decode()}"


def _drawn(asset: Asset, fonts: Mapping[str, bytes], look: Look) -> bytes:
    """A drawing as PNG, in the fonts of the house style only: those of the machine would differ from build to build."""
    import resvg_py

    longest = max(asset.width, asset.height, 1)
    with temporary_folder() as folder:
        for name, data in fonts.items():  # resvg takes paths only
            (folder / f"{name}.ttf").write_bytes(data)
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=asset.data.decode("utf-8"),
                zoom=min(SHARPNESS, MOST_PIXELS / longest),
                skip_system_fonts=True,
                font_dirs=[str(folder)],
                font_family=look.fonts["display"].name,
                sans_serif_family=look.fonts["display"].name,
                serif_family=look.fonts["text"].name,
                monospace_family=look.fonts["code"].name,
                dpi=96,
            )
        )


def _as_png(data: bytes) -> bytes:
    """The first frame of a picture as PNG."""
    from PIL import Image

    buffer = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((MOST_PIXELS, MOST_PIXELS))
        image.convert("RGBA").save(buffer, "PNG")
    return buffer.getvalue()
