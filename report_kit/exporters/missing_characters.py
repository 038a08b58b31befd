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
    """A diagnostic for each of the characters, at the first place in `lines` (source text by file) where it stands."""
    for character in missing:
        name = unicodedata.name(character, "").lower()
        shown = character if character.isprintable() else "?"
        code = f"U+{ord(character):04X}{', ' if name else ''}{name}"
        message = f'no font has the character "{shown}" ({code}): the PDF shows a box'
        script = script_of(character)
        hint = "write it in words, or show it as a picture"
        if script is not None and find_spec(script.package) is None:
            hint = f"install the fonts for {script.name}: pip install '{EXTRA}'"
        yield MISSING_CHARACTER.at(_first_place(character, lines), message, hint)


def _first_place(character: str, lines: Mapping[str, tuple[str, ...]]) -> Span | None:
    # Texts before data: a name in a YAML file mostly stands in a text as well.
    for file in sorted(lines, key=lambda file: (not file.endswith(".md"), not file.startswith("themes/"), file)):
        for number, line in enumerate(lines[file], start=1):
            if (at := line.find(character)) >= 0:
                return Span(file, number, at + 1, number, at + 2)
    return None
