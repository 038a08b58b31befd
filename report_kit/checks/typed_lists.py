"""typed-bullet, typed-recommendation: lists that are typed by hand, so that they are none, or recommend nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
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
    for siblings in siblings_of(view):
        if siblings.stand_in(b.Quote, b.BlockQuote, b.Cell, b.Recommendation):
            continue
        yield from _bullets(siblings)
        yield from _recommendations(view.report, siblings)


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


def _recommendations(report: Report, siblings: Siblings) -> Iterator[Diagnostic]:
    titled = not siblings.around and _TITLE.fullmatch(siblings.part.title.strip()) is not None
    above = ""
    group: list[tuple[b.Block, str, str]] = []
    for block in siblings.blocks:
        words = plain_text(block.content).strip() if isinstance(block, b.Paragraph | b.Heading) else ""
        found = _NUMBERED.match(words) if isinstance(block, b.Paragraph) and not _points(block) else None
        if found and len(found["words"].split()) > 2:
            group.append((block, found["words"], f"R{found['number']}"))
        elif group:
            yield _typed(report, siblings, group)
            group = []
        if isinstance(block, b.Heading) or (isinstance(block, b.Paragraph) and _is_bold(block)):
            titled = _TITLE.fullmatch(words) is not None
        elif isinstance(block, b.OrderedList | b.BulletList) and len(block.items) > 1 and not _points(block):
            asked = above.endswith((":", "that", "following")) and _ASKS.search(above) and not _ASKS_NOT.search(above)
            if asked or titled:
                yield _typed(report, siblings, [(block, blocks_text(item.blocks), "") for item in block.items])
        above = words
    if group:
        yield _typed(report, siblings, group)


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


def _typed(report: Report, siblings: Siblings, items: list[tuple[b.Block, str, str]]) -> Diagnostic:
    """One message for `items`: the block that each stands in, its words, and the id that its number suggests."""
    first, last = items[0][0].span, items[-1][0].span
    place = Span(first.file, first.line, first.column, first.line, len(siblings.lines[first.line - 1].rstrip()) + 1)
    free = (f"R{number}" for number in range(1, 10_000) if f"R{number}" not in report.targets)
    answers = next(iter(report.findings), "F1")
    text = "\n\n".join(
        f"::: {{.recommendation #{name if name and name not in report.targets else next(free)}"
        f' to="who should act" by="2030-12" for="{answers}"}}\n{" ".join(words.split())}\n:::'
        for _, words, name in items
    )
    edit = Edit(Span(first.file, first.line, first.column, last.end_line, last.end_column), text)
    fix = Fix("write each as a block", (edit,), shown=True)
    hint = "write each as a block, with whom it is for, by when, and the finding that it answers"
    if len(items) > 1:
        message = "these recommendations are typed by hand: the report knows of none here"
    else:
        message, hint = (
            "this recommendation is typed by hand: the report does not know of it",
            hint.replace("each", "it"),
        )
    return RECOMMENDATION.at(place, message, hint, fix)
