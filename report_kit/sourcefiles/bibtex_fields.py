"""check_fields: fields of a BibTeX file that would vanish without a word.

In: the entries of the file. Out: a diagnostic at each second field of one name, of which one cannot count, and at each
brace that closes an entry before its last field. What else is wrong with braces is said where pandoc reads the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_kit.diagnostics import Diagnostic, Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import reference_rules, yaml_rules
from report_kit.sourcefiles.bibtex_entries import Entry
from report_kit.sourcefiles.yaml_reader import shown

_FIELD = pattern(r"[\s,}]*([A-Za-z][\w-]*)\s*=\s*[{\"\w]")


def check_fields(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """A diagnostic for every field that its entry has already, or that stands below the end of its entry."""
    for entry in entries:
        if entry.end is None:
            continue
        first: dict[str, Span] = {}
        for one in entry.fields:
            if one.name in first:
                message = f"'{one.name}' is written twice here; the first time in line {first[one.name].line}"
                yield yaml_rules.DUPLICATE_KEY.at(one.span, message, "keep one of the two")
            first.setdefault(one.name, one.span)
        if lost := _FIELD.match(entry.left_over):
            message = f"this brace ends '{shown(entry.key)}', so '{lost[1]}' and what follows it are not read"
            yield reference_rules.UNREADABLE_BIBLIOGRAPHY.at(entry.end, message, "take one of the braces out")
