"""FONTS: the font files that a house style may name, and what CSS and Word need to know of a family.

A style names fonts, never a package or a path: whoever sends a report chooses among these and makes nothing be opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from report_kit.lazy.dataclasses import dataclass

Medium = Literal["screen", "print"]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file in an installed Python package."""

    package: str
    file: str
    """Path inside the package."""


_SERIF, _SANS = "font_source_serif_pro", "font_source_sans_pro"

FONTS: Mapping[str, FontFile] = {
    "SourceSerifPro-Regular": FontFile(_SERIF, "files/SourceSerifPro-Regular.ttf"),
    "SourceSerifPro-It": FontFile(_SERIF, "files/SourceSerifPro-It.ttf"),
    "SourceSerifPro-Semibold": FontFile(_SERIF, "files/SourceSerifPro-Semibold.ttf"),
    "SourceSerifPro-Bold": FontFile(_SERIF, "files/SourceSerifPro-Bold.ttf"),
    "SourceSansPro-Regular": FontFile(_SANS, "files/SourceSansPro-Regular.ttf"),
    "SourceSansPro-It": FontFile(_SANS, "files/SourceSansPro-It.ttf"),
    "SourceSansPro-Semibold": FontFile(_SANS, "files/SourceSansPro-Semibold.ttf"),
    "SourceSansPro-Bold": FontFile(_SANS, "files/SourceSansPro-Bold.ttf"),
    "SourceCodePro": FontFile("fontpkg_source_code_pro", "files/SourceCodePro[wght].ttf"),
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
        return _CSS_NAMES[self.role]

    def stack(self, medium: Medium) -> str:
        """The value of `font-family`."""
        others = [name if name.isalpha() else f'"{name}"' for name in (self.on_screen if medium == "screen" else ())]
        return ", ".join((f'"{self.css_name}"', *others, self.kind))

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


def font_files(names: Iterable[str]) -> dict[str, bytes]:
    """The files by name."""
    return {name: _file(FONTS[name]) for name in dict.fromkeys(names)}


@cache
def _file(font: FontFile) -> bytes:
    from importlib.resources import files  # here: it loads what unpacks archives

    return files(font.package).joinpath(font.file).read_bytes()
