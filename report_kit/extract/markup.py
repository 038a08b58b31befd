"""Undo the marks of Markdown and TeX that stand inside words: `Thistle**wood**`, accents by commands, quoted lines.

In: the text of a file that may be written so. Out: what it says without the marks. It is a second reading of the whole:
a mark may stand in the middle of a name, and a line break of a quotation too.
"""

from __future__ import annotations

import re

SUFFIXES = frozenset({"md", "markdown", "qmd", "rmd", "txt", "bib", "tex", "ltx", "sty", "cls", "rst", "org"})
"""Endings of files that are written so."""

_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\](?:\([^()\n]{0,400}\)|\[[^\[\]\n]{0,80}\]|\{[^{}\n]{0,200}\})")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_MARKS = re.compile(r"(?<=\w)[*_~^`]{1,3}(?=\w)|[*~^`]{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_ACCENT = re.compile(r"\{?\\(?:[\"'`^~=.]\s?|(?:[uvHcdbkrt](?=[\s{])\s*))(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))(?:\s?\})?")
_LETTERS = {"o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "aa": "å", "AA": "Å",
            "i": "ı", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ"}  # fmt: skip
_LETTER = re.compile(r"\{?\\(ss|ae|AE|oe|aa|AA|dh|DH|th|TH|dj|DJ|[oOlLij])(?![A-Za-z])(?:\s?\}|\{\}|\s)?")
_HYPHEN = re.compile(r"\\-|\\/|\\discretionary\{[^{}]{0,9}\}\{[^{}]{0,9}\}\{[^{}]{0,9}\}")
_COMMAND = re.compile(r"\\(?:text|emph|mb|url|name)[a-z]{0,12}(?=\{)")


def without_marks(text: str) -> str:
    """`text` without marks inside and around words."""
    if "\\" in text:
        text = _HYPHEN.sub("", text)
        text = _ACCENT.sub(lambda match: match[1] or match[2], text)
        text = _LETTER.sub(lambda match: _LETTERS.get(match[1], match[1]), text)
        text = _ESCAPED.sub(r"\1", _COMMAND.sub("", text))
    text = _LINK.sub(r"\1", _QUOTE.sub("", text))
    return _MARKS.sub("", _TAG.sub("", text)).replace("{", "").replace("}", "")
