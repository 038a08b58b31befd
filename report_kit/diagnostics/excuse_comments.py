"""comments: the excuses written in a source file, as they stand there.

In: the lines of a Markdown, YAML or BibTeX file. Out: one `Comment` for each excuse, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.diagnostics.span import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern

_HTML_OPEN = pattern(r"<!--\s*excuse\b")
_HTML_COMMENT = pattern(r"<!--[^<]*-->")
_YAML_OPEN = pattern(r"(?:^|(?<=\s))#\s*excuse\b")
_BIBTEX_OPEN = pattern(r"(?:^|(?<=\s))%\s*excuse\b")

_CODE_FENCE = pattern(r" {0,3}(?P<marks>`{3,}|~{3,})")

LONGEST = 10
"""Lines that an HTML comment may take, and comments that a line may hold: a forgotten `-->` swallows no file."""
MOST = 1000
"""Excuses that one file may hold; later ones do not count."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One excuse."""

    rule: str
    """As written; empty where it names none."""
    reason: str
    """Empty where it gives none."""
    span: Span
    alone: bool
    """True where nothing else stands on its lines, so that it means what follows."""


def comments(file: str, lines: Sequence[str]) -> Iterator[Comment]:
    """Every excuse in `lines`, top to bottom, up to `MOST`."""
    return islice(_comments(file, lines), MOST)


def _comments(file: str, lines: Sequence[str]) -> Iterator[Comment]:
    if file.endswith((".yaml", ".yml")):
        yield from _in_lines(file, lines, 0, len(lines), _YAML_OPEN)
    elif file.endswith(".bib"):
        yield from _in_lines(file, lines, 0, len(lines), _BIBTEX_OPEN)
    elif file.endswith((".md", ".markdown")):
        body = front_matter_end(lines)
        yield from _in_lines(file, lines, 0, body, _YAML_OPEN)
        yield from _in_markdown(file, lines, body)


def _in_lines(file: str, lines: Sequence[str], start: int, stop: int, opening: re.Pattern[str]) -> Iterator[Comment]:
    for number in range(start, stop):
        line = lines[number]
        if "excuse" in line and (match := opening.search(line)):
            span = Span(file, number + 1, match.start() + 1, number + 1, len(line.rstrip()) + 1)
            yield _comment(line[match.end() :], span, alone=not line[: match.start()].strip())


def _comment(words: str, span: Span, *, alone: bool) -> Comment:
    """An excuse from the words after 'excuse': a colon, the rule, a colon, the reason."""
    rule, _, reason = words.strip().removeprefix(":").partition(":")
    return Comment(rule.strip(), " ".join(reason.split()), span, alone)


def _in_markdown(file: str, lines: Sequence[str], start: int) -> Iterator[Comment]:
    fence = ""
    for number in range(start, len(lines)):
        line = lines[number]
        marks = _CODE_FENCE.match(line)
        if fence:
            if marks and marks["marks"].startswith(fence) and not line[marks.end() :].strip():
                fence = ""
        elif marks:
            fence = marks["marks"]
        elif "<!--" in line:
            yield from _in_markdown_line(file, lines, number)


def _in_markdown_line(file: str, lines: Sequence[str], number: int) -> Iterator[Comment]:
    """The excuses that begin on this line; a comment may go on over the next few."""
    line = lines[number]
    text = "\n".join(lines[number : number + LONGEST])
    for opening in islice(_HTML_OPEN.finditer(text, 0, len(line) + 1), LONGEST):
        end = text.find("-->", opening.end())
        if end < 0:
            return
        if line[: opening.start()].count("`") % 2:
            continue  # shown as code
        last_line = text.count("\n", 0, end)
        line_start, line_end = text.rfind("\n", 0, end) + 1, text.find("\n", end)
        rest = text[end + 3 : line_end if line_end >= 0 else len(text)]
        span = Span(file, number + 1, opening.start() + 1, number + 1 + last_line, end + 3 - line_start + 1)
        # 'excuse' comments side by side mean what follows, as one does.
        alone = not _HTML_COMMENT.sub("", line[: opening.start()] + rest).strip()
        yield _comment(text[opening.end() : end], span, alone=alone)
