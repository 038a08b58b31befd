"""set_attribute: an attribute of a fenced div, more or another one.

In: the text of a Markdown file, the id of a block or its span, a name and a value. Out: a proven `Change` of the
opening line. pandoc says where the block stands, so that what is shown as code is never taken for one.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report_kit.diagnostics import Edit, Span
from report_kit.sourcefiles.dump.change import CannotEdit, Change
from report_kit.sourcefiles.dump.markdown import attribute
from report_kit.sourcefiles.dump.reading import prove, tree_of, value_of
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import shown
from report_kit.workspace import Workspace

_PLACE = re.compile(r"(?:[^@;]*@)?(\d+):(\d+)-")
_ONE = re.compile(r'#[^\s{}]+|\.[^\s{}]+|([\w:.-]+)=(?:"[^"]*"|[^\s"{}]+)')


@dataclass(frozen=True, slots=True)
class Fence:
    """The opening line of a div."""

    span: Span
    """From its colons to the end of its line."""
    id: str
    pairs: tuple[tuple[str, str], ...]
    """Attributes as pandoc reads them."""
    number: int
    """Which of the file's divs it is, from 0."""

    def get(self, name: str) -> str:
        """The value of attribute `name`, or an empty string."""
        return next((value for key, value in self.pairs if key == name), "")


def set_attribute(workspace: Workspace, source: SourceText, block: str | Span, name: str, value: str) -> Change:
    """The change after which `name="value"` stands on the opening line of `block`, its id or its span.

    Nothing changes where it says so already. Raises CannotEdit where the block is not there, where its braces hold the
    name twice or not in the way it is usually written, and where the file would then say anything else.
    """
    fence = find_fence(workspace, source, block)
    written = [pair for pair in fence.pairs if pair[0] == name]
    if written == [(name, value)]:
        return Change.of(source, [])
    if len(written) > 1:
        raise CannotEdit(f"'{shown(name)}' is written twice here", fence.span, "delete one of the two")
    text = attribute(name, value, fence.span)
    change = Change.of(
        source, [Edit(_place_for(source, fence, name, is_new=not written), text if written else f" {text}")]
    )
    expected = value_of(source, workspace)
    expected["body"] = _with_attribute(expected["body"], fence.number, name, value)
    return prove(change, expected, workspace)


def find_fence(workspace: Workspace, source: SourceText, block: str | Span) -> Fence:
    """The opening line of `block`, its id or its span. Raises CannotEdit where it is not there, or there twice."""
    found = [fence for fence in fences_of(workspace, source) if _is(fence, block)]
    called = f"'{shown(block)}'" if isinstance(block, str) else "that begins here"
    if not found:
        place = block if isinstance(block, Span) else Span(source.file)
        raise CannotEdit(f"there is no block {called}", place, "read the file again")
    if len(found) > 1:
        raise CannotEdit(f"there are two blocks {called}", found[1].span, "give one of them another id")
    return found[0]


def fences_of(workspace: Workspace, source: SourceText) -> Iterator[Fence]:
    """The opening lines of a file's fenced divs, in order."""
    for number, (_, position, (identifier, _, pairs), _) in enumerate(_divs(tree_of(source, workspace))):
        place = position[:2] if position else None
        for name, value in pairs:  # in lists and quotes pandoc keeps the better place apart
            if name == "data-pos" and (at := _PLACE.match(value)):
                place = [int(at[1]), int(at[2])]
        if place is None or not 0 < place[0] <= len(source.lines):
            continue
        line, column = place
        colons = source.lines[line - 1].find(":::", max(column - 1, 0))
        if colons < 0:
            continue
        span = Span(source.file, line, colons + 1, line, source.end_of(line))
        kept = tuple((name, value) for name, value in pairs if name != "data-pos")
        yield Fence(span, identifier, kept, number)


def _is(fence: Fence, block: str | Span) -> bool:
    return fence.id == block if isinstance(block, str) else fence.span.line == block.line


def _divs(nodes: Any) -> Iterator[Any]:
    """The divs in pandoc's tree, with or without positions, those around others first."""
    if not isinstance(nodes, list):
        return
    if nodes[:1] == ["Div"] and len(nodes) > 2 and isinstance(nodes[-2], list) and len(nodes[-2]) == 3:
        yield nodes
        nodes = nodes[-1]
    for one in nodes:
        yield from _divs(one)


def _place_for(source: SourceText, fence: Fence, name: str, *, is_new: bool) -> Span:
    """Where the attribute `name` stands in the braces of `fence`, or where it goes if it `is_new`."""
    line = source.lines[fence.span.line - 1]
    brace = line.find("{", fence.span.column - 1)
    if brace < 0:
        raise CannotEdit("this line has no braces", fence.span, "write ::: {.class #id}")
    at = brace + 1
    found = None
    end = at
    while True:
        at += len(line[at:]) - len(line[at:].lstrip(" \t"))
        one = _ONE.match(line, at)
        if one is None:
            break
        found = one if one[1] == name else found
        at = end = one.end()
    if line[at : at + 1] != "}" or (found is None and not is_new):
        raise CannotEdit("these braces hold something that only a person can read", fence.span, "change it by hand")
    start, end = (end, end) if found is None else found.span()
    return Span(source.file, fence.span.line, start + 1, fence.span.line, end + 1)


def _with_attribute(body: Any, number: int, name: str, value: str) -> Any:
    """The bare tree `body` with one attribute of its div `number` changed."""
    changed = copy.deepcopy(body)
    div = list(_divs(changed))[number]
    pairs = div[-2][2]
    if any(pair[0] == name for pair in pairs):
        div[-2][2] = [[key, value if key == name else old] for key, old in pairs]
    else:
        pairs.append([name, value])
    return changed
