"""Words → Markdown that reads as those words, and values → attributes of a fenced div.

In: plain text. Out: the dialect of `pandoc_ast.DIALECT`. Two ways of writing are offered, the first with as few
backslashes as the words seem to need; which of them reads back as the same words, the caller tries. Quotes, dashes and
dots as one types them are printed as typographers set them, in this dialect; words are the same with either.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from report_kit.diagnostics import Span
from report_kit.sourcefiles.dump.change import CannotEdit
from report_kit.sourcefiles.dump.reading import ESCAPED

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
"""What a backslash takes its meaning from (CommonMark 0.31, 2.4)."""
_MARKS = re.compile(
    r"([\\`*\[\]{}~^$|<>])"  # signs that begin markup wherever they stand
    r"|(?<![^\W_])(_)|(_)(?![^\W_])"  # within a word it is none
    r"|(&)(?=#?\w+;)"  # a reference to a character
    r"|(:)(?=[\w+-]+:)"  # an emoji
)
_FIRST = re.compile(r"(?:([#+=:>~|-])|(\d{1,9})([.)])(?=\s|$)|([A-Za-z]|[ivxlcdm]{2,7}|[IVXLCDM]{2,7})([.)])(?=\s|$))")
"""What begins a heading, a list, a definition or a fence at the start of a line."""

_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---", "\u00a0": " "})


def lightly(words: str) -> str:
    """`words` with a backslash before what would be read as markup."""
    escaped = _MARKS.sub(lambda found: f"\\{found[0]}", words)
    first = _FIRST.match(escaped)
    if first is None:
        return escaped
    at = next(first.start(group) for group in (1, 3, 5) if first[group])
    return f"{escaped[:at]}\\{escaped[at:]}"


def fully(words: str) -> str:
    """`words` with a backslash before every sign."""
    return _PUNCTUATION.sub(r"\\\1", words)


WAYS: tuple[Callable[[str], str], ...] = (lightly, fully)
"""The ways to write words, the one that is pleasant to read first."""


def read_as(read: str, words: str) -> bool:
    """Whether `read`, a text of pandoc's bare tree, says `words`, and nothing in it is taken for a citation."""
    brackets = all(read[at - 1 : at] == ESCAPED for at, one in enumerate(read) if one in "[]")
    return brackets and read.replace(ESCAPED, "").translate(_TYPED) == words.translate(_TYPED)


def attribute(name: str, value: str, span: Span) -> str:
    """`name="value"`. Raises CannotEdit where the value has more than one line."""
    if "\n" in value:
        raise CannotEdit("an attribute stands in one line", span, "write it without line ends")
    if not re.fullmatch(r"[A-Za-z][\w-]*", name):
        raise CannotEdit(f"'{name}' cannot be the name of an attribute", span)
    escaped = re.sub(r"&(?=#?\w+;)", "&amp;", value).replace('"', "&quot;").replace("\t", "&#9;")
    return f'{name}="{escaped}"'
