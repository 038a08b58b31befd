"""report_unclosed: what has no end and so takes all that follows with it, to the end of its block or of the file.

In: blocks of HTML and of code, as pandoc read them, noted in `Page.swallowed`. Out: an error at the line where each of
them begins. Nothing is reported as missing that one of them may hide.
"""

from __future__ import annotations

import re

from report_kit.diagnostics import Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import block_rules, raw_html
from report_kit.sourcefiles.page import Page, Swallowing
from report_kit.sourcefiles.pandoc_ast import Position

CODE = "block of code"

_FENCE = pattern(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]|\[\^[^\]\s]+\]:|:)[ \t>]+)*(`{3,}|~{3,})[ \t]*(\S?)")
"""The fence that opens a block of code, behind the marks of quotations, lists, footnotes and definitions."""
_END = pattern(r"[ \t>]*(`{3,}|~{3,})[ \t]*")
_INDENTED = 4
"""Blanks before a line of code that is no fence."""
_DIV = pattern(r"[ \t>]*:{3,}[ \t]*\{")


def note_unclosed_html(page: Page, text: str, position: Position) -> bool:
    """Note what has no end in `text`, a piece of HTML at `position`; True where something has none."""
    if (found := raw_html.unclosed(text)) is None:
        return False
    places = raw_html.Places(text, position, page.source.lines)
    line, column = places.at(found.offset)
    following = places.at(found.following)[0] if found.following >= 0 else 0
    place = Span(page.file, line, column, line, page.source.end_of(line))
    page.swallowed.append(Swallowing(place, found.what, following))
    return True


def note_unclosed_code(page: Page, span: Span, text: str) -> None:
    """Note the block of code `text` at `span` where its opening fence has no closing one, or another opens inside."""
    lines = page.source.lines
    opening = _FENCE.match(lines[span.line - 1]) if 0 < span.line <= len(lines) else None
    if opening is None or text.partition("\n")[0].strip() == lines[span.line - 1].strip():
        return  # indented code, which ends with its indentation
    closing = _END.fullmatch(lines[min(span.end_line, len(lines)) - 1]) if span.end_line > span.line else None
    place = Span(page.file, span.line, opening.start(1) + 1, span.line, page.source.end_of(span.line))
    if closing is None or not closing[1].startswith(opening[1]):
        page.swallowed.append(Swallowing(place, CODE))
        return
    for number in range(span.line + 1, span.end_line):
        if _opens(lines[number - 1], opening):
            # Right below the fence, another one is code that is shown: there was nothing yet to close.
            if any(line.strip(" \t>") for line in lines[span.line : number - 1]):
                page.swallowed.append(Swallowing(place, CODE, number))
            return


def report_unclosed(page: Page) -> bool:
    """Report what was noted of `page`; True where there was something. Call it when all blocks are read."""
    begun = {one.place for one in page.swallowed if one.following}
    for one in page.swallowed:
        place = _culprit(page, one.place) if one.what == CODE and not one.following else one.place
        if place in begun and not one.following:
            continue  # the same slip, seen from the end of the file
        is_code = one.what == CODE or one.what.startswith("<")
        rule = block_rules.UNCLOSED_CODE if is_code else block_rules.UNCLOSED_COMMENT
        until = f"not closed before the next one begins, in line {one.following}" if one.following else "never closed"
        page.report(rule.at(place, f"the {one.what} that starts here is {until}", _HINTS.get(one.what, _CLOSE)))
    return bool(page.swallowed)


_HINTS = {"comment": "write '-->' where it ends", CODE: "write its signs on a line of their own where it ends"}
_CLOSE = "close it, or take it out"


def _culprit(page: Page, last: Span) -> Span:
    """The fence that lacks its end: where one does, all that follow it close and open the wrong way round."""
    lines = page.source.lines
    signs = lines[last.line - 1][last.column - 1 :]
    for code in page.code:
        inside = lines[code.start : max(code.stop - 2, code.start)]
        opening = _FENCE.match(lines[code.start - 1]) if code.start < last.line else None
        # What has more signs than the last fence was closed by one that has as many, and not by the next to open.
        if opening is None or not signs.startswith(opening[1]):
            continue
        if any(_DIV.match(line) or _opens(line, opening) for line in inside):
            return Span(page.file, code.start, opening.start(1) + 1, code.start, page.source.end_of(code.start))
    return last


def _opens(line: str, around: re.Match[str]) -> bool:
    """Whether `line`, in the code that the fence `around` opens, can only be meant to open a block of code itself.

    It says which language follows, in no fewer signs, and is not so far in that it is part of what is shown.
    """
    found = _FENCE.match(line)
    if found is None or not found[2] or not found[1].startswith(around[1]):
        return False
    if found[1][0] == "`" and "`" in line[found.end(1) :]:
        return False  # words in a line that are set as code
    marked = line[: found.start(1)].strip(" \t>")
    return bool(marked) or found.start(1) - around.start(1) < _INDENTED
