"""shield: the signs `$`, `~`, `^`, `*` and `_` where they are meant as they stand, kept from being read as markup.

In: the Markdown of one file. Out: the same text with those signs as stand-ins of one character each, so that every
place stays where it was, and the way back for what pandoc made of it.

commonmark_x takes any two dollars with no blank inside them for a formula, and raises or lowers whole sentences between
two `^` or `~`: "from $5m to A$10m", "10^3 and x^2^". Here the rules of pandoc's own Markdown hold
(https://pandoc.org/MANUAL.html#math, #superscripts-and-subscripts): an opening dollar stands before a letter or sign, a
closing one behind one and not before a digit; what is raised or lowered has no blank in it. Beyond them, words are no
formula, and neither is what has a lone bracket or ends as no formula does; a dollar right behind a letter or digit is
money (`US$`, `5$`), unless TeX follows it that is raised or lowered (`CO$_2$`); `~5%` means "about"; `5*3*2` is a
product.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote as percent_encoded

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern

_SIGNS = "$~^*_"
_STAND_INS = range(0xE000, 0xF900)
"""The private use area of Unicode: characters without a meaning of their own."""

_PARAGRAPH = pattern(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_MARK = pattern(r"\\.|(\$+)|(`+)", re.DOTALL)
_SINGLE = {"~": re.compile(r"(?<![\\~])~(?!~)"), "^": re.compile(r"(?<![\\^\[])\^(?!\^)")}
"""One sign, neither doubled nor behind a backslash; `[^1]` is a footnote."""
_TEX = frozenset("\\^_={}")
"""Signs that formulas have, and prose has not."""
_CLEARLY_TEX = pattern(r"\\[A-Za-z]|[_^]")
_OPERATOR = pattern(r"[-−+*/<>|]")
_ALONE = frozenset("+=<>*")
"""Operators that may be all of a formula."""
_NO_START = tuple(",;:./–—")
_NO_END = (*_NO_START, *'-−+=<>*|"“”‘')
_NEGATIVE = pattern(r"-\s*(?:[\d.(\\]|[^\W\d_](?![^\W\d_]))")
_MONEY = pattern(r"\d[\d.,]*(?:k|m|bn|tn)?(?:[,;:]?\s+[A-Z]{1,3}|\W+(?:US|AU|CA|NZ|HK|SG|NT))")
"""A price and the letters of a currency before the next one: '7, C' or '7/US'."""
_NO_TEX = pattern(r"[£€¥]|\*\*|[^\s^]\*\s|_(?:\s|$)|\s_")
"""Other signs of money, and marks of emphasis that begin before the one price and end in the next."""
_ENDING = pattern(r"(?:th|st|nd|rd|s)?(?![^\W_])")
"""What a word may go on with behind a formula: the nth, two xs."""
_WORD = pattern(r"[^\W\d_]{2,}[.,;:!?]*")
_AMOUNT = pattern(r"\d[\d.,]*(?:k|m|bn|tn|%)?[.,;:!?]*")
_FUNCTIONS = frozenset(
    ("sin", "cos", "tan", "log", "ln", "exp", "min", "max", "lim", "det", "dim", "mod", "gcd", "arg")
)
_PRODUCT = pattern(r"(?<=\d)\*(?=\d)")
_SMILE = pattern(r"[-_.;'oO]{1,3}")
"""What stands between the eyes of '^_^'."""


@dataclass(frozen=True, slots=True)
class Shield:
    """A text whose signs are kept, and the way back."""

    text: str
    """As pandoc is to read it; as long as the original."""
    stand_ins: tuple[tuple[str, str], ...] = ()
    """(stand-in, sign)."""

    def restore(self, answer: bytes) -> bytes:
        """`answer`, pandoc's JSON in UTF-8, with the signs in their places; in addresses they come percent-encoded."""
        for stand_in, sign in self.stand_ins:
            answer = answer.replace(stand_in.encode(), sign.encode())
            answer = answer.replace(percent_encoded(stand_in).encode(), sign.encode())
        return answer


def shield(body: str) -> Shield:
    """`body` with the signs that are no markup kept from being read as such."""
    meant = sorted({*_dollars(body), *_raised_and_lowered(body)})
    if not meant:
        return Shield(body)
    taken = set(body)
    free = (chr(code) for code in _STAND_INS if chr(code) not in taken and percent_encoded(chr(code)) not in body)
    stand_ins = dict(zip(_SIGNS, free, strict=False))
    letters = list(body)
    for offset in meant:
        letters[offset] = stand_ins.get(letters[offset], letters[offset])
    return Shield("".join(letters), tuple((stand_in, sign) for sign, stand_in in stand_ins.items()))


def _dollars(body: str) -> Iterator[int]:
    """Offsets of the dollars that are no marks of a formula."""
    if "$" not in body:
        return
    for paragraph in _PARAGRAPH.finditer(body):
        if "$" in paragraph[0]:
            for marks in _between_walls(body, *paragraph.span()):
                yield from _unpaired(body, marks, paragraph.end())


