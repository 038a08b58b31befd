"""report_fences: the lines ':::' of a file that open or close nothing, one message for one slip.

In: a page whose blocks have been read; it knows which such lines were read as words, and which blocks have no end. Out:
diagnostics. A slip in an opening line leaves its closing ':::' over, and one missing ':::' leaves everything below
inside of the block above, so a line is reported only where no slip above it explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from report_kit.diagnostics import Diagnostic, Span, any_of
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import block_rules, file_rules
from report_kit.sourcefiles.fenced_divs import ATTRIBUTES, CURLY
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.text import invisible_in

_ALONE = pattern(r"[ \t>]*(:{3,})[ \t]*")
_TWO_COLONS = pattern(r"[ \t>]*::[ \t]*\{[.#]")
_INDENTED = pattern(r"(?: {4,}| *\t[ \t]*):{3,}[ \t]*\{.*")
_CURLY_VALUE = pattern(rf"([\w-]+)=[{CURLY}](.*?)[{CURLY}](?=[ }}]|$)")
_BARE = pattern(r"([\w-]+)=([^\s\"'{}]+(?:[ ]+[^\s\"'{}=#.]+)+)(?=[ ]+[\w-]+=|[ ]*\})")
_WORD = pattern(r"[{ ]([A-Za-z][\w.-]*)(?=[ }]|$)")
_CLASS = pattern(r"(?<=[{ ])\.?([A-Za-z]+)[ ]([A-Za-z]+)(?=[ }]|$)")
_ITEM = pattern(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_TOO_FAR_IN = "this line is indented by four blanks or more, so it opens no block"
_QUOTED = pattern(r'"[^"]*"')


def report_fences(page: Page) -> bool:
    """Report what is wrong with the fences of `page`; True where something is."""
    found = list(_slips(page))
    for diagnostic in found:
        page.report(diagnostic)
    return bool(found or page.unclosed)


def _slips(page: Page) -> Iterator[Diagnostic]:
    # What has no end itself hides the ':::' below it.
    hidden = min((one.place.line for one in page.swallowed), default=len(page.source.lines) + 1)
    unclosed = dict.fromkeys(sorted(page.unclosed) if not page.swallowed else ())
    late: set[int] = set()  # closing lines of blocks that a line has ended before them
    for span in list(unclosed):
        if left := _left_before_its_end(page, span):
            del unclosed[span]
            leaving, closing = left
            late.add(closing)
            yield block_rules.UNCLOSED_BLOCK.at(
                span,
                f"this block stands in a list or a quotation, which line {leaving} leaves before the block is closed",
                f"begin line {leaving} with the blanks and '>' that line {closing} has",
            )
    waiting = 0  # opening lines with a slip whose closing line is still to come
    strays = sorted({place for place in page.stray_fences if place.line < hidden})
    for place, following in zip_longest(strays, strays[1:]):
        line = page.source.lines[place.line - 1]
        alone = _ALONE.fullmatch(line)
        if place.line in late:
            continue
        if alone is None:
            waiting += 1
            yield _opening(page, place, line)
        elif waiting:
            waiting -= 1
        elif (longer := _opened_with_more(page, unclosed, place.line, len(alone[1]))) is not None:
            del unclosed[longer]
            colons = re.search(":{3,}", page.source.lines[longer.line - 1])
            assert colons is not None
            yield block_rules.UNCLOSED_BLOCK.at(
                longer,
                f"this block starts with {len(colons[0])} colons, and the line {place.line} that should close it has "
                f"{len(alone[1])}",
                f"write '{colons[0]}' in line {place.line}",
            )
        elif (within := _opened_further_in(page, unclosed, place)) is not None:
            unclosed.pop(within, None)
            yield block_rules.UNCLOSED_BLOCK.at(
                within,
                f"this block stands in a list or a quotation, and the line {place.line} that should close it does not",
                f"begin line {place.line} with the blanks and '>' that its other lines have",
            )
        elif (indented := _indented_above(page, place.line)) is not None:
            yield block_rules.STRAY_FENCE.at(indented, _TOO_FAR_IN, "take the blanks away before ':::'")
        elif (short := _two_colons_above(page, place.line)) is not None:
            message = "two colons open no block; they would be printed"
            yield block_rules.STRAY_FENCE.at(short, message, "write three: ::: {.finding #F1}")
        elif following is not None and _are_a_pair(page, place.line, following.line):
            waiting += 1
            message = "this line opens a block, but does not say of what kind"
            yield block_rules.STRAY_FENCE.at(place, message, "write ::: {.callout}, or delete it and the ':::' below")
        else:
            yield block_rules.STRAY_FENCE.at(
                place,
                "this line closes a block, but none is open",
                "delete it, or look for the line that should open one",
            )
    for span in unclosed:
        if span in page.misplaced:
            continue  # it is to be written again elsewhere
        message = page.unclosed[span] or "this block is never closed"
        yield block_rules.UNCLOSED_BLOCK.at(span, message, "write ':::' on a line of its own below its last line")


def _left_before_its_end(page: Page, opening: Span) -> tuple[int, int] | None:
    """The line that leaves the list item or the quotation of a block that begins at `opening`, and the ':::' below it.

    None where the block stands in neither, or no such ':::' comes that stands where the opening line does.
    """
    before = page.source.lines[opening.line - 1][: opening.column - 1]
    if not before:
        return None
    leaving = 0
    for number in range(opening.line + 1, len(page.source.lines) + 1):
        line = page.source.lines[number - 1]
        if not line.strip(" \t>"):
            continue
        inside = line.startswith(before) if ">" in before else not line[: len(before)].strip()
        if line.lstrip(" \t>").startswith(":::"):
            return (leaving, number) if leaving and inside and _ALONE.fullmatch(line) else None
        if not inside and not leaving:
            if _ITEM.match(line):
                return None  # the next item: nothing closes the block
            leaving = number
    return None


def _opened_with_more(page: Page, unclosed: dict[Span, None], line: int, colons: int) -> Span | None:
    """The last block without an end above `line` that was opened with more than `colons` colons."""
    for span in reversed(unclosed):
        opening = re.search(":{3,}", page.source.lines[span.line - 1])
        if span.line < line and opening is not None and len(opening[0]) > colons:
            return span
    return None


def _opened_further_in(page: Page, unclosed: dict[Span, None], closing: Span) -> Span | None:
    """The last block without an end above `closing` that stands in a list item or a quotation, which `closing` left."""
    if closing.line in page.closing:
        return page.closing[closing.line]
    last = next((span for span in reversed(unclosed) if span.line < closing.line), None)
    if last is None:
        return None
    return last if page.source.lines[last.line - 1][: last.column - 1].strip() or last.column > closing.column else None


def _indented_above(page: Page, line: int) -> Span | None:
    """An opening line between `line` and the next ':::' above it that stands so far in that it is read as code."""
    for number in range(line - 1, 0, -1):
        written = page.source.lines[number - 1]
        if _INDENTED.fullmatch(written):
            column = written.index(":") + 1
            return Span(page.file, number, column, number, len(written) + 1)
        if written.lstrip(" \t>").startswith(":::"):
            return None
    return None


def _two_colons_above(page: Page, line: int) -> Span | None:
    """An opening line between `line` and the next ':::' above it that has a colon too few."""
    for number in range(line - 1, 0, -1):
        written = page.source.lines[number - 1]
        if _TWO_COLONS.match(written):
            column = written.index(":") + 1
            return Span(page.file, number, column, number, len(written.rstrip()) + 1)
        if written.lstrip(" \t>").startswith(":::"):
            return None
    return None


def _are_a_pair(page: Page, first: int, last: int) -> bool:
    """Whether both lines are colons alone, with text between them and no other fence."""
    between = [line.strip(" \t>") for line in page.source.lines[first : last - 1]]
    ends = (_ALONE.fullmatch(page.source.lines[line - 1]) for line in (first, last))
    return all(ends) and any(between) and not any(line.startswith(":::") for line in between)


def _in_two_words(found: re.Match[str]) -> str:
    """The name of a block that two words are meant as, or ''."""
    name = f"{found[1]}-{found[2]}".lower()
    return name if name in ATTRIBUTES else ""


def _opening(page: Page, place: Span, line: str) -> Diagnostic:
    """What is wrong with an opening line."""

    def at(start: int, end: int) -> Span:
        return Span(page.file, place.line, start + 1, place.line, end + 1)

    if hidden := invisible_in(line):
        message = f"an invisible character (U+{ord(hidden[0]):04X}) keeps this block from being understood"
        return file_rules.INVISIBLE_CHARACTER.at(
            at(hidden.start(), hidden.start() + 1), message, "delete the id and type it again"
        )
    if curly := _CURLY_VALUE.search(line):
        return block_rules.CURLY_ATTRIBUTE.at(
            at(curly.start(), curly.end()),
            "these quotes are curly, and straight ones are due",
            f'write {curly[1]}="{curly[2]}"',
        )
    if _INDENTED.fullmatch(line):
        return block_rules.STRAY_FENCE.at(place, _TOO_FAR_IN, "take the blanks away before ':::'")
    message = "this line starts with ':::' but neither opens nor closes a block"
    if "{" not in line or not line.rstrip().endswith("}"):
        missing = "{" if "{" not in line else "}"
        hint = f"write '{missing}' {'behind the colons' if missing == '{' else 'at the end of the line'}"
        return block_rules.STRAY_FENCE.at(place, f"the brace '{missing}' is missing in this line", hint)
    if line.count('"') % 2:
        return block_rules.STRAY_FENCE.at(place, "a straight quote is missing in this line", 'write both: name="value"')
    if bare := _BARE.search(line):
        words = f'write {bare[1]}="{bare[2]}"'
        return block_rules.STRAY_FENCE.at(
            at(bare.start(), bare.end()), "a value with a blank in it needs quotes", words
        )
    words_only = _QUOTED.sub(lambda value: "=" * len(value[0]), line)
    for first in _CLASS.finditer(words_only):
        if name := _in_two_words(first):
            message = "the name of a block has a hyphen where this has a blank"
            return block_rules.STRAY_FENCE.at(at(*first.span()), message, f"write .{name}")
    for word in _WORD.finditer(words_only):
        if word[1] in ATTRIBUTES:
            return block_rules.STRAY_FENCE.at(at(*word.span(1)), "a class starts with a dot", f"write .{word[1]}")
        kinds = [any_of(kind.replace("-", " ")) for kind in ATTRIBUTES if f".{kind}" in line]
        return block_rules.STRAY_FENCE.at(
            at(*word.span(1)), "an id starts with #", f"write #{word[1]}", about=(word[1], *kinds)
        )
    hint = 'write ::: {.class #id name="value"} to open one (mind quotes and braces), ::: alone to close it'
    return block_rules.STRAY_FENCE.at(place, message, hint)
