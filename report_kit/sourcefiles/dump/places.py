"""Part: a value of a YAML file with what our reader has no need to know: where it ends, its quotes, anchors, aliases.

In: text that our reader has accepted, so its limits hold. Out: the tree of libyaml's events, with places as our spans
count them. https://yaml.org/spec/1.1/ names what stands here: anchor, alias, flow and block style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from report_kit.diagnostics import Span
from report_kit.sourcefiles.dump.change import CannotEdit
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_faults import for_libyaml
from report_kit.sourcefiles.yaml_reader import shown

Path = tuple[str | int, ...]
"""Names of keys and numbers of items (from 0) that lead to a value: `("notes", 3, "codes")`."""


@dataclass(slots=True)
class Part:
    """One value as it was written."""

    kind: Literal["single", "list", "table", "alias"]
    start: tuple[int, int]
    end: tuple[int, int]
    """Line and column after its last character; trailing comments and blank lines are not part of it."""
    style: str = ""
    """How a single value is written: '', "'", '"', '|' or '>'. Lists and tables: 'flow' (in brackets) or 'block'."""
    mark: str = ""
    """The anchor ('&name') or tag ('!name') before it."""
    text: str = ""
    items: list[Part] = field(default_factory=list)
    """The items of a list."""
    entries: list[tuple[Part, Part]] = field(default_factory=list)
    """The entries of a table: name and value."""
    takes_blank_lines: bool = False
    """Whether blank lines below it belong to it: it is, or ends with, text under '|+' or '>+'."""

    def span(self, file: str) -> Span:
        """Where it stands."""
        return Span(file, *self.start, *self.end)

    def child(self, key: str | int) -> Part | None:
        """The value under `key`; of two keys of one name the first, as our reader has it."""
        if isinstance(key, str):
            return next((value for name, value in self.entries if name.text == key), None)
        return self.items[key] if 0 <= key < len(self.items) else None


def parts_of(source: SourceText) -> Part | None:
    """The root of `source`; None where it holds no value."""
    builder = _Builder(source)
    for event in yaml.parse(for_libyaml(source.text), Loader=yaml.CSafeLoader):
        builder.take(event)
    root = builder.root
    return None if root is not None and root.start == root.end and root.kind == "single" else root


def find(source: SourceText, root: Part | None, path: Path) -> tuple[Part | None, Path, bool]:
    """The deepest value on `path`, what is left of the path, and whether brackets stand around it.

    Raises CannotEdit where an anchor, an alias or a tag is in the way.
    """
    here, in_brackets = root, False
    for number, key in enumerate(path):
        if here is not None:
            require_unmarked(source, here)
        below = here.child(key) if here is not None else None
        if below is None:
            return here, path[number:], in_brackets
        assert here is not None
        in_brackets = in_brackets or here.style == "flow"
        here = below
    if here is not None:
        require_unmarked(source, here)
    return here, (), in_brackets


def require_unmarked(source: SourceText, part: Part) -> None:
    """Raise CannotEdit where `part` is written elsewhere too, or is more than it looks."""
    if part.kind == "alias":
        raise CannotEdit(
            f"'*{shown(part.text)}' stands here for a value that is written elsewhere",
            part.span(source.file),
            "write the value itself here, then try again",
        )
    if part.mark:
        raise CannotEdit(f"'{shown(part.mark)}' stands before this value", part.span(source.file), "change it by hand")


class _Builder:
    """Turns events into parts, with an explicit stack: depth is the reader's business, recursion nobody's."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.root: Part | None = None
        self.open: list[Part] = []
        self.names: list[Part | None] = []

    def take(self, event: Any) -> None:
        start = (event.start_mark.line + 1, event.start_mark.column + 1)
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
        match event:
            case yaml.AliasEvent():
                self._put(Part("alias", start, end, text=event.anchor or ""))
            case yaml.ScalarEvent():
                part = Part("single", start, end, event.style or "", _mark(event), event.value)
                if part.style in ("|", ">"):
                    part.end = self._end_of_block(part)
                self._put(part)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                kind: Literal["list", "table"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "table"
                self.open.append(Part(kind, start, end, "flow" if event.flow_style else "block", _mark(event)))
                self.names.append(None)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                part = self.open.pop()
                self.names.pop()
                part.end = end
                if part.style == "block":
                    last = _last(part)
                    part.end, part.takes_blank_lines = last.end, last.takes_blank_lines
                self._put(part)

    def _put(self, part: Part) -> None:
        if not self.open:
            self.root = part
            return
        parent = self.open[-1]
        if parent.kind == "list":
            parent.items.append(part)
        elif (name := self.names[-1]) is None:
            self.names[-1] = part
        else:
            parent.entries.append((name, part))
            self.names[-1] = None

    def _end_of_block(self, part: Part) -> tuple[int, int]:
        """A block of text ends, for YAML, where the next thing starts; here after its last line."""
        lines = self.source.lines
        part.takes_blank_lines = "+" in lines[part.start[0] - 1][part.start[1] - 1 :].partition("#")[0]
        last = part.end[0] if part.end[1] > 1 else part.end[0] - 1
        while last > part.start[0] and not part.takes_blank_lines and not lines[last - 1].strip():
            last -= 1
        return last, len(lines[last - 1]) + 1


def _last(part: Part) -> Part:
    """What stands last in a list or table without brackets, which has at least one thing in it."""
    return part.items[-1] if part.kind == "list" else part.entries[-1][1]


def _mark(event: Any) -> str:
    if event.anchor is not None:
        return f"&{event.anchor}"
    return f"!{event.tag.removeprefix('!')}" if event.tag is not None else ""
