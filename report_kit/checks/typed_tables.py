"""typed-table: a table that is typed or pasted in a way that makes none, with the table between bars that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.bars import with_bars
from report_kit.checks.html_tables import html_table
from report_kit.checks.places import BLANK, first_line
from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.table_shapes import Shape, shapes_in, simple_table
from report_kit.checks.typed_captions import CAPTION_TO_BE, Caption, caption_in
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model.walk import plain_text

RULE = Rule(
    name="typed-table",
    severity=Severity.WARNING,
    summary="A table is typed or pasted in a way that makes none: tabs, commas, frames, HTML, no line of dashes.",
    why="It is printed as running text, signs and all, in which nobody can tell what belongs to what.",
    example="Service\tSaved\nWaste\t20,000\nHousing\t35,000",
    instead="| Service |  Saved |\n|---------|-------:|\n| Waste   | 20,000 |\n| Housing | 35,000 |\n\n"
    ": Savings {#tbl-savings}",
    hides=(
        "raw-html", "typed-caption", "typed-bullet", "typed-heading", "typed-reference", "bracketed-number",
        "foreign-markup", "leftover-markup", "stray-caption", "stray-attributes", "undefined-acronym",
        "metric-without-source",
    ),
)  # fmt: skip
RULES = (RULE,)

_HTML = pattern(r"[^`]*?(<table(?=[\s>]))", re.IGNORECASE)
_HTML_END = pattern(r"</table\s*>", re.IGNORECASE)
_PARTS = pattern(r"[ \t]*(?:-{3,}|:{3,}.*|<!--.*-->)?[ \t]*")
"""Lines beside which a block can begin or end."""
_SHOWS = "what it shows in place of …, with {#tbl-name} behind it for the text to point at"
_DOTS = pattern(r"[ \t>]*:[ \t]*[….]+[ \t]*(?:\{[^}]*\})?[ \t]*")
_LONGEST_HTML = 200_000
"""Characters; a page that was saved as HTML is nobody's table."""


def check(view: View) -> Iterator[Diagnostic]:
    """Tables in paragraphs, then those that pandoc took for rules and code, then those in HTML."""
    told: dict[str, list[range]] = {}
    for siblings in siblings_of(view):
        if siblings.stand_in(b.Quote, b.Cell):
            continue
        for shape in _shapes(siblings):
            taken = told.setdefault(siblings.part.span.file, [])
            if not any(shape.first in lines for lines in taken):
                taken.append(range(shape.first, shape.last + 1))
                yield _diagnostic(siblings, shape)
    for part in view.report.parts:
        if not part.derived:
            yield from _in_html(view, part.span.file)
    yield from _without_words(view)


def _without_words(view: View) -> Iterator[Diagnostic]:
    """Tables of which only the words of the caption are missing: '…' stands in their place."""
    for table, _ in view.blocks_of(b.Table):
        if not table.caption or plain_text(table.caption).strip(BLANK):
            continue
        lines = view.report.lines.get(table.span.file, ())
        below = range(table.span.line, min(table.span.end_line + 3, len(lines)) + 1)
        number = next((one for one in below if _DOTS.fullmatch(lines[one - 1])), table.span.line)
        place = first_line(view.report.lines, Span(table.span.file, number, 1, number, 1))
        yield RULE.at(place, "the words of this caption are missing still", f"write {_SHOWS}")


def _shapes(siblings: Siblings) -> Iterator[Shape]:
    for group in _groups(siblings):
        first, last = group[0].span.line, group[-1].span.end_line
        yield from shapes_in([line.strip("> ") for line in siblings.lines[first - 1 : last]], first)
    for block in siblings.blocks:
        if isinstance(block, b.DefinitionList):  # rows above a line ': Caption' are read as a term and its meaning
            last = min(block.span.end_line, len(siblings.lines))
            yield from shapes_in(siblings.lines[block.span.line - 1 : last], block.span.line)
        if isinstance(block, b.ThematicBreak) and (shape := simple_table(siblings.lines, block.span.line)):
            yield shape


