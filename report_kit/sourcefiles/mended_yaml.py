"""as_meant: YAML in which one slip is mended, so that all that the file says besides can be read in the same run.

In: the text of a file, and libyaml's complaint. Out: the text as it is meant, where only one thing can be, and the fix
that makes the file so. Each character stays in its line and column, but for tabs: `moved` tells how far they push. The
slip is an error all the same: this only spares whoever mends it from hearing of the next one when that is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from report_kit.diagnostics import Diagnostic, Span
from report_kit.diagnostics.diagnostic import Edit, Fix
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import yaml_rules
from report_kit.sourcefiles.text import SourceText

COLON = "\uf8ff"
"""Stands for a colon among words until YAML is read; where a file has this character itself, nothing is mended."""

_VALUE = pattern(r"""[ ]*(?:-[ ]+)*[\w-]+:[ ]+(?P<value>[^\s"'\[{|>&*!%#@`][^\n]*?)(?P<rest>[ ]+#[^\n]*|[ ]*)""")
_LONGEST = 2_000
"""Characters of a line; a longer one is no title."""
_CURLY = pattern("[“„‘][^“”„‘]*[“”’]")
_TABS = pattern(r"([ ]*(?:-[ ]+)?)(\t[ \t]*)(?=\S)")
_RULES = (yaml_rules.YAML_SYNTAX.name, yaml_rules.YAML_TAB.name)
_BLANKS = "  "
"""What a tab stands for, as the message about it says."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A text without a slip."""

    text: str
    """What is to be read."""
    fix: Fix
    """The change that makes the file so."""
    hint: str = ""
    """What to do, where that can be said better than of any such slip."""


def as_meant(file: str, text: str, wrong: yaml.MarkedYAMLError) -> Meant | None:
    """`text` without the slip that `wrong` complains of; None where more than one thing may be meant."""
    said = f"{wrong.context or ''} {wrong.problem or ''}"
    if wrong.problem_mark is None:
        return None
    lines = text.split("\n")
    if wrong.problem_mark.line < len(lines) and _TABS.match(lines[wrong.problem_mark.line]):
        return _without_tabs(file, text)
    return _in_quotes(file, text, wrong.problem_mark) if "mapping values are not allowed" in said else None


def _without_tabs(file: str, text: str) -> Meant | None:
    """Blanks for the tabs before what stands in a line."""
    edits = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := _TABS.match(line):
            blanks = found[2].replace("\t", _BLANKS)
            lines[number] = f"{found[1]}{blanks}{line[found.end() :]}"
            edits.append(Edit(Span(file, number + 1, found.start(2) + 1, number + 1, found.end(2) + 1), blanks))
    if not edits:
        return None
    return Meant("\n".join(lines), Fix("write blanks for the tabs", tuple(edits), safe=True))


def _in_quotes(file: str, text: str, mark: yaml.Mark) -> Meant | None:
    """Quotes round a value that has a colon among its words."""
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    found = _VALUE.fullmatch(line) if len(line) <= _LONGEST else None
    if found is None or not found.start("value") < mark.column < found.end("value"):
        return None
    start, end = found.span("value")
    value = found["value"]
    below = next((one for one in lines[mark.line + 1 :] if one.strip()), "")
    if value.endswith(":") and _indent(below) > _indent(line):
        return None  # it is a name, and what stands below is its value
    # Curly quotes round the whole value were meant to hold it together.
    quoted = _quoted(value[1:-1] if _CURLY.fullmatch(value) else value)
    fix = Fix(
        f"put the whole value into quotes: {quoted}",
        (Edit(Span(file, mark.line + 1, start + 1, mark.line + 1, end + 1), quoted),),
        safe=True,
    )
    inner = re.sub(":(?= |$)", COLON, value)
    lines[mark.line] = f"{line[:start]}{inner}{line[end:]}"
    return Meant("\n".join(lines), fix, "" if _CURLY.fullmatch(value) else fix.message)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _quoted(words: str) -> str:
    return "'{}'".format(words.replace("'", "''")) if '"' in words or "\\" in words else f'"{words}"'


def moved(original: str, read: str) -> int:
    """How many columns what stands in a line stands further right in the text that was read."""
    return _indent(read) - (len(original) - len(original.lstrip(" \t")))


def mended(source: SourceText, told: Iterable[Diagnostic]) -> str:
    """`source` with the fixes that were offered for it here made, for a program that reads the file itself."""
    lines = list(source.lines)
    edits = [edit for one in told if one.rule in _RULES and one.fix for edit in one.fix.edits]
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        if edit.span.file == source.file:
            line = lines[edit.span.line - 1]
            lines[edit.span.line - 1] = f"{line[: edit.span.column - 1]}{edit.text}{line[edit.span.end_column - 1 :]}"
    return "\n".join(lines) if edits else source.text
