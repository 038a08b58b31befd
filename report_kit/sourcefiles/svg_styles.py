"""settle_styles: a drawing whose text every engine draws alike.

In: the tree of a cleaned SVG. Out: the same tree, in which what style sheets, shorthands, keywords, variables and units
say stands as plain attributes in the drawing's own units. Browsers, WeasyPrint and resvg each know another part of CSS,
and a label in a size that an engine does not know is not drawn.
"""

from __future__ import annotations

import ast
import operator
import re
from typing import Any, NamedTuple

from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles.lengths import PIXELS
from report_kit.sourcefiles.svg_cascade import declarations

_RELATIVE = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2}
"""Sizes of the font, about."""
_KEYWORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0, "initial": 16.0,
}  # fmt: skip
"""CSS Fonts Level 4, 2.5, as browsers have it."""
_STEP = 1.2
"""From 'smaller' to 'larger'."""
_LENGTH = pattern(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?)\s*([a-z]+|%)", re.IGNORECASE)
_VARIABLE = pattern(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_DEPTH = 20
"""Variables within variables."""
_LONGEST_SUM = 200
"""Characters of a sum in `calc()`."""
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}

_GEOMETRY = frozenset((
    "x", "y", "dx", "dy", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr",
    "stroke-width", "stroke-dashoffset", "stroke-dasharray", "startOffset", "textLength", "markerWidth", "markerHeight",
    "refX", "refY", "letter-spacing", "word-spacing", "baseline-shift",
))  # fmt: skip
"""Attributes of lengths."""
_PLAIN = frozenset((
    "font-size", "font-family", "font-weight", "font-style", "letter-spacing", "word-spacing", "text-anchor", "fill",
    "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "opacity", "dominant-baseline", "display", "visibility",
    "stop-color", "stop-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "baseline-shift",
    "clip-path", "mask", "marker-start", "marker-mid", "marker-end", "fill-rule", "clip-rule", "alignment-baseline",
    "color", "writing-mode",
))  # fmt: skip
"""Properties that are attributes as well (SVG 2, 6.6)."""
_DROPPED = ("font", "text-transform")
_NOTHING = frozenset(("inherit", "unset", "revert", "revert-layer", ""))


class _Around(NamedTuple):
    """What an element takes from its parent."""

    size: float = 16.0
    """Of the font, in user units."""
    weight: int = 400
    colour: str = "black"
    transform: str = ""
    """Of letters: uppercase, lowercase, capitalize."""
    variables: dict[str, str] = {}  # noqa: RUF012 - never changed
    viewport: tuple[float, float] = (300.0, 150.0)
    root_size: float = 16.0


def settle_styles(root: Any, width: float, height: float) -> None:
    """Write out, in the tree at `root`, all that concerns how it is drawn; its size is `width` by `height`."""
    said = declarations(root)
    box = [float(number) for number in re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    viewport = (box[2], box[3]) if len(box) == 4 else (width, height)
    waiting = [(root, _Around(viewport=viewport))]
    while waiting:
        element, around = waiting.pop()
        inside = _settle(element, said.get(element, {}), around, is_root=element is root)
        waiting += [(child, inside) for child in element if isinstance(child.tag, str)]
    if "font-family" not in root.attrib:
        root.set("font-family", family_of(""))


def _settle(element: Any, style: dict[str, str], around: _Around, *, is_root: bool) -> _Around:
    """Make plain attributes of what is said of `element`, and give what those inside it take over."""
    variables = {**around.variables, **{name: value for name, value in style.items() if name.startswith("--")}}
    said = {name: value for name, value in element.attrib.items() if name in _PLAIN or name in _GEOMETRY}
    said |= {name: value for name, value in style.items() if not name.startswith("--")}
    said = {name: _with_variables(value, variables) for name, value in said.items()}
    said = {name: value for name, value in said.items() if value.strip().lower() not in _NOTHING}
    size = _size_of(said.get("font-size", ""), around)
    root_size = size if is_root else around.root_size
    here = around._replace(size=size, root_size=root_size, variables=variables)
    if "font-size" in said:
        said["font-size"] = f"{size:g}"
    weight = _weight_of(said.get("font-weight", ""), around.weight)
    if "font-weight" in said:
        said["font-weight"] = str(weight)
    if "font-style" in said:
        said["font-style"] = said["font-style"].split()[0].lower()
    if "font-family" in said:
        said["font-family"] = family_of(said["font-family"])
    colour = said.get("color", around.colour)
    colour = around.colour if colour.lower() == "currentcolor" else colour
    for name in ("fill", "stroke", "stop-color"):
        if said.get(name, "").lower() == "currentcolor":
            said[name] = colour
    for name in ("letter-spacing", "word-spacing"):
        if said.get(name, "").lower() == "normal":
            del said[name]
    transform = said.get("text-transform", around.transform).lower()
    for name in _GEOMETRY & said.keys():
        if not (is_root and name in ("width", "height")):
            said[name] = _LENGTH.sub(lambda found: _plain_length(found, here), said[name])
    _write(element, said, keep=is_root)
    _transform(element, transform)
    return here._replace(weight=weight, colour=colour, transform=transform)


def _write(element: Any, said: dict[str, str], *, keep: bool) -> None:
    """`said` as attributes, and what is none in a style attribute."""
    for name in _PLAIN | _GEOMETRY | {"style", "class", *_DROPPED}:
        if name in element.attrib and not (keep and name in ("width", "height", "style")):
            del element.attrib[name]
    element.attrib.pop("style", None)
    rest = []
    for name, value in said.items():
        if name in _PLAIN or name in _GEOMETRY:
            if not (keep and name in ("width", "height")):
                element.set(name, value)
        elif name not in _DROPPED:
            rest.append(f"{name}:{value}")
    if rest:
        element.set("style", ";".join(rest))


def _with_variables(value: str, variables: dict[str, str]) -> str:
    for _ in range(_DEPTH):
        if "var(" not in value:
            return value
        value = _VARIABLE.sub(lambda found: variables.get(found[1], (found[2] or "").strip())[:1_000], value)[:10_000]
    return ""


def _size_of(written: str, around: _Around) -> float:
    """A font size in user units; that of the parent where `written` is none."""
    word = written.strip().lower()
    if word in _KEYWORDS:
        return _KEYWORDS[word]
    if word in ("smaller", "larger"):
        return around.size / _STEP if word == "smaller" else around.size * _STEP
    found = _LENGTH.fullmatch(word)
    try:
        size = _length(found, around, around.size / 100) if found else _sum(word, around)
    except (ValueError, ArithmeticError):
        size = None
    return around.size if size is None or not 0 <= size < 1e6 else size


def _sum(written: str, around: _Around) -> float:
    """'12' or 'calc(1em + 4px)' as a number. Raises ValueError where it is none."""
    numbers = _LENGTH.sub(lambda found: str(_length(found, around, around.size / 100)), written.replace("calc", ""))
    if len(numbers) > _LONGEST_SUM or not re.fullmatch(r"[-0-9.+*/()\s]+", numbers):
        raise ValueError
    try:
        return _value(ast.parse(numbers.strip(), mode="eval").body)
    except SyntaxError as wrong:
        raise ValueError from wrong


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=op, operand=one):
            return -_value(one) if isinstance(op, ast.USub) else _value(one)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return float(_OPERATORS[type(op)](_value(left), _value(right)))
    raise ValueError


