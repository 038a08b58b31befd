"""visible, cells: text as a terminal shows it.

In: text from anywhere. Out: text that cannot steer the terminal, and how many of its cells each character fills.
Widths follow Unicode Standard Annex 11 (https://www.unicode.org/reports/tr11/) and what terminals do with emoji.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

TAB = "    "
"""How a tab is printed: its true width depends on where the line begins on the screen."""

_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_PRESENTATION = "\ufe0f"


def visible(text: str) -> str:
    """`text` on one line, its control and invisible characters shown as signs instead of being obeyed."""
    return "".join(shown for shown, _ in cells(" ".join(text.splitlines())))


def display_width(text: str) -> int:
    """How many cells of a terminal `visible(text)` fills."""
    return sum(width for _, width in cells(text))


def cells(text: str) -> Iterator[tuple[str, int]]:
    """For every character, what is printed for it and how many cells that fills."""
    before, width_before = "", 0
    for character in text:
        shown = _shown(character, before)
        width = len(shown) if shown != character else _width(character, before, width_before)
        yield shown, width
        if not unicodedata.combining(character):
            before, width_before = character, width


def _shown(character: str, before: str) -> str:
    """`character` itself, or the sign that stands for it."""
    if character == "\t":
        return TAB
    if character.isascii():
        if character.isprintable():
            return character
        # Control Pictures, U+2400: one sign for each of the control characters that ASCII has.
        return "␡" if character == "\x7f" else chr(0x2400 + ord(character))
    if character == _ZERO_WIDTH_JOINER and _is_emoji(before):
        return character
    # Not only controls: direction marks (Cf) reorder a whole line, and lone surrogates (Cs) cannot be encoded.
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
    return character


def _width(character: str, before: str, width_before: int) -> int:
    """Cells that a printed character adds to those before it."""
    if character.isascii():
        return 1
    if character == _EMOJI_PRESENTATION:
        # '❤' fills one cell, '❤' with this selector two.
        return 1 if width_before == 1 and _is_emoji(before) else 0
    if character == _ZERO_WIDTH_JOINER or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    if "\u1160" <= character <= "\u11ff":  # vowels and finals that join the Korean syllable before them
        return 0
    if before == _ZERO_WIDTH_JOINER or (_is_skin_tone(character) and _is_emoji(before)):
        return 0  # the rest of one picture: a family, a waving hand of another colour
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _is_emoji(character: str) -> bool:
    return bool(character) and (
        unicodedata.category(character) == "So" or _is_skin_tone(character) or character == _EMOJI_PRESENTATION
    )


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"
