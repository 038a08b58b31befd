"""missing_character, complaints: characters that no font has, and where they stand in the sources.

In: what WeasyPrint says of a character, and later the source lines. Out: a diagnostic that names the character, with
its place. The exporter knows the page only, so the place is looked up by whoever has the report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec

from report_kit.diagnostics import Diagnostic, Span
from report_kit.exporters.rules import MISSING_CHARACTER
from report_kit.model.scripts import EXTRA, script_of

_RECORD = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)$", re.DOTALL)


def missing_character(record: str) -> str:
    """The character that a record of WeasyPrint says has no glyph; empty for any other record."""
    found = _RECORD.match(record)
    return chr(int(found[1], 16)) if found else ""


def complaints(missing: Iterable[str], lines: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """A diagnostic for each of the characters, at the first place in `lines` (source text by file) where it stands.

    Several that stand close to each other, or are of one script, are one slip: they are counted.
    """
    groups: dict[tuple[str, str], list[tuple[Span | None, str]]] = {}
    for character in dict.fromkeys(missing):
        place = _first_place(character, lines)
        kind = unicodedata.name(character, "").partition(" ")[0] if character.isalnum() else ""
        groups.setdefault((place.file if place else "", kind or character), []).append((place, character))
    for found in groups.values():
        found.sort(key=lambda each: each[0] or Span(""))
        place, character = found[0]
        yield MISSING_CHARACTER.at(place, _message(character, len(found) - 1), _hint(character))


def _message(character: str, others: int) -> str:
    name = unicodedata.name(character, "").lower()
    shown = character if character.isprintable() else "?"
    code = f"U+{ord(character):04X}{', ' if name else ''}{name}"
    if others:
        count = f"{others} other{'s' if others > 1 else ''} of its script"
        return f'no font has the character "{shown}" ({code}), nor {count}: the PDF shows boxes'
    return f'no font has the character "{shown}" ({code}): the PDF shows a box'


def _hint(character: str) -> str:
    script = script_of(character)
    if script is not None and find_spec(script.package) is None:
        return f"install the fonts for {script.name}: pip install '{EXTRA}'"
    return "write it in words, or show it as a picture"


def _first_place(character: str, lines: Mapping[str, tuple[str, ...]]) -> Span | None:
    # Texts before data: a name in a YAML file mostly stands in a text as well.
    for file in sorted(lines, key=lambda file: (not file.endswith(".md"), not file.startswith("themes/"), file)):
        for number, line in enumerate(lines[file], start=1):
            if (at := line.find(character)) >= 0:
                return Span(file, number, at + 1, number, at + 2)
    return None
