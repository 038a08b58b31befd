"""placed: the blocks of a footnote with their places, which pandoc gives for words alone.

In: the blocks of one footnote, and its name. Out: the same, each with the place in the text of the footnote where it
begins as such a block does, or where its words stand. A footnote's text begins behind `[^name]:` and goes on with every
line that is indented, and with the lines of the paragraph that it begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.pandoc_ast import Nodes, Position

_DEFINITION = pattern(r"[ \t>]*\[\^([^\[\]\s]+)\]:[ \t]*")
_FENCE_OF_CODE = pattern(r"`{3,}|~{3,}")
_FENCE_OF_DIV = pattern(r":{3,}[ \t]*[^\s:]")
_END_OF_DIV = pattern(r"[ \t>]*:{3,}[ \t]*")


def placed(page: Page, name: str, nodes: Nodes) -> Nodes:
    """`nodes`, the blocks of footnote `name`, each with a place where one can be found."""
    if all(node[1] is not None or node[0] == "Para" for node in nodes):
        return nodes  # a paragraph stands where its words do
    if page.footnote_texts is None:
        page.footnote_texts = _texts(page)
    lines = page.footnote_texts.get(name.casefold(), range(0))
    found = []
    for node in nodes:
        position = node[1] or _position(page, node, lines)
        if position is not None:
            lines = range(max(lines.start, page.span(position).end_line + 1), lines.stop)
        found.append([node[0], position if node[0] != "Para" else node[1], *node[2:]])
    return found


def _texts(page: Page) -> dict[str, range]:
    """The lines of each footnote."""
    texts: dict[str, range] = {}
    name, first, after_blank = "", 0, False
    for number, line in enumerate((*page.source.lines, "[^]"), 1):
        said = line.strip(" \t>")
        found = _DEFINITION.match(line)
        if first and said and (found or number > len(page.source.lines) or (after_blank and not _is_indented(line))):
            texts.setdefault(name.casefold(), range(first, number))
            first = 0
        if found and not first:
            name, first = found[1], number
        after_blank = not said
    return texts


def _is_indented(line: str) -> bool:
    return line.lstrip(">").startswith(("    ", "\t")) or line.startswith("> ")


def _position(page: Page, node: Nodes, lines: range) -> Position | None:
    """Where `node` stands in `lines`."""
    corners = sorted(_corners(node[2:]))
    match node[0]:
        case "RawBlock" | "CodeBlock":
            text = node[3].rstrip("\n").split("\n")
            fenced = node[0] == "CodeBlock" and _find(page, lines, lambda said: _FENCE_OF_CODE.match(said) is not None)
            shown = _find(page, lines, lambda said: text[0].strip() in said)
            if fenced and (shown is None or fenced <= shown):
                return _down_to(page, fenced, min(fenced[0] + len(text) + bool(node[3]), lines.stop - 1))
            return _down_to(page, shown, shown[0] + len(text) - 1) if shown else None
        case "Div":
            start = _find(page, lines, lambda said: _FENCE_OF_DIV.match(said) is not None)
            if start is None:
                return None
            last = page.span([*corners[0], *corners[-1]]).end_line if corners else start[0]
            following = (
                number for number in range(last + 1, lines.stop) if page.source.lines[number - 1].strip(" \t>")
            )
            end = next(following, start[0])
            is_closed = _END_OF_DIV.fullmatch(page.source.lines[end - 1]) is not None
            return _down_to(page, start, end if is_closed else start[0])  # one without an end is its first line
    if not corners:
        return None
    start = _find(page, range(corners[0][0], corners[0][0] + 1), lambda _: True) or corners[0]
    return [*start, *corners[-1]]


def _find(page: Page, lines: range, test: Callable[[str], bool]) -> tuple[int, int] | None:
    """The first of `lines` whose words, behind blanks and the footnote's mark, pass `test`, and where they begin."""
    for number in lines:
        line = page.source.lines[number - 1]
        mark = _DEFINITION.match(line)
        said = line[mark.end() if mark else 0 :].lstrip()
        if said and test(said):
            return number, len(line) - len(said) + 1
    return None


def _down_to(page: Page, start: tuple[int, int], last: int) -> Position:
    return [*start, last, page.source.end_of(last)]


def _corners(nodes: Any) -> Iterator[tuple[int, int]]:
    """The places in `nodes`, however deep."""
    for one in nodes:
        if not isinstance(one, list):
            continue
        if len(one) == 6 and one[0] == "Text" and isinstance(one[2], list):
            yield one[2][1], one[2][2]
            yield one[3], one[4]
        elif len(one) == 4 and all(isinstance(number, int) for number in one):
            yield one[0], one[1]
            yield one[2], one[3]
        else:
            yield from _corners(one)
