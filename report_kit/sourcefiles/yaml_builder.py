"""YAML text → `Node`, from libyaml's events; `yaml_faults` says what is wrong where there is no tree.

The tree is built in a loop, not by recursion, and with limits on depth and on the number of values, aliases counted as
if written out: neither a bomb of aliases nor ten thousand brackets get anywhere. Tags are refused, so nothing in a file
can call code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn

import yaml

from report_kit.diagnostics import Diagnostic, Rule, Sink, Span
from report_kit.sourcefiles import limits, yaml_rules
from report_kit.sourcefiles.mended_yaml import COLON, as_meant, moved
from report_kit.sourcefiles.plain_values import check_plain
from report_kit.sourcefiles.text import SourceText, without_steering
from report_kit.sourcefiles.yaml_faults import for_libyaml, in_plain_words
from report_kit.sourcefiles.yaml_reader import Node, shown

_MOST_SLIPS = 10
"""Of those that are read past, in one file."""
_PLAIN_TAGS = frozenset((None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"))


def build(source: SourceText, sink: Sink) -> Node | None:
    """The value that `source` holds; None (and a diagnostic) where it is empty or not YAML."""
    text, slips = for_libyaml(source.text), list[Diagnostic]()
    while True:
        found = Sink()
        try:
            node = _Builder(source, text, found).build()
        except _Refused:
            node = None
        except yaml.MarkedYAMLError as wrong:
            said = in_plain_words(source, wrong)
            if not any(said.span and one.span and said.span.line == one.span.line for one in slips):
                meant = (
                    as_meant(source.file, text, wrong)
                    if COLON not in source.text and len(slips) < _MOST_SLIPS
                    else None
                )
                slips.append(replace(said, hint=meant.hint or said.hint, fix=meant.fix) if meant else said)
                if meant is not None and meant.text != text:
                    text = meant.text
                    continue
            found, node = Sink(), None
        except yaml.YAMLError:  # reader errors: characters that YAML forbids; text.py has replaced all it knows of
            message = "this file holds characters that YAML does not allow"
            found.add(yaml_rules.YAML_SYNTAX.at(Span(source.file), message))
            node = None
        sink.extend(slips)
        sink.extend(found)
        return node


def _moved(source: SourceText, text: str) -> dict[int, int]:
    """How far lines, counted from 0, were moved to the right in `text`: where blanks stand for tabs."""
    if "\t" not in source.text:
        return {}
    both = enumerate(zip(for_libyaml(source.text).split("\n"), text.split("\n"), strict=True))
    return {number: moved(old, new) for number, (old, new) in both if old != new}


class _Refused(Exception):  # noqa: N818  # it only leads out of the loop; the diagnostic is in the sink
    """The file is refused; what is wrong has been reported."""


class _Builder:
    """Turns events into nodes, with an explicit stack of open lists and tables."""

    def __init__(self, source: SourceText, text: str, sink: Sink) -> None:
        self.source = source
        self.text = text
        """What libyaml reads: the source, or what is meant by it."""
        self.mended = text != for_libyaml(source.text)
        self.moved = _moved(source, text) if self.mended else {}
        self.sink = sink
        self.open: list[Node] = []
        self.names: list[Node | None] = []
        """For each open node: the name whose value comes next (None: a name, or a list's item, comes next)."""
        self.anchors: dict[str, Node | None] = {}
        """Finished nodes by anchor; None while the node is open."""
        self.anchor_of: dict[int, str] = {}
        self.root: Node | None = None

    def build(self) -> Node | None:
        loader = yaml.CSafeLoader(self.text)
        documents = 0
        try:
            while loader.check_event():
                event: Any = loader.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._close(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._open(event, kind is yaml.MappingStartEvent)
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse(
                            yaml_rules.YAML_SYNTAX, event, "a second document starts here: '---' may stand only once",
                            "delete the line '---', or move what follows into a file of its own",
                        )  # fmt: skip
        finally:
            loader.dispose()
        if self.root is None or (self.root.is_empty and not self.root.text):
            return None
        return self.root

    def _node(self, event: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        if self.moved:
            first, last = (max(mark.column - self.moved.get(mark.line, 0), 0) for mark in (start, end))
            return Node(self.source.file, start.line + 1, first + 1, end.line + 1, last + 1)
        return Node(self.source.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _scalar(self, event: Any) -> None:
        node = self._node(event)
        if event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        text: str = event.value
        if self.mended and not event.style:
            text = text.replace(COLON, ":")
        if event.style == '"' and not text.isprintable():
            text = without_steering(text, node.span, self.sink)  # "\x01" is fine for YAML, and for nothing that prints
        node.text = text
        node.quoted = bool(event.style) or event.tag == "tag:yaml.org,2002:str"
        if event.style in ("|", ">") or (node.end_column == 1 and node.end_line > node.line):
            self._trim(node)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        if not event.style:
            check_plain(node, self.source.lines, self.sink)
        self._put(node)

    def _trim(self, node: Node) -> None:
        """A block of text ends, for YAML, where the next thing starts; for a reader, after its last word."""
        lines = self.source.lines
        while node.end_line > node.line and (node.end_column == 1 or not lines[node.end_line - 1].strip()):
            node.end_line -= 1
            node.end_column = len(lines[node.end_line - 1]) + 1
            if lines[node.end_line - 1].strip():
                break

    def _open(self, event: Any, table: bool) -> None:
        if event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        if self.open and self.open[-1].keys is not None and self.names[-1] is None:
            self._refuse(
                yaml_rules.YAML_SYNTAX, event, "a list or table stands where a name is due",
                "put text that contains [ or { into quotes",
            )  # fmt: skip
        node = self._node(event)
        if table:
            node.keys = {}
        else:
            node.items = []
        if event.anchor is not None:
            self.anchors[event.anchor] = None
            self.anchor_of[id(node)] = event.anchor
        self.open.append(node)
        self.names.append(None)
        if len(self.open) > limits.YAML_DEPTH:
            self._refuse_depth(event)

    def _close(self, event: Any) -> None:
        node = self.open.pop()
        self.names.pop()
        end = event.end_mark
        node.end_line, node.end_column = end.line + 1, end.column + 1
        self._trim(node)
        anchor = self.anchor_of.pop(id(node), None)
        if anchor is not None:
            self.anchors[anchor] = node
        self._put(node)

    def _alias(self, event: Any) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            self._refuse(
                yaml_rules.YAML_SYNTAX,
                event,
                f"'*{event.anchor}' points to nothing: text that starts with * needs quotes",
            )
        if len(self.open) + node.height > limits.YAML_DEPTH:
            self._refuse_depth(event)
        self._put(node, self._node(event))

    def _put(self, node: Node, place: Node | None = None) -> None:
        """Add a finished `node` to the list or table that is open; `place` is where it is used, for an alias."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.size += node.size
        if node.height >= parent.height:
            parent.height = node.height + 1
        if parent.size > limits.YAML_VALUES:
            self.sink.add(
                yaml_rules.TOO_MANY_VALUES.at(
                    (place or node).span,
                    f"this file holds more than {limits.YAML_VALUES:,} values, counting all that each *name stands for",
                    "split the file, or write out what the *names stand for",
                )
            )
            raise _Refused
        if parent.items is not None:
            parent.items.append(node)
            return
        assert parent.keys is not None
        name = self.names[-1]
        if name is None:
            if node.text is None:  # an alias to a list used as a name
                self.sink.add(yaml_rules.YAML_SYNTAX.at(node.span, "a list or table stands where a name is due"))
                raise _Refused
            self.names[-1] = node
            return
        self.names[-1] = None
        assert name.text is not None
        if name.text in parent.keys:
            first = parent.keys[name.text][0]
            if len(parent.keys) > 1 and name.text == next(iter(parent.keys)) and self._is_entry():
                message = f"a new entry begins here with '{shown(name.text)}', and its dash is missing"
                self.sink.add(yaml_rules.DUPLICATE_KEY.at(name.span, message, f"write '- {shown(name.text)}: …'"))
                raise _Refused
            self.sink.add(
                yaml_rules.DUPLICATE_KEY.at(
                    name.span,
                    f"'{shown(name.text)}' is written twice here; the first time in line {first.line}",
                    "keep one of the two",
                )
            )
            return
        parent.keys[name.text] = (name, node)

    def _is_entry(self) -> bool:
        """Whether the table that is open is an entry of a list."""
        return len(self.open) > 1 and self.open[-2].items is not None

    def _refuse(self, rule: Rule, event: Any, message: str, hint: str = "") -> NoReturn:
        self.sink.add(rule.at(self._node(event).span, message, hint))
        raise _Refused

    def _refuse_depth(self, event: Any) -> NoReturn:
        self._refuse(
            yaml_rules.TOO_DEEP, event, f"lists and tables are nested more than {limits.YAML_DEPTH} levels deep here",
            "close brackets, or take out some of the levels",
        )  # fmt: skip

    def _refuse_tag(self, event: Any) -> NoReturn:
        self._refuse(
            yaml_rules.YAML_TAG,
            event,
            f"'{shown(str(event.tag))}' asks for a special type of value; only text, lists and tables are read",
            "delete the word that starts with '!', or put text that starts with '!' into quotes",
        )
