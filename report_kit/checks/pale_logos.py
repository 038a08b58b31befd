"""invisible-logo: a logo that is white, or has nothing in it, so that nobody sees it on white paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.lazy.patterns import pattern
from report_kit.model.sources import Asset

if TYPE_CHECKING:
    from lxml.etree import _Element

RULE = Rule(
    name="invisible-logo",
    severity=Severity.WARNING,
    summary="A logo is white or transparent all over, and would stand on white.",
    why="The cover has an empty place where the publisher's mark should be: it was made for a dark ground.",
    example="- id: north\n  name: North Institute\n  logo: logo-white.png",
    instead="- id: north\n  name: North Institute\n  logo: logo-dark.png",
)
RULES = (RULE,)

_LIGHTEST = 232
"""Of 255: from here on a grey cannot be told from paper (contrast below 1.25 : 1)."""
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "text", "tspan", "textPath"))
_UNSEEN = frozenset(("defs", "clipPath", "mask", "symbol", "marker", "pattern", "style", "title", "desc", "metadata"))
_NOBODY_KNOWS = frozenset(("image", "use", "foreignObject"))
_DECLARED = pattern(r"(fill|stroke)\s*:\s*([^;}!]+)")
_CLASS = pattern(r"\.([\w-]+)[^{}]*\{([^}]*)\}")
_SIDE = 96
"""Pixels of the copy that is looked at."""


def check(view: View) -> Iterator[Diagnostic]:
    """The logos of all organisations."""
    report = view.report
    for organisation in report.organisations.values():
        asset = report.assets.get(organisation.logo)
        if asset is not None and _is_pale(asset):
            message = "this logo is white or transparent all over: nobody would see it on white paper"
            yield RULE.at(organisation.at("logo"), message, "use the version that is made for light grounds")


def _is_pale(asset: Asset) -> bool:
    return _pale_drawing(asset.data) if asset.media_type == "image/svg+xml" else _pale_pixels(asset.data)


def _pale_pixels(data: bytes) -> bool:
    """Whether a raster picture shows nothing on white."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        if picture.mode in ("1", "L", "RGB", "YCbCr", "CMYK") and "transparency" not in picture.info:
            picture.draft("RGB", (_SIDE, _SIDE))  # JPEG is read smaller at once
        small = picture.convert("RGBA")
    small.thumbnail((_SIDE, _SIDE))
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    darkest, _ = paper.convert("L").getextrema()
    return isinstance(darkest, int | float) and darkest >= _LIGHTEST


def _pale_drawing(data: bytes) -> bool:
    """Whether every shape of a drawing is white or has no colour; False where that cannot be told."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    classes: dict[str, dict[str, str]] = {}
    for style in root.iter("{*}style"):
        for name, declared in _CLASS.findall(style.text or ""):
            classes.setdefault(name, {}).update(_declared(declared))
    shapes = list(_colours(root, {"fill": "black", "stroke": "none"}, classes))
    return bool(shapes) and all(shapes)


def _colours(
    element: _Element, inherited: Mapping[str, str], classes: Mapping[str, Mapping[str, str]]
) -> Iterator[bool]:
    """For every shape in `element`, whether it is pale."""
    stack = [(element, dict(inherited))]
    while stack:
        one, around = stack.pop()
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else "style"
        if name in _UNSEEN:
            continue
        own = dict(around)
        own |= {key: str(one.get(key)) for key in ("fill", "stroke") if one.get(key)}
        for each in str(one.get("class") or "").split():
            own |= classes.get(each, {})
        own |= _declared(str(one.get("style") or ""))
        if name in _NOBODY_KNOWS:
            yield False
        elif name in _SHAPES:
            yield all(_is_light(colour) for colour in (own["fill"], own["stroke"]))
        stack += [(inner, own) for inner in one]


def _declared(text: str) -> dict[str, str]:
    return {name: value.strip() for name, value in _DECLARED.findall(text)}


def _is_light(colour: str) -> bool:
    from PIL import ImageColor

    plain = colour.strip().lower()
    if plain in ("none", "transparent"):
        return True
    if re.fullmatch(r"#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d., %]+\)", plain) is None:
        return False  # a gradient, or a colour that is said elsewhere
    try:
        red, green, blue, *_ = ImageColor.getrgb(plain)
    except ValueError:
        return False
    return min(red, green, blue) >= _LIGHTEST
