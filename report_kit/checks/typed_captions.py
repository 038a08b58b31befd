"""typed-caption: 'Table 2: …' and 'Figure 1: …' typed beside a table or a picture, where a caption is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b

RULE = Rule(
    name="typed-caption",
    severity=Severity.WARNING,
    summary="'Table 2: …' or 'Figure 1: …' is typed beside a table or picture, and is no caption.",
    why="Numbers are given by the report; a typed one soon differs, and the table beside it is one without a caption.",
    example="Table 2: Savings by service\n\n| Service | Saved |\n|---------|------:|\n| Waste   |    20 |",
    instead="| Service | Saved |\n|---------|------:|\n| Waste   |    20 |\n\n: Savings by service {#tbl-savings}",
    hides=("stray-attributes", "typed-heading", "typed-reference", "undefined-acronym"),
)
RULES = (RULE,)

CAPTION_TO_BE = ": …"
"""What an editor is told to write."""

_NUMBER = r"[ \u00a0]*(?:\d+(?:[.-]\d+)*[a-z]?|[A-Z]\d*|[IVX]+)"
_TYPED = pattern(
    r"[ \t]*(?P<mark>\*\*|__|[*_])?"
    r"(?:(?P<table>Table|TABLE|Tab\.|Tabelle|Tableau|Tabla)"
    r"|(?P<figure>Figure|FIGURE|Fig\.?|Chart|Graph|Diagram|Map|Photo|Abbildung|Abb\.|Figura))"
    rf"(?:{_NUMBER}[ ]*(?:[.:–—-]|(?=\*\*|__)|(?=[ ]+[A-Z“])|$)|[ ]*:)"
    r"(?:\*\*|__|[*_])?(?:[ \t]+(?P<words>\S.*?))?[ \t]*"
)
_CAPTION = pattern(r"[ \t]*:[ \t]+(?P<words>\S.*?)[ \t]*")
_OPENS = pattern(r"[ \t]*(?:-{3,}|:{3,}.*|#{1,6} .*)?")
"""Lines above which a paragraph can begin."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as it was typed."""

    line: int
    words: str
    """Without its label and number."""


def caption_in(lines: Sequence[str], first: int, last: int) -> Caption | None:
    """The caption typed above the table in the lines from `first` to `last`, or below it; a lone line there."""
    for number in (first - 1, first - 2):
        if number < 1 or (number == first - 2 and lines[first - 2].strip()):
            break
        if (found := _TYPED.fullmatch(lines[number - 1])) and (number == 1 or _OPENS.fullmatch(lines[number - 2])):
            return Caption(number, _words(found)) if found["table"] and found["words"] else None
    for number in (last + 1, last + 2):
        if number > len(lines) or (number == last + 2 and lines[last].strip()):
            break
        alone = number == len(lines) or _OPENS.fullmatch(lines[number])
        found = _CAPTION.fullmatch(lines[number - 1]) or _TYPED.fullmatch(lines[number - 1])
        if found and found["words"] and alone:
            return Caption(number, _words(found))
    return None


def _words(found: re.Match[str]) -> str:
    """The words of a caption; of a mark round all of it the end goes as well."""
    mark = found.groupdict().get("mark") or ""
    words = found["words"] or ""
    return words.removesuffix(mark) if mark and words.count(mark) % 2 else words


def check(view: View) -> Iterator[Diagnostic]:
    """Paragraphs right above or below a table or a picture that has no caption."""
    for siblings, words, block in _typed(view):
        found = _TYPED.fullmatch(siblings.lines[words.span.line - 1])
        assert found
        label = found[0][: found.start("words")].strip(" *_") if found["words"] else found[0].strip(" *_")
        what = "table" if isinstance(block, b.Table) else "picture"
        yield RULE.at(
            Span(words.span.file, words.span.line, words.span.column, words.span.line, words.span.end_column),
            f'"{label}" is typed here, and is no caption of the {what} beside it',
            f"write the caption under the {what}, with a colon; its number comes by itself",
            _fix(siblings, words.span, block.span, _words(found)) if _words(found) else None,
        )


def tables_beside(view: View) -> set[str]:
    """Anchors of the tables beside which a caption is typed: nobody need say that they have none."""
    if view.report.meta.rules.get(RULE.name) == "off":
        return set()
    return {block.anchor for _, _, block in _typed(view) if isinstance(block, b.Table)}


def _typed(view: View) -> Iterator[tuple[Siblings, b.Paragraph, b.Table | b.Figure]]:
    """Paragraphs that are meant as captions, and of what; each table takes the words above it before those below."""
    for siblings in siblings_of(view):
        taken: set[str] = set()
        used: set[str] = set()
        for above in (True, False):
            for one, other in pairwise(siblings.blocks):
                words, block = (one, other) if above else (other, one)
                if (
                    isinstance(words, b.Paragraph)
                    and isinstance(block, b.Table | b.Figure)
                    and not block.caption
                    and block.anchor not in taken
                    and words.anchor not in used
                    and _is_meant(siblings, words, block)
                ):
                    taken.add(block.anchor)
                    used.add(words.anchor)
                    yield siblings, words, block


def _is_meant(siblings: Siblings, words: b.Paragraph, block: b.Table | b.Figure) -> bool:
    span = words.span
    if span.line != span.end_line or not 0 < span.line <= len(siblings.lines) or not siblings.is_flush(span):
        return False
    found = _TYPED.fullmatch(siblings.lines[span.line - 1])
    return found is not None and bool(found["table"] if isinstance(block, b.Table) else found["figure"])


def _fix(siblings: Siblings, words: Span, block: Span, text: str) -> Fix:
    """The paragraph goes, with the empty line below it, and stands under the table as its caption."""
    lines = siblings.lines
    if words.line > block.line:
        edits = [Edit(Span(words.file, words.line, 1, words.line, len(lines[words.line - 1]) + 1), f": {text}")]
    else:
        until = words.line + 1
        while until < block.line and not lines[until - 1].strip():
            until += 1
        end = len(lines[block.end_line - 1]) + 1
        edits = [
            Edit(Span(words.file, words.line, 1, until, 1), ""),
            Edit(Span(words.file, block.end_line, end, block.end_line, end), f"\n\n: {text}"),
        ]
    return Fix("write it under the table, with a colon", tuple(edits), safe=True, shown=True)
