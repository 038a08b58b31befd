"""Word lists in YAML: text in, strings, lists and tables out, each with its line.

YAML's own guesses are left out on purpose: in a list of words, `no`, `on`, `yes` and `1.10` are words, not truth
values or numbers. So are anchors and aliases, which no list of words needs and which let a small file grow without end.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

WORD_LISTS = Path(__file__).parent / "wordlists"
"""The lists that come with report_kit."""

LARGEST = 500_000
"""Code points in a list; the longest of the included ones has 20,000."""
DEEPEST = 6
"""How deep lists and tables may stand in one another."""


class WordListError(ValueError):
    """A word list that cannot be used."""

    def __init__(self, message: str, file: str, line: int = 1) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.message = message
        """What is wrong, in plain words."""
        self.file = file
        """Name of the list, as it was passed in."""
        self.line = line
        """Counts from 1."""


class Text(str):
    """A word or sentence; knows its `line`."""

    __slots__ = ("line",)
    line: int

    @classmethod
    def at(cls, value: str, line: int) -> Text:
        """`value` as it stands on `line`."""
        text = cls(value)
        text.line = line
        return text


class Listing(list["Value"]):
    """A list; knows the `line` where it begins."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class Table(dict[Text, "Value"]):
    """Keys with values; knows the `line` where it begins."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


Value: TypeAlias = Text | Listing | Table


def read_word_list(text: str, file: str) -> Value:
    """The value that the YAML `text` of `file` holds. Raises WordListError where it holds none, or one too large."""
    import yaml  # here: of the lists that come with report_kit, those that every run needs are kept as JSON

    if len(text) > LARGEST:
        raise WordListError(f"the list is too long; {LARGEST:,} characters are the limit", file)
    open_values: list[Listing | Table] = []
    keys: list[Text | None] = []
    whole: Value | None = None
    try:
        for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.DocumentStartEvent) and whole is not None:
                raise WordListError("a second list begins here; put it into a file of its own", file, line)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise WordListError("names for repeated parts (& and *) are not used in word lists", file, line)
            if isinstance(event, yaml.CollectionEndEvent):
                open_values.pop()
                keys.pop()
            if not isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
                continue
            value: Value
            if isinstance(event, yaml.ScalarEvent):
                value = Text.at(event.value, line)
            else:
                value = Table(line) if isinstance(event, yaml.MappingStartEvent) else Listing(line)
            whole = value if whole is None else whole
            if open_values:
                _put(value, open_values[-1], keys, file)
            if not isinstance(value, Text):
                if len(open_values) == DEEPEST:
                    raise WordListError("lists stand too deep in one another here", file, line)
                open_values.append(value)
                keys.append(None)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = mark.line + 1 if mark else 1
        raise WordListError(f"the list cannot be read here ({problem.problem})", file, line) from None
    except yaml.YAMLError:
        raise WordListError("the list holds characters that YAML does not allow", file) from None
    if whole is None:
        raise WordListError("the list is empty", file)
    return whole


def included_list(name: str) -> Value:
    """The list called `name` that comes with report_kit, from the JSON that `make golden` made of it."""
    return _without_lines(json.loads((WORD_LISTS / f"{name}.json").read_bytes()))


def _without_lines(value: object) -> Value:
    if isinstance(value, str):
        return Text.at(value, 1)
    if isinstance(value, dict):
        table = Table(1)
        for key, part in value.items():
            table[Text.at(key, 1)] = _without_lines(part)
        return table
    assert isinstance(value, list)
    listing = Listing(1)
    listing.extend(map(_without_lines, value))
    return listing


def _put(value: Value, inside: Listing | Table, keys: list[Text | None], file: str) -> None:
    """Add `value` to the list, or as a key or the value of the last key to the table."""
    if isinstance(inside, Listing):
        inside.append(value)
    elif (key := keys[-1]) is not None:
        inside[key] = value
        keys[-1] = None
    elif not isinstance(value, Text):
        raise WordListError("a list cannot be a name; put quotation marks around it", file, value.line)
    elif value in inside:
        raise WordListError(f"“{value[:60]}” stands here twice", file, value.line)
    else:
        keys[-1] = value
