"""The words that file formats are made of (`vocabulary.txt` beside this module), as sets of text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def vocabulary(name: str) -> frozenset[str]:
    """One of the lists: css, office, pdf, fonts (with spaces in them)."""
    text = (files("report_kit.extract") / "vocabulary.txt").read_text(encoding="utf-8")
    rows = (line.partition(": ") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(
        word for title, _, row in rows if title == name for word in row.split("|" if name == "fonts" else None)
    )
