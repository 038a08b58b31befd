"""complaint, located: characters that no font has, and where they stand in the sources.

In: what WeasyPrint says of a character, and later the source lines. Out: a diagnostic that names the character, with
its place. The exporter knows the page only, so the place is looked up by whoever has the report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report_kit.diagnostics import Diagnostic, Span
from report_kit.exporters.rules import MISSING_CHARACTER

_RECORD = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)$", re.DOTALL)
_CODE = re.compile(r"\(U\+([0-9A-F]{4,6})")


def complaint(record: str) -> Diagnostic | None:
    """The diagnostic for a record of WeasyPrint about a character without a glyph; None for any other record."""
    found = _RECORD.match(record)
    if found is None:
        return None
    character = chr(int(found[1], 16))
    name = unicodedata.name(character, "").lower()
    shown = character if character.isprintable() else "?"
    message = f'no font has the character "{shown}" (U+{found[1]}{", " if name else ""}{name}): the PDF shows a box'
    return MISSING_CHARACTER.at(None, message, "write it in words, or show it as a picture")


def located(diagnostics: Iterable[Diagnostic], lines: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """`diagnostics`, those about a character at the first place in `lines` (source text by file) where it stands."""
    for diagnostic in diagnostics:
        code = _CODE.search(diagnostic.message) if diagnostic.rule == MISSING_CHARACTER.name else None
        yield replace(diagnostic, span=_first_place(chr(int(code[1], 16)), lines)) if code else diagnostic


def _first_place(character: str, lines: Mapping[str, tuple[str, ...]]) -> Span | None:
    # Texts before data: a name in a YAML file mostly stands in a text as well.
    for file in sorted(lines, key=lambda file: (not file.endswith(".md"), not file.startswith("themes/"), file)):
        for number, line in enumerate(lines[file], start=1):
            if (at := line.find(character)) >= 0:
                return Span(file, number, at + 1, number, at + 2)
    return None
