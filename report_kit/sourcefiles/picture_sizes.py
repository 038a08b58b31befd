"""read_look: how an author wants a picture to stand, from the attributes behind it.

In: classes and `name="value"` pairs of one image. Out: a `Look` of measures that every format understands, and a
diagnostic for each value that is no measure and each name that does nothing. `PLACINGS` and `MEASURES` are all that
has an effect; the README lists them.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.diagnostics import Span, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import picture_rules
from report_kit.sourcefiles.lengths import PIXELS
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.yaml_reader import shown

PLACINGS = {
    "wide": "as wide as text and margin together",
    "right": "beside the text, at the right, at most half as wide",
    "portrait": "small, as the portrait of a person",
    "page": "on a page of its own",
}
"""Classes that place a picture, and what each does."""

MEASURES = {
    "width": "a share of the text's width (50%) or a length (4cm)",
    "height": "a length (6cm)",
}
"""Attributes that size a picture, and what each takes."""

_MEASURE = pattern(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(%|mm|cm|in|pt|px|)")
_MILLIMETRES = {**{unit: pixels * 25.4 / 96 for unit, pixels in PIXELS.items()}, "": 25.4 / 96}
_LARGEST = 400.0
"""Millimetres; no page is larger."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture stands."""

    width: str = ""
    """'50%' of the text's width, or '40mm'; empty for its own."""
    height: str = ""
    """'60mm'."""
    placing: str = ""
    """One of `PLACINGS`, or nothing."""


def read_look(page: Page, classes: Sequence[str], pairs: Sequence[Sequence[str]], span: Span) -> Look:
    """The look that `classes` and `pairs` of the picture at `span` ask for."""
    measures = {name: _measure(page, name, value, span) for name, value in pairs if name in MEASURES}
    for name in (one for one, _ in pairs if one not in MEASURES and not _is_told(one)):
        _report(page, name, span, MEASURES)
    placings = [name for name in classes if name in PLACINGS]
    for name in (one for one in classes if one not in PLACINGS and one != "decorative"):
        _report(page, name, span, PLACINGS)
    for name in placings[1:]:
        message = f"a picture stands in one way; '.{placings[0]}' counts, and '.{name}' does nothing"
        page.report(picture_rules.PICTURE_LOOK.at(page.place_of(name, span), message, "keep one of the two"))
    return Look(measures.get("width", ""), measures.get("height", ""), placings[0] if placings else "")


def _is_told(name: str) -> bool:
    """Whether another rule speaks of attributes with this `name`."""
    return name.lower() in ("style", "lang", "dir", "id") or name.lower().startswith("on")


def _measure(page: Page, name: str, value: str, span: Span) -> str:
    found = _MEASURE.fullmatch(value.strip().lower())
    if found and found[2] == "%" and name == "width" and 0 < float(found[1]) <= 100:
        return f"{float(found[1]):g}%"
    if found and found[2] != "%" and 1 <= (millimetres := float(found[1]) * _MILLIMETRES[found[2]]) <= _LARGEST:
        return f"{millimetres:.4g}mm"
    message = f"'{name}={shown(value)}' is no size that a picture can have"
    page.report(picture_rules.PICTURE_LOOK.at(page.place_of(name, span), message, f"write {MEASURES[name]}"))
    return ""


def _report(page: Page, name: str, span: Span, known: Sequence[str] | dict[str, str]) -> None:
    hint = (
        did_you_mean(name, known) or f"what has an effect: {', '.join((*MEASURES, *(f'.{one}' for one in PLACINGS)))}"
    )
    message = f"'{shown(name)}' does nothing to a picture"
    page.report(picture_rules.PICTURE_LOOK.at(page.place_of(name, span), message, hint))
