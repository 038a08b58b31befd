"""too_much: whether an SVG asks more of an engine than any page can show, counted before anything is drawn.

In: the tree of a drawing. Out: what there is too much of, in words for a message, or nothing. A kilobyte can ask
for a thousand million shapes (`use` of a group of `use`), or for an hour of noise (`feTurbulence`), and no engine has a
limit. What is counted here bounds their work; `exporters.trial` still draws each picture under a limit of time.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

SHAPES = 50_000
"""Elements that are drawn, with those that `use` repeats."""
FILTERS = 60
"""Steps of filters, with those that `use` repeats; each works on all pixels of what it stands at."""
OCTAVES = 10
"""Of `feTurbulence`: beyond, they are finer than a pixel."""
BLUR = 200.0
"""Widest `stdDeviation`, in the drawing's units."""
PATH = 2_000_000
"""Characters in the paths and lists of points."""
RULES = 2_000
"""Rules in style sheets; each is held against every element."""
LOOKS = 4_000_000
"""Rules times elements."""

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_FILTER = re.compile(r"url\(\s*[\"']?#([^)\"']+)")
_RULE = re.compile(r"\{")
_NUMBERS = re.compile(r"[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,3})?")


def too_much(root: Any) -> str:
    """What there is too much of in the drawing `root`; empty for any that can be drawn."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    if len(elements) > SHAPES:
        return f"more than {SHAPES:,} shapes"
    named = {one.get("id", ""): one for one in reversed(elements)}
    if sum(len(one.get("d", "")) + len(one.get("points", "")) for one in elements) > PATH:
        return "lines with more points than can be seen"
    styles = "".join(one.text or "" for one in elements if _kind(one) == "style")
    rules = len(_RULE.findall(styles))
    if rules > RULES:
        return f"a style sheet with more than {RULES:,} rules"
    if rules * len(elements) > LOOKS:
        return f"{rules:,} rules in a style sheet, each to be looked up for {len(elements):,} shapes"
    if words := _costly_filter(elements):
        return words
    counted = _Counting(named).of(root)
    if counted is None:
        return "shapes that repeat themselves without end"
    shapes, filters = counted
    if shapes > SHAPES:
        return f"more than {SHAPES:,} shapes, counting those that <use> repeats"
    return f"more than {FILTERS} filters" if filters > FILTERS else ""


def _kind(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _costly_filter(elements: list[Any]) -> str:
    for one in elements:
        if _kind(one) == "feTurbulence" and max(_numbers(one.get("numOctaves", "1"))) > OCTAVES:
            return f"noise of more than {OCTAVES} octaves"
        if max(_numbers(one.get("stdDeviation", "0"))) > BLUR:
            return "a blur that is wider than the drawing"
    return ""


def _numbers(text: str) -> list[float]:
    return [0.0, *(float(one[:40]) for one in _NUMBERS.findall(text[:200]))]


class _Counting:
    """Shapes and steps of filters of an element, with all that it repeats; each element is counted once."""

    def __init__(self, named: dict[str, Any]) -> None:
        self._named = named
        self._counted: dict[Any, tuple[int, int]] = {}
        self._steps = Counter({name: sum(1 for _ in one) for name, one in named.items() if _kind(one) == "filter"})

    def of(self, root: Any) -> tuple[int, int] | None:
        """The counts of `root`; None where it repeats itself. A loop, not a recursion: drawings may be deep."""
        open_now: set[Any] = set()
        waiting: list[tuple[Any, bool]] = [(root, False)]
        while waiting:
            element, done = waiting.pop()
            if done:
                open_now.discard(element)
                self._counted[element] = self._sum(element)
            elif element in open_now:
                return None
            elif element not in self._counted:
                open_now.add(element)
                waiting.append((element, True))
                waiting.extend((one, False) for one in self._inside(element))
        return self._counted[root]

    def _inside(self, element: Any) -> list[Any]:
        inside = [one for one in element if isinstance(one.tag, str)]
        target = self._target(element)
        return inside if target is None else [*inside, target]

    def _target(self, element: Any) -> Any | None:
        if _kind(element) not in ("use", "pattern", "textPath", "tref"):
            return None
        name = next((element.get(one) for one in _HREFS if element.get(one)), "")
        return self._named.get(name[1:]) if name.startswith("#") else None

    def _sum(self, element: Any) -> tuple[int, int]:
        asked = f"{element.get('filter', '')} {element.get('style', '')}"
        steps = sum(self._steps[name] for name in _FILTER.findall(asked))
        counted = [self._counted.get(one, (1, 0)) for one in self._inside(element)]
        # What is beyond the limits stays there; sums of millions of digits would take their time.
        shapes = min(1 + sum(shapes for shapes, _ in counted), SHAPES + 1)
        return shapes, min(steps + sum(filters for _, filters in counted), FILTERS + 1)
