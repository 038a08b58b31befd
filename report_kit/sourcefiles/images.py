"""Pictures: read from the project, verified by their content, and freed of what should not travel.

In: a path inside the project. Out: an `Asset`, or None and a diagnostic. Raster pictures lose their metadata (EXIF,
IPTC, XMP, PNG text: camera owners, places, authors' names) and are turned upright first; SVG loses scripts, event
handlers, links to other files and foreign content (svg-hush). What a small picture became is kept in the cache.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

from report_kit.diagnostics import Sink, Span
from report_kit.lazy.patterns import pattern
from report_kit.model.sources import Asset
from report_kit.sourcefiles import limits, picture_rules
from report_kit.sourcefiles.lengths import PIXELS
from report_kit.sourcefiles.rasters import FORMATS, clean_raster
from report_kit.sourcefiles.svg_gradients import settle_gradients
from report_kit.sourcefiles.svg_paths import set_along_paths
from report_kit.sourcefiles.svg_styles import settle_styles
from report_kit.sourcefiles.svg_text import (
    lost_words,
    restore_order,
    restore_paths,
    settle_directions,
    settle_order,
    settle_references,
    settle_switches,
)
from report_kit.sourcefiles.svg_work import too_much
from report_kit.sourcefiles.yaml_reader import shown
from report_kit.workspace import Cache, Files

_ENDINGS = "PNG, JPEG, GIF, WebP or SVG"

_NO_QUOTES = str.maketrans("", "", " '\"")

_CSS_REACH = pattern(r"url\(\s*[\"']?(?!#|[\"']?#|data:image/)[^)]*\)|@import[^;]*;?", re.IGNORECASE)
"""What makes CSS load something: any address but a place in the drawing or a picture inside it."""

_LENGTH = pattern(r"\s*([0-9.]+)\s*(px|pt|pc|mm|cm|in|em|)\s*$")
_CSS_PIXELS = {**PIXELS, "": 1.0, "em": 16.0}


_RECIPE = 3
"""Raise it when the same file shall become another picture, so that the cache forgets the old ones."""

_LARGEST_KEPT = 1_000_000
"""Bytes: a few photographs would push everything else out of the cache."""


class _Clean(NamedTuple):
    """A picture that may travel."""

    media_type: str
    data: bytes
    width: int
    height: int
    removed: Sequence[str] = ()
    """What could act or reach out and was taken out, in words for a message."""
    words: str = ""
    """The words in it, as far as they are text."""
    lost: str = ""
    """Words that no engine would draw."""


def read_asset(files: Files, cache: Cache, path: str, span: Span, sink: Sink) -> Asset | None:
    """The picture at `path` (inside the project, forward slashes), asked for at `span`."""
    try:
        data = files.read(path, limits.IMAGE_BYTES)
    except FileNotFoundError:
        sink.add(
            picture_rules.MISSING_IMAGE.at(
                span, f'there is no picture "{path}"', "check the spelling, capital letters too, and the folder"
            )
        )
        return None
    except PermissionError:
        sink.add(
            picture_rules.IMAGE_OUTSIDE_PROJECT.at(
                span,
                f'the picture "{path}" cannot be opened: it lies outside the project, or its rights forbid it',
                "copy the picture itself into the project's folder",
            )
        )
        return None
    except ValueError:
        size = f"{limits.IMAGE_BYTES / 1_000_000:g} MB"
        sink.add(
            picture_rules.IMAGE_TOO_LARGE.at(span, f'the picture "{path}" is larger than {size}', "save a smaller copy")
        )
        return None
    key = f"pictures/{_RECIPE}-{hashlib.sha256(data).hexdigest()}"
    clean = _kept(cache.get(key))
    if clean is None:
        clean = _svg(path, data, span, sink) if _looks_like_svg(data) else _raster(path, data, span, sink)
        if clean is None:
            return None
        if len(clean.data) <= _LARGEST_KEPT:
            cache.put(key, _as_entry(clean))
    return _asset(path, clean, span, sink)


def clean_svg(path: str, data: bytes, span: Span, sink: Sink) -> Asset | None:
    """The drawing in `data` without scripts and links to files; None (and a diagnostic) where it is no drawing."""
    clean = _svg(path, data, span, sink)
    return _asset(path, clean, span, sink) if clean else None


def _asset(path: str, clean: _Clean, span: Span, sink: Sink) -> Asset:
    if clean.removed:
        sink.add(
            picture_rules.UNSAFE_IMAGE.at(
                span,
                f'the picture "{path}" held {", ".join(clean.removed)}, which was taken out',
                "export it again as a plain SVG, without scripts and linked files",
            )
        )
    if clean.lost:
        sink.add(
            picture_rules.LOST_LABEL.at(
                span,
                f'words in the drawing "{path}" are no text of SVG, so they are not drawn: {shown(clean.lost)}',
                "export it again as plain SVG, with text as SVG 1.1, or as paths",
            )
        )
    return Asset(
        path=path,
        media_type=clean.media_type,
        data=clean.data,
        width=clean.width,
        height=clean.height,
        words=clean.words,
    )


def _as_entry(clean: _Clean) -> bytes:
    """`clean` as the cache holds it: a line of JSON, then the picture."""
    head = json.dumps([clean.media_type, clean.width, clean.height, list(clean.removed), clean.words, clean.lost])
    return head.encode() + b"\n" + clean.data


def _kept(entry: bytes | None) -> _Clean | None:
    """The opposite; None where there is no such entry, or an emptied one."""
    if not entry:
        return None
    head, _, data = entry.partition(b"\n")
    media_type, width, height, removed, words, lost = json.loads(head)
    return _Clean(media_type, data, width, height, removed, words, lost)


def _not_an_image(path: str, span: Span, sink: Sink) -> None:
    sink.add(
        picture_rules.NOT_AN_IMAGE.at(
            span,
            f'"{path}" is not a picture that can be read, whatever its name says',
            f"save it again as {_ENDINGS} from the program that made it",
        )
    )


def _raster(path: str, data: bytes, span: Span, sink: Sink) -> _Clean | None:
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            # Pillow warns of decompression bombs; our own limit, below, is stricter and speaks to editors.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=list(FORMATS))
            width, height = picture.size
            if max(width, height) > limits.IMAGE_SIDE or width * height > limits.IMAGE_PIXELS:
                sink.add(
                    picture_rules.IMAGE_TOO_LARGE.at(
                        span,
                        f'the picture "{path}" has {width:,} × {height:,} pixels',
                        f"save a copy of at most {limits.IMAGE_SIDE:,} pixels on each side",
                    )
                )
                return None
            return _Clean(*clean_raster(picture, data))
    except Image.DecompressionBombError:
        sink.add(
            picture_rules.IMAGE_TOO_LARGE.at(span, f'the picture "{path}" has too many pixels', "save a smaller copy")
        )
    except Exception:  # noqa: BLE001 - Pillow's decoders raise whatever the broken data leads them to
        _not_an_image(path, span, sink)
    return None


def _looks_like_svg(data: bytes) -> bool:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in data[:100_000].lower()


def _svg(path: str, data: bytes, span: Span, sink: Sink) -> _Clean | None:
    import lxml.etree
    import py_svg_hush

    # Entities are neither resolved nor fetched, and the tree's depth and size are limited by libxml2.
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        before = lxml.etree.fromstring(data, parser)
        clean: bytes = py_svg_hush.filter_svg(data, keep_data_url_mime_types={"image": ["png", "jpeg", "gif", "webp"]})
        root = lxml.etree.fromstring(clean, parser)
    except Exception:  # noqa: BLE001 - two parsers with errors of their own; whatever they dislike is no picture
        _not_an_image(path, span, sink)
        return None
    if not isinstance(root.tag, str) or lxml.etree.QName(root).localname != "svg":
        _not_an_image(path, span, sink)
        return None
    if words := too_much(root):
        message = f'the drawing "{path}" asks for too much work: {words}'
        sink.add(picture_rules.DRAWING_TOO_COMPLEX.at(span, message, _SIMPLIFY))
        return None
    _drop_links(root)
    width, height = _size(root)
    try:
        _settle(before, root, width, height)
    except Exception:  # noqa: BLE001 - readers of CSS have errors of their own, and a drawing may be made to provoke them
        message = f'the drawing "{path}" asks for too much work: its styles cannot be understood'
        sink.add(picture_rules.DRAWING_TOO_COMPLEX.at(span, message, _SIMPLIFY))
        return None
    root.set("width", f"{width}")
    root.set("height", f"{height}")
    lxml.etree.cleanup_namespaces(root)
    # Serialised by one writer, so that the bytes depend on nothing but the picture.
    removed = sorted(_active(before))
    lost = " ".join(lost_words(before, root))[:200]
    return _Clean("image/svg+xml", lxml.etree.tostring(root), width, height, removed, words_of(root), lost)


_SIMPLIFY = "export it again, simplified, or as PNG at three times its size"


def _settle(before: Any, root: Any, width: int, height: int) -> None:
    """Write the drawing `root`, which was `before`, in the part of SVG that all engines draw alike."""
    restore_paths(before, root)
    restore_order(before, root)
    settle_references(before, root)
    settle_switches(root)
    settle_styles(root, width, height)
    settle_directions(root)
    settle_order(root)
    settle_gradients(root)
    set_along_paths(root)


_GEOMETRY = frozenset(("d", "points", "transform", "class", "viewBox", "x", "y", "dx", "dy", "rotate"))


def words_of(root: Any) -> str:
    """The words in an SVG (its tree): labels, titles, descriptions, and attributes that hold as much as a sentence."""
    pieces = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        kept = (value for name, value in element.attrib.items() if name not in _GEOMETRY)
        values = (value.replace("_x0020_", " ").replace("_", " ") for value in kept)
        pieces += [value for value in values if len(value.split()) > 2]
        pieces += [text for text in (element.text, element.tail) if text and text.strip()]
    return " ".join(" ".join(pieces).split())


def _drop_links(root: Any) -> None:
    """Remove addresses that svg-hush leaves as relative ones: a picture stands for itself."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "style":
            element.text = _CSS_REACH.sub("none", element.text or "")
        for attribute, value in element.attrib.items():
            if attribute.rpartition("}")[2] == "href" and not value.strip().lower().startswith(("#", "data:image/")):
                del element.attrib[attribute]
            elif "url(" in value:
                element.attrib[attribute] = _CSS_REACH.sub("none", value)


