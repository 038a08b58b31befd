"""escaped, code_span, destination: words of an author as Markdown that reads as these words and as nothing else.

Besides CommonMark's own signs, those of its widespread extensions are escaped (tables, footnotes, struck-out and raised
words, formulas, attributes): the file may be read by a program that knows them.
"""

from __future__ import annotations

import re

BLANKS = " \t\n\r\f\v"
"""What CommonMark counts as white space in a line; other spaces, such as that of French, are letters to it."""

_NEWLINE = re.compile(r"\r\n?|\n")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPACE = re.compile(rf"[{BLANKS}]+")
_SIGNS = re.compile(r"[\\`*_\[\]~^$|{]|&(?=#?\w+;)|(?:(?<= )|^)#")
_TAG = re.compile(r"<(?! )")
_ADDRESS = re.compile(r"(?i:(?:https?|ftp)(?=://)|www(?=\.))(?=\S*\\)")
"""A web address with an escape in it. GitHub makes links of bare ones, and would show the backslash."""

_START = re.compile(r"[-+=>:]|\d{1,9}(?=[.)](?:[ ]|$))")
"""What begins a list, a quotation, a definition, an underline or a rule, at the start of a line."""


def spaced(text: str) -> str:
    """`text` with one space for every run of white space."""
    return _SPACE.sub(" ", text)


def escaped(text: str, *, starts_line: bool, after: str = "", before: str = "") -> str:
    """`text`, whose white space is `spaced` already, for a place between the characters `after` and `before`."""
    # Behind a bare address a backslash would not keep a bracket from opening a tag.
    words = _TAG.sub("&lt;", _SIGNS.sub(lambda sign: "\\" + sign[0], text))
    words = _ADDRESS.sub(lambda address: address[0] + "\\", words)
    if starts_line and (start := _START.match(words)):
        end = start.end()
        words = f"{words[:end]}\\{words[end:]}" if start[0].isdecimal() else f"\\{words}"
    elif after == "]" and words[:1] in {"(", ":"}:  # brackets of ours would become a link
        words = f"\\{words}"
    if before == "[" and words.endswith("!"):  # and a link, a picture
        words = f"{words[:-1]}\\!"
    return words


def code_span(text: str) -> str:
    """`text` as it stands, between more backticks than it holds in a row."""
    words = _NEWLINE.sub(" ", text)
    fence = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    padded = words[:1] in {"`", " "} or words[-1:] in {"`", " "}
    space = " " if padded and words.strip(" ") else ""
    return f"{fence}{space}{words}{space}{fence}" if words else ""


def code_block(text: str, language: str) -> str:
    """A fenced block with `text`."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    info = language if re.fullmatch(r"[\w+#.-]+", language) else ""
    return "\n".join([f"{fence}{info}", *_NEWLINE.split(text), fence])


def destination(url: str) -> str:
    """The address of a link, between angle brackets; what would end them is percent-encoded (RFC 3986)."""
    plain = re.sub(r"[<>\\|\s\x00-\x1f]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url)
    return "<" + _ENTITY.sub("&amp;", plain) + ">"
