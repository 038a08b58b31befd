"""without_outer_marks: the words of a quote, without the quotation marks that somebody typed round all of it.

In: the blocks of a quote. Out: the same, or without the pair of marks that opens its first paragraph and closes its
last one; the report sets marks of its own, and two pairs would be printed.
"""

from __future__ import annotations

from dataclasses import replace

from report_kit.model.blocks import Block, Paragraph
from report_kit.model.inlines import Text
from report_kit.model.walk import blocks_text

_PAIRS = {'"': '"', "“": "”", "„": "“”", "‘": "’", "'": "'", "«": "»", "»": "«", "‹": "›"}
"""What closes each mark that may open a quote."""


def without_outer_marks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks`, the pair of quotation marks taken away that wraps all of their words."""
    words = blocks_text(blocks).strip()
    if len(words) < 3 or not _is_wrapped(words):
        return blocks
    *others, last = blocks
    closed = _without_last(last)
    if closed is None:
        return blocks
    first, *others = (*others, closed)
    opened = _without_first(first)
    return blocks if opened is None else (opened, *others)


def _is_wrapped(words: str) -> bool:
    """Whether one pair of marks holds all of `words`: in “Yes” and “no” the first one closes before the end."""
    opening, closing, inside = words[0], words[-1], words[1:-1]
    if "\n" in words and closing == "“":
        closing = "”"  # pandoc turns straight marks, and does so within a paragraph only
    if closing not in _PAIRS.get(opening, ""):
        return False
    if opening in "'‘":  # an apostrophe closes nothing
        inside = "".join(
            " " if mark in "'’" and inside[at - 1 : at].isalnum() and inside[at + 1 : at + 2].isalnum() else mark
            for at, mark in enumerate(inside)
        )
    if opening == closing:
        return opening not in inside
    depth = 1
    for mark in inside:
        depth += (mark == opening) - (mark in _PAIRS[opening])
        if depth == 0:
            return False
    return True


def _without_first(block: Block) -> Block | None:
    """`block` without its first character; None where that is no plain text."""
    first = block.content[0] if isinstance(block, Paragraph) and block.content else None
    if not isinstance(block, Paragraph) or not isinstance(first, Text):
        return None
    text = first.text.lstrip()[1:]
    span = replace(first.span, column=first.span.column + len(first.text) - len(text))
    return replace(block, content=(replace(first, text=text, span=span), *block.content[1:]))


def _without_last(block: Block) -> Block | None:
    """`block` without its last character; None where that is no plain text."""
    last = block.content[-1] if isinstance(block, Paragraph) and block.content else None
    if not isinstance(block, Paragraph) or not isinstance(last, Text):
        return None
    text = last.text.rstrip()[:-1]
    span = replace(last.span, end_column=max(last.span.end_column - len(last.text) + len(text), 1))
    return replace(block, content=(*block.content[:-1], replace(last, text=text, span=span)))