def _groups(siblings: Siblings) -> Iterator[list[b.Paragraph]]:
    """Paragraphs; those of one line each that follow each other come together, as rows with empty lines between."""
    group: list[b.Paragraph] = []
    for block in siblings.blocks:
        if not isinstance(block, b.Paragraph) or not siblings.begins_line(block.span):
            if group:
                yield group
            group = []
            continue
        alone = block.span.line == block.span.end_line
        if group and not (alone and group[-1].span.line == group[-1].span.end_line):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _diagnostic(siblings: Siblings, shape: Shape) -> Diagnostic:
    first = siblings.whole(shape.first, shape.last)
    captioned = caption_in(siblings.lines, shape.first, shape.last)
    span = siblings.whole(min(shape.first, captioned.line), max(shape.last, captioned.line)) if captioned else first
    hint = "write it between bars" if captioned else f"write it between bars, and {_SHOWS}"
    message = f"this looks like a table, made of {shape.what}, and is none: it would be printed as running text"
    return RULE.at(span, message, hint, _fix(siblings, shape, captioned))


def _fix(siblings: Siblings, shape: Shape, captioned: Caption | None) -> Fix | None:
    """The table between bars in the place of the lines; its caption, where one is typed beside it, goes under it."""
    lines, first = siblings.lines, siblings.whole(shape.first, shape.last)
    table = with_bars(shape.rows)
    if not captioned:
        table = f"{table}\n\n{CAPTION_TO_BE}"
    if not siblings.is_flush(first):
        if siblings.stand_in(b.ListItem, b.Definition):
            return None  # the marks of a list are not to be repeated
        marks = re.match(r"[ \t>]*", lines[shape.first - 1])
        quoted = "\n".join(f"{marks[0] if marks else ''}{line}".rstrip() for line in table.split("\n"))
        place = Span(first.file, shape.first, 1, shape.last, len(lines[shape.last - 1]) + 1)
        return Fix("write the table between bars", (Edit(place, quoted),), shown=True)
    start, end = shape.first, shape.last
    if captioned:
        table = f"{table}\n\n: {captioned.words}"
        start, end = min(start, captioned.line), max(end, captioned.line)
    # A table within a paragraph is none: empty lines part it from the words around.
    before = "" if start == 1 or _PARTS.fullmatch(lines[start - 2]) else "\n"
    after = "" if end == len(lines) or _PARTS.fullmatch(lines[end]) else "\n"
    place = Span(first.file, start, 1, end, len(lines[end - 1]) + 1)
    asks = () if captioned else (RULE.name,)
    edit = Edit(place, f"{before}{table}{after}")
    return Fix("write the table between bars", (edit,), safe=shape.certain, shown=True, asks=asks)


def _in_html(view: View, file: str) -> Iterator[Diagnostic]:
    lines = view.report.lines.get(file, ())
    code = [block.span for block, _ in view.blocks_of(b.CodeBlock) if block.span.file == file]
    comment = False
    number = 0
    while number < len(lines):
        number += 1
        line = lines[number - 1]
        found = None if comment else _HTML.match(line)
        comment = line.rfind("<!--") > line.rfind("-->") or (comment and "-->" not in line)
        if found is None or any(span.line <= number <= span.end_line for span in code):
            continue
        last, ended = _html_end(lines, number)
        # What follows a closed table in its line stays where it is.
        end = ended or len(lines[last - 1].rstrip()) + 1
        span = Span(file, number, found.start(1) + 1, last, end)
        yield _html(span, "\n".join(lines[number - 1 : last]), bool(ended) and not lines[last - 1][end - 1 :].strip())
        number = last


def _html_end(lines: tuple[str, ...], number: int) -> tuple[int, int]:
    """Line and column behind `</table>`; column 0 where there is none: the table then ends at an empty line."""
    for at in range(number, min(len(lines), number + 5_000) + 1):
        if ends := list(_HTML_END.finditer(lines[at - 1])):
            return at, ends[-1].end() + 1
    at = number
    while at < len(lines) and lines[at].strip():
        at += 1
    return at, 0


def _html(span: Span, text: str, whole: bool) -> Diagnostic:
    message = "a table in HTML is none here: its tags are taken out, and its words would be printed one below the other"
    read = html_table(text) if len(text) <= _LONGEST_HTML else None
    if read is None:
        return RULE.at(span, message, "write it between bars")
    whole = whole and not text[: span.column - 1].strip()
    table = with_bars(read.rows)
    caption = f"\n\n: {read.caption}" if read.caption else f"\n\n{CAPTION_TO_BE}"
    hint = "write it between bars"
    hint += "" if read.caption else f", and {_SHOWS}"
    hint += "" if read.certain else "; bars know no merged cells and no blocks in cells, so look at each"
    edit = Edit(Span(span.file, span.line, 1, span.end_line, span.end_column), table + caption)
    asks = () if read.caption else (RULE.name,)
    fix = Fix("write the table between bars", (edit,), safe=read.certain and whole, shown=True, asks=asks)
    return RULE.at(span, message, hint, fix if whole else None)
