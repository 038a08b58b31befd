"""Run: words that stand together, reduced to letters and digits, so that typography and line ends make no difference.

Words are compared after NFKC (Unicode Standard Annex 15) and without case: ligatures, soft hyphens, hyphens at line
ends, and capitals that a style sheet makes of small letters are no loss. A script that is written from right to left,
or whose letters are reordered for print, comes out of a PDF in another order, so its letters are only counted.
"""

from __future__ import annotations

import re
import unicodedata

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass

_NO_LETTERS = re.compile(r"[\W_]+")
_COUNTED = re.compile(
    "["
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"  # from right to left
    "\u0900-\u109f\u1780-\u17ff\u1a20-\u1aaf\ua8e0-\ua9ff\uaa60-\uaa7f"  # India to Java: letters change places
    "]"
)
"""Letters of scripts whose order in print is not that of the text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in a source or in the model."""

    text: str
    """As written."""
    span: Span
    """Where."""


def letters(text: str) -> str:
    """`text` without all that is no letter or digit, in one case; and without the letters that are only counted."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_LETTERS.sub("", plain if plain.isascii() else _COUNTED.sub("", plain))


def counted(text: str) -> int:
    """How many letters of scripts stand in `text` whose letters are only counted.

    Which ones they are a PDF cannot always tell: fonts make several letters of one shape and other dots.
    """
    if text.isascii():
        return 0
    return len(_NO_LETTERS.sub("", "".join(_COUNTED.findall(unicodedata.normalize("NFKC", text)))))
