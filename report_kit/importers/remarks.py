"""What goes into an import and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_kit.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class Given:
    """A file from elsewhere."""

    file: str
    """Its path as somebody typed it."""
    data: bytes

    @property
    def span(self) -> Span:
        """The file as a whole."""
        return Span(self.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark from elsewhere. Nothing in it tells its document, which is often called like somebody."""

    key: str
    """An id that says nothing about people and stays the same the next time: T12."""
    text: str
    """What was said, as plain words."""
    tags: tuple[str, ...] = ()
    """Labels, as they are called elsewhere."""
    span: Span
    """Where it stands in the file that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import makes."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the project that are new or changed, whole, by path; empty where something is wrong."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the files that were given, without a word of what they hold."""
    notes: int = 0
    """How many notes are new."""
    codes: int = 0
    """How many codes the codebook has more."""
    known: int = 0
    """How many remarks were in the project already."""
