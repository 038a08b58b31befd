"""Markdown → pandoc's document tree, made small, through one pandoc process for each file that changed.

In: the text of a Markdown body. Out: a `Tree`, lists that mirror pandoc's AST
(https://hackage.haskell.org/package/pandoc-types) with a position at each node:

    blocks    [kind, position, …]      position: [line, column, end line, end column], or None
    inlines   [kind, position, …]      kind "Text": ["Text", text, offsets, end line, end column, escaped]

pandoc's `sourcepos` wraps every word in a span of its own, which makes its JSON five times as large as it need be.
Here the words of a line become one text again; `offsets` (offset, line, column, offset, …) tells where its pieces
stand, and `escaped` which of its characters were written with a backslash and so are no markup.
What is cached is this small tree, as JSON with its checksum: a damaged entry is simply made again.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from report_kit.diagnostics import Diagnostic, Sink, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import block_rules, limits, yaml_rules
from report_kit.sourcefiles.overload import given_up, overloaded_letter
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.typed_signs import shield
from report_kit.sourcefiles.typography import turned
from report_kit.workspace import Cache, ToolError, Workspace

DIALECT = (
    "commonmark_x+sourcepos"
    "-yaml_metadata_block"  # front matter is read with positions of its own
    "-gfm_auto_identifiers-implicit_header_references"  # ids come from authors or are derived from the place
    "-alerts"  # '> [!NOTE]' would arrive as a div of class note, which is a source note here
)
"""The dialect of Markdown that authors write."""

_ARGUMENTS = ("--sandbox", "-f", DIALECT, "-t", "json", *limits.PANDOC_MEMORY)
_VERSION = "pandoc 3.9, tree 5"
"""Part of the cache key: raise it with pandoc's version and with every change of the tree."""

Position = list[int]
Nodes = list[Any]


@dataclass(frozen=True, slots=True)
class Tree:
    """What pandoc read from one file."""

    blocks: Nodes
    formulas: tuple[tuple[bool, str], ...]
    """(display, TeX) of every formula, in order."""


EMPTY = Tree([], ())


def kept_tree(cache: Cache, body: str) -> Tree | None:
    """The tree of `body`, if an earlier run has read it, or nothing stands there to be read."""
    if not body.strip():
        return EMPTY
    stored = cache.get(_key(body))
    return None if stored is None else _load(stored)


def read_tree(workspace: Workspace, source: SourceText, body: str, sink: Sink) -> Tree:
    """The tree of `body`, the text of `source` without its front matter; an empty one where it is refused."""
    if (kept := kept_tree(workspace.cache, body)) is not None:
        return kept
    if place := _nested_too_deeply(body):
        sink.add(_too_deep(Span(source.file, *place)))
        return EMPTY
    if place := overloaded_letter(body):
        sink.add(
            block_rules.UNREADABLE_MARKDOWN.at(
                Span(source.file, *place),
                f"a letter here bears more than {limits.MARKS_ON_A_LETTER} accents; this file is not read",
                "delete those that nobody meant",
            )
        )
        return EMPTY
    shielded = shield(body)
    try:
        answer = workspace.tools.run("pandoc", _ARGUMENTS, shielded.text.encode(), limits.PANDOC_SECONDS)
    except ToolError as failed:
        sink.add(given_up(source, body, failed))
        return EMPTY
    packer = _Packer(source)
    try:
        document = json.loads(_without_controls(shielded.restore(answer)))
        tree = Tree(packer.blocks(document["blocks"], 0), tuple(packer.formulas))
    except (_TooDeep, RecursionError):
        line, column = packer.last[:2]
        sink.add(_too_deep(Span(source.file, line, column)))
        return EMPTY
    workspace.cache.put(_key(body), _dump(tree))
    return tree


def _key(body: str) -> str:
    recipe = "\n".join((_VERSION, *_ARGUMENTS, body))
    return f"markdown/{hashlib.sha256(recipe.encode()).hexdigest()}"


def _too_deep(span: Span) -> Diagnostic:
    return yaml_rules.TOO_DEEP.at(
        span,
        f"quotes, lists, blocks or marks are nested more than {limits.BLOCK_DEPTH} levels deep here",
        "take out levels that nobody will see",
    )


