"""FONTS: the font files that a house style may name, and what CSS and Word need to know of a family.

A style names fonts, never a package or a path: whoever sends a report chooses among these and makes nothing be opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Literal

from report_kit.lazy.dataclasses import dataclass
from report_kit.model.scripts import SCRIPTS

Medium = Literal["screen", "print"]


@dataclass(frozen=True, slots=True)
class FontFile:
    """One weight of a variable font in an installed Python package."""

    package: str
    file: str
    """Path inside the package."""
    family: str
    style: str
    """Regular, Italic, Semibold or Bold."""
    axes: tuple[tuple[str, float], ...]
    """Where on its axes of variation it lies (OpenType, `fvar`)."""
    height: tuple[int, int] | None = None
    """Ascent and descent of a line in thousandths of an em, where the file's own would not do."""


def _weights(
    short: str, family: str, package: str, upright: str, italic: str, height: tuple[int, int] | None, *axes: str
) -> dict[str, FontFile]:
    """The four faces of a family; `axes` are those beside weight, as 'opsz=20'."""
    fixed = tuple((name, float(value)) for name, _, value in (axis.partition("=") for axis in axes))
    return {
        f"{short}-{style}": FontFile(package, f"files/{file}", family, style, (("wght", weight), *fixed), height)
        for style, file, weight in (
            ("Regular", upright, 400.0),
            ("Italic", italic, 400.0),
            ("Semibold", upright, 600.0),
            ("Bold", upright, 700.0),
        )
        if file
    }


FONTS: Mapping[str, FontFile] = {
    # The size that the letters are drawn for is that of running text, at which the family is as wide as it was in
    # print before it had sizes; lines are as high as they were as well.
    **_weights(
        "SourceSerif4",
        "Source Serif 4",
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        "SourceSerif4-Italic[opsz,wght].ttf",
        (1036, 335),
        "opsz=20",
    ),
    **_weights(
        "SourceSans3",
        "Source Sans 3",
        "fontpkg_source_sans_3",
        "SourceSans3[wght].ttf",
        "SourceSans3-Italic[wght].ttf",
        (984, 273),
    ),
    **_weights("SourceCodePro", "Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro[wght].ttf", "", None),
}
"""By the name that styles use: `url(font:NAME)` in CSS, `faces` in style.yaml."""

ROLES = ("text", "display", "code")
"""What a style needs a family for: running text; labels, headings and tables; what a machine reads."""

_CSS_NAMES = {"text": "Report Serif", "display": "Report Sans", "code": "Report Mono"}

FACES = ("regular", "italic", "semibold", "bold")

KINDS: Mapping[str, str] = {"serif": "roman", "sans-serif": "swiss", "monospace": "modern"}
"""CSS's generic families (CSS Fonts 4, 2.1.3) and the same in Word (ECMA-376-1, 17.18.30)."""

_CSS_FACES = {"regular": "400", "italic": "400; font-style: italic", "semibold": "600"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What a style says of the fonts of one role."""

    role: str
    name: str
    """As Word and other programs call it."""
    kind: str
    """One of `KINDS`."""
    faces: Mapping[str, str]
    """Names out of `FONTS`, by `FACES`."""
    on_screen: tuple[str, ...] = ()
    """What a browser takes while the fonts load."""
    in_word: tuple[str, ...] = ()
    """What Word may take where they are neither installed nor embedded."""

    @property
    def css_name(self) -> str:
        """What stylesheets call it, whatever font it is."""
        return _CSS_NAMES.get(self.role) or f"Report {SCRIPTS[self.role].name}"

    def stack(self, medium: Medium, others: Sequence[Family] = ()) -> str:
        """The value of `font-family`; `others` are those of further scripts."""
        own = [f'"{family.css_name}"' for family in (self, *others)]
        instead = [name if name.isalpha() else f'"{name}"' for name in (self.on_screen if medium == "screen" else ())]
        return ", ".join((*own, *instead, self.kind))

    def css(self, medium: Medium) -> str:
        """Its `@font-face` rules."""
        swap = "; font-display: swap" if medium == "screen" else ""
        lines = []
        for face, look in _CSS_FACES.items():
            if face in self.faces:
                weight = look.replace("600", "600 700") if medium == "screen" else look
                source = f'font-family: "{self.css_name}"; src: url(font:{self.faces[face]})'
                lines.append(f"@font-face {{ {source}; font-weight: {weight}{swap} }}\n")
        return "".join(lines)

    def word(self) -> dict[str, object]:
        """The same as `word.yaml`'s reader wants it."""
        return {
            "name": self.name,
            "instead": list(self.in_word),
            "family": KINDS[self.kind],
            "embed": {face: name for face, name in self.faces.items() if face != "semibold"},
        }


SCRIPT_FONTS: Mapping[str, Mapping[str, FontFile]] = {
    "Arab": _weights(
        "NotoSansArabic",
        "Noto Sans Arabic",
        "fontpkg_noto_sans_arabic",
        "NotoSansArabic[wdth,wght].ttf",
        "",
        None,
        "wdth=100",
    ),
    "Hebr": _weights("Assistant", "Assistant", "fontpkg_assistant", "Assistant[wght].ttf", "", None),
    "Deva": _weights(
        "NotoSansDevanagari",
        "Noto Sans Devanagari",
        "fontpkg_noto_sans_devanagari",
        "NotoSansDevanagari[wdth,wght].ttf",
        "",
        None,
        "wdth=100",
    ),
}
"""Fonts of the scripts in `model.scripts`, by the same codes; for reports that need them, where they are installed."""


def script_family(code: str) -> Family:
    """The family for a script beside the style's own."""
    fonts = SCRIPT_FONTS[code]
    faces = {font.style.lower(): name for name, font in fonts.items()}
    name = next(iter(fonts.values())).family
    return Family(role=code, name=name, kind="sans-serif", faces=faces)


def installed(code: str) -> bool:
    """Whether the fonts of a script are here."""
    return find_spec(SCRIPTS[code].package) is not None
