"""Words and marks: text in, the pieces that a comparison of wordings looks at out, each with its place.

What is no change of wording disappears here: curly and straight quotation marks share a key, so do all dashes, and
three dots and the ellipsis sign; spaces, line breaks and invisible characters have none. Keys are in NFC. Not in NFKC:
that would make a ligature or a superscript equal to plain letters, and an ellipsis to three full stops.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe00\ufe0e\ufe0f"
)
"""Soft hyphen, joiners and marks without a width, signs of mathematics, byte order mark, variation selectors."""
APOSTROPHES = "'\u2019\u02bc"
DASHES = "\u002d\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Hyphen-minus, hyphen, no-break hyphen, figure dash, en dash, em dash, horizontal bar, minus sign."""
QUOTATION_MARKS = "\"'`´“”„‟«»‹›‘’‚‛′″"
ELLIPSIS = "…"
"""Key of an ellipsis, however it is written."""
_QUOTATION_MARK, _DASH = '"', "-"
_FOLD = {ord(sign): None for sign in INVISIBLE} | {ord(sign): "'" for sign in APOSTROPHES}

NEGATIONS = frozenset(
    ("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "cannot", "without", "hardly")
)
"""Words whose loss turns a remark into its contrary; so does the loss of a word in n't."""


class Word(NamedTuple):
    """A word, a number or a mark in a text."""

    key: str
    """What it is compared by; case is kept."""
    start: int
    """First code point in the text."""
    end: int
    """Code point after the last."""

    @property
    def is_word(self) -> bool:
        """False for punctuation and other signs."""
        return self.key[0].isalnum()


def letters(text: str) -> str:
    """The inside of a character class for what words in `text` are made of, for `re`.

    `re` does not count combining marks as letters (an accent in NFD, every vowel sign of Hindi): those that occur in
    `text` are named one by one.
    """
    marks = sorted(sign for sign in set(text) if not sign.isascii() and unicodedata.category(sign).startswith("M"))
    return r"\w" + "".join(map(re.escape, marks)) + INVISIBLE


@lru_cache(maxsize=64)
def _words_pattern(letters: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
          (?P<word>  [0-9]+(?:[.,][0-9]+)+ | [{letters}]+(?:[{APOSTROPHES}][{letters}]+)* )
        | (?P<dots>  …+ | \.(?:\s?\.){{2,}} )
        | (?P<dash>  -{{2,3}} | [{re.escape(DASHES)}] )
        | (?P<quote> ''|``|‘‘|’’ | [{QUOTATION_MARKS}] )
        | (?P<sign>  \S )
        """,
        re.VERBOSE,
    )


def key_of(word: str) -> str:
    """What a word is compared by: NFC, one kind of apostrophe, nothing invisible."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(_FOLD))


def words_in(text: str) -> list[Word]:
    """The words and marks of `text`, in order. Time is linear in its length."""
    found: list[Word] = []
    for match in _words_pattern(letters(text)).finditer(text):
        match match.lastgroup:
            case "word":
                key = key_of(match[0])
            case "dots":
                key = ELLIPSIS
            case "dash":
                key = _DASH
            case "quote":
                key = _QUOTATION_MARK
            case _:
                key = unicodedata.normalize("NFC", match[0])
        if key:  # a run of invisible characters has none
            found.append(Word(key, match.start(), match.end()))
    return found


def negations_in(text: str) -> list[str]:
    """The negating words of `text`, in order, in lower case."""
    keys = (word.key.casefold() for word in words_in(text))
    return [key for key in keys if key in NEGATIONS or key.endswith("n't")]