def _length(found: re.Match[str], around: _Around, percent: float | None) -> float | None:
    """A length in user units; None where its unit is unknown, or a percentage stays one."""
    number, unit = float(found[1]), found[2].lower()
    if unit == "%":
        return None if percent is None else number * percent
    width, height = around.viewport
    share = {"vw": width, "vh": height, "vmin": min(width, height), "vmax": max(width, height)}
    if unit in share:
        return number * share[unit] / 100
    if unit == "rem":
        return number * around.root_size
    if unit in _RELATIVE:
        return number * around.size * _RELATIVE[unit]
    return number * PIXELS[unit] if unit in PIXELS else None


def _plain_length(found: re.Match[str], around: _Around) -> str:
    length = _length(found, around, None)
    return found[0] if length is None else f"{length:.6g}"


def _weight_of(written: str, parent: int) -> int:
    word = written.strip().lower()
    if word == "bolder":
        return 400 if parent < 350 else 700 if parent < 550 else 900
    if word == "lighter":
        return 100 if parent < 550 else 400 if parent < 750 else 700
    if word in ("normal", "bold"):
        return 400 if word == "normal" else 700
    return min(max(round(float(word) / 100), 1), 9) * 100 if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]+)?", word) else parent


_OURS = {"sans-serif": "Source Sans 3", "serif": "Source Serif 4", "monospace": "Source Code Pro"}
"""The toolkit's fonts, by kind."""
_MONO = pattern(r"mono|courier|consol|menlo|\bcode\b|typewriter", re.IGNORECASE)
_SERIF = pattern(r"(?<!sans[ -])serif|times|georgia|garamond|cambria|palatino|book|minion|roman", re.IGNORECASE)


def family_of(written: str) -> str:
    """`written` with a font of the toolkit before fonts that are not everywhere: the first of a kind, then the kind."""
    names = [name.strip().strip("\"'").strip() for name in written.split(",")]
    names = [re.sub(r"[\"'<>&;]", "", name)[:100] for name in names if name][:10]
    first = names[0] if names else "sans-serif"
    kind = "monospace" if _MONO.search(first) else "serif" if _SERIF.search(first) else "sans-serif"
    if first in _OURS.values():
        return ", ".join(_quoted(name) for name in (*names, kind))
    others = [name for name in names if name.lower() not in _OURS]
    return ", ".join(_quoted(name) for name in dict.fromkeys((_OURS[kind], *others, kind)))


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else f"'{name}'"


def _transform(element: Any, transform: str) -> None:
    """Change the letters right in `element` and behind the elements in it as `transform` says."""
    change = {"uppercase": str.upper, "lowercase": str.lower, "capitalize": str.title}.get(transform)
    if change is None or element.tag.rpartition("}")[2] not in ("text", "tspan", "textPath", "a"):
        return
    if element.text:
        element.text = change(element.text)
    for child in element:
        if child.tail:
            child.tail = change(child.tail)
