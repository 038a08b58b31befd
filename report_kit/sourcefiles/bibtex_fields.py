"""check_fields: a field that stands twice in an entry of a BibTeX file, of which one would vanish without a word.

In: the text of the file. Out: a diagnostic at each second field. Entries are told apart by their braces, as BibTeX does
(https://www.bibtex.org/Format/); what is wrong with those themselves is said where pandoc reads the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.diagnostics import Diagnostic, Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import rules
from report_kit.sourcefiles.text import SourceText

_TOKEN = pattern(r"""\\.|[{}"]|(?<![\w-])([A-Za-z][\w-]*)\s*=|^[ \t]*@(\w+)[ \t]*[{(]""", re.MULTILINE | re.DOTALL)
_NO_WORK = frozenset(("comment", "preamble", "string"))


def check_fields(source: SourceText) -> Iterator[Diagnostic]:
    """A diagnostic for every field that its entry has already."""
    depth, quoted, line, counted = 0, False, 1, 0
    first: dict[str, int] = {}
    for token in _TOKEN.finditer(source.text):
        line += source.text.count("\n", counted, token.start())
        counted = token.start()
        if token[2]:  # an entry begins on a line of its own, whatever the braces before it say
            depth, quoted = (0 if token[2].lower() in _NO_WORK else 1), False
            first = {}
        elif token[0] == '"' and depth == 1:
            quoted = not quoted
        elif token[0] in "{}" and not quoted:
            depth += 1 if token[0] == "{" else -1
        elif token[1] and depth == 1 and not quoted:
            name = token[1].lower()
            if name in first:
                column = token.start() - source.text.rfind("\n", 0, token.start())
                message = f"'{name}' is written twice here; the first time in line {first[name]}"
                place = Span(source.file, line, column, line, column + len(token[1]))
                yield rules.DUPLICATE_KEY.at(place, message, "keep one of the two")
            first.setdefault(name, line)
