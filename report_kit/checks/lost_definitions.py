"""lost-definition: a line such as '[TODO]: ask' that Markdown takes for the address of a link that nobody makes.

Where such an address stands in a second line, it is left to `lost-text`, which every build looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b

RULE = Rule(
    name="lost-definition",
    severity=Severity.ERROR,
    summary="A line starts with words in brackets and a colon, so that it is taken for the address of a link.",
    why="No link in the file uses it, and the line is printed nowhere: its words are lost without a sign.",
    example="[TODO]: Ann\n\nSpending fell.",
    instead="<!-- TODO: Ann -->\n\nSpending fell.",
)
RULES = (RULE,)

_DEFINITION = pattern(
    r"(?P<before>[ \t>]*(?:[-*+][ \t]+)?)(?P<label>\[(?P<name>(?:[^\[\]\\\n]|\\.)+)\]):[ \t]*"
    r"(?P<to><[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*"
)
_ADDRESS = pattern(r"<?(?:[a-z][a-z0-9+.-]+:|//|#|/|\.{1,2}/|www\.|[\w/-]+\.\w{2,4}(?:[/?#>]|$))", re.IGNORECASE)
_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)


def check(view: View) -> Iterator[Diagnostic]:
    """Every line of themes, sections and notes that no block holds and no link refers to."""
    spans: dict[str, list[Span]] = {}
    for placed in view.placed:
        if isinstance(placed.block, b.CodeBlock | b.Paragraph | b.Heading | b.Table):
            spans.setdefault(placed.block.span.file, []).append(placed.block.span)
    for comment in view.report.comments:
        spans.setdefault(comment.span.file, []).append(comment.span)
    for file, lines in view.report.lines.items():
        if not file.endswith(".md") or not any("]:" in line for line in lines):
            continue
        comments = {number for one in _comments(lines) for number in one}
        inside, end = spans.get(file, []), front_matter_end(lines)
        used = {_normal(name) for line in lines for name in re.findall(r"\[((?:[^\[\]\\]|\\.)+)\](?!:)", line)}
        for number, line in enumerate(lines, 1):
            found = _DEFINITION.fullmatch(line)
            if found is None or number <= end or number in comments or _normal(found["name"]) in used:
                continue
            if found["name"].startswith("^") or any(span.line <= number <= span.end_line for span in inside):
                continue  # a footnote; or words of a paragraph, where no definition can be
            yield _diagnostic(Span(file, number, found.start("label") + 1, number, len(line.rstrip()) + 1), found)


def _diagnostic(span: Span, found: re.Match[str]) -> Diagnostic:
    name = found["name"]
    # What was noted down may be kept back, so no message repeats it.
    link = "a link" if span.file.startswith("sources/notes/") else f"a link [{name}]"
    message = f"this line is taken for the address of {link}, which nobody makes, and is printed nowhere"
    if _ADDRESS.match(found["to"]):
        return RULE.at(
            span, message, "make the link, with the same word in brackets behind its words, or take the line out"
        )
    at = Span(span.file, span.line, span.column, span.line, span.column)
    hint = "write \\[ to have it printed, or <!-- … --> round a note among authors"
    return RULE.at(span, message, hint, Fix(hint, (Edit(at, "\\"),)))


def _normal(name: str) -> str:
    """`name` as Markdown compares labels: without regard to capitals and blanks."""
    return " ".join(name.casefold().split())


def _comments(lines: tuple[str, ...]) -> Iterator[range]:
    text = "\n".join(lines)
    for found in _COMMENT.finditer(text):
        first = text.count("\n", 0, found.start()) + 1
        yield range(first, first + found[0].count("\n") + 1)