_CONTAINERS = pattern(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+")
_FENCE = pattern(r"[ \t>]*:{3,}[ \t]*([^\s:])?")


def _nested_too_deeply(body: str) -> tuple[int, int] | None:
    """Where `body` nests beyond the limit, as far as its letters show; keeps pandoc from the slow cases."""
    fences = 0
    for number, line in enumerate(body.split("\n"), 1):
        if ":::" in line and (fence := _FENCE.match(line)):
            fences = fences + 1 if fence[1] else max(0, fences - 1)
            if fences > limits.BLOCK_DEPTH:
                return number, 1
        if len(line) > limits.BLOCK_DEPTH and (found := _CONTAINERS.match(line)):
            marks = re.findall(r"[>.)*+-]", found[0])
            if len(marks) > limits.BLOCK_DEPTH and set(line.strip()) - set("*-+ \t"):  # '- - - -' is a rule
                return number, found.end()
    return None


_ESCAPED_CONTROL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF])")


def _without_controls(answer: bytes) -> bytes:
    """`answer` without characters that XML cannot hold; `&#1;` smuggles them past the check of the source text."""
    if b"\\u00" in answer:
        answer = _ESCAPED_CONTROL.sub(rb"\1\\ufffd", answer)
    for forbidden in (b"\xef\xbf\xbe", b"\xef\xbf\xbf", b"\x7f"):
        if forbidden in answer:
            answer = answer.replace(forbidden, b"\xef\xbf\xbd")
    return answer


