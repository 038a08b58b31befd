"""settle_gradients: gradients that say all by themselves, in plain numbers.

In: the tree of a drawing whose styles are settled. Out: the same tree. What a gradient takes from another one stands in
it; shares are fractions, offsets lie between 0 and 1; a transform of a linear gradient is worked into its ends, since
WeasyPrint loses what is turned.
"""

from __future__ import annotations

import math
import re
from typing import Any

from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles.svg_text import HREFS, name_of

_KINDS = ("linearGradient", "radialGradient")
_SHARED = frozenset(("gradientUnits", "gradientTransform", "spreadMethod"))
_ENDS = {
    "linearGradient": {"x1": "0", "y1": "0", "x2": "1", "y2": "0"},
    "radialGradient": {"cx": ".5", "cy": ".5", "r": ".5"},
}
"""Attributes of each kind, and what they are where nothing is said (SVG 2, 14.2), of the box of what is filled."""
_DEPTH = 10
"""Gradients that take from each other."""

_STEP = pattern(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]{0,300})\)")
_NUMBER = pattern(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def settle_gradients(root: Any) -> None:
    """Write out every gradient in the tree at `root`."""
    gradients = [one for one in root.iter() if name_of(one) in _KINDS]
    named = {one.get("id"): one for one in gradients if one.get("id")}
    whole = {one: _chain(one, named) for one in gradients}
    told = {one: _told(one, chain) for one, chain in whole.items()}
    copies = {one: _stops(chain) for one, chain in whole.items()}
    for one in gradients:
        _settle(one, told[one], copies[one])


def _chain(gradient: Any, named: dict[str, Any]) -> list[Any]:
    """`gradient` and those that it takes from."""
    chain = [gradient]
    while len(chain) < _DEPTH:
        address = next((chain[-1].get(name) for name in HREFS if chain[-1].get(name)), "").strip().removeprefix("#")
        following = named.get(address)
        if following is None or following in chain:
            break
        chain.append(following)
    return chain


def _told(gradient: Any, chain: list[Any]) -> dict[str, str]:
    own = _SHARED | _ENDS[name_of(gradient)].keys() | {"fx", "fy", "fr"}
    found: dict[str, str] = {}
    for one in chain:
        for name, value in one.attrib.items():
            if name in own:
                found.setdefault(name, value)
    return found


def _stops(chain: list[Any]) -> list[Any]:
    """Copies of the stops of the first gradient that has some."""
    found = next((stops for one in chain if (stops := [child for child in one if name_of(child) == "stop"])), [])
    return [stop.makeelement(stop.tag, dict(stop.attrib)) for stop in found]


def _settle(gradient: Any, told: dict[str, str], stops: list[Any]) -> None:
    for name in HREFS:
        gradient.attrib.pop(name, None)
    for child in list(gradient):
        gradient.remove(child)
    for stop in stops:
        stop.set("offset", f"{min(max(_share(stop.get('offset', '0')) or 0.0, 0.0), 1.0):g}")
    in_box = told.get("gradientUnits") != "userSpaceOnUse"
    ends = dict(_ENDS[name_of(gradient)]) if in_box else {}
    if in_box:
        for name in (*ends, "fx", "fy", "fr"):
            share = _share(told.get(name, ""))
            if share is not None:
                told[name] = f"{share:g}"
    told = {**ends, **told}
    if name_of(gradient) == "linearGradient":
        stops = _turned(told, stops)
    gradient.attrib.update(told)
    if "gradientTransform" not in told:
        gradient.attrib.pop("gradientTransform", None)
    gradient.extend(stops)


def _turned(told: dict[str, str], stops: list[Any]) -> list[Any]:
    """Work the transform into the ends of a linear gradient; where both ends are one, only its last colour shows."""
    names = ("x1", "y1", "x2", "y2")
    if not all(_NUMBER.fullmatch(told.get(name, "").strip()) for name in names):
        return stops
    x1, y1, x2, y2 = (float(told[name]) for name in names)
    dx, dy = x2 - x1, y2 - y1
    if dx == dy == 0:
        return stops[-1:]
    if not told.get("gradientTransform", "").strip():
        return stops
    a, b, c, d, e, f = _matrix(told["gradientTransform"])
    determinant = a * d - b * c
    if not determinant or not math.isfinite(determinant):
        return stops[-1:]
    # The colour at a point is a linear function of it; its slope goes through the inverse, transposed.
    length = dx * dx + dy * dy
    slope_x = (d * dx - b * dy) / (determinant * length)
    slope_y = (-c * dx + a * dy) / (determinant * length)
    steep = slope_x * slope_x + slope_y * slope_y
    start = a * x1 + c * y1 + e, b * x1 + d * y1 + f
    end = start[0] + slope_x / steep, start[1] + slope_y / steep
    for name, number in zip(names, (*start, *end), strict=True):
        told[name] = f"{number:.6g}"
    del told["gradientTransform"]
    return stops


def _share(written: str) -> float | None:
    """'25%' and '.25' as 0.25; None where it is no share."""
    text = written.strip()
    if not _NUMBER.fullmatch(text.removesuffix("%")):
        return None
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _matrix(written: str) -> Any:
    """A list of transforms as one `fontTools.misc.transform.Transform` (SVG 1.1, 7.6); unknown ones change nothing."""
    from fontTools.misc.transform import Identity

    made = Identity
    for kind, inside in _STEP.findall(written):
        numbers = [float(number) for number in re.findall(_NUMBER.pattern, inside)]
        made = _step(made, kind, numbers)
    return made


def _step(made: Any, kind: str, numbers: list[float]) -> Any:
    match kind, numbers:
        case "matrix", [_, _, _, _, _, _]:
            return made.transform(numbers)
        case "translate", [x, *rest]:
            return made.translate(x, rest[0] if rest else 0)
        case "scale", [x, *rest]:
            return made.scale(x, rest[0] if rest else x)
        case "rotate", [angle, x, y]:
            return made.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)
        case "rotate", [angle, *_]:
            return made.rotate(math.radians(angle))
        case "skewX", [angle]:
            return made.skew(math.radians(angle), 0)
        case "skewY", [angle]:
            return made.skew(0, math.radians(angle))
    return made
