"""Sheets of a workbook, row by row: their words lie in one list for all, in the order in which they were typed.

Standard: ECMA-376, part 1, sections 18.3 and 18.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from report_kit.extract import fields, xml
from report_kit.extract.reading import Reading

_MOST_CELLS = 500_000


def add_sheets(reading: Reading, files: Iterable[tuple[str, bytes]]) -> None:
    """Add the sheets among the parts `files` of a workbook."""
    parts = dict(files)
    shared: list[str] = []
    strings = xml.parse(parts.get("xl/sharedStrings.xml", b""))
    if strings is not None:
        shared = ["".join(_texts(item)) for item in strings if xml.local(item.tag) == "si"]
    left = _MOST_CELLS
    for path, content in parts.items():
        root = xml.parse(content) if path.startswith("xl/worksheets/") and path.endswith(".xml") else None
        if root is None:
            continue
        rows = []
        for row in (one for one in root.iter() if xml.local(one.tag) == "row"):
            cells = [_said(cell, shared) for cell in row if xml.local(cell.tag) == "c"]
            left -= len(cells)
            if left < 0:
                break
            rows.append(cells)
        fields.add_rows(reading, f"{path}, rows", rows)


def _texts(element: Any) -> list[str]:
    return [one.text or "" for one in element.iter() if xml.local(one.tag) == "t"]


def _said(cell: Any, shared: list[str]) -> str:
    """What a cell says: a number is that of a shared text, where the cell says so."""
    value = next((one.text or "" for one in cell if xml.local(one.tag) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return value or "".join(_texts(cell))
