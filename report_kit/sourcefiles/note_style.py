"""with_notes: the text around citations, where the citation style sets them as footnotes (Chicago notes, OSCOLA).

In: the blocks of one file, and the citations as citeproc formatted them. Out: the same blocks, with the mark of each
note behind the punctuation that follows it and no blank before it (Chicago Manual of Style 14.26; OSCOLA 1.1.1); and
the citations, of which those inside a footnote of the author's own stand in its words: a note has no notes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from report_kit.diagnostics import Span
from report_kit.lazy.patterns import pattern
from report_kit.model import inlines as i
from report_kit.model.blocks import Block

Clusters = dict[Span, tuple[i.Inline, ...]]
"""Formatted citations by the span of the `Citation`."""

T = TypeVar("T")

_PUNCTUATION = pattern(r"[.,;:!?…]+[”’\"')\]]*|[”’\"')\]]+[.,;:!?…]*")


def has_notes(clusters: Mapping[Span, tuple[i.Inline, ...]]) -> bool:
    """Whether the style sets citations as footnotes."""
    return any(_is_note(cluster) for cluster in clusters.values())


def with_notes(blocks: tuple[Block, ...], clusters: Clusters, works: Collection[str]) -> tuple[Block, ...]:
    """`blocks` with the marks of notes in their places; `clusters` is changed where a note stands in a note.

    `works`: ids of what the bibliography lists. Behind a citation's note, its pointers to anything else are printed.
    """
    return _Settling(clusters, works).tuple(blocks, in_note=False)


def _is_note(cluster: tuple[i.Inline, ...]) -> bool:
    return len(cluster) == 1 and isinstance(cluster[0], i.Footnote)


class _Settling:
    """One walk through the blocks of a file."""

    def __init__(self, clusters: Clusters, works: Collection[str]) -> None:
        self._clusters = clusters
        self._works = works

    def tuple(self, content: tuple[T, ...], *, in_note: bool) -> tuple[T, ...]:
        """The members of `content`, settled one by one and beside one another."""
        settled: list[Any] = [self._settled(one, in_note) for one in content]
        for place, one in enumerate(settled):
            if isinstance(one, i.Citation) and _is_note(cluster := self._clusters.get(one.span, ())):
                if in_note:
                    self._clusters[one.span] = _words(cluster[0])
                else:
                    _close_up(settled, place, to_the_end=all(item.id in self._works for item in one.items))
        return tuple(one for one in settled if not (isinstance(one, i.Text) and not one.text))

    def _settled(self, value: Any, in_note: bool) -> Any:
        if isinstance(value, tuple):
            return self.tuple(value, in_note=in_note)
        if not dataclasses.is_dataclass(value) or isinstance(value, Span | i.Citation):
            return value
        in_note = in_note or isinstance(value, i.Footnote)
        changes: dict[str, Any] = {}
        for each in dataclasses.fields(value):
            content = getattr(value, each.name)
            if isinstance(content, tuple) and content and (made := self.tuple(content, in_note=in_note)) != content:
                changes[each.name] = made
        return dataclasses.replace(value, **changes) if changes else value  # type: ignore[type-var]


def _words(note: i.Inline) -> tuple[i.Inline, ...]:
    """What `note` says, without the full stop at its end: it stands in a sentence of the author's."""
    assert isinstance(note, i.Footnote)
    content = [inline for block in note.blocks for inline in getattr(block, "content", ())]
    if content and isinstance(content[-1], i.Text):
        content[-1] = dataclasses.replace(content[-1], text=content[-1].text.rstrip().removesuffix("."))
    return tuple(content)


def _close_up(line: list[Any], place: int, *, to_the_end: bool) -> None:
    """Move the mark at `place` to the word before it, and `to_the_end` also behind the punctuation after it."""
    before = line[place - 1] if place else None
    after = line[place + 1] if place + 1 < len(line) else None
    moved = ""
    if to_the_end and isinstance(after, i.Text) and (found := _PUNCTUATION.match(after.text)):
        moved = found[0]
        line[place + 1] = dataclasses.replace(after, text=after.text[found.end() :])
    if isinstance(before, i.Text):
        line[place - 1] = dataclasses.replace(before, text=before.text.rstrip() + moved)
    elif moved:  # the word before it is marked: the punctuation stands behind the mark of emphasis, as it was written
        citation = line[place]
        line[place] = i.Text(span=citation.span, text=moved)
        line.insert(place + 1, citation)
