"""skipped-heading-level, level-one-heading: headings that do not make an outline."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import Placed, View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import blocks as b
from report_kit.model.entities import NOWHERE
from report_kit.model.walk import plain_text

SKIPPED = Rule(
    name="skipped-heading-level",
    severity=Severity.ERROR,
    summary="A heading is more than one level below the one before it.",
    why="People who listen to the report move by heading levels; a missing level sounds like a missing section "
    "(WCAG 1.3.1).",
    example="## Skills\n\n#### Training",
    instead="## Skills\n\n### Training",
)

LEVEL_ONE = Rule(
    name="level-one-heading",
    severity=Severity.ERROR,
    summary="A heading of the first level stands inside a section or theme.",
    why="The title of the file is its only heading of the first level; a second one would start a new chapter.",
    example="# Skills",
    instead="## Skills",
)

RULES = (SKIPPED, LEVEL_ONE)


def check(view: View) -> Iterator[Diagnostic]:
    """Headings in reading order, file by file; the title of the file is level 1."""
    before, file = 1, ""
    for heading, placed in view.blocks_of(b.Heading):
        if heading.span.file != file:
            before, file = 1, heading.span.file
        title = plain_text(heading.content)
        if heading.level == 1 and _has_title(placed):
            yield _level_one(heading, title, placed)
        elif heading.level > before + 1:
            above = "only the title stands above it" if before == 1 else f"the heading before it is of level {before}"
            yield SKIPPED.at(
                heading.span,
                f'"{title}" is of level {heading.level}, but {above}',
                f"write {'#' * (before + 1)}",
            )
        before = heading.level


def _level_one(heading: b.Heading, title: str, placed: Placed) -> Diagnostic:
    """What to say of a heading of the first level; the title itself, typed once more, would be printed twice."""
    if placed.part is not None and _letters(title) == _letters(placed.part.title):
        message = f'"{title}" is the title, which is printed above the text already'
        return LEVEL_ONE.at(heading.span, message, "delete this line")
    return LEVEL_ONE.at(heading.span, f'"{title}" is a heading of the first level, as the title is', "write ##")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _has_title(placed: Placed) -> bool:
    """False in a file whose front matter is missing: there, such a heading is what should become its title."""
    head = placed.part.head if placed.part else None
    return head is None or head.at("title") != NOWHERE
