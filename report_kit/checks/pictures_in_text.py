"""picture-in-text: a picture on a line of its own that shares its paragraph with words, and so is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i

RULE = Rule(
    name="picture-in-text",
    severity=Severity.WARNING,
    summary="A picture stands on a line of its own, but without empty lines that part it from the words around it.",
    why="It is set like a letter within the text: it has no number and no caption, and [@fig-name] does not find it.",
    example="![Two bars; housing saved more](savings.svg)\nHousing saved more than waste.",
    instead="![Two bars; housing saved more](savings.svg)\n\nHousing saved more than waste.",
    hides=("typed-reference",),
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Paragraphs in which a picture fills a line, and words another one."""
    for siblings in siblings_of(view):
        if siblings.stand_in(b.Cell):
            continue
        for block in siblings.blocks:
            if isinstance(block, b.Paragraph) and block.span.end_line > block.span.line:
                for picture in (one for one in block.content if isinstance(one, i.Picture)):
                    if _fills_line(siblings, picture.span):
                        yield _diagnostic(siblings, block, picture.span)


def _fills_line(siblings: Siblings, span: Span) -> bool:
    if not 0 < span.line <= span.end_line <= len(siblings.lines):
        return False
    before, after = (
        siblings.lines[span.line - 1][: span.column - 1],
        siblings.lines[span.end_line - 1][span.end_column - 1 :],
    )
    return not before.strip(" \t>-+*") and not re.sub(r"^\{[^{}]*\}", "", after).strip()


def _diagnostic(siblings: Siblings, block: b.Paragraph, picture: Span) -> Diagnostic:
    lines = siblings.lines
    edits = []
    if picture.line > block.span.line:
        edits.append(Edit(Span(picture.file, picture.line, 1, picture.line, 1), "\n"))
    if picture.end_line < block.span.end_line:
        end = len(lines[picture.end_line - 1]) + 1
        edits.append(Edit(Span(picture.file, picture.end_line, end, picture.end_line, end), "\n"))
    fix = Fix("put an empty line between picture and words", tuple(edits), safe=True)
    return RULE.at(
        picture,
        "this picture stands within a paragraph: it is no figure, and has no number",
        "put an empty line between the picture and the words; with ': ' before them they are its caption",
        fix if siblings.is_flush(block.span) else None,
        about=re.findall(
            r"#([\w.-]+)", lines[picture.end_line - 1][picture.end_column - 1 :]
        ),  # nothing can cite it so
    )
