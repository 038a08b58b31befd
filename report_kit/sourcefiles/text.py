"""Bytes of a source file → its text, line by line.

In: a path of the project. Out: a `SourceText`, or None where the file cannot be read at all. A byte order mark is
dropped, `CR LF` and `CR` become `LF`; characters that no output can hold (NUL and other control characters) are
reported and replaced, so that lines and columns stay true. The encoding is UTF-8 and nothing else: a guess would
turn somebody's name into mojibake in print.
"""

from __future__ import annotations

import re

from report_kit.diagnostics import Sink, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import file_rules
from report_kit.workspace import Files

_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BIDI = pattern("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = pattern("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_CONFLICT = pattern("(?:<{7}|>{7})(?: |$)")
_LINE_ENDS = pattern("[\x85\u2028\u2029]")
"""Line ends for some programs and not for others."""
_REFERENCE = pattern(r"&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
"""CommonMark 0.31, 2.5: numeric character references."""
_NAMES_OF_CONTROLS = {"\x00": "NUL", "\x0b": "vertical tab", "\x0c": "page break", "\x1b": "escape", "\x7f": "delete"}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file."""

    file: str
    """Path inside the project."""
    text: str
    """Lines end with LF; no byte order mark."""
    lines: tuple[str, ...]
    """The same, without the line ends."""

    def end_of(self, line: int) -> int:
        """The column after the last character of `line` (from 1); 1 for lines that do not exist."""
        return len(self.lines[line - 1]) + 1 if 0 < line <= len(self.lines) else 1


def read_text(files: Files, file: str, sink: Sink, limit: int) -> SourceText | None:
    """The text of `file`; None (and a diagnostic) where it is larger than `limit` bytes or not UTF-8 text."""
    try:
        data = files.read(file, limit)
    except FileNotFoundError:
        sink.add(file_rules.MISSING_FILE.at(Span(file), f"there is no file {file}"))
        return None
    except PermissionError:
        sink.add(
            file_rules.UNREADABLE_FILE.at(
                Span(file),
                "this file may not be read: it is a link that leads outside the project, or its rights forbid it",
                "put the file itself into the project",
            )
        )
        return None
    except ValueError:
        sink.add(
            file_rules.FILE_TOO_LARGE.at(
                Span(file),
                f"this file is larger than {limit / 1_000_000:g} MB",
                "split it into several files; pictures belong in files of their own",
            )
        )
        return None
    return decode(file, data, sink)


def decode(file: str, data: bytes, sink: Sink) -> SourceText | None:
    """`data` as text; None (and a diagnostic) where it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sink.add(file_rules.NOT_UTF8.at(Span(file), "this file is saved as UTF-16", _SAVE_AS))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        start = wrong.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)  # utf-8-sig counts after the mark
        before = data[:start].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        row, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = "this character is not UTF-8: the file was saved in another encoding, perhaps Latin-1 or Windows-1252"
        sink.add(file_rules.NOT_UTF8.at(Span(file, row, column, row, column + 1), message, _SAVE_AS))
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text):
        text = _without_controls(file, text, sink)
    source = SourceText(file, text, tuple(text.split("\n")))
    for number, line in enumerate(source.lines, 1) if _BIDI.search(text) else ():
        if bidi := _BIDI.search(line):
            column = bidi.start() + 1
            sink.add(
                file_rules.BIDI_CONTROL.at(
                    Span(file, number, column, number, column + 1),
                    f"an invisible character (U+{ord(bidi[0]):04X}) makes the text after it read in another order",
                    "delete it, unless the passage is in Arabic or Hebrew and needs it",
                )
            )
    return source


def merge_conflict(source: SourceText) -> Span | None:
    """The line where git has left the first mark of a merge that it could not settle; None where there is none."""
    marks = [number for number, line in enumerate(source.lines, 1) if _CONFLICT.match(line)]
    # Seven '>' alone may be a quote in a quote in a quote.
    if not any(source.lines[number - 1].startswith("<") for number in marks) and "=" * 7 not in source.lines:
        return None
    return Span(source.file, marks[0], 1, marks[0], source.end_of(marks[0])) if marks else None


def printable(text: str) -> str:
    """`text` with every character that XML, and so every output, cannot hold replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def without_steering(text: str, span: Span, sink: Sink) -> str:
    """`text`, a value at `span` that was written with escapes, without characters that no report can print.

    An escape hides from the eye what it stands for, so characters that turn the direction of reading go as well.
    """
    if control := _CONTROL.search(text):
        message = f"an invisible control character ({_name(control[0])}) is written here; no report can print it"
        sink.add(file_rules.CONTROL_CHARACTER.at(span, message, "delete the backslash and what follows it"))
        text = _CONTROL.sub("", text)
    if bidi := _BIDI.search(text):
        message = f"an invisible character ({_name(bidi[0])}) that makes text read in another order is written here"
        sink.add(file_rules.CONTROL_CHARACTER.at(span, message, "delete the backslash and what follows it"))
        text = _BIDI.sub("", text)
    return _LINE_ENDS.sub(" ", text)


def check_references(source: SourceText, sink: Sink) -> None:
    """Report characters that no report can print where Markdown has them as numbers: `&#27;`."""
    for number, line in enumerate(source.lines, 1) if "&#" in source.text else ():
        for found in _REFERENCE.finditer(line):
            code = int(found[1], 16) if found[1] else int(found[2])
            character = chr(code) if 0 < code < 0x110000 else ""
            if character and (_CONTROL.match(character) or _BIDI.match(character)):
                span = Span(source.file, number, found.start() + 1, number, found.end() + 1)
                message = f"this stands for an invisible control character ({_name(character)}); no report can print it"
                sink.add(file_rules.CONTROL_CHARACTER.at(span, message, "delete it"))


def _name(character: str) -> str:
    return _NAMES_OF_CONTROLS.get(character, f"U+{ord(character):04X}")


def invisible_in(text: str) -> re.Match[str] | None:
    """The first character of `text` that nobody can see: zero-width, soft hyphen, reading-direction control."""
    return _INVISIBLE.search(text)


def without_invisible(text: str) -> str:
    """`text` without the characters that nobody can see."""
    return _INVISIBLE.sub("", text)


_SAVE_AS = "save it again as UTF-8: in most editors under 'Save with encoding' or 'Save as'"


def _without_controls(file: str, text: str, sink: Sink) -> str:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _CONTROL.search(line):
            column = found.start() + 1
            sink.add(
                file_rules.CONTROL_CHARACTER.at(
                    Span(file, number, column, number, column + 1),
                    f"an invisible control character ({_name(found[0])}) stands here; no report can print it",
                    "delete it and type the words around it again",
                )
            )
    return printable(text)
