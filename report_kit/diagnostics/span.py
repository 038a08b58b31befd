"""Span: a range of text in a source file (what LSP calls a range)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place that an editor can jump to. Lines and columns count from 1, columns in code points."""

    file: str
    """Path inside the project, with forward slashes; never absolute."""
    line: int = 1
    """First line."""
    column: int = 1
    """First column of the first line."""
    end_line: int = 0
    """Last line; 0 where only the start is known."""
    end_column: int = 0
    """Column after the last character on `end_line`; 0 where only the start is known."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