def _active(root: Any) -> set[str]:
    """What in an SVG could act or reach out, in words for a message."""
    found: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2].lower()
        if name in {"script", "foreignobject", "iframe", "set", "animate", "handler"}:
            found.add(f"<{name}>")
        for attribute, value in element.attrib.items():
            plain = attribute.rpartition("}")[2].lower()
            address = value.strip().lower()
            if plain.startswith("on"):
                found.add(plain)
            elif (plain == "href" and not address.startswith(("#", "data:image/"))) or (
                "url(" in address and "url(#" not in address.replace(" ", "").replace("'", "").replace('"', "")
            ):
                found.add("a link to another file")
        if name == "style" and "@import" in (element.text or "").lower():
            found.add("@import")
    return found


def _size(root: Any) -> tuple[int, int]:
    """Width and height in CSS pixels, from the attributes or the viewBox; 300 × 150 as browsers do where both lack."""
    width, height = (_pixels(root.get(name, "")) for name in ("width", "height"))
    box = [float(n) for n in re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = box[2], box[3]
    side = limits.IMAGE_SIDE
    return round(min(max(width or 300, 1), side)), round(min(max(height or 150, 1), side))


def _pixels(length: str) -> float:
    match = _LENGTH.match(length)
    return float(match[1]) * _CSS_PIXELS[match[2]] if match and match[1].count(".") <= 1 and match[1] != "." else 0
