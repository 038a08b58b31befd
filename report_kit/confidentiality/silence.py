"""silenced: messages, and the source lines that are shown with them, without words that must not be told.

In: diagnostics, source lines, and what says of words that they tell. Out: the same, with a remark in place of a
message, and without hints, fixes and lines that would repeat them. What to do is still told where it tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from report_kit.diagnostics import Diagnostic

Lines = Mapping[str, tuple[str, ...]]
"""Source text by file."""


def silenced(
    diagnostics: Sequence[Diagnostic],
    lines: Lines,
    tells: Callable[..., bool],
    instead: str,
    tells_at: Callable[[str, int], bool] = lambda _file, _number: False,
) -> tuple[tuple[Diagnostic, ...], Lines]:
    """`diagnostics` and `lines` without what tells.

    `tells`: whether one of some texts does. `tells_at`: lines, by file and number, that do so whatever they say.
    `instead`: what a message says in its place, behind the name of its rule.
    """
    shown = dict(lines)
    for file in dict.fromkeys(one.span.file for one in diagnostics if one.span and one.span.file in lines):
        numbers = {number for one in diagnostics if one.span and one.span.file == file for number in _lines_of(one)}
        text = list(lines[file])
        for number in numbers:
            if number <= len(text) and (tells_at(file, number) or tells(text[number - 1])):
                text[number - 1] = ""
        shown[file] = tuple(text)
    return tuple(_without(one, tells, instead) for one in diagnostics), shown


def _lines_of(one: Diagnostic) -> range:
    """Numbers of the lines that are shown with it."""
    assert one.span is not None
    return range(one.span.line, max(one.span.line, one.span.end_line) + 1)


def _without(one: Diagnostic, tells: Callable[..., bool], instead: str) -> Diagnostic:
    if tells(one.message):
        one = replace(one, message=f"{one.rule} {instead}")
    if tells(one.hint):
        one = replace(one, hint="", fix=None)
    if one.fix and tells(one.fix.message, *(edit.text for edit in one.fix.edits)):
        one = replace(one, fix=None)
    return one
