"""check_attributes: what holds for attributes in braces wherever they stand, on a block, a heading, words or a picture.

In: the id, classes and `name="value"` pairs of one node, as written. Out: diagnostics. A name that stands twice leaves
one of its values without effect, and a `speaker` on anything but a source note would print words unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_kit.diagnostics import Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import rules
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.yaml_reader import shown

NOTE_CLASSES = frozenset(("note", "notes", "source-note", "remark"))
"""Classes, in any case, by which authors mean a source note."""

_BRACES = pattern(r"\{[^{}]*\}")
_ID = pattern(r"""(?<=[\s{])(?:#[^\s{}"'=]+|id=)|"[^"]*"|'[^']*'""")
"""An id between braces, or a value in quotes, which may hold what looks like one."""


def check_attributes(
    page: Page, classes: Sequence[str], pairs: Sequence[Sequence[str]], span: Span, *, block: str = ""
) -> frozenset[str]:
    """Report attributes of one node at `span` that stand twice, that set looks or run scripts, or that make it a note.

    `classes` and `pairs` as pandoc gives them: pairs that were written twice are both there. `block`: the class that
    makes it one of the field's own blocks, if one does. Gives the names of the attributes that were reported.
    """
    told = set()
    for name in _repeated(name for name, _ in pairs):
        page.report(
            rules.DUPLICATE_ATTRIBUTE.at(
                _second(page, name, span), f"'{shown(name)}' is written twice here, and only one can count",
                'keep one of the two; several stand in one pair of quotes: speaker="P01 P06"'
                if name in ("speaker", "codes", "for")
                else "keep one of the two",
            )
        )  # fmt: skip
    for name in dict.fromkeys(name for name, _ in pairs):
        if name.lower() == "style" or name.lower().startswith("on"):
            told.add(name)
            message = f"'{shown(name)}' was taken out: looks are the house style's business, and scripts never pass"
            page.report(rules.DROPPED_ATTRIBUTE.at(page.place_of(name, span), message, "delete it"))
    if is_note(classes, pairs, block):
        told.update(name for name, _ in pairs if name.lower() == "speaker")
        _report_misplaced_note(page, classes, span)
    return frozenset(told)


def is_note(classes: Sequence[str], pairs: Sequence[Sequence[str]], block: str = "") -> bool:
    """Whether something that stands where no source note may is meant as one: it says so, or it says who spoke.

    A quote prints the words of its note, whoever is named beside it.
    """
    named = any(name.lower() == "speaker" for name, _ in pairs)
    if block:
        return block == "note" or (named and block != "quote")
    return named or any(name.lower() in NOTE_CLASSES for name in classes)


def _report_misplaced_note(page: Page, classes: Sequence[str], span: Span) -> None:
    near = next((name for name in classes if name.lower() in NOTE_CLASSES), "")
    if near != "note":
        what = f"'.{shown(near)}' is" if near else "this says who spoke but is"
        message = f"{what} no note, so nobody asks what its speaker agreed to"
        hint = 'write ::: {.note #N1 speaker="…"} in a file in sources/notes/'
    elif page.is_notes:
        message = "a note stands here inside of something else, where nobody asks what its speaker agreed to"
        hint = "put it on lines of its own, below the ':::' that closes what is above it"
    else:
        message = "a note stands outside of the note files, where nobody asks what its speaker agreed to"
        hint = 'move it to a file in sources/notes/, and cite it here or print it with ::: {.quote of="…"}'
    page.report(rules.MISPLACED_NOTE.at(_where_it_says_so(page, span), message, hint))


def _where_it_says_so(page: Page, span: Span) -> Span:
    """The line with the braces: the first of a block, or the one above a paragraph, whose words are not shown then."""
    lines = page.source.lines
    above = span.line - 1
    number = above if 0 < above <= len(lines) and lines[above - 1].lstrip(" \t>").startswith("{") else span.line
    start = len(lines[number - 1]) - len(lines[number - 1].lstrip()) + 1 if number == above else span.column
    return Span(page.file, number, start, number, page.source.end_of(number))


def report_second_ids(page: Page) -> None:
    """Report braces with two ids, of which pandoc keeps one without a word; call it when all blocks are read."""
    for number, line in enumerate(page.source.lines, 1):
        if line.count("#") + line.count("id=") < 2 or any(number in lines for lines in page.code):
            continue
        for braces in _BRACES.finditer(line):
            ids = [found for found in _ID.finditer(line, *braces.span()) if found[0][0] not in "\"'"]
            before = line[: braces.start()]
            if len(ids) < 2 or before.count("`") % 2 or before.rfind("{") > before.rfind("}"):
                continue  # one id, or shown as code, or within a value
            place = Span(page.file, number, ids[1].start() + 1, number, ids[1].end() + 1)
            message = f"'{shown(ids[1][0])}' is a second id, and only one can count"
            page.report(rules.DUPLICATE_ATTRIBUTE.at(place, message, "keep one of the two"))


def _repeated(names: Iterator[str]) -> list[str]:
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if name in seen:
            twice[name] = None
        seen.add(name)
    return list(twice)


def _second(page: Page, name: str, span: Span) -> Span:
    """Where `name=` stands for the second time in the lines of `span`; all of its first line where it does not."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?==)")
    seen = 0
    for number in range(max(span.line, 1), min(span.end_line, len(page.source.lines)) + 1):
        start = span.column - 1 if number == span.line else 0
        for found in pattern.finditer(page.source.lines[number - 1], start):
            seen += 1
            if seen == 2:
                return Span(page.file, number, found.start() + 1, number, found.end() + 1)
    return Span(page.file, span.line, span.column, span.line, page.source.end_of(span.line))
