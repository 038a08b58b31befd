"""shield: the signs `$`, `~`, `^` and `*` where they are meant as they stand, kept from being read as markup.

In: the Markdown of one file. Out: the same text with those signs as stand-ins of one character each, so that every
place stays where it was, and the way back for what pandoc made of it.

commonmark_x takes any two dollars with no blank inside them for a formula, and raises or lowers whole sentences between
two `^` or `~`: "from $5m to A$10m", "10^3 and x^2^". Here the rules of pandoc's own Markdown hold
(https://pandoc.org/MANUAL.html#math, #superscripts-and-subscripts): an opening dollar stands before a letter or sign, a
closing one behind one and not before a digit; what is raised or lowered has no blank in it. Beyond them, words are no
formula, and neither is a lone bracket; `~5%` means "about"; `5*3*2` is a product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote as percent_encoded

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern

_SIGNS = "$~^*"
_STAND_INS = range(0xE000, 0xF900)
"""The private use area of Unicode: characters without a meaning of their own."""

_PARAGRAPH = pattern(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_DOLLARS = pattern(r"\\.|(\$+)", re.DOTALL)
_SINGLE = {"~": re.compile(r"(?<![\\~])~(?!~)"), "^": re.compile(r"(?<![\\^\[])\^(?!\^)")}
"""One sign, neither doubled nor behind a backslash; `[^1]` is a footnote."""
_TEX = frozenset("\\^_={}")
"""Signs that formulas have, and prose has not."""
_OPERATOR = pattern(r"[-−+*/<>|]")
_WORD = pattern(r"[^\W\d_]{2,}[.,;:!?]*")
_AMOUNT = pattern(r"\d[\d.,]*(?:k|m|bn|tn|%)?[.,;:!?]*")
_FUNCTIONS = frozenset(
    ("sin", "cos", "tan", "log", "ln", "exp", "min", "max", "lim", "det", "dim", "mod", "gcd", "arg")
)
_PRODUCT = pattern(r"(?<=\d)\*(?=\d)")
_BRACKETS = (("(", "["), (")", "]"))


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
            marks = [found for found in _DOLLARS.finditer(body, *paragraph.span()) if found[1]]
            yield from _unpaired(body, [found.span() for found in marks], paragraph.end())


def _unpaired(body: str, marks: list[tuple[int, int]], end: int) -> Iterator[int]:
    """Of the dollars at `marks`, in one paragraph that ends at `end`, those that neither open nor close a formula."""
    number = 0
    while number < len(marks):
        start, stop = marks[number]
        width = stop - start
        closing = number + 1  # a formula in a line holds no dollar; one on its own may, within a text
        while width == 2 and closing < len(marks) and marks[closing][1] - marks[closing][0] == 1:
            closing += 1
        opens = width <= 2 and stop < end and (width == 2 or not body[stop].isspace())
        closes = opens and closing < len(marks) and _closes(body, marks[closing], width)
        if closes and _is_formula(body[stop : marks[closing][0]]):
            number = closing + 1
        else:
            yield from range(start, stop)
            number += 1


def _closes(body: str, mark: tuple[int, int], width: int) -> bool:
    start, stop = mark
    if stop - start != width or body[stop : stop + 1].isdigit():
        return False
    return width == 2 or not body[start - 1].isspace()


def _is_formula(tex: str) -> bool:
    """Whether `tex` may be a formula, rather than prose between two prices."""
    if not tex.strip():
        return False
    opened, closed = (sum(tex.count(sign) for sign in signs) for signs in _BRACKETS)
    amounts = sum(_AMOUNT.fullmatch(word) is not None for word in tex.split())
    if "\\" not in tex and (opened != closed or amounts > 1):
        return False
    return not _TEX.isdisjoint(tex) or not any(_is_prose(operand) for operand in _OPERATOR.split(tex))


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
            for offset in at:
                if offset not in kept:
                    yield start + offset


def _encloses(text: str, sign: str, opening: int, closing: int) -> bool:
    """Whether what stands between two signs of `text`, in which there is no blank, is raised or lowered."""
    before, inside, behind = text[opening - 1 : opening], text[opening + 1 : closing], text[closing + 1 : closing + 2]
    if not inside or sign == "^":
        return bool(inside)
    if before == "/":
        return False  # an address: example.org/~ann
    amount = inside[0].isdigit() or inside[0] in "£€$¥"
    attached = before.isalnum() or before in tuple(")]}*_")
    return not (amount and (not attached or behind.isdigit()))