def _dump(tree: Tree) -> bytes:
    data = json.dumps([tree.blocks, tree.formulas], ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def _load(stored: bytes) -> Tree | None:
    checksum, _, data = stored.partition(b"\n")
    if hashlib.sha256(data).hexdigest().encode() != checksum:
        return None
    blocks, formulas = json.loads(data)
    return Tree(blocks, tuple((display, tex) for display, tex in formulas))


_RANGE = pattern(r"(?:[^@;]*@)?([0-9]{1,7}):([0-9]{1,7})-([0-9]{1,7}):([0-9]{1,7})")
"""`data-pos` with one range and no file name, or one without the marks that part them."""


class _TooDeep(Exception):  # noqa: N818  # it only leads out of the recursion
    """The tree is nested beyond the limit."""


class _Packer:
    """Makes pandoc's tree small: one pass, dispatching by pandoc's constructor names."""

    def __init__(self, source: SourceText) -> None:
        self.formulas: list[tuple[bool, str]] = []
        self.last: Position = [1, 1, 1, 1]
        """The latest position seen, for messages."""
        # pandoc expands tabs before it counts columns; editors count a tab as one.
        self._tabbed = {
            number: columns_of(line) for number, line in enumerate(source.lines, 1) if "\t" in line
        }  # fmt: skip
        self._known: dict[str, Position | None] = {}

    def position(self, text: str) -> Position | None:
        """`data-pos` as a position; of several ranges the first start and the last end."""
        if text in self._known:
            return self._known[text]
        found: Position | None = None
        if not self._tabbed and (whole := _RANGE.fullmatch(text)):  # the case of nearly every word
            found = [int(whole[1]), int(whole[2]), int(whole[3]), int(whole[4])]
        elif text:
            try:
                for piece in text.rpartition("@")[2].split(";"):
                    start, end = piece.split("-")
                    line, column = map(int, start.split(":"))
                    end_line, end_column = map(int, end.split(":"))
                    here = [line, self._column(line, column), end_line, self._column(end_line, end_column)]
                    found = here if found is None else [*min(found[:2], here[:2]), *max(found[2:], here[2:])]
            except ValueError:  # an author wrote {data-pos="…"}
                found = None
        self._known[text] = found
        if found is not None:
            self.last = found
        return found

    def _column(self, line: int, column: int) -> int:
        columns = self._tabbed.get(line)
        if columns is None:
            return column
        return columns[column - 1] if 0 < column <= len(columns) else columns[-1] + column - len(columns)

    # Blocks ------------------------------------------------------------------------------------------------

    def blocks(self, nodes: Nodes, depth: int, *, listed: bool = False) -> Nodes:
        """`nodes` in small; `listed` where they are an item of a list."""
        if depth > limits.BLOCK_DEPTH:
            raise _TooDeep
        packed = []
        for node in nodes:
            attributes = None
            position = None
            if node["t"] == "Div":
                (identifier, classes, pairs), content = node["c"]
                position, wrapper, pairs = self._take(pairs, listed=listed)
                if not wrapper or len(content) != 1:
                    inner = self.blocks(content, depth + 1)
                    packed.append(["Div", position, [identifier, classes, pairs], inner])
                    continue
                attributes = [identifier, classes, pairs] if identifier or classes or pairs else None
                node = content[0]  # noqa: PLW2901  # the div was only the bearer of the position
                if node["t"] == "Div":
                    packed.extend(self.blocks([node], depth + 1))
                    continue
            packed.append(self._block(node["t"], node.get("c"), position, attributes, depth, listed=listed))
        return packed

    def _items(self, items: Nodes, depth: int) -> Nodes:
        return [self.blocks(item, depth + 1, listed=True) for item in items]

    def _block(
        self, kind: str, content: Any, position: Position | None, attributes: Any, depth: int, *, listed: bool
    ) -> Nodes:
        match kind:
            case "Para" | "Plain":
                return [kind, position, self.inlines(content, position), attributes]
            case "Header":
                level, own, inlines = content
                position, _, pairs = self._take(own[2], listed=listed)
                return [kind, position, [own[0], own[1], pairs], level, self.inlines(inlines, position)]
            case "CodeBlock":
                own, text = content
                taken, _, pairs = self._take(own[2], listed=listed)
                return [kind, taken or position, [own[0], own[1], pairs], text]
            case "RawBlock":
                return [kind, position, content[0], content[1]]
            case "BlockQuote":
                return [kind, position, self.blocks(content, depth + 1), attributes]
            case "BulletList":
                return [kind, position, self._items(content, depth), attributes]
            case "OrderedList":
                (start, style, _), items = content
                return [kind, position, start, style["t"], self._items(items, depth), attributes]
            case "DefinitionList":
                entries = [
                    [self.inlines(term, position), [self.blocks(meaning, depth + 1) for meaning in meanings]]
                    for term, meanings in content
                ]
                return [kind, position, entries, attributes]
            case "HorizontalRule":
                return [kind, position, attributes]
            case "Table":
                return self._table(content, position, depth, listed=listed)
            case "LineBlock":
                lines: Nodes = []
                for number, line in enumerate(content):
                    lines.extend(([["LineBreak", position]] if number else []) + self.inlines(line, position))
                return ["Para", position, lines, attributes]
            case "Figure":
                return ["Div", position, content[0], self.blocks(content[2], depth + 1)]
        return ["Para", position, [], attributes]  # 'Null', which older versions of pandoc knew

    def _table(self, content: Any, position: Position | None, depth: int, *, listed: bool) -> Nodes:
        own, _, columns, head, bodies, foot = content
        taken, _, pairs = self._take(own[2], listed=listed)
        alignments = [column[0]["t"].removeprefix("Align").lower().replace("default", "") for column in columns]

        def rows(given: Any) -> Nodes:
            return [[self.blocks(cell[4], depth + 1) for cell in row[1]] for row in given]

        body = [row for one in bodies for row in (*rows(one[2]), *rows(one[3]))]
        whole = taken or position
        return ["Table", whole, [own[0], own[1], pairs], alignments, rows(head[1]), body + rows(foot[1])]

    def _take(self, pairs: list[list[str]], *, listed: bool = False) -> tuple[Position | None, bool, list[list[str]]]:
        """Position, whether it is a wrapper, and the attributes that the author wrote.

        What has attributes of its own bears, as an item of a list, the place of the list before its own.
        """
        if listed and [name for name, _ in pairs[:2]] == ["data-pos", "data-pos"]:
            pairs = pairs[1:]
        position: Position | None = None
        wrapper = False
        own = []
        for pair in pairs:
            name = pair[0]
            if name == "data-pos" and position is None:
                position = self.position(pair[1])
            elif name == "wrapper" and pair[1] == "1":
                wrapper = True
            else:
                own.append(pair)
        return position, wrapper, own

    # Inlines -----------------------------------------------------------------------------------------------

    def inlines(self, nodes: Nodes, around: Position | None, depth: int = 0) -> Nodes:
        """`nodes` in small; `around` is the position of what holds them."""
        if depth > limits.INLINE_DEPTH:
            raise _TooDeep
        line = _Line(around or self.last)
        self._fill(line, nodes, depth)
        return line.finish()

    def _fill(self, line: _Line, nodes: Nodes, depth: int) -> None:
        known = self._known
        for node in nodes:
            kind = node["t"]
            position = None
            if kind == "Span":
                (identifier, classes, pairs), content = node["c"]
                if len(pairs) == 2 and pairs[0][0] == "wrapper" and not identifier and not classes:
                    # The case of nearly every word.
                    text = pairs[1][1]
                    position = known[text] if text in known else self.position(text)
                else:
                    position, wrapper, pairs = self._take(pairs)
                    if classes == ["emoji"]:
                        classes, pairs, wrapper = [], [], True
                    if identifier or classes or pairs or not wrapper:
                        inner = self.inlines(content, position, depth + 1)
                        line.node(["Span", position or line.here(), [identifier, classes, pairs], inner])
                        line.skip_to(position)
                        continue
                if len(content) != 1:
                    self._fill(line, content, depth + 1)
                    continue
                node = content[0]  # noqa: PLW2901  # the span was only the bearer of the position
                kind = node["t"]
            if kind == "Str":
                line.text(node["c"], position)
            elif kind in ("Space", "SoftBreak"):
                line.text(" ", position)
            elif kind == "Quoted":
                if depth > limits.INLINE_DEPTH:
                    raise _TooDeep
                before, after = ("‘", "’") if node["c"][0]["t"] == "SingleQuote" else ("“", "”")
                line.text(before, [*position[:2], position[0], position[1] + 1] if position else None)
                self._fill(line, node["c"][1], depth + 1)
                line.text(after, [position[2], position[3] - 1, *position[2:]] if position else None)
            else:
                packed = self._inline(kind, node.get("c"), position or line.here(), depth)
                line.node(packed)
                line.skip_to(packed[1])

    def _inline(self, kind: str, content: Any, position: Position, depth: int) -> Nodes:
        match kind:
            case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps" | "Underline":
                return [kind, position, self.inlines(content, position, depth + 1)]
            case "Code":
                identifier, classes, pairs = content[0]
                taken, _, pairs = self._take(pairs)
                return [kind, taken or position, content[1], [identifier, classes, pairs]]
            case "LineBreak":
                return [kind, position]
            case "Math":
                display = content[0]["t"] == "DisplayMath"
                self.formulas.append((display, content[1]))
                return [kind, position, display, content[1]]
            case "RawInline":
                return [kind, position, content[0], content[1]]
            case "Link" | "Image":
                (identifier, classes, pairs), inner, (target, title) = content
                taken, _, pairs = self._take(pairs)
                whole = taken or position
                own = [identifier, classes, pairs]
                return [kind, whole, own, self.inlines(inner, whole, depth + 1), target, title]
            case "Note":
                return [kind, position, self.blocks(content, depth + 1)]
            case "Cite":
                return ["Span", position, ["", [], []], self.inlines(content[1], position, depth + 1)]
        return ["Span", position, ["", [], []], []]


class _Line:
    """Collects inlines; words become one text with a table of offsets."""

    __slots__ = (
        "column", "counted_column", "counted_line", "done", "escaped", "length", "line", "offsets", "pieces",
    )  # fmt: skip

    def __init__(self, around: Position) -> None:
        self.done: Nodes = []
        self.pieces: list[str] = []
        self.offsets: list[int] = []
        self.escaped: list[int] = []
        self.length = 0
        self.line, self.column = around[0], around[1]
        """Where the next piece stands if it says nothing else."""
        self.counted_line = self.counted_column = 0
        """Where it would stand by counting on from the last entry of `offsets`."""

    def text(self, text: str, position: Position | None) -> None:
        length = len(text)
        if position is not None:
            line, column, end_line, end_column = position
            if length == 1 and end_column - column == 2 and text in "[]@;:-":
                self.escaped.append(self.length)
        else:
            line, column = end_line, end_column = self.line, self.column
            if text != " ":  # a soft line break takes no room in its line
                end_column += length
        # A new entry where counting on from the last one would go wrong: on a new line, after '--' that became '–'.
        if line != self.counted_line or column != self.counted_column or not self.length:
            self.offsets += (self.length, line, column)
        self.counted_line, self.counted_column = line, column + length
        self.line, self.column = end_line, end_column
        self.pieces.append(text)
        self.length += length

    def node(self, node: Nodes) -> None:
        self._flush()
        self.done.append(node)

    def here(self) -> Position:
        """The place reached so far."""
        return [self.line, self.column, self.line, self.column]

    def skip_to(self, position: Position | None) -> None:
        if position is not None:
            self.line, self.column = position[2], position[3]

    def _flush(self) -> None:
        if self.length:
            text = "".join(self.pieces)
            self.done.append(["Text", text, self.offsets, self.line, self.column, self.escaped])
            self.pieces, self.offsets, self.escaped, self.length = [], [], [], 0

    def finish(self) -> Nodes:
        self._flush()
        closes = any(node[0] == "Text" and "„" in node[1] for node in self.done)  # there, “ closes
        for node in self.done if not closes else ():
            if node[0] == "Text" and ("‘" in node[1] or "“" in node[1] or "”" in node[1]):
                node[1] = turned(node[1])
        return self.done


def columns_of(line: str) -> list[int]:
    """For each column of `line` with its tabs expanded (stops every four), the column in the line itself."""
    columns: list[int] = []
    for number, character in enumerate(line, 1):
        columns += [number] * (4 - len(columns) % 4 if character == "\t" else 1)
    columns.append(len(line) + 1)
    return columns