def _between_walls(body: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The runs of dollars from `start` to `end`, parted where code begins and ends: no formula reaches into it."""
    ticks: dict[int, list[int]] = defaultdict(list)
    for run in re.finditer("`+", body[start:end]):
        ticks[len(run[0])].append(start + run.start())
    marks: list[tuple[int, int]] = []
    offset, wall = start, 0  # where the code ends that has begun
    while (found := _MARK.search(body, offset, end)) is not None:
        offset = found.end()
        if wall and found.start() >= wall:
            yield marks
            marks, wall = [], 0
        if found[1]:
            marks.append(found.span())
        elif found[2] and not wall:
            same = ticks[len(found[2])]
            closing = bisect_left(same, offset)
            if closing < len(same):
                yield marks
                marks, wall = [], same[closing] + len(found[2])
    yield marks


def _unpaired(body: str, marks: list[tuple[int, int]], end: int) -> Iterator[int]:
    """Of the dollars at `marks`, in one paragraph that ends at `end`, those that neither open nor close a formula."""
    number = 0
    while number < len(marks):
        start, stop = marks[number]
        width = stop - start
        closing = number + 1  # a formula in a line holds no dollar; one on its own may, within a text
        while width == 2 and closing < len(marks) and marks[closing][1] - marks[closing][0] == 1:
            closing += 1
        if (
            _opens(body, marks[number], end)
            and closing < len(marks)
            and _closes(body, marks[closing], width)
            and _is_formula(tex := body[stop : marks[closing][0]])
            and (width == 2 or _ends_there(body, marks[closing][1], tex))
        ):
            number = closing + 1
        else:
            yield from range(start, stop)
            number += 1


def _opens(body: str, mark: tuple[int, int], end: int) -> bool:
    start, stop = mark
    if stop - start > 2 or stop >= end:
        return False
    if stop - start == 2:
        return True
    return not body[stop].isspace() and (not body[start - 1 : start].isalnum() or body[stop] in "^_\\{")


def _closes(body: str, mark: tuple[int, int], width: int) -> bool:
    start, stop = mark
    if stop - start != width or body[stop : stop + 1].isdigit():
        return False
    return width == 2 or not body[start - 1].isspace()


def _ends_there(body: str, stop: int, tex: str) -> bool:
    """Whether the word goes on behind the formula `tex`, which ends at `stop`, only as it may."""
    if body.startswith("{", stop):
        return False  # ${HOME}${PATH}
    return _ENDING.match(body, stop) is not None or _CLEARLY_TEX.search(tex) is not None


def _is_formula(tex: str) -> bool:
    """Whether `tex` may be a formula, rather than prose between two prices."""
    inside = tex.strip()
    if not inside or (inside not in _ALONE and not _begins_and_ends(inside)) or _MONEY.fullmatch(inside):
        return False
    amounts = sum(_AMOUNT.fullmatch(word) is not None for word in tex.split())
    if "\\" not in tex and (amounts > 1 or _NO_TEX.search(tex) or not _is_balanced(tex)):
        return False
    return not _TEX.isdisjoint(tex) or not any(_is_prose(operand) for operand in _OPERATOR.split(tex))


def _is_balanced(tex: str) -> bool:
    """Whether each bracket has its other one; a link between two prices, '5](a) or [6', closes one before it opens."""
    depth = 0
    for sign in tex:
        depth += (sign in "([") - (sign in ")]")
        if depth < 0:
            return False
    return not depth


def _begins_and_ends(inside: str) -> bool:
    """Whether `inside` begins and ends as a formula does; '$PATH/$HOME' would end with its operator."""
    if inside.startswith("-") and _NEGATIVE.match(inside) is None:
        return False
    ending = inside.rstrip("'")  # f' is a formula, and 'a','b' is none
    return not inside.startswith(_NO_START) and (not ending.endswith(_NO_END) or "\\" in inside)


def _is_prose(operand: str) -> bool:
    """Whether what stands between two operators has several words."""
    words = operand.split()
    return len(words) > 1 and any(_WORD.fullmatch(word) and word not in _FUNCTIONS for word in words)


def _raised_and_lowered(body: str) -> Iterator[int]:
    """Offsets of `~` and `^` that raise and lower nothing, and of `*` between two numbers."""
    if not any(sign in body for sign in "~^*"):
        return
    for token in re.finditer(r"\S+", body):
        start, text = token.start(), token[0]
        yield from (start + product.start() for product in _PRODUCT.finditer(text))
        for doubled in re.finditer(r"(?<!\\)\^{2,}", text):
            yield from range(start + doubled.start(), start + doubled.end())
        for sign in "~^":
            at = [found.start() for found in _SINGLE[sign].finditer(text)]
            kept: set[int] = set()
            for opening, closing in pairwise(at):
                if opening not in kept and _encloses(text, sign, opening, closing):
                    kept |= {opening, closing}
                elif text[opening + 1 : closing] == "_":
                    yield start + opening + 1  # one of two in '^_^ and ^_^', which would be emphasis
            for offset in at:
                if offset not in kept:
                    yield start + offset


def _encloses(text: str, sign: str, opening: int, closing: int) -> bool:
    """Whether what stands between two signs of `text`, in which there is no blank, is raised or lowered."""
    before, inside, behind = text[opening - 1 : opening], text[opening + 1 : closing], text[closing + 1 : closing + 2]
    if not inside or sign == "^":
        return bool(inside) and (before.isalnum() or _SMILE.fullmatch(inside) is None)
    if before == "/":
        return False  # an address: example.org/~ann
    amount = inside[0].isdigit() or inside[0] in "£€$¥"
    attached = before.isalnum() or before in tuple(")]}*_")
    return not (amount and (not attached or behind.isdigit()))
