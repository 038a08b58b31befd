"""set_value, add_items: one value more, or another one, in a YAML file or in the front matter of a Markdown file.

In: the text of the file, the path of the value, what it should be. Out: a proven `Change`. Quotes, indentation, order
and comments stay as they are; a new entry looks like the one above it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from report_kit.diagnostics import Edit, Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.sourcefiles.dump import writing
from report_kit.sourcefiles.dump.change import CannotEdit, Change
from report_kit.sourcefiles.dump.places import Part, Path, find, parts_of, require_unmarked
from report_kit.sourcefiles.dump.reading import (
    Asked,
    Value,
    asked,
    is_markdown,
    kind_of,
    prove,
    value_of,
    yaml_of,
)
from report_kit.sourcefiles.text import SourceText


def set_value(source: SourceText, path: Path, value: Asked) -> Change:
    """The change after which `value` stands at `path`, in the quotes of the value that stands there now.

    A value that is not there yet is added below its neighbours, with the names that lead to it. Nothing changes where
    `value` stands there already. Text under `|` or `>` is closed by a line end of its own, whether or not `value` is.

    Raises CannotEdit where an anchor, an alias or a tag is in the way, where a list or a table stands at `path`, and
    where the file would then say anything else.
    """
    old = value_of(source)
    root = parts_of(yaml_of(source))
    part, rest, in_brackets = find(source, root, path)
    if rest:
        for name in reversed(rest[1:]):
            if isinstance(name, int):
                raise CannotEdit(f"there is no item {name + 1} in the list", hint="add one")
            value = {name: value}
        edits = _add_name(source, part, rest[0], value, in_brackets)
        return prove(Change.of(source, edits), _put(source, old, path[: len(path) - len(rest) + 1], asked(value)))
    if part is None:
        raise CannotEdit("a whole file is written, not changed", Span(source.file))
    if part.kind != "single" or not isinstance(asked(value), tuple):
        what = "a list" if part.kind == "list" else "a table" if part.kind == "table" else "a single value"
        raise CannotEdit(f"{what} stands here", part.span(source.file), "change it item by item")
    if part.start == part.end:  # nothing stands behind the colon
        edit = _behind_colon(source, part, writing.single(value, in_brackets=in_brackets))
        return prove(Change.of(source, [edit]), _put(source, old, path, asked(value)))
    kind = "str" if part.style else kind_of(part.text)
    there = _at(source, old, path)
    if isinstance(value, str) and part.style in ("|", ">"):
        value = value.removesuffix("\n")
    # Text in the place of a date, a number or a 'yes' without quotes is one, too.
    same_kind = isinstance(value, str) and kind not in ("str", "null") and kind_of(value) == kind
    wanted = (kind, value) if same_kind else asked(value)
    if wanted == there:
        return Change.of(source, [])
    text = _rewritten(source, part, value, in_brackets, kind)
    edit = Edit(part.span(source.file), text)
    return prove(Change.of(source, [edit]), _put(source, old, path, wanted))


def add_items(source: SourceText, path: Path, items: Sequence[Asked]) -> Change:
    """The change after which `items` follow the last item of the list at `path`; `()` is a file that is one list.

    A list that is not there yet, or is empty, is begun. Raises CannotEdit as `set_value` does.
    """
    if not items:
        return Change.of(source, [])
    old = value_of(source)
    root = parts_of(yaml_of(source))
    part, rest, in_brackets = find(source, root, path)
    if rest:
        return set_value(source, path, list(items))
    if part is None or (part.kind == "single" and part.start == part.end):
        edits = _begin(source, root, part, path, items, in_brackets)
    elif part.kind != "list":
        raise CannotEdit("no list stands here", part.span(source.file), "make it a list first")
    elif part.style == "flow":
        edits = _add_in_brackets(source, part, part.items, [writing.flow(one) for one in items])
    else:
        edits = [_insertion(source, _end_of_line(source, part), _items_like(source, part, items))]
    before = _at(source, old, path)
    wanted = [*(before if isinstance(before, list) else ()), *map(asked, items)]
    return prove(Change.of(source, edits), _put(source, old, path, wanted))


# Single values -----------------------------------------------------------------------------------------------


def _rewritten(source: SourceText, part: Part, value: Asked, in_brackets: bool, kind: str) -> str:
    """`value` in the style of `part`."""
    if part.style in ("|", ">") and isinstance(value, str):
        lines = source.lines[part.start[0] : part.end[0]]
        header = source.lines[part.start[0] - 1][part.start[1] - 1 :]
        margin = re.match(r"[ ]*", next((line for line in lines if line.strip()), ""))
        blank = margin[0] if margin else ""
        sign = re.match(r"[|>][-+\d]*", header)
        written = writing.block(value, re.sub(r"\d", "", sign[0])) if sign and blank else None
        if written is not None and "+" not in header:
            return "\n".join((header, *(blank + line if line else "" for line in written)))
    quotes = part.style if part.style in ("'", '"') else ""
    if part.style in ("|", ">"):
        quotes = '"'
    return writing.single(value, in_brackets=in_brackets, quotes=quotes, as_typed=kind)


# New names ----------------------------------------------------------------------------------------------------


def _add_name(source: SourceText, part: Part | None, name: str | int, value: Asked, in_brackets: bool) -> list[Edit]:
    """The edits that put `name: value` into the table `part`, which has no such name."""
    if isinstance(name, int):
        raise CannotEdit(f"there is no item {name + 1} in the list", part.span(source.file) if part else None)
    if part is None:
        return [_at_the_end(source, writing.entry(name, value))]
    if part.kind == "single" and part.start == part.end and not in_brackets:
        column = _margin_of_line(source, part.start[0]) + 2
        lines = [" " * column + line if line else "" for line in writing.entry(name, value)]
        return [_insertion(source, _end_of_line(source, part), lines)]
    if part.kind != "table":
        raise CannotEdit("no names and values stand here", part.span(source.file), "change it by hand")
    if part.style == "flow":
        written = f"{writing.key(name)}: {writing.flow(value)}"
        return _add_in_brackets(source, part, [one for _, one in part.entries], [written])
    require_unmarked(source, part.entries[0][0])
    column = part.entries[0][0].start[1] - 1
    lines = [" " * column + line if line else "" for line in writing.entry(name, value, writing.WIDTH - column)]
    return [_insertion(source, _end_of_line(source, part), lines)]


# New items ----------------------------------------------------------------------------------------------------


def _begin(
    source: SourceText, root: Part | None, part: Part | None, path: Path, items: Sequence[Asked], in_brackets: bool
) -> list[Edit]:
    """The edits that begin a list where nothing stands."""
    if part is None or not path:
        return [_at_the_end(source, [line for one in items for line in writing.item(one)])]
    if in_brackets:
        return [_behind_colon(source, part, writing.flow(items))]
    below = writing.under(items)
    margin = " " * _margin_of_line(source, part.start[0])
    if not below[0]:
        lines = [margin + line if line else "" for line in below[1:]]
        return [_insertion(source, _end_of_line(source, part), lines)]
    return [_behind_colon(source, part, below[0][1:])]


def _items_like(source: SourceText, part: Part, items: Sequence[Asked]) -> list[str]:
    """The lines of `items`, looking like those that the list `part` has."""
    last = part.items[-1]
    column = part.start[1] - 1
    first_line = source.lines[last.start[0] - 1]
    gap = 1
    if dash := re.match(r"-( +)(?=[^\s#])", first_line[column:]):
        gap = len(dash[1])
    apart = len(part.items) > 1 and not part.takes_blank_lines and _blank_line_between(source, part.items[-2], last)
    lines = []
    for one in items:
        lines += [""] if apart else []
        if last.kind == "table" and last.style == "flow":
            written = [f"-{' ' * gap}{writing.flow(one)}"]
        elif last.kind == "single" and last.style in ("'", '"') and isinstance(one, str):
            written = [f"-{' ' * gap}{writing.single(one, quotes=last.style)}"]
        else:
            written = writing.item(one, gap)
        lines += [" " * column + line if line else "" for line in written]
    return lines


def _blank_line_between(source: SourceText, above: Part, below: Part) -> bool:
    return any(not line.strip() for line in source.lines[above.end[0] : below.start[0] - 1])


def _add_in_brackets(source: SourceText, part: Part, present: Sequence[Part], new: Sequence[str]) -> list[Edit]:
    """The edits that put `new` behind what is `present` between the brackets of `part`."""
    if not present:
        return [_edit_at(source, (part.start[0], part.start[1] + 1), ", ".join(new))]
    last = present[-1]
    line = source.lines[last.end[0] - 1]
    rest = re.match(r"[ ]*(,?)[ ]*(#.*)?$", line[last.end[1] - 1 :])
    if rest is None or last.end[0] == part.end[0] or last.start[0] == part.start[0]:
        return [_edit_at(source, last.end, "".join(f", {one}" for one in new))]
    # One item a line: the new ones stand below, and the comments stay where they are.
    margin = " " * _margin_of_line(source, last.start[0])
    comma = [] if rest[1] else [_edit_at(source, last.end, ",")]
    closing = rest[1]
    below = [f"{margin}{one}," for one in new[:-1]] + [f"{margin}{new[-1]}{closing}"]
    return [*comma, _insertion(source, (last.end[0], source.end_of(last.end[0])), below)]


# Places -------------------------------------------------------------------------------------------------------


def _edit_at(source: SourceText, place: tuple[int, int], text: str) -> Edit:
    return Edit(Span(source.file, *place, *place), text)


def _behind_colon(source: SourceText, part: Part, text: str) -> Edit:
    """`text` in the place of `part`, which is empty."""
    before = source.lines[part.start[0] - 1][: part.start[1] - 1]
    return _edit_at(source, part.start, text if before.endswith(" ") else f" {text}")


def _insertion(source: SourceText, place: tuple[int, int], lines: Sequence[str]) -> Edit:
    """`lines` below the line that ends at `place`."""
    return _edit_at(source, place, "".join(f"\n{line}" for line in lines))


def _end_of_line(source: SourceText, part: Part) -> tuple[int, int]:
    """The end of the last line of `part`, behind a comment that stands there."""
    return part.end[0], source.end_of(part.end[0])


def _at_the_end(source: SourceText, lines: Sequence[str]) -> Edit:
    """`lines` at the end of a file, or of a front matter, that holds no value yet."""
    first, last = (1, front_matter_end(source.lines) - 1) if is_markdown(source) else (0, len(source.lines))
    if is_markdown(source) and last < 1:
        raise CannotEdit("this file has no front matter", Span(source.file), "write one: '---', names, '---'")
    while last > first and not source.lines[last - 1].strip():
        last -= 1
    if last == 0:
        return _edit_at(source, (1, 1), "".join(f"{line}\n" for line in lines))
    return _insertion(source, (last, source.end_of(last)), lines)


def _margin_of_line(source: SourceText, line: int) -> int:
    """The columns before the first name or value in a line, dashes of list items among them."""
    margin = re.match(r"[ ]*(?:- +)*", source.lines[line - 1])
    return len(margin[0]) if margin else 0


# What is to be read afterwards --------------------------------------------------------------------------------


def _head(source: SourceText, value: Value) -> Value:
    return value["head"] if is_markdown(source) else value


def _at(source: SourceText, value: Value, path: Path) -> Value:
    here: Any = _head(source, value)
    for key in path:
        here = here[key]
    return here


def _put(source: SourceText, value: Value, path: Path, new: Value) -> Value:
    """`value` with `new` at `path`, and nothing else changed."""
    whole = copy.deepcopy(value)
    holder: dict[str, Any] = whole if is_markdown(source) else {"head": whole}
    keys: list[Any] = ["head", *path]
    here: Any = holder
    for key in keys[:-1]:
        if isinstance(here[key], tuple) or here[key] is None:  # nothing stood there
            here[key] = {}
        here = here[key]
    here[keys[-1]] = new
    return holder if is_markdown(source) else holder["head"]
