"""set_along_paths: text along a path, letter by letter, where engines know no `textPath` or draw it at another place.

In: the tree of a drawing whose styles are settled. Out: the same tree; each letter of such text has a place and a turn
of its own, on the path. The widths of letters are those of type in general; letters beyond the end of the path go on in
its last direction, since to leave them out, as SVG does, would lose words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from report_kit.model.metrics import GENERIC
from report_kit.sourcefiles.svg_text import name_of

_HREF = "{http://www.w3.org/1999/xlink}href"
_STEPS = 24
"""Straight pieces that stand for one curve."""
_MOST = 20_000
"""Points of a path that are looked at."""
_LETTERS = 1_000
"""That are placed one by one."""

Point = tuple[float, float]
Piece = tuple[Point, Point, float]
"""A straight piece from one point to another, and its length."""


def set_along_paths(root: Any) -> None:
    """Place the letters of every `textPath` that leads to a path."""
    named = {one.get("id"): one for one in root.iter() if name_of(one) and one.get("id")}
    for along in [one for one in root.iter() if name_of(one) == "textPath"]:
        shape = named.get(along.get(_HREF, "").removeprefix("#"))
        line = _points(shape.get("d", "")) if shape is not None and not shape.get("transform") else []
        if any(a != b for a, b in pairwise(line)) and len("".join(along.itertext())) <= _LETTERS:
            _place(along, line)
        else:
            _as_text(along)


def _as_text(along: Any) -> None:
    """Text along nothing stands where the text begins."""
    along.tag = along.tag.replace("textPath", "tspan")
    along.attrib.pop(_HREF, None)
    along.attrib.pop("startOffset", None)


def _place(along: Any, line: Sequence[Point]) -> None:
    runs = [run for run in _runs(along, _inherited(along, "font-size", "16")) if run[1]]
    widths = [GENERIC.word(letter) * size for _, text, size in runs for letter in text]
    pieces = [(a, b, math.dist(a, b)) for a, b in pairwise(line) if a != b]
    length = sum(piece[2] for piece in pieces)
    anchor = {"middle": 0.5, "end": 1.0}.get(_inherited(along, "text-anchor", "start"), 0.0)
    at = _offset(along.get("startOffset", ""), length) - anchor * sum(widths)
    _as_text(along)
    makers = [(dict(attributes), text) for attributes, text, _ in runs]
    along.text, left = None, list(along)
    for child in left:
        along.remove(child)
    place = 0
    for attributes, text in makers:
        spots = []
        for _ in text:
            spots.append(_spot(pieces, at, widths[place]))
            at += widths[place]
            place += 1
        run = along.makeelement(along.tag, attributes)
        run.text = text
        run.set("text-anchor", "start")
        for name, number in (("x", 0), ("y", 1), ("rotate", 2)):
            run.set(name, " ".join(f"{spot[number]:.4g}" for spot in spots))
        along.append(run)


def _runs(element: Any, size: str) -> Iterator[tuple[dict[str, str], str, float]]:
    """Attributes, letters and size of the font of each piece of text in `element`."""
    own = {name: value for name, value in element.attrib.items() if name not in ("x", "y", "dx", "dy", "rotate")}
    attributes = {} if name_of(element) == "textPath" else own
    size = element.get("font-size", size)
    yield attributes, " ".join((element.text or "").split(" ")).replace("\n", " "), float(size)
    for child in element:
        if name_of(child):
            yield from _runs(child, size)
        yield attributes, (child.tail or "").replace("\n", " "), float(size)


def _inherited(element: Any, name: str, otherwise: str) -> str:
    while element is not None:
        if element.get(name):
            return str(element.get(name))
        element = element.getparent()
    return otherwise


def _offset(written: str, length: float) -> float:
    try:
        offset = float(written[:-1]) / 100 * length if written.endswith("%") else float(written or 0)
    except ValueError:
        return 0.0
    return offset if math.isfinite(offset) else 0.0


def _spot(line: Sequence[Piece], at: float, width: float) -> tuple[float, float, float]:
    """Where a letter stands that begins `at` along `line`, turned as the line runs under its middle."""
    (x, y), _ = _on(line, at)
    _, turn = _on(line, at + width / 2)
    return x, y, math.degrees(turn)


def _on(line: Sequence[Piece], at: float) -> tuple[Point, float]:
    """The point `at` along `line`, which goes on straight at both ends, and the direction there in radians."""
    for number, (a, b, length) in enumerate(line):
        if at <= length or number == len(line) - 1:
            share = at / length
            return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share), math.atan2(b[1] - a[1], b[0] - a[0])
        at -= length
    raise ValueError("no line")


def _points(path: str) -> list[Point]:
    """The path as points that straight lines join; empty where it cannot be read."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import parse_path

    pen = RecordingPen()
    try:
        parse_path(path, pen)
    except Exception:  # noqa: BLE001 - whatever it dislikes is no path
        return []
    line: list[Point] = []
    for kind, points in pen.value:
        if kind in ("moveTo", "lineTo"):
            line.append(points[0])
        elif kind in ("curveTo", "qCurveTo"):
            controls = [line[-1], *points] if line else list(points)
            line += [_bezier(controls, step / _STEPS) for step in range(1, _STEPS + 1)]
        elif kind == "closePath" and line:
            line.append(line[0])
        if len(line) > _MOST:
            return line
    return line if all(math.isfinite(c) for point in line for c in point) else []


def _bezier(points: Sequence[Point], share: float) -> Point:
    """De Casteljau's point of a curve."""
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(points)]
    return points[0]
