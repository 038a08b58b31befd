"""Fields and columns that hold people: 'speaker: brown' in YAML and JSON, the column *Chair* of a table.

In: text, or the rows of a table. Out: what each such field or cell says, with its label; a given name and a family name
that stand apart are put together. There, a name counts without a capital and without a word beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading

_PEOPLE = (
    r"speakers?|(?:co-?|vice[- ]?)?chair(?:s|man|woman|person)?|present|attendees?|apologies|absent|participants?"
    r"|panel(?:l?ists?)?|facilitators?|moderators?|note[-_ ]?takers?|scribe|rapporteurs?|hosts?|interviewe[re]s?"
    r"|contributors?|guests?|attributed[-_ ]to|said[-_ ]by|proposer|seconder"
)
_FAMILY = r"surname|last(?:[-_ ]?name)?|family(?:[-_ ]?name)?"
_GIVEN = r"first(?:[-_ ]?name)?|given(?:[-_ ]?names?)?|forename"
_IS_PEOPLE, _IS_FAMILY, _IS_GIVEN = (re.compile(words, re.IGNORECASE) for words in (_PEOPLE, _FAMILY, _GIVEN))

_LINE = re.compile(
    rf"^[ \t]*(?:- )?[\"']?({_PEOPLE}|surname)[\"']?[ \t]*[:=][ \t]*"
    r"(?:([^\s#].{0,400})|((?:\n[ \t]*- .{1,80}){1,200}))$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(
    rf"[\"']({_PEOPLE}|surname)[\"']\s{{0,20}}:\s{{0,20}}(\[[^\]]{{0,2000}}\]|\"[^\"\n]{{0,200}}\")", re.IGNORECASE
)
_VALUE = r"[\"']?\s{0,8}[:=]\s{0,8}[\"']?([^\n\"',{}:]{1,60})[\"']?[ \t,;]{0,4}\n?[ \t]{0,60}[\"']?"
_FAMILY_FIRST = re.compile(rf"\b(?:{_FAMILY}){_VALUE}\b(?:{_GIVEN}){_VALUE}", re.IGNORECASE)
_GIVEN_FIRST = re.compile(rf"\b(?:{_GIVEN}){_VALUE}\b(?:{_FAMILY}){_VALUE}", re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LONGEST_CELL, _MOST_ROWS = 300, 50_000


def add_of_text(reading: Reading, name: str, text: str) -> None:
    """Add the fields and columns of people in a text file called `name`."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in {"yaml", "yml", "json", "md", "toml"}:
        _add(reading, _of_lines(text))
    if suffix in {"csv", "tsv"}:
        _add(reading, of_rows(_rows_of_csv(text)))
    elif suffix in {"md", "markdown", "txt"} and "|" in text:
        for table in _tables_of_markdown(text):
            _add(reading, of_rows(table))


def add_of_tree(reading: Reading, root: Any, *, table: str, row: str, cells: Iterable[str]) -> None:
    """Add the columns of people in the tables of a tree, of which the elements are called so."""
    cells = set(cells)
    for found in (one for one in root.iter() if _local(one.tag) == table):
        rows = (
            [" ".join("".join(cell.itertext()).split()) for cell in line if _local(cell.tag) in cells]
            for line in found.iter()
            if _local(line.tag) == row
        )
        _add(reading, of_rows(rows))


def add_rows(reading: Reading, place: str, rows: Sequence[Sequence[str]]) -> None:
    """Add a sheet as it reads, row by row, and its columns of people."""
    reading.add(place, "\n".join("\t".join(row) for row in rows), fallback=True)
    _add(reading, of_rows(rows))


def of_rows(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What stands in the columns of people, as the first row calls them."""
    lines = iter(rows)
    heads = [cell.strip(" *_\"'") for cell in next(lines, ())]
    people = [number for number, head in enumerate(heads) if _IS_PEOPLE.fullmatch(head) or head.lower() == "surname"]
    family = next((number for number, head in enumerate(heads) if _IS_FAMILY.fullmatch(head)), None)
    given = next((number for number, head in enumerate(heads) if _IS_GIVEN.fullmatch(head)), None)
    if not people and (family is None or given is None):
        return
    for row in islice(lines, _MOST_ROWS):
        for number in people:
            if number < len(row):
                yield heads[number], row[number]
        if family is not None and given is not None and max(family, given) < len(row):
            yield "name", f"{row[given]} {row[family]}"


def _add(reading: Reading, fields: Iterable[tuple[str, str]]) -> None:
    said: dict[str, dict[str, None]] = {}
    for label, value in fields:
        if value and len(value) <= _LONGEST_CELL:
            said.setdefault(label.lower(), {})[value] = None
    for label, values in said.items():
        for value in values:
            reading.add(f"field {label}", value, PieceKind.PERSON, fallback=True)


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _of_lines(text: str) -> Iterator[tuple[str, str]]:
    for match in _LINE.finditer(text):
        listed = re.split(r"\n[ \t]*- |[\[\],;]", match[2] or match[3])
        yield from ((match[1], item.strip(" \t\"'")) for item in listed)
    for match in _QUOTED.finditer(text):
        yield from ((match[1], item.strip(" \t\n\"'")) for item in match[2].strip("[]").split(","))
    for match in _GIVEN_FIRST.finditer(text):
        yield "name", f"{match[1].strip()} {match[2].strip()}"
    for match in _FAMILY_FIRST.finditer(text):
        yield "name", f"{match[2].strip()} {match[1].strip()}"


def _rows_of_csv(text: str) -> Iterator[list[str]]:
    head = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    try:
        yield from csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=delimiter)
    except csv.Error:
        return


def _tables_of_markdown(text: str) -> Iterator[list[list[str]]]:
    lines = text.split("\n")
    for number in range(1, len(lines)):
        if "|" in lines[number - 1] and "-" in lines[number] and _RULE.match(lines[number]):
            end = number + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            rows = (lines[number - 1], *lines[number + 1 : end])
            yield [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
