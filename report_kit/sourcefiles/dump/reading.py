"""value_of, prove: what a file says, without its places and its looks, and whether a change made it say what was asked.

In: a `SourceText`, read with the readers of the first stage. Out: a `Value`. YAML: lists, tables, and for each single
value what it is ('str', 'bool', 'int', 'null' …) and the text that was typed; whether text stands in quotes is no part
of it, nor is the line end that closes text under `|` or `>`, which the end of a file can take away. Markdown: the value
of the front matter, and pandoc's tree without positions; where nobody gives a workspace, in which pandoc can run, the
text of the body, letter by letter.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from report_kit.diagnostics import Sink
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.sourcefiles import yaml_rules
from report_kit.sourcefiles.dump.change import CannotEdit, Change
from report_kit.sourcefiles.pandoc_ast import read_tree
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import Node, read_yaml
from report_kit.workspace import Workspace

Value = Any
"""Lists, tables (`dict`), and single values as ('kind', 'text'); None for a file that says nothing."""

Asked = str | bool | int | float | dt.date | Sequence["Asked"] | Mapping[str, "Asked"]
"""A value that somebody wants in a file. A `str` is text, and stays text for every program that reads YAML."""

ESCAPED = "\0"
"""Stands in a tree before a character that was written with a backslash; no text of a file can hold it."""


def value_of(source: SourceText, workspace: Workspace | None = None) -> Value:
    """What `source` says. Raises CannotEdit where it cannot be read."""
    return _read(source, workspace)[0]


def prove(change: Change, expected: Value, workspace: Workspace | None = None) -> Change:
    """`change`, if the file then says `expected`, and no more is wrong with it than before.

    Raises CannotEdit otherwise.
    """
    _, faults = _read(change.source, workspace)
    try:
        value, new_faults = _read(change.after, workspace)
    except CannotEdit as unreadable:
        raise CannotEdit(_NOT_THE_SAME, change.edits[0].span if change.edits else None) from unreadable
    if value != expected or new_faults > faults:
        raise CannotEdit(_NOT_THE_SAME, change.edits[0].span if change.edits else None, "change it by hand")
    return change


_NOT_THE_SAME = "written here, this would be read as something else than what was asked for"


def is_markdown(source: SourceText) -> bool:
    """Whether `source` is Markdown; else it is YAML."""
    return source.file.endswith(".md")


def yaml_of(source: SourceText) -> SourceText:
    """The YAML of `source`: all of it, or the front matter, with every line in its place."""
    if not is_markdown(source):
        return source
    lines = ("", *source.lines[1 : max(front_matter_end(source.lines) - 1, 1)])
    return SourceText(source.file, "\n".join(lines), source.lines)


def tree_of(source: SourceText, workspace: Workspace, sink: Sink | None = None) -> list[Any]:
    """The tree that pandoc makes of the body of a Markdown file, with positions."""
    end = front_matter_end(source.lines)
    body = "\n" * end + "\n".join(source.lines[end:])
    return read_tree(workspace, source, body, sink or Sink()).blocks


def _read(source: SourceText, workspace: Workspace | None) -> tuple[Value, int]:
    """What `source` says, and how many faults were found while it was read."""
    sink = Sink()
    node = read_yaml(yaml_of(source), sink)
    is_torn = any(one.rule in (yaml_rules.YAML_SYNTAX.name, yaml_rules.YAML_TAB.name) for one in sink.diagnostics)
    if is_torn or (node is None and sink.diagnostics):
        raise CannotEdit("this file cannot be read as it is", sink.diagnostics[0].span, "mend it first")
    value = value_of_node(node, source.lines) if node is not None else None
    if is_markdown(source):
        end = front_matter_end(source.lines)
        body = "\n".join(source.lines[end:]) if workspace is None else bare(tree_of(source, workspace, sink))
        value = {"head": value, "body": body}
    return value, sink.total


def value_of_node(node: Node, lines: Sequence[str]) -> Value:
    """What a node says that stands in `lines`."""
    if node.keys is not None:
        return {name: value_of_node(value, lines) for name, (_, value) in node.keys.items()}
    if node.items is not None:
        return [value_of_node(item, lines) for item in node.items]
    text = node.text or ""
    if node.quoted and text.endswith("\n"):
        header = lines[node.line - 1][node.column - 1 :].partition("#")[0]
        if header.startswith(("|", ">")) and "+" not in header:
            text = text[:-1]
    return ("null", "") if node.is_empty else ("str" if node.quoted else kind_of(text), text)


def asked(value: Asked) -> Value:
    """What a file says in which `value` stands."""
    match value:
        case bool():
            return ("bool", "yes" if value else "no")
        case int():
            return ("int", str(value))
        case float():
            return ("float", repr(value))
        case dt.date():
            return ("timestamp", value.isoformat())
        case str():
            return ("str", value)
        case Mapping():
            return {name: asked(one) for name, one in value.items()}
    return [asked(one) for one in value]


class _Resolver(yaml.resolver.Resolver):
    """YAML 1.1's rules of what a value without quotes is."""


_RESOLVER = _Resolver()


def kind_of(text: str) -> str:
    """What YAML takes `text` for where it stands without quotes: 'str', 'bool', 'int', 'float', 'timestamp' …"""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    kind = tag.rpartition(":")[2]
    if kind == "str":
        try:  # numbers of YAML 1.2, which other programs read: 1e3, nan
            float(text)
        except ValueError:
            return "str"
        return "float"
    return kind


def bare(nodes: Any) -> Any:
    """Nodes of pandoc's tree without their positions."""
    if not isinstance(nodes, list):
        return nodes
    if nodes and isinstance(nodes[0], str) and len(nodes) > 1:
        if nodes[0] == "Text" and len(nodes) == 6 and isinstance(nodes[2], list):
            text, escaped = nodes[1], set(nodes[5])
            return ["Text", "".join(ESCAPED + one if at in escaped else one for at, one in enumerate(text))]
        if nodes[1] is None or (isinstance(nodes[1], list) and len(nodes[1]) == 4 and isinstance(nodes[1][0], int)):
            return [nodes[0], *map(bare, nodes[2:])]
    return [bare(one) for one in nodes if not (isinstance(one, list) and one[:1] == ["data-pos"])]


def as_json(value: Value) -> str:
    """`value` as one line, to be compared piece by piece."""
    return json.dumps(value, ensure_ascii=False)
