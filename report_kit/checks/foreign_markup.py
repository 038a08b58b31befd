"""foreign-markup: marks of other dialects and programs, which are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_kit.checks.foreign_marks import ADMONITION, ALERT, DIRECTIVE, MARKS, Mark
from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.typed_text import Stretch, typed_text
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i

RULE = Rule(
    name="foreign-markup",
    severity=Severity.WARNING,
    summary="A mark of another dialect of Markdown, of LaTeX or of a wiki stands in the text.",
    why="It does nothing here, and readers see it: ==important==, [!NOTE], \\newpage.",
    example="> [!NOTE]\n> The figures are ==provisional==.",
    instead='::: {.callout title="Note"}\nThe figures are [provisional]{.mark}.\n:::',
    hides=("undefined-acronym", "leftover-markup", "bracketed-number", "unfinished-text"),
)
RULES = (RULE,)

_SIGNS = pattern(r"==|[\[{\\@^]|%%|'''|:[a-z]|(?:\.\.|=|h[1-6]\.|#\+)", re.IGNORECASE)
"""Something of each mark; without one of them there is nothing to look for, as in most lines."""
_LABEL = pattern(r"\$\$[ \t]*\((?P<name>[\w-]+)\)[ \t]*")
_LINE_OF_BLOCK = pattern(r"[ \t]*\|(?:[ \t]+(?P<words>\S[^|]*)?)?")


def check(view: View) -> Iterator[Diagnostic]:
    """Marks in lines, then those that make up a whole block."""
    for stretch in typed_text(view, own=False):
        if _SIGNS.search(stretch.line, stretch.start, stretch.end):
            yield from _in_line(stretch, view.report.lines[stretch.file])
    for siblings in siblings_of(view):
        for block in siblings.blocks:
            yield from _block(siblings, block)
    for formula, placed in view.inlines_of(i.Math):
        lines = view.report.lines.get(formula.span.file, ())
        if placed.part and formula.display and 0 < formula.span.line <= len(lines):
            for number in (formula.span.line, min(formula.span.end_line, len(lines))):
                if found := _LABEL.fullmatch(lines[number - 1]):
                    span = Span(formula.span.file, number, found.start("name"), number, found.end("name") + 2)
                    yield RULE.at(span, "a label of a formula does nothing here", "delete it")
                    break


def _in_line(stretch: Stretch, lines: Sequence[str]) -> Iterator[Diagnostic]:
    told: list[tuple[int, int]] = []
    for mark in MARKS:
        for found in stretch.finditer(mark.find):
            inside = any(start < found.end() and found.start() < end for start, end in told)
            # What counts at the start of a line only is mostly an ordinary sign elsewhere.
            if inside or (mark.opens and not (stretch.opens and found.start() == stretch.start)):
                continue
            told.append(found.span())
            yield _of_mark(stretch, mark, found, lines)


def _of_mark(stretch: Stretch, mark: Mark, found: re.Match[str], lines: Sequence[str]) -> Diagnostic:
    span = stretch.span(found.start(), found.end())
    fix = None
    if mark.instead is not None:
        edit = Edit(span, found.expand(mark.instead))
        fix = Fix(mark.hint, (edit,), safe=mark.safe)
        if mark.safe and not mark.instead and not (stretch.line[: found.start()] + stretch.line[found.end() :]).strip():
            fix = Fix(mark.hint, (Edit(_with_empty_line(span, lines), ""),), safe=True)
    words = found[0].strip()
    shown = words if len(words) <= 40 else f"{words[:39]}…"
    return RULE.at(span, _says(shown, mark.what), mark.hint, fix)


def _with_empty_line(span: Span, lines: Sequence[str]) -> Span:
    """The line of `span` and one empty line below, where another stands above; all of the line where it is the last."""
    if span.line >= len(lines):
        return Span(span.file, span.line, 1, span.line, len(lines[span.line - 1]) + 1)
    empty = span.line + 1 < len(lines) and not lines[span.line].strip() and not lines[span.line - 2].strip()
    return Span(span.file, span.line, 1, span.line + 1 + empty, 1)


def _says(words: str, what: str) -> str:
    return f"'{words}' is {what}: it does nothing here, and would be printed"


def _block(siblings: Siblings, block: b.Block) -> Iterator[Diagnostic]:
    lines, span = siblings.lines, block.span
    if not 0 < span.line <= span.end_line <= len(lines):
        return
    if isinstance(block, b.BlockQuote) and block.blocks and isinstance(block.blocks[0], b.Paragraph):
        first = block.blocks[0].span
        if found := ALERT.match(lines[first.line - 1], first.column - 1):
            place = Span(
                span.file, first.line, found.start() + 1, first.line, found.start() + len(found[0].rstrip()) + 1
            )
            body = [re.sub(r"^[ \t]*>[ \t]?", "", line) for line in lines[first.line : span.end_line]]
            yield _callout(siblings, block, place, found, body, "an alert of GitHub")
    elif isinstance(block, b.Paragraph) and (found := ADMONITION.fullmatch(lines[span.line - 1], span.column - 1)):
        place = Span(span.file, span.line, span.column, span.line, len(lines[span.line - 1].rstrip()) + 1)
        body = [line.strip() for line in lines[span.line : span.end_line]]
        yield _callout(siblings, block, place, found, body, "a box of MkDocs")
    elif isinstance(block, b.CodeBlock) and (found := DIRECTIVE.fullmatch(lines[span.line - 1])):
        start = lines[span.line - 1].index("{")
        place = Span(span.file, span.line, start + 1, span.line, len(lines[span.line - 1].rstrip()) + 1)
        body = list(lines[span.line : span.end_line - 1])
        yield _callout(siblings, block, place, found, body, "a directive of MyST")
    elif isinstance(block, b.Paragraph):
        yield from _line_block(siblings, block)


def _callout(
    siblings: Siblings, block: b.Block, place: Span, found: re.Match[str], body: list[str], what: str
) -> Diagnostic:
    title = (found["title"] or "").strip() or found["kind"].replace("-", " ").capitalize()
    span = block.span
    text = "\n".join([f'::: {{.callout title="{title}"}}', *body, ":::"])
    fix = None
    usual = not isinstance(block, b.CodeBlock) or not any(line.startswith(":") for line in body)
    if siblings.is_flush(span) and any(line.strip() for line in body) and '"' not in title and usual:
        end = len(siblings.lines[span.end_line - 1]) + 1
        edit = Edit(Span(span.file, span.line, 1, span.end_line, end), text)
        fix = Fix("write a callout", (edit,), safe=not siblings.around, shown=True)
    return RULE.at(place, _says(found[0].strip(), what), "write a callout", fix)


def _line_block(siblings: Siblings, block: b.Paragraph) -> Iterator[Diagnostic]:
    """Lines that begin with a bar and a blank: pandoc's own Markdown keeps their ends."""
    span, lines = block.span, siblings.lines
    found = [_LINE_OF_BLOCK.fullmatch(line) for line in lines[span.line - 1 : span.end_line]]
    if len(found) < 2 or not all(found) or not siblings.begins_line(span):
        return
    words = [(one["words"] or "").rstrip() if one else "" for one in found]
    place = Span(span.file, span.line, span.column, span.line, len(lines[span.line - 1].rstrip()) + 1)
    fix = None
    if siblings.is_flush(span) and all(words):
        end = len(lines[span.end_line - 1]) + 1
        fix = Fix(
            "end each line with \\",
            (Edit(Span(span.file, span.line, 1, span.end_line, end), "\\\n".join(words)),),
            safe=True,
            shown=True,
        )
    yield RULE.at(
        place, "bars before lines do nothing here and would be printed", "end each line but the last with \\", fix
    )
