"""YAML text → a tree of values, each with its place; made by `yaml_builder`, or kept from an earlier run.

In: the text of a YAML file, or of a front matter. Out: a `Node`, or None (and a diagnostic). Every single value is
kept as the text that was typed, so `no`, `1.0` and `2017-10-16` reach the schema unchanged, and the schema decides
what they mean (https://yaml.org/spec/1.1/ would make them a boolean, a number and a date).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report_kit.diagnostics import Sink, Span
from report_kit.sourcefiles.text import SourceText

if TYPE_CHECKING:
    from report_kit.sourcefiles.kept_yaml import KeptYaml

_NULL = frozenset(("", "~", "null", "Null", "NULL"))


class Node:
    """One value and its place."""

    __slots__ = (
        "column",
        "end_column",
        "end_line",
        "file",
        "height",
        "items",
        "keys",
        "line",
        "quoted",
        "size",
        "text",
    )

    def __init__(self, file: str, line: int, column: int, end_line: int, end_column: int) -> None:
        self.file = file
        self.line, self.column, self.end_line, self.end_column = line, column, end_line, end_column
        self.text: str | None = None
        """A single value as it was typed; None for lists and tables."""
        self.quoted = False
        """True where the value stands in quotes or under `|`, and so is text beyond doubt."""
        self.items: list[Node] | None = None
        """The values of a list."""
        self.keys: dict[str, tuple[Node, Node]] | None = None
        """The entries of a table: name → (the name's own node, the value)."""
        self.size = 1
        """Values inside, itself included, aliases written out."""
        self.height = 1
        """Levels inside, its own included."""

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return Span(self.file, self.line, self.column, self.end_line, self.end_column)

    @property
    def is_empty(self) -> bool:
        """True where nothing was written after the colon (or `null`, or `~`)."""
        return self.text is not None and not self.quoted and self.text in _NULL

    def child(self, key: str | int) -> Node | None:
        """The value under `key`, or None."""
        if isinstance(key, str):
            return self.keys[key][1] if self.keys is not None and key in self.keys else None
        return self.items[key] if self.items is not None and 0 <= key < len(self.items) else None


class Places(Mapping[tuple[str | int, ...], Span]):
    """Spans by path inside a node, worked out when somebody asks: ten thousand notes need few of them."""

    __slots__ = ("_node",)

    def __init__(self, node: Node) -> None:
        self._node = node

    def _find(self, path: tuple[str | int, ...]) -> Node | None:
        node: Node | None = self._node
        for key in path:
            if node is None:
                return None
            node = node.child(key)
        return node

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and self._find(path) is not None

    def __getitem__(self, path: tuple[str | int, ...]) -> Span:
        node = self._find(path)
        if node is None:
            raise KeyError(path)
        return node.span

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        waiting: list[tuple[tuple[str | int, ...], Node]] = [((), self._node)]
        while waiting:
            path, node = waiting.pop()
            yield path
            waiting.extend(((*path, key), pair[1]) for key, pair in (node.keys or {}).items())
            waiting.extend(((*path, index), item) for index, item in enumerate(node.items or ()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_yaml(source: SourceText, sink: Sink, kept: KeptYaml | None = None) -> Node | None:
    """The value that `source` holds; None (and a diagnostic) where it is empty or not YAML.

    What `kept` has of an earlier run is not read again; what was read without a word is added to it.
    """
    if kept is not None and (node := kept.get(source)) is not None:
        return node
    from report_kit.sourcefiles.yaml_builder import build  # here: where nothing has changed, libyaml is not needed

    before = sink.total
    node = build(source, sink)
    if kept is not None and node is not None and sink.total == before:
        kept.add(source, node)
    return node


def shown(text: str, length: int = 40) -> str:
    """`text` on one line and short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
