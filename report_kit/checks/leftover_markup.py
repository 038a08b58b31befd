"""leftover-markup: signs of Markdown that were typed with a slip and would be printed as they stand.

Looked for in the source of everything that was read as plain words: what is code, a link or a citation is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from report_kit.checks.places import first_line, lines_of
from report_kit.checks.typed_evidence import citable
from report_kit.checks.view import Placed, View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report

RULE = Rule(
    name="leftover-markup",
    severity=Severity.WARNING,
    summary="Signs of Markdown stand in the text with a slip in them, so that they would be printed.",
    why="Readers see the signs, and what they were meant to make (a citation, a picture, an id) is missing.",
    example="**Leaders ask for data first [N1].",
    instead="**Leaders** ask for data first [@N1].",
)
RULES = (RULE,)

_SIGNS = ("::", "{", "[", "](", "**", "__", "@")
"""Without one of them there is nothing to look for, as in most texts."""
_BLOCKS = "finding|quote|case-study|recommendation|callout|key-figure|note|comment"

_TWO_COLONS = pattern(rf"[ \t>]*(::)[ \t]*(?:\{{|(?:{_BLOCKS})[ \t]*$)")
_ATTRIBUTES = pattern(r"(?<!\\)\{(?:[#.][A-Za-z][^{}\n]*|[A-Za-z][\w-]*=[^{}\n]*|-)\}")
_TARGET = pattern(r"""(?P<picture>!?)(?:\[[^][\n]*)?\]\((?P<to>[^()"\n]*)(?:"[^"\n]*"\s*)?\)""")
_STRONG = pattern(r"(?<![\w*_\\])(\*\*|__)(?=[“‘\"'(]?[^\W\d_])(?!p\s*[<=>])")
_BRACKETS = pattern(r"(?<![\\!\]])\[([A-Za-z][\w.:;, -]*)\](?![(\[{:])")
_CITATION = pattern(r"\[-?@[A-Za-z][^][\n]*\]")
_BARE = pattern(r"(?<![\w.@\\/-])-?@(\w(?:[\w.:/+-]*[\w+])?)")
"""As in `sourcefiles.citations_reader`, but outside brackets; not in an address, nor behind a backslash."""


def check(view: View) -> Iterator[Diagnostic]:
    """Everything that was read as words, then the words that describe pictures."""
    known = citable(view.report)
    for text, placed in view.inlines_of(i.Text):
        if not text.span.file.endswith(".md") or not any(sign in text.text for sign in _SIGNS):
            continue
        yield from _in_text(view.report, text, placed, known)
    for figure, _ in view.blocks_of(b.Figure):
        yield from _in_alt(view.report, figure.alt, figure.span)
    for picture, _ in view.inlines_of(i.Picture):
        yield from _in_alt(view.report, picture.alt, picture.span)


def _in_text(report: Report, text: i.Text, placed: Placed, known: frozenset[str]) -> Iterator[Diagnostic]:
    for number, line, start, end in lines_of(report.lines, text.span):

        def at(match: re.Match[str], group: int | str = 0, number: int = number) -> Span:
            return Span(text.span.file, number, match.start(group) + 1, number, match.end(group) + 1)

        colons = _TWO_COLONS.match(line)
        if colons:
            if start <= colons.start(1):
                hint = "write three: ::: {.finding #F1}"
                yield RULE.at(at(colons, 1), "two colons open no block; they would be printed", hint)
            continue
        if line.lstrip(" \t>").startswith(":::"):
            continue  # reported while reading
        for find, say in _KINDS:
            for match in find.finditer(line, start, end):
                message, hint = say(match)
                yield RULE.at(at(match), message, hint)
        for match in _BRACKETS.finditer(line, start, end):
            ids = [one.strip() for one in re.split("[;,]", match[1])]
            if all(one in known for one in ids):
                yield RULE.at(at(match), f"{match[0]} is no citation without @", f"write [@{'; @'.join(ids)}]")
        bracketed = [match.span() for match in _CITATION.finditer(line)]
        for match in _BARE.finditer(line, start, end):
            if any(first < match.start() < last for first, last in bracketed):
                continue  # reported below, or while reading
            if match[1] in report.targets or match[1] in report.uncited:
                message = f"{match[0]} is no citation without brackets, and would be printed"
                yield RULE.at(at(match), message, f"write [{match[0]}]")
        if isinstance(placed.block, b.Figure):
            for match in _CITATION.finditer(line, start, end):
                if not line[: match.start()].lstrip(" \t>").startswith(":"):
                    yield RULE.at(at(match), _CITED_IN_TITLE, _CAPTION)


_CITED_IN_TITLE = "a citation in the quotes behind a picture, or in its text alternative, is not linked"
_CAPTION = "write the caption on a line of its own under the picture, after an empty line: ': What it shows [@N1]'"


def _in_alt(report: Report, alt: str, span: Span) -> Iterator[Diagnostic]:
    if found := _CITATION.search(alt):
        place = first_line(report.lines, span)
        for number, line, start, _ in lines_of(report.lines, span):
            if (at := line.find(found[0], start)) >= 0:
                place = Span(span.file, number, at + 1, number, at + 1 + len(found[0]))
                break
        yield RULE.at(place, _CITED_IN_TITLE, _CAPTION)


def _attributes(match: re.Match[str]) -> tuple[str, str]:
    identifier = re.fullmatch(r"\{#([\w.-]+(?: [\w.-]+)+)\}", match[0])
    hint = 'mind the blanks and the quotes: {#id .class name="value"}'
    if identifier:
        hint = f"an id has no blank in it: write {{#{identifier[1].replace(' ', '-')}}}"
    return "these braces are not understood and would be printed", hint


def _target(match: re.Match[str]) -> tuple[str, str]:
    to = match["to"].strip()
    picture = match["picture"] or re.search(r"\.(?:png|jpe?g|gif|webp|svg)$", to, re.IGNORECASE)
    title = re.fullmatch(r"(.*?)[ ]+([\"“”'‘’].*)", to)
    to = title[1] if title else to
    hint = f"write {to.replace(' ', '%20')} or <{to}>" if " " in to else "write [words](https://address)"
    return f"this is no {'picture' if picture else 'link'}: its address is not understood", hint


def _strong(match: re.Match[str]) -> tuple[str, str]:
    mark, sign = match[1], match[1][0]
    message = f"{mark} is opened here and never closed in this paragraph"
    return message, f"write {mark} where it ends, or \\{sign}\\{sign} for the signs themselves"


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    (_ATTRIBUTES, _attributes),
    (_TARGET, _target),
    (_STRONG, _strong),
)
