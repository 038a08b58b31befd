"""with_hyphens: opening lines that name a block in two words, ::: {.key figure}, read as they are meant.

In: the text of a page for pandoc. Out: the same text, a hyphen in the place of each such blank, and an error for each.
Nothing else moves. Were such a line left as it stands, it would open nothing, its ':::' would close the block above,
and what is wrong inside of both could be told only once the line is mended.
"""

from __future__ import annotations

import re

from report_kit.diagnostics import Diagnostic, Span
from report_kit.diagnostics.diagnostic import Edit, Fix
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import block_rules
from report_kit.sourcefiles.fenced_divs import ATTRIBUTES

_OPENING = pattern(r"(?m)^[ \t>]*:{3,}[ \t]*\{[^\n]*\}[ \t]*$")
_CODE = pattern(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_TOO_FAR_IN = pattern(r"[ >]*(?: {4}|\t)")
_QUOTED = pattern(r'"[^"]*"')
_NAME = pattern(r"(?<=[{ ])\.([A-Za-z]+)[ ]([A-Za-z]+)(?=[ }])")


def with_hyphens(file: str, body: str) -> tuple[str, list[Diagnostic]]:
    """`body` as it is meant, and what is wrong with it."""
    if not any(_in_two_words(found[0]) for found in _OPENING.finditer(body)):
        return body, []
    lines, told, code = body.split("\n"), list[Diagnostic](), ""
    for number, line in enumerate(lines):
        if fence := _CODE.match(line):
            if not code:
                code = fence[1]
            elif fence[1].startswith(code) and not line[fence.end() :].strip():
                code = ""
            continue
        found = None if code or _TOO_FAR_IN.match(line) or not _OPENING.fullmatch(line) else _in_two_words(line)
        if found is None:
            continue
        blank = found.end(1)
        lines[number] = f"{line[:blank]}-{line[blank + 1 :]}"
        place = Span(file, number + 1, found.start() + 1, number + 1, found.end() + 1)
        message = "the name of a block has a hyphen where this has a blank"
        hint = f"write .{found[1]}-{found[2]}"
        fix = Fix(hint, (Edit(Span(file, number + 1, blank + 1, number + 1, blank + 2), "-"),), safe=True)
        told.append(block_rules.STRAY_FENCE.at(place, message, hint, fix))
    return "\n".join(lines), told


def _in_two_words(line: str) -> re.Match[str] | None:
    """Where `line` has the name of a block in two words."""
    outside = _QUOTED.sub(lambda value: "=" * len(value[0]), line)
    return next((one for one in _NAME.finditer(outside) if f"{one[1]}-{one[2]}" in ATTRIBUTES), None)
