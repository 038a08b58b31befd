"""Look: what a house style says of Word, read with care, in the units of WordprocessingML.

In: the mapping as it was read from YAML, every scalar possibly still a string. Out: lengths in twentieths of a point
(`w:sz` in half-points, borders in eighths), colours as six hexadecimal digits. What is missing has a plain default, so
that a house style may leave `word.yaml` out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from report_kit.diagnostics import MachineError

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_TWIP = 635

ROLES = ("text", "display", "code")
"""What every house style has a font for."""

TURNED_SIDE = 1134
"""Twips beside the text of a page that is turned sideways, at most: 20 mm."""

WIDEST_SPACE = 31
"""Points between a paragraph and its border that Word takes at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """Size and margins in twips; A4 unless the house style says otherwise."""

    width: int = 11906
    height: int = 16838
    top: int = 1440
    bottom: int = 1440
    left: int = 1440
    right: int = 1440
    header: int = 720
    footer: int = 720

    @property
    def measure(self) -> int:
        """Width of the text."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> int:
        """Height of the text."""
        return self.height - self.top - self.bottom

    @property
    def turned(self) -> Page:
        """The same sheet sideways, for a table that needs the width; as far in as the PDF's, wherever text stands."""
        side = min(self.left, self.right, TURNED_SIDE)
        return replace(self, width=self.height, height=self.width, left=side, right=side)


@dataclass(frozen=True, slots=True)
class Font:
    """A font as Word names it."""

    name: str
    instead: tuple[str, ...] = ()
    """Fonts to take where it is neither installed nor embedded."""
    family: str = "auto"
    """roman, swiss, modern or auto (ECMA-376-1, 17.18.30)."""
    embed: Mapping[str, str] = field(default_factory=dict)
    """regular, italic, bold: names of the house style's font files to embed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line beside a paragraph or cell."""

    width: int
    """Eighths of a point."""
    colour: str
    space: int
    """Points between line and text."""


@dataclass(frozen=True, slots=True)
class Look:
    """A house style in Word."""

    page: Page
    fonts: Mapping[str, Font]
    """By role, and by ISO 15924 code those of further scripts."""
    colours: dict[str, str]
    styles: Mapping[str, Mapping[str, Any]]
    """What each style sets, by its name; values as in YAML."""
    table: Mapping[str, Any]

    def colour(self, name: object) -> str:
        """Six hexadecimal digits for a name in `colours`."""
        try:
            return self.colours[str(name)]
        except KeyError as missing:
            raise MachineError(f"word.yaml of the house style has no colour called {name}") from missing

    def rule(self, given: Mapping[str, Any]) -> Rule:
        """A rule as word.yaml writes it."""
        return Rule(
            width=max(2, round(twips(given.get("width", 0.5)) * 8 / 20)),
            colour=self.colour(given["colour"]),
            space=min(WIDEST_SPACE, round(twips(given.get("space", 0)) / 20)),
        )


def read_look(word: Mapping[str, object]) -> Look:
    """The look that `word` (`HouseStyle.word`, or nothing) describes."""
    page = Page(**{name: twips(length) for name, length in _mapping(word, "page").items()})
    fonts = {
        "text": Font("Cambria", family="roman"),
        "display": Font("Calibri", family="swiss"),
        "code": Font("Consolas", family="modern"),
    }
    for role, given in _mapping(word, "fonts").items():
        fonts[role] = Font(
            name=str(given["name"]),
            instead=tuple(map(str, given.get("instead", ()))),
            family=str(given.get("family", "auto")),
            embed=dict(given.get("embed", {})),
        )
    colours: dict[str, str] = {"ink": "000000", "accent": "1F3864"} | {
        name: str(code).removeprefix("#").upper() for name, code in _mapping(word, "colours").items()
    }
    return Look(page, fonts, colours, _mapping(word, "styles"), _mapping(word, "table"))


def twips(length: object) -> int:
    """Twentieths of a point for '12', '12.5' (points) or '30mm'."""
    words = str(length).strip()
    if words.endswith("mm"):
        return round(float(words.removesuffix("mm")) * TWIPS_PER_MM)
    return round(float(words) * 20)


def is_yes(answer: object) -> bool:
    """Whether a YAML value means yes, however it was read."""
    return str(answer).lower() in {"yes", "true", "on"}


def _mapping(word: Mapping[str, object], key: str) -> dict[str, Any]:
    found = word.get(key) or {}
    if not isinstance(found, Mapping):
        raise MachineError(f"word.yaml of the house style: {key} must hold names and values")
    return dict(found)
