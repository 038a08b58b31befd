"""restated: a finding or recommendation said again in another part, whole, without its evidence markers.

In: its blocks, as written, and what everything that can be cited is. Out: copies with anchors of their own. Sentences
stay whole: references to works and pointers to tables, figures, findings and parts stand where they stood, and so do
footnote marks, which lead to the note where it is called. What has a number of its own (a table, a figure, a case
study) is pointed at, since nothing is numbered twice; a quote of evidence is evidence, and left out with the markers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import assert_never

from report_kit.lazy.dataclasses import dataclass
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.derive.make import anchor, text
from report_kit.model.report import Target
from report_kit.model.walk import plain_text

_EVIDENCE = frozenset({"note", "quote"})
"""Kinds whose citations print as evidence markers; an id that nothing has prints as one too."""


def restated(
    lead: Sequence[i.Inline], blocks: Iterable[b.Block], name: tuple[str, ...], targets: Mapping[str, Target]
) -> tuple[b.Block, ...]:
    """`blocks` again, with `lead` (a label, and what parts it from the words) before them; `name`: for the anchors."""
    copy = _Copy(name, targets, count(1))
    said = tuple(copy.blocks(blocks))
    first, span = said[0] if said else None, lead[0].span
    if isinstance(first, b.Paragraph):
        return (replace(first, content=(*lead, *first.content)), *said[1:])
    label = tuple(lead) if said else tuple(lead[:-1])
    return (b.Paragraph(span=span, anchor=copy.anchor(), content=label), *said)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One text on its way to another place."""

    name: tuple[str, ...]
    targets: Mapping[str, Target]
    numbers: Iterator[int]

    def anchor(self) -> str:
        return anchor(*self.name, str(next(self.numbers)))

    def blocks(self, blocks: Iterable[b.Block]) -> Iterator[b.Block]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: b.Block) -> Iterator[b.Block]:
        match block:
            case b.Paragraph():
                content = self.inlines(block.content)
                if plain_text(content).strip() or _has_more_than_words(content):
                    yield replace(block, anchor=self.anchor(), content=content)
            case b.Heading():
                yield self.strong(block, self.inlines(block.content))
            case b.BulletList() | b.OrderedList():
                yield replace(block, anchor=self.anchor(), items=tuple(self.item(item) for item in block.items))
            case b.DefinitionList():
                yield replace(block, anchor=self.anchor(), items=tuple(self.definition(one) for one in block.items))
            case b.BlockQuote() | b.Group():
                yield replace(block, anchor=self.anchor(), blocks=tuple(self.blocks(block.blocks)))
            case b.CodeBlock():
                yield replace(block, anchor=self.anchor())
            case b.Callout():
                if block.title:
                    yield self.strong(block, text(block.span, block.title))
                yield from self.blocks(block.blocks)
            case b.KeyFigure():
                yield self.strong(block, text(block.span, block.value))
                yield from self.blocks(block.blocks)
            case b.Table() | b.Figure():
                yield self.pointer(block, block.caption)
            case b.CaseStudy():
                yield self.pointer(block, text(block.span, block.title) if block.title else ())
            case b.Finding() | b.Recommendation() | b.Quote() | b.ThematicBreak():
                pass  # the first two are restated themselves
            case b.ListItem() | b.Definition() | b.Cell() | b.NoteEntry() | b.ReferenceEntry():
                pass  # pieces of other blocks, and what derived parts alone are made of
            case _:
                assert_never(block)

    def item(self, item: b.ListItem) -> b.ListItem:
        return replace(item, anchor=self.anchor(), blocks=tuple(self.blocks(item.blocks)))

    def definition(self, item: b.Definition) -> b.Definition:
        meanings = tuple(tuple(self.blocks(meaning)) for meaning in item.meanings)
        return replace(item, anchor=self.anchor(), term=self.inlines(item.term), meanings=meanings)

    def strong(self, block: b.Block, content: tuple[i.Inline, ...]) -> b.Paragraph:
        styled = i.Styled(span=block.span, style="strong", content=content)
        return b.Paragraph(span=block.span, anchor=self.anchor(), content=(styled,))

    def pointer(self, block: b.Block, title: tuple[i.Inline, ...]) -> b.Paragraph:
        """'Table 1: What two services saved'."""
        item = i.CitationItem(id=block.anchor, span=block.span)
        content: tuple[i.Inline, ...] = (i.Citation(span=block.span, items=(item,), again=True),)
        if title:
            content = (*content, i.Text(span=block.span, text=": "), *self.inlines(title))
        return b.Paragraph(span=block.span, anchor=self.anchor(), content=content)

    def inlines(self, content: Iterable[i.Inline]) -> tuple[i.Inline, ...]:
        kept: list[i.Inline] = []
        follows = ""  # what stood before a marker that was left out
        for inline in content:
            again = self.inline(inline)
            if again is None:
                # 'was said [@N1].' becomes 'was said.', and 'was said ([@N1]).' too.
                follows = _without_blank_at_the_end(kept)
                continue
            if isinstance(again, i.Text) and (follows or not kept):
                again = replace(again, text=_joined(again.text, follows, kept))
            follows = ""
            if not isinstance(again, i.Text) or again.text:
                kept.append(again)
        return tuple(kept)

    def inline(self, inline: i.Inline) -> i.Inline | None:
        """The same again; None for an evidence marker."""
        match inline:
            case i.Citation():
                items = tuple(item for item in inline.items if not self.is_evidence(item.id))
                return replace(inline, items=items, again=True) if items else None
            case i.Footnote():
                return i.FootnoteMark(span=inline.span, anchor=inline.anchor)
            case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
                return replace(inline, content=self.inlines(inline.content))
            case i.Text() | i.LineBreak() | i.Code() | i.Math() | i.Picture() | i.FootnoteMark():
                return inline
            case _:
                assert_never(inline)

    def is_evidence(self, identifier: str) -> bool:
        target = self.targets.get(identifier)
        return target is None or target.kind in _EVIDENCE


def _has_more_than_words(content: Iterable[i.Inline]) -> bool:
    return any(isinstance(inline, i.Citation | i.FootnoteMark | i.Picture) for inline in content)


_OPENING, _CLOSING = "([", ")]"


def _without_blank_at_the_end(kept: list[i.Inline]) -> str:
    """Take blanks away from the end of what was kept; gives its last sign then, or a blank where nothing was kept."""
    if not kept or not isinstance(kept[-1], i.Text):
        return " "
    words = kept[-1].text.rstrip()
    kept[-1] = replace(kept[-1], text=words)
    return words[-1:] or " "


def _joined(words: str, follows: str, kept: list[i.Inline]) -> str:
    """`words` as they go on where a marker was left out behind the sign `follows`."""
    if follows in _OPENING and kept and isinstance(kept[-1], i.Text):
        words = words.lstrip(" ,;:")
        if words[:1] in _CLOSING:
            before = kept[-1].text[:-1].rstrip()
            kept[-1] = replace(kept[-1], text=before)
            return words[1:] if before else words[1:].lstrip()
        return words
    return words if kept else words.lstrip()
