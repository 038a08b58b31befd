"""Wording: plain text and word rules in, findings out. Optional advice that never touches the words of a quote.

The caller passes text with its quotes blanked by `mask_quotes`, which keeps every place where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from report_kit.evidence.word_rules import WordRule
from report_kit.lazy.dataclasses import dataclass

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"', "'": "'"}
"""Closing marks by opening mark."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A word or phrase that a list advises against."""

    start: int
    """First code point in the text."""
    end: int
    rule: str
    """Name of the list."""
    level: str
    """suggestion, warning or error, as the list says."""
    message: str
    """In the list's words."""
    suggestion: str = ""
    """What to write instead, in the case of what is there; empty where the list offers a choice or nothing."""


def find(text: str, rules: Iterable[WordRule]) -> list[Finding]:
    """What `rules` advise against in `text`, in order of the text. Time is linear in its length."""
    found = [finding for rule in rules for finding in _findings(text, rule)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def mask_quotes(text: str) -> str:
    """`text` with what stands in quotation marks blanked: as long as before, line breaks and the marks kept.

    Curly, straight, single and double marks and guillemets; apostrophes are none. A quotation that is opened with a
    curly mark and not closed ends with its paragraph, as quotations of several paragraphs are set.
    """
    return "".join(_masked(piece) for piece in re.split(r"(\n[ \t]*\n)", text))


def _findings(text: str, rule: WordRule) -> Iterable[Finding]:
    for start, end in rule.hits(text):
        written = text[start:end]
        choices = [_in_case_of(written, choice) for choice in rule.replacement_for(written).split("|") if choice]
        if written in choices:  # a list may write 'Chatham House rules?' for both forms
            continue
        arguments = (" or ".join(choices), written) if rule.kind == "substitution" else (written, written)
        message = rule.message % arguments[: rule.message.count("%s")]
        yield Finding(start, end, rule.name, rule.level, message, choices[0] if len(choices) == 1 else "")


def _in_case_of(written: str, replacement: str) -> str:
    """`replacement` with the capitals of `written`, unless these are an abbreviation's: BAME, OAPs."""
    if len(written) > 1 and written[:2].isupper():
        return replacement.upper() if replacement.isalpha() and replacement.islower() else replacement
    return replacement[0].upper() + replacement[1:] if written[0].isupper() else replacement


def _masked(paragraph: str) -> str:
    signs = list(paragraph)
    place = 0
    closing = _Closings(paragraph)
    while place < len(signs):
        mark = paragraph[place]
        end = closing.after(place, mark) if mark in _PAIRS and _opens(paragraph, place) else -1
        if end < 0:
            place += 1
            continue
        for inside in range(place + 1, end):
            if not signs[inside].isspace():
                signs[inside] = " "
        place = end + 1
    return "".join(signs)


class _Closings:
    """The places of closing marks in a paragraph, found once and walked forward."""

    def __init__(self, paragraph: str) -> None:
        self._paragraph = paragraph
        self._places: dict[str, list[int]] = {}

    def after(self, place: int, opening: str) -> int:
        """Where the quotation opened at `place` closes; the paragraph's end for a curly one never closed, else -1."""
        places = self._places.get(opening)
        if places is None:
            closing = [at for at, sign in enumerate(self._paragraph) if sign in _PAIRS[opening]]
            places = self._places[opening] = [at for at in reversed(closing) if _closes(self._paragraph, at)]
        while places and places[-1] <= place:
            places.pop()
        if places:
            return places[-1]
        return -1 if opening in "\"'" else len(self._paragraph)


def _opens(paragraph: str, place: int) -> bool:
    before, after = paragraph[place - 1 : place] if place else "", paragraph[place + 1 : place + 2]
    if paragraph[place] not in "\"'":
        return paragraph[place] != "‘" or not before.isalnum()
    return not before.isalnum() and bool(after) and not after.isspace()


def _closes(paragraph: str, place: int) -> bool:
    before, after = paragraph[place - 1 : place] if place else "", paragraph[place + 1 : place + 2]
    if paragraph[place] in "’'":  # an apostrophe stands before a letter: don't
        return not after.isalnum() and bool(before) and not before.isspace()
    return True
