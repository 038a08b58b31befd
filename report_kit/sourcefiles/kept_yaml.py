"""KeptYaml: the trees of YAML files that an earlier run has read, so that what has not changed is not read again.

In: the cache, and texts. Out: the `Node` that an earlier run made of the same text, its places in the file that asks.
All trees of a run are one entry of the cache, which holds those that the last run used and no others: a text that has
been taken out of the project is not kept either. Only what was read without a message is kept, since a message would
have to be given again. A damaged entry counts as missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from report_kit.sourcefiles import limits
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import Node
from report_kit.workspace import Cache

_KEY = "yaml/trees-1"
"""Raise the number with every change of the tree, or of what is said about one."""

Packed = list[Any]
"""[line, column, end line, end column, quoted, text], or [line, …, end column, list of packed values, or of pairs]."""


class KeptYaml:
    """The trees of one project."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._before: dict[str, Packed] | None = None
        self._used: dict[str, Packed | Callable[[], Packed]] = {}
        self._values = 0
        self._has_new = False

    def get(self, source: SourceText) -> Node | None:
        """The tree of `source`, if an earlier run has made one."""
        if self._before is None:
            self._before = _read(self._cache)
        name = _name(source)
        packed = self._before.get(name)
        if packed is None:
            return None
        node = _unpack(packed, source.file)
        if node.size + self._values <= limits.YAML_VALUES:
            self._values += node.size
            self._used[name] = packed
        return node

    def add(self, source: SourceText, node: Node) -> None:
        """Keep `node`, the tree of `source`, as far as there is room."""
        if node.size + self._values <= limits.YAML_VALUES:
            self._values += node.size
            self._used[_name(source)] = lambda: _pack(node)
            self._has_new = True

    def store(self) -> None:
        """Put into the cache what this run has used, if that is not what is there."""
        if self._has_new or self._used.keys() != (self._before or {}).keys():
            trees = {name: packed() if callable(packed) else packed for name, packed in self._used.items()}
            self._cache.put(_KEY, json.dumps(trees, ensure_ascii=False, separators=(",", ":")).encode())


def _name(source: SourceText) -> str:
    return sha256(source.text.encode()).hexdigest()


def _read(cache: Cache) -> dict[str, Packed]:
    stored = cache.get(_KEY)
    if stored is None:
        return {}
    try:
        trees: dict[str, Packed] = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return trees


def _pack(node: Node) -> Packed:
    """`node` as JSON has it; names that stand for a part are written out. Not deeper than `limits.YAML_DEPTH`."""
    place = [node.line, node.column, node.end_line, node.end_column]
    if node.keys is not None:
        return [*place, 2, [part for name, value in node.keys.values() for part in (_pack(name), _pack(value))]]
    if node.items is not None:
        return [*place, 3, [_pack(item) for item in node.items]]
    return [*place, int(node.quoted), node.text]


def _unpack(packed: Packed, file: str) -> Node:
    line, column, end_line, end_column, kind, content = packed
    node = Node(file, line, column, end_line, end_column)
    if kind < 2:
        node.text, node.quoted = content, kind == 1
        return node
    parts = [_unpack(each, file) for each in content]
    if kind == 2:
        node.keys = {}
        for name, value in zip(parts[::2], parts[1::2], strict=True):
            assert name.text is not None
            node.keys[name.text] = (name, value)
    else:
        node.items = parts
    node.size += sum(part.size for part in parts)
    node.height += max((part.height for part in parts), default=0)
    return node
