"""Values → YAML text: a single value in the quotes that it needs, whole entries line by line.

In: a value that somebody wants in a file. Out: text without its margin. What needs quotes is not reckoned but tried:
each way of writing is read back with our reader, and the first that says the same is taken
(https://yaml.org/spec/1.1/, 9: the styles of scalars).
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from report_kit.diagnostics import Sink
from report_kit.sourcefiles.dump.change import CannotEdit
from report_kit.sourcefiles.dump.reading import Asked, Value, asked, value_of_node
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import read_yaml

WIDTH = 100
"""Columns of a line; longer text is written as a block below its name."""

_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON leaves as they are, and YAML does not take."""


def single(value: Asked, *, in_brackets: bool = False, quotes: str = "", as_typed: str = "") -> str:
    """A single `value` on one line, in `quotes` if it can be ("'", '"' or ''), else in those that it needs.

    `in_brackets`: whether [ ] or { } stand around it. `as_typed`: what text may be taken for without quotes since
    what stood there was, too ('bool', 'timestamp' …).
    """
    wanted: Value = asked(value)
    if not isinstance(wanted, tuple):
        raise TypeError(f"no single value: {value!r}")
    kind, text = wanted
    means = [wanted, (as_typed, text)] if kind == "str" else [wanted]
    for style in _styles(text, quotes) if kind == "str" else (text,):
        if _says(style, means, in_brackets=in_brackets):
            return style
    raise CannotEdit("this text has a character that no file can hold", hint="take out what nobody can see")


def _styles(text: str, quotes: str) -> Iterator[str]:
    """`text` in every way to write it on one line, the best first."""
    in_single = "'" + text.replace("'", "''") + "'"
    escaped = json.dumps(text, ensure_ascii=False)
    in_double = _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    if quotes != '"' and "\n" not in text:
        yield from (in_single,) if quotes == "'" else (text,)
    # The quotes that leave the words as they are, in the eyes of whoever reads the file.
    if in_double[1:-1] != text and in_single[1:-1] == text and "\n" not in text and quotes != '"':
        yield in_single
    yield in_double


def _says(written: str, means: Sequence[Value], *, in_brackets: bool) -> bool:
    """Whether `written` says one of `means`, in each place where a value may stand."""
    in_list, in_table = (f"[{written}]", f"{{k: {written}}}") if in_brackets else (f"- {written}", f"k: {written}")
    return _read(in_list) in [[one] for one in means] and _read(in_table) in [{"k": one} for one in means]


def _read(text: str) -> Value:
    """What `text` says; None where anything is doubtful about it."""
    if not _is_whole(text):
        return None
    sink = Sink()
    source = SourceText("", text, tuple(text.split("\n")))
    node = read_yaml(source, sink)
    return None if node is None or sink.diagnostics else value_of_node(node, source.lines)


def _is_whole(text: str) -> bool:
    """Whether no character of `text` is half of one, which no file can hold."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def flow(value: Asked) -> str:
    """`value` on one line, lists and tables in brackets."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key(name)}: {flow(one)}" for name, one in value.items()) + "}"
        case str():
            return single(value, in_brackets=True)
        case Sequence():
            return "[" + ", ".join(flow(one) for one in value) + "]"
    return single(value, in_brackets=True)


@lru_cache(maxsize=256)
def key(name: str) -> str:
    """A name before a colon."""
    return single(name, in_brackets=True)


def entry(name: str, value: Asked, width: int = WIDTH) -> list[str]:
    """The lines of `name: value`."""
    below = under(value, width - len(name) - 2)
    return [f"{key(name)}:{below[0]}", *below[1:]]


def under(value: Asked, width: int = WIDTH) -> list[str]:
    """What stands behind the colon or the dash of `value`: the rest of that line, and the lines below it."""
    match value:
        case str():
            return _text(value, width)
        case Mapping() if value:
            return ["", *("  " + line if line else "" for name, one in value.items() for line in entry(name, one))]
        case Sequence() if any(_is_list(one) for one in value) or _is_long(value, width):
            return ["", *("  " + line if line else "" for one in value for line in item(one))]
        case Mapping() | Sequence():
            return [f" {flow(value)}"]
    return [f" {single(value)}"]


def item(value: Asked, gap: int = 1) -> list[str]:
    """The lines of a list's item; `gap` blanks follow its dash."""
    margin = " " * (gap + 1)
    if isinstance(value, Mapping) and value:
        lines = [line for name, one in value.items() for line in entry(name, one)]
        return [f"-{' ' * gap}{lines[0]}", *(margin + line if line else "" for line in lines[1:])]
    below = under(value)
    return [f"-{' ' * gap}{below[0][1:]}" if below[0] else "-", *below[1:]]


def _is_list(value: Asked) -> bool:
    return not isinstance(value, str) and isinstance(value, Sequence | Mapping)


def _is_long(value: Sequence[Asked], width: int) -> bool:
    return any(isinstance(one, str) and "\n" in one for one in value) or len(flow(value)) > width


def _text(text: str, width: int) -> list[str]:
    """Behind the colon: text on one line where it has room, else a block of lines."""
    if "\n" not in text and len(text) <= width:
        return [f" {single(text)}"]
    header = "|-" if "\n" in text else ">-"
    lines = block(text, header)
    if lines is not None:
        return [f" {header}", *("  " + line if line else "" for line in lines)]
    return [f" {single(text)}"]


def block(text: str, header: str) -> list[str] | None:
    """The lines of `text` under `header` ('|', '>-' …), without margin; None where they would say something else."""
    lines = text.split("\n")
    if header.startswith(">"):
        lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False) if len(lines) == 1 else lines
    written = "\n".join(f"  {line}" if line else "" for line in lines)
    value = _read(f"k: {header}\n{written}\n")
    return lines if value is not None and value["k"] == ("str", text) else None
