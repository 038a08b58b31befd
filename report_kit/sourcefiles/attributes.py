"""check_attributes: what holds for attributes in braces wherever they stand, on a block, a heading, words or a picture.

In: the id, classes and `name="value"` pairs of one node, as written. Out: diagnostics. A name that stands twice leaves
one of its values without effect, and a `speaker` on anything but a source note would print words unasked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from report_kit.diagnostics import Diagnostic, Span, any_of
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import block_rules, line_rules
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.text import without_invisible
from report_kit.sourcefiles.yaml_reader import shown

_NOTE = pattern(r"(?:source|field)?[-_ ]?notes?|remarks?", re.IGNORECASE)
"""Classes, and tags of HTML, by which authors mean a source note."""
_OF_NOTES = pattern(
    r"(?:data-)?(?:speaker[\w-]*|codes?|events?|recorded[-_]?as|timestamps?|(?:said|spoken)[-_]?by|participants?)",
    re.IGNORECASE,
)
"""Attributes that only notes have, and what authors write for them."""
_WHO = pattern(r"(?:data-)?(?:speaker[\w-]*|(?:said|spoken)[-_]?by|participants?)", re.IGNORECASE)

_BRACES = pattern(r"\{[^{}]*\}")
_ID = pattern(r"""(?<=[\s{])(?:#|id=)([^\s{}=]+)|"[^"]*"|'[^']*'""")
"""An id between braces, or a value in quotes, which may hold what looks like one."""
_LINES = 4
"""Lines of a node in which its braces are looked for: those of a block stand in its first."""


LINE = "line"
"""Stands for the class of what is no block; a count in a line may name an event."""

Attributes = Sequence[Any]
"""Id, classes and pairs of one node."""


EVERYWHERE = frozenset(("lang", "dir", "id"))
"""Attributes that any text may have."""
BY_OTHERS = None
"""Whoever reads the attributes of this node says which of them do nothing."""


def check_attributes(
    page: Page,
    attributes: Attributes,
    span: Span,
    *,
    kind: str = "",
    code: bool = False,
    note: bool = False,
    effective: Collection[str] | None = (),
) -> frozenset[str]:
    """Report attributes of one node at `span` that stand twice, that set looks or run scripts, or that make it a note.

    `classes` and `pairs` as pandoc gives them: pairs that were written twice are both there. `block`: the class that
    makes it one of the field's own blocks, if one does. `effective`: what has an effect there besides `EVERYWHERE`,
    classes with their dot; all else is reported, too. Gives the names of the attributes that were reported.
    """
    identifier, classes, pairs = attributes
    _report_second_id(page, span, identifier)
    told = set()
    for name in _repeated(name for name, _ in pairs):
        told.add(name)
        page.report(
            block_rules.DUPLICATE_ATTRIBUTE.at(
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
            page.report(line_rules.DROPPED_ATTRIBUTE.at(page.place_of(name, span), message, "delete it"))
    meant_as_note = not note and is_note(() if code else classes, pairs, kind)
    if effective is not BY_OTHERS and not meant_as_note:
        report_without_effect(page, attributes, span, effective, told)
    if meant_as_note:
        told.update(name for name, _ in pairs if _OF_NOTES.fullmatch(name))
        page.report(misplaced_note(classes, _where_it_says_so(page, span), is_notes=page.is_notes))
    return frozenset(told)


def report_without_effect(
    page: Page, attributes: Attributes, span: Span, effective: Collection[str] = (), told: Collection[str] = ()
) -> None:
    """Report the classes and attributes of one node that have no effect and were not `told` of."""
    _, classes, pairs = attributes
    idle = [(name, f".{name}") for name in classes if f".{name}" not in effective]
    idle += [
        (name, f"{name}=")
        for name, _ in pairs
        if name not in effective and name not in told and name.lower() not in EVERYWHERE
    ]
    if not idle:
        return
    spelt = list(dict.fromkeys(one for _, one in idle))
    what = " and ".join(f"'{shown(one)}'" for one in spelt)
    message = f"{what} {'do' if spelt[1:] else 'does'} nothing here"
    hint = f"delete it; what has an effect: {', '.join(sorted(effective))}" if effective else "delete it"
    place = page.place_of(idle[0][0], span)
    if place == span:
        place = page.place_of(idle[0][0], _where_it_says_so(page, span))
    page.report(line_rules.NO_EFFECT.at(place, message, hint))


def is_note(classes: Sequence[str], pairs: Sequence[Sequence[str]], kind: str = "") -> bool:
    """Whether something that stands where no source note may is meant as one: it says so, or says what only notes say.

    A quote prints the words of its note, whoever is named beside it.
    """
    if any(names_a_note(name) for name in classes) or kind == "note":
        return True
    meant = _WHO if kind else _OF_NOTES
    return kind != "quote" and any(meant.fullmatch(without_invisible(name)) for name, _ in pairs)


def names_a_note(name: str) -> bool:
    """Whether a class, or a tag of HTML, is one by which authors mean a source note."""
    return any(_NOTE.fullmatch(one) for one in without_invisible(name).split())


def misplaced_note(classes: Sequence[str], span: Span, *, is_notes: bool) -> Diagnostic:
    """What to say of a note at `span` that is none for the notes' reader; `is_notes`: whether it is in a note file."""
    near = next((name for name in classes if names_a_note(name)), "")
    if near != "note":
        what = f"'.{shown(near)}' is" if near else "this says who spoke, or what only notes say, but is"
        message = f"{what} no note, so nobody asks what its speaker agreed to"
        hint = 'write ::: {.note #N1 speaker="…"} in a file in sources/notes/'
    elif is_notes:
        message = "a note stands here inside of something else, where nobody asks what its speaker agreed to"
        hint = "put it on lines of its own, below the ':::' that closes what is above it"
    else:
        message = "a note stands outside of the note files, where nobody asks what its speaker agreed to"
        hint = 'move it to a file in sources/notes/, and cite it here or print it with ::: {.quote of="…"}'
    return block_rules.MISPLACED_NOTE.at(span, message, hint, about=(any_of("note"),))


def _where_it_says_so(page: Page, span: Span) -> Span:
    """The line with the braces: the first of a block, or the one above a paragraph, whose words are not shown then."""
    lines = page.source.lines
    above = span.line - 1
    number = above if 0 < above <= len(lines) and lines[above - 1].lstrip(" \t>").startswith("{") else span.line
    start = len(lines[number - 1]) - len(lines[number - 1].lstrip()) + 1 if number == above else span.column
    return Span(page.file, number, start, number, page.source.end_of(number))


def report_lost_attributes(page: Page, span: Span) -> None:
    """Report attributes on the line above a list of terms at `span`, which pandoc drops without a word."""
    above = page.source.lines[span.line - 2] if 1 < span.line <= len(page.source.lines) + 1 else ""
    if not (above.strip().startswith("{") and above.strip().endswith("}")):
        return
    place = Span(page.file, span.line - 1, above.index("{") + 1, span.line - 1, len(above.rstrip()) + 1)
    pairs = [(name, "") for name in re.findall(r"([\w-]+)=", above)]
    classes = re.findall(r"\.([\w-]+)", above)
    if is_note(classes, pairs):
        page.report(misplaced_note(classes, place, is_notes=page.is_notes))
    else:
        message, hint = "a list of terms takes no attributes", "delete them, or put the list into a block ':::'"
        page.report(line_rules.STRAY_ATTRIBUTES.at(place, message, hint))


def _report_second_id(page: Page, span: Span, identifier: str) -> None:
    """Report a second id in the attributes of a node at `span` that has the id `identifier`: pandoc keeps one of them.

    Only braces with that id are looked at, so that code, formulas and prose are not taken for attributes.
    """
    if not identifier:
        return
    for number in range(max(span.line, 1), min(span.end_line, len(page.source.lines), span.line + _LINES) + 1):
        line = page.source.lines[number - 1]
        if line.count("#") + line.count("id=") < 2:
            continue
        for braces in _BRACES.finditer(line, span.column - 1 if number == span.line else 0):
            ids = [found for found in _ID.finditer(line, *braces.span()) if found[0][0] not in "\"'"]
            if len(ids) > 1 and any(found[1].strip("\"'") == identifier for found in ids):
                place = Span(page.file, number, ids[1].start() + 1, number, ids[1].end() + 1)
                message = f"'{shown(ids[1][0])}' is a second id, and only one can count"
                page.report(block_rules.DUPLICATE_ATTRIBUTE.at(place, message, "keep one of the two"))
                return


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
