"""typed-bullet, typed-recommendation: lists that are typed by hand, so that they are none, or recommend nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.collect import DERIVED_ANCHOR
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text, inlines_of, plain_text, walk_blocks, walk_inlines

BULLET = Rule(
    name="typed-bullet",
    severity=Severity.WARNING,
    summary="A line begins with a bullet (•) from a word processor, which makes no list here.",
    why="The items run together in one paragraph, with the signs among the words.",
    example="• Waste\n• Housing",
    instead="- Waste\n- Housing",
    hides=("foreign-markup",),
)

RECOMMENDATION = Rule(
    name="typed-recommendation",
    severity=Severity.WARNING,
    summary="Recommendations are typed as a list, and are none for the report.",
    why="They have no number to be cited by and no addressee, they answer no finding, and the table of all "
    "recommendations lacks them.",
    example="## Recommendations\n\n1. Councils should share data.\n2. Government should pay for it.",
    instead='::: {.recommendation #R1 to="Councils" by="2030-06" for="F1"}\nShare data.\n:::',
    group="evidence",
    hides=("finding-without-recommendation",),
)
RULES = (BULLET, RECOMMENDATION)

_SIGN = r"[•‣◦▪▫■□●○◆◇➢➤►▶❖⁃∙·✓✔❑❒\uf02d\uf06e\uf06f\uf071\uf076\uf077\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0f0\uf0fc\uf0fe]"
"""Bullets of word processors; those from U+F000 are letters of Symbol and Wingdings."""
_BULLETS = rf"[ \t>]*(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]+)?(?P<sign>{_SIGN}[ \t\u00a0]*|o\t[ ]*)(?=[^\s|])"
_BULLET = pattern(_BULLETS)
_IN_LINE = pattern(rf"[^\S\n]{_SIGN}[ \t\u00a0]+(?=\w)")
_DASH = pattern(r"[ \t>]*(?P<sign>[–—→⇒»][ \t\u00a0]+)(?=\w)")
"""A dash may begin a line of speech: only several lines in a row are a list."""

_TITLE = pattern(
    r"(?:\d[\d.]*\s+)?(?:(?:our|key|main|the|policy|summary|of|list|for|action|and|conclusions?|full)\s+)*"
    r"recommendations?\b(?:\s+(?:and|for|to)\b.*)?[:.]?",
    re.IGNORECASE,
)
_ASKS = pattern(r"\brecommend(?:s|ations?|ed)?\b", re.IGNORECASE)
_ASKS_NOT = pattern(
    r"n[o’']t recommend|\brecommend\w* (?:against|you)\b|\bbecause\b|\bif\b|\bwhy\b|\bfor (?:more|further)\b",
    re.IGNORECASE,
)
"""Advice on another matter, or reasons."""
_NUMBERED = pattern(
    r"(?:Recommendation|Rec\.?|R)[ \u00a0-]?(?P<number>\d+)\s?[.:–—-]\s*(?P<words>\S.*)",
    re.DOTALL,
)


def check(view: View) -> Iterator[Diagnostic]:
    """Every run of paragraphs, then lists that recommend."""
    ids = _free_ids(view.report)
    for siblings in siblings_of(view):
        if siblings.stand_in(b.Quote, b.BlockQuote, b.Cell, b.Recommendation):
            continue
        yield from _bullets(siblings)
        yield from _recommendations(view.report, siblings, ids)


# Bullets ----------------------------------------------------------------------------------------------------------


def _bullets(siblings: Siblings) -> Iterator[Diagnostic]:
    """One message for each list: lines with a bullet, in one paragraph or in several that follow each other."""
    group: list[tuple[int, re.Match[str]]] = []
    for block in siblings.blocks:
        here = _lines_with_bullets(siblings, block) if isinstance(block, b.Paragraph) else []
        here = [] if len(here) < block.span.end_line - block.span.line and _are_dashes(here) else here
        if isinstance(block, b.BulletList | b.OrderedList) and (inside := _in_items(siblings, block)):
            yield _list(siblings, inside)
        if siblings.stand_in(b.ListItem):
            continue  # told with its list
        if group and (not here or here[0][0] != block.span.line):
            if len(group) > 1 or not _are_dashes(group):
                yield _list(siblings, group)
            group = []
        group += here
        if isinstance(block, b.Paragraph) and not here:
            yield from _in_line(siblings, block)
    if len(group) > 1 or (group and not _are_dashes(group)):
        yield _list(siblings, group)


def _are_dashes(group: list[tuple[int, re.Match[str]]]) -> bool:
    """Whether all that begins these lines are signs that may begin a line of prose as well."""
    return all(match.re.pattern != _BULLETS for _, match in group)


def _lines_with_bullets(siblings: Siblings, block: b.Paragraph) -> list[tuple[int, re.Match[str]]]:
    if not siblings.begins_line(block.span):
        return []
    numbers = range(block.span.line, min(block.span.end_line, len(siblings.lines)) + 1)
    found = [(number, match) for number in numbers if (match := _BULLET.match(siblings.lines[number - 1]))]
    if found:
        return found
    return [(number, match) for number in numbers if (match := _DASH.match(siblings.lines[number - 1]))]


def _in_items(siblings: Siblings, block: b.BulletList | b.OrderedList) -> list[tuple[int, re.Match[str]]]:
    """Bullets in the items of a list, at their start or below: '- • Waste'."""
    words = [one for item in block.items for one in item.blocks if isinstance(one, b.Paragraph)]
    return [found for one in words for found in _lines_with_bullets(siblings, one)]


def _list(siblings: Siblings, group: list[tuple[int, re.Match[str]]]) -> Diagnostic:
    first, match = group[0]
    file = siblings.part.span.file
    # An item of a list that is one already needs no second mark.
    edits = tuple(
        Edit(
            Span(file, number, one.start("sign") + 1, number, one.end("sign") + 1),
            "" if one.string[: one.start("sign")].strip(" \t>") else "- ",
        )
        for number, one in group
    )
    within = not edits[0].text
    span = Span(file, first, match.start("sign") + 1, first, len(match["sign"].rstrip()) + match.start("sign") + 1)
    sign = match["sign"].strip()
    message = f"'{sign if sign.isprintable() and not _is_private(sign) else '•'}' makes no list: it would be printed"
    hint = "take the sign away: the item has one already" if within else "write '- ' at the start of each item"
    return BULLET.at(span, message, hint, Fix(hint, edits, safe=True))


def _is_private(sign: str) -> bool:
    return any("\ue000" <= one <= "\uf8ff" for one in sign)


def _in_line(siblings: Siblings, block: b.Paragraph) -> Iterator[Diagnostic]:
    """Items that ran together in one line: 'three things: • this • that'."""
    for number in range(block.span.line, min(block.span.end_line, len(siblings.lines)) + 1):
        found = list(_IN_LINE.finditer(siblings.lines[number - 1]))
        if len(found) > 1 and "`" not in siblings.lines[number - 1]:
            span = Span(block.span.file, number, found[0].start() + 2, number, found[0].start() + 3)
            hint = "write each item on a line of its own, with '- ' before it and an empty line above the first"
            yield BULLET.at(span, "bullets within a line make no list: they would be printed", hint)
            return


# Recommendations --------------------------------------------------------------------------------------------------


def _recommendations(report: Report, siblings: Siblings, ids: Iterator[str]) -> Iterator[Diagnostic]:
    titled = not siblings.around and _TITLE.fullmatch(siblings.part.title.strip()) is not None
    above = ""
    group: list[tuple[b.Block, str]] = []
    for block in siblings.blocks:
        words = plain_text(block.content).strip() if isinstance(block, b.Paragraph | b.Heading) else ""
        found = _NUMBERED.match(words) if isinstance(block, b.Paragraph) and not _points(block) else None
        if found and len(found["words"].split()) > 2:
            group.append((block, found["words"]))
        elif group:
            yield _typed(report, siblings, group, ids)
            group = []
        if isinstance(block, b.Heading) or (isinstance(block, b.Paragraph) and _is_bold(block)):
            titled = _TITLE.fullmatch(words) is not None
        elif isinstance(block, b.OrderedList | b.BulletList) and len(block.items) > 1 and not _points(block):
            asked = above.endswith((":", "that", "following")) and _ASKS.search(above) and not _ASKS_NOT.search(above)
            if asked or titled:
                yield _typed(report, siblings, [(block, blocks_text(item.blocks)) for item in block.items], ids)
        above = words
    if group:
        yield _typed(report, siblings, group, ids)


def _is_bold(block: b.Paragraph) -> bool:
    """Whether it is a heading in bold letters, which `typed-heading` tells."""
    return len(block.content) == 1 and isinstance(block.content[0], i.Styled) and block.content[0].style == "strong"


def _points(block: b.Block) -> bool:
    """Whether `block` cites recommendations or findings, which it then only lists or sums up, or links elsewhere."""
    return any(
        isinstance(inline, i.Citation | i.Link)
        for inner in walk_blocks((block,))
        for inline in walk_inlines(inlines_of(inner))
    )


def _free_ids(report: Report) -> Iterator[str]:
    """Ids for recommendations, each given once, so that what two messages offer can stand beside each other."""
    return (f"R{number}" for number in count(1) if f"R{number}" not in report.targets)


def _unanswered(report: Report, siblings: Siblings) -> list[str]:
    """The findings that recommendations typed here may answer: those of their theme that none answers so far."""
    answered = {finding for one in report.recommendations.values() for finding in one.findings}
    theme = siblings.part.id if siblings.part.kind == "theme" else ""
    return [
        finding
        for finding in report.findings
        if finding not in answered and (not theme or report.theme_of.get(finding) == theme)
    ]


def _typed(report: Report, siblings: Siblings, items: list[tuple[b.Block, str]], ids: Iterator[str]) -> Diagnostic:
    """One message for `items`: the block that each stands in, and its words."""
    first, last = items[0][0].span, items[-1][0].span
    place = Span(first.file, first.line, first.column, first.line, len(siblings.lines[first.line - 1].rstrip()) + 1)
    answers = _unanswered(report, siblings)
    ours = [one for one in answers if not one.startswith(DERIVED_ANCHOR)] if siblings.part.kind == "theme" else []
    slots = f'to="…" by="…" for="{" ".join(ours) or "…"}"'
    text = "\n\n".join(
        f"::: {{.recommendation #{next(ids)} {slots}}}\n{' '.join(words.split())}\n:::" for _, words in items
    )
    edit = Edit(Span(first.file, first.line, first.column, last.end_line, last.end_column), text)
    fix = Fix("write each as a block", (edit,), shown=True)
    say = "in place of … say whom it is for, by when (2030-06), and which finding it answers"
    hint = f"write each as a block; {say}"
    if len(items) > 1:
        message = "these recommendations are typed by hand: the report knows of none here"
    else:
        message = "this recommendation is typed by hand: the report does not know of it"
        hint = f"write it as a block; {say}"
    return RECOMMENDATION.at(place, message, hint, fix, about=answers)
