"""typographic, turned: quotation marks, dashes and dots as print has them.

In: text. Out: the same with typographic signs. Where text is Markdown, pandoc has made them, and `turned` mends the few
that it turns the wrong way: feet and inches (5′10″), and words that begin with an apostrophe (’twas). Values in YAML
and in attributes, which are no Markdown, get all of them from `typographic`.
"""

from __future__ import annotations

import re

from report_kit.lazy.patterns import pattern

_FEET = pattern(r"(?<![\d’'])(\d+)’(\d+(?:[.,]\d+)?[½¼¾]?)[“”″](?![\w“”])")
_INCHES = pattern(r"(?<=[\d½¼¾])“(?!\w)")
_CLOSING = pattern(r"(?<=[\w.,;:!?…)\]”’″])“(?=[\s.,;:!?)\]–—]|$)")
_SHORTENED = pattern(r"‘(?=(?:twas|tis|twere|twill|til|\d0s)\b|n’)", re.IGNORECASE)

_DOTS = pattern(r"(?<!\.)\.\.\.(?!\.)")
_DOUBLE = pattern(r'"')
_SINGLE = pattern(r"'")
_BEFORE_WORDS = frozenset(" \t\n\u00a0([{–—-/“‘")
"""What stands before an opening mark, if anything does."""


def turned(text: str) -> str:
    """`text`, whose marks are typographic, with those that stand the wrong way turned; as long as it was."""
    if "‘" in text:
        text = _SHORTENED.sub("’", text)
    if not any(sign in text for sign in "“”″"):
        return text
    text = _FEET.sub(r"\1′\2″", text)
    if "„" in text:
        return text  # there, “ closes
    return _CLOSING.sub("”", _INCHES.sub("″", text))


def typographic(text: str) -> str:
    """`text`, as it was typed, with typographic marks."""
    if not any(sign in text for sign in ("'", '"', "--", "...")):
        return text
    text = _DOTS.sub("…", text).replace("---", "—").replace("--", "–")
    text = _DOUBLE.sub(lambda found: "“" if _opens(text, found.start()) else "”", text)
    marked = text
    text = _SINGLE.sub(lambda found: "‘" if _opens(marked, found.start()) else "’", marked)
    # What opens and never closes is an apostrophe: 'em, '90s.
    pieces = list(text)
    waiting: list[int] = []
    for at, sign in enumerate(pieces):
        if sign == "‘":
            waiting.append(at)
        elif sign == "’" and waiting and not text[at + 1 : at + 2].isalnum():
            waiting.pop()
    for at in waiting:
        if marked[at] == "'":
            pieces[at] = "’"
    return turned(_unopened("".join(pieces)))


def _opens(text: str, at: int) -> bool:
    """Whether the straight mark at `at` of `text` opens: it has a word behind it, and none before it."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(behind) and not behind.isspace() and (not before or before in _BEFORE_WORDS)


def _unopened(text: str) -> str:
    """`text` with marks of inches where `”` stands behind a digit and closes nothing."""
    pieces = list(text)
    is_open = False
    for at, sign in enumerate(pieces):
        if sign == "“":
            is_open = True
        elif sign == "”" and is_open:
            is_open = False
        elif sign == "”" and text[at - 1 : at].isdigit():
            pieces[at] = "″"
    return "".join(pieces)
