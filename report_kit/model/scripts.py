"""SCRIPTS: writing systems beside Latin, Greek and Cyrillic, for which there are optional fonts.

In: text. Out: which of them it is written in. Codes are those of ISO 15924; blocks those of Unicode.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.lazy.references import unescaped

EXTRA = "report-kit[fonts]"
"""What pip installs for all of them."""


@dataclass(frozen=True, slots=True)
class Script:
    """A writing system, and the fonts that print it."""

    name: str
    """For people."""
    letters: str
    """Its characters, as the inside of a regular expression's brackets."""
    package: str
    """Python package that holds the fonts."""
    family: str
    """As Word calls it."""


SCRIPTS: Mapping[str, Script] = {
    "Arab": Script(
        "Arabic",
        "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        "fontpkg_noto_sans_arabic",
        "Noto Sans Arabic",
    ),
    "Hebr": Script("Hebrew", "\u0591-\u05f4\ufb1d-\ufb4f", "fontpkg_assistant", "Assistant"),
    "Deva": Script("Devanagari", "\u0900-\u097f\ua8e0-\ua8ff", "fontpkg_noto_sans_devanagari", "Noto Sans Devanagari"),
}

_LETTERS = {code: pattern(f"[{script.letters}]") for code, script in SCRIPTS.items()}
_ANY = pattern("[" + "".join(script.letters for script in SCRIPTS.values()) + "]")


def scripts_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The codes of the scripts in `lines`, also where a letter is written as `&#x627;`, in the order of `SCRIPTS`."""
    found: set[str] = set()
    for line in lines:
        text = unescaped(line)
        if text.isascii() or _ANY.search(text) is None:
            continue
        found.update(code for code, letters in _LETTERS.items() if code not in found and letters.search(text))
    return tuple(code for code in SCRIPTS if code in found)


def script_of(character: str) -> Script | None:
    """The script of `character` that there are optional fonts for."""
    return next((SCRIPTS[code] for code, letters in _LETTERS.items() if letters.match(character)), None)
