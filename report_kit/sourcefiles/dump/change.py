"""Change: edits of one file that fit its text, and the bytes of the file once they are made.

In: a `SourceText`, as `sourcefiles.text` hands it out (line ends are LF, no byte order mark), and `Edit`s whose spans
count as all our spans do: lines and columns from 1, columns in code points, the end after the last character. Out: the
text after the edits, or the bytes of the file. A byte order mark, CR LF line ends, and a last line without an end stay
as they are; so does every byte outside of the edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from report_kit.diagnostics import Edit, Sink, Span
from report_kit.sourcefiles.text import SourceText, decode

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


class CannotEdit(Exception):  # noqa: N818 - a refusal, not a fault of the program
    """An edit that cannot be made exactly. Nothing has been changed."""

    def __init__(self, message: str, span: Span | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """Why, in plain words for an editor."""
        self.span = span
        """What is in the way; None where no place is."""
        self.hint = hint
        """What to do instead."""


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of one file: sorted, apart from each other, inside its text.

    Raises CannotEdit where they are not. Several insertions at one place stay in the order in which they were given.
    """

    source: SourceText
    """The text that the edits are for."""
    edits: tuple[Edit, ...]

    def __post_init__(self) -> None:
        ordered = sorted(self.edits, key=lambda edit: (_start(edit.span), _end(edit.span)))
        object.__setattr__(self, "edits", tuple(ordered))
        reached = (1, 1)
        for edit in ordered:
            _check(self.source, edit)
            if _start(edit.span) < reached:
                raise CannotEdit("two edits reach for the same words", edit.span, "make them one after the other")
            reached = _end(edit.span)

    @classmethod
    def of(cls, source: SourceText, edits: Iterable[Edit]) -> Change:
        """`edits` of `source`, in any order."""
        return cls(source, tuple(edits))

    @property
    def after(self) -> SourceText:
        """The text once the edits are made: what the next change is for."""
        text = "".join(self._pieces(self.source.lines, ("\n",) * len(self.source.lines)))
        text = text.removesuffix("\n")  # the last of the lines has no end
        return SourceText(self.source.file, text, tuple(text.split("\n")))

    def written(self, data: bytes) -> bytes:
        """The bytes of the file once the edits are made in `data`, its bytes now.

        A new line ends as the line does in which its edit begins. Raises CannotEdit where `data` is no longer what
        `source` was read from.
        """
        now = decode(self.source.file, data, Sink())
        if now is None or now.text != self.source.text:
            raise CannotEdit(
                "the file has been changed meanwhile", Span(self.source.file), "look at it, and do this again"
            )
        mark, raw = (_BOM, data[len(_BOM) :]) if data.startswith(_BOM) else (b"", data)
        lines = [(found[1], found[2]) for found in _LINE.finditer(raw.decode())][: len(self.source.lines)]
        new = mark + "".join(self._pieces([one for one, _ in lines], [end for _, end in lines])).encode()
        read = decode(self.source.file, new, Sink())
        if read is None or read.text != self.after.text:  # a NUL, or a CR that now stands before a LF
            raise CannotEdit(
                "the new text has characters that would not be read again", self.edits[0].span, "leave them out"
            )
        return new

    def _pieces(self, lines: Iterable[str], ends: Iterable[str]) -> Iterator[str]:
        """The text in pieces; `ends` are the line ends that stand behind `lines`."""
        lines, ends = list(lines), list(ends)
        usual = next((end for end in ends if end), "\n")
        line, column = 1, 1
        for edit in self.edits:
            start = _start(edit.span)
            yield from _between(lines, ends, (line, column), start)
            yield edit.text.replace("\n", ends[start[0] - 1] or (ends[start[0] - 2] if start[0] > 1 else usual))
            line, column = _end(edit.span)
        yield from _between(lines, ends, (line, column), (len(lines), len(lines[-1]) + 1))
        yield ends[-1]


def _between(lines: list[str], ends: list[str], start: tuple[int, int], end: tuple[int, int]) -> Iterator[str]:
    line, column = start
    while line < end[0]:
        yield lines[line - 1][column - 1 :]
        yield ends[line - 1]
        line, column = line + 1, 1
    yield lines[line - 1][column - 1 : end[1] - 1]


def _check(source: SourceText, edit: Edit) -> None:
    span = edit.span
    if span.file != source.file:
        raise CannotEdit(f"this edit is for {span.file}, not for {source.file}", span)
    if not span.end_line or not span.end_column:
        raise CannotEdit("nobody knows where the words end that are to be replaced", span)
    for line, column in (_start(span), _end(span)):
        if not 0 < line <= len(source.lines) or not 0 < column <= source.end_of(line):
            raise CannotEdit("this place is not in the file", span, "read the file again")
    if _end(span) < _start(span):
        raise CannotEdit("these words end before they begin", span)
    if "\r" in edit.text:
        raise CannotEdit("a line of the new text ends as no line of ours does (with CR)", span, "end lines with LF")
    if any("\ud800" <= character <= "\udfff" for character in edit.text):
        raise CannotEdit("the new text has half a character, which no file can hold", span)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column
