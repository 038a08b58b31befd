"""pieces: a footnote that is longer than a page can hold, in pieces that a page can.

In: the blocks of a footnote. Out: groups of blocks, each some lines long. WeasyPrint sets a footnote whole or not at
all, over whatever stands on the page; what does not fit of several goes on at the foot of the next page. A paragraph is
parted behind a sentence, or where there is none behind a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from report_kit.lazy.patterns import pattern
from report_kit.model import inlines as i
from report_kit.model.blocks import Block, Paragraph
from report_kit.model.walk import blocks_text, plain_text

LONGEST = 1_600
"""Characters of a note that is set whole: about twenty lines."""
PIECE = 700
"""Characters of a piece of a longer one."""

_SENTENCE = pattern(r".*?(?:[.!?…][”’\"')]*\s+|\Z)", re.DOTALL)


def pieces(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """`blocks` as one group, or as several where they are long."""
    if len(blocks_text(blocks)) <= LONGEST:
        return [tuple(blocks)]
    groups: list[list[Block]] = [[]]
    room = PIECE
    for block in chain.from_iterable(map(_parts, blocks)):
        size = len(blocks_text([block]))
        if groups[-1] and size > room:
            groups.append([])
            room = PIECE
        groups[-1].append(block)
        room -= size
    return [tuple(group) for group in groups]


def _parts(block: Block) -> Iterator[Block]:
    """`block`, or where it is a long paragraph several that follow one another."""
    if not isinstance(block, Paragraph) or len(plain_text(block.content)) <= PIECE:
        yield block
        return
    line: list[i.Inline] = []
    size = 0
    for inline in chain.from_iterable(map(_sentences, block.content)):
        length = len(plain_text([inline]))
        if line and size + length > PIECE:
            yield replace(block, content=tuple(line))
            line, size = [], 0
        line.append(inline)
        size += length
    yield replace(block, content=tuple(line))


def _sentences(inline: i.Inline) -> Iterator[i.Inline]:
    """A text sentence by sentence, and one that is very long word by word; anything else as it is."""
    if not isinstance(inline, i.Text):
        yield inline
        return
    for found in _SENTENCE.finditer(inline.text):
        sentence = found[0]
        words = [sentence] if len(sentence) <= PIECE else [f"{word} " for word in sentence.split(" ")]
        yield from (replace(inline, text=word) for word in words if word)
