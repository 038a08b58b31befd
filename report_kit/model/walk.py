"""walk_blocks, walk_inlines, plain_text: the one way to go through a tree of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from report_kit.model import blocks as b
from report_kit.model import inlines as i


def children(block: b.Block) -> Iterator[b.Block]:
    """The blocks directly inside `block`, in printing order (footnotes are reached through their inlines)."""
    match block:
        case b.BulletList() | b.OrderedList() | b.DefinitionList():
            yield from block.items
        case b.Definition():
            for meaning in block.meanings:
                yield from meaning
        case b.Table():
            for row in (*block.head, *block.rows):
                yield from row
        case (
            b.ListItem() | b.BlockQuote() | b.Cell() | b.Finding() | b.Quote() | b.CaseStudy() | b.Recommendation()
            | b.Callout() | b.KeyFigure() | b.Group()
        ):  # fmt: skip
            yield from block.blocks
        case (
            b.Paragraph() | b.Heading() | b.CodeBlock() | b.ThematicBreak() | b.Figure() | b.NoteEntry()
            | b.ReferenceEntry()
        ):  # fmt: skip
            pass
        case _:
            assert_never(block)


def inlines_of(block: b.Block) -> tuple[i.Inline, ...]:
    """The line content that belongs to `block` itself."""
    match block:
        case b.Paragraph() | b.Heading() | b.ReferenceEntry():
            return block.content
        case b.Definition():
            return block.term
        case b.Table() | b.Figure():
            return block.caption
        case (
            b.BulletList() | b.OrderedList() | b.DefinitionList() | b.ListItem() | b.BlockQuote() | b.Cell()
            | b.Finding() | b.Quote() | b.CaseStudy() | b.Recommendation() | b.Callout() | b.KeyFigure() | b.Group()
            | b.CodeBlock() | b.ThematicBreak() | b.NoteEntry()
        ):  # fmt: skip
            return ()
        case _:
            assert_never(block)


def attributes_of(block: b.Block) -> tuple[tuple[str, str], ...]:
    """What `block` prints, or has read aloud, beside its content: (name of the field, words), in printing order."""
    named: tuple[tuple[str, str], ...] = ()
    match block:
        case b.Callout():
            named = (("title", block.title),)
        case b.CaseStudy():
            named = (("title", block.title),)
        case b.Recommendation():
            named = (("to", block.to), ("by", block.by))
        case b.KeyFigure():
            named = (("value", block.value),)
        case b.Figure():
            named = (("alt", block.alt),)
        case b.CodeBlock():
            named = (("text", block.text),)
        case (
            b.Paragraph() | b.Heading() | b.ListItem() | b.BulletList() | b.OrderedList() | b.Definition()
            | b.DefinitionList() | b.BlockQuote() | b.ThematicBreak() | b.Cell() | b.Table() | b.Finding() | b.Quote()
            | b.Group() | b.NoteEntry() | b.ReferenceEntry()
        ):  # fmt: skip
            pass
        case _:
            assert_never(block)
    return tuple((name, words) for name, words in named if words)


def walk_blocks(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """Every block, outer before inner, in printing order; not those in footnotes."""
    for block in blocks:
        yield block
        yield from walk_blocks(children(block))


def inside(inline: i.Inline) -> tuple[i.Inline, ...]:
    """The inlines directly inside `inline` (a footnote's are its blocks')."""
    match inline:
        case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
            return inline.content
        case (
            i.Text() | i.LineBreak() | i.Code() | i.Math() | i.Picture() | i.Footnote() | i.FootnoteMark()
            | i.Citation()
        ):  # fmt: skip
            return ()
        case _:
            assert_never(inline)


def walk_inlines(content: Iterable[i.Inline]) -> Iterator[i.Inline]:
    """Every inline, outer before inner; not those in footnotes."""
    for inline in content:
        yield inline
        yield from walk_inlines(inside(inline))


def plain_text(content: Iterable[i.Inline]) -> str:
    """The words of `content`, without marks, footnotes and citations."""
    return "".join(map(_own_words, walk_inlines(content)))


def _own_words(inline: i.Inline) -> str:
    match inline:
        case i.Text() | i.Code():
            return inline.text
        case i.Math():
            return inline.tex
        case i.LineBreak():
            return " "
        case i.Picture():
            return inline.alt
        case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
            return ""  # what is in them comes next
        case i.Footnote() | i.FootnoteMark() | i.Citation():
            return ""
        case _:
            assert_never(inline)


def blocks_text(blocks: Iterable[b.Block]) -> str:
    """The words of `blocks`, a line for each paragraph."""
    lines: list[str] = []
    for block in walk_blocks(blocks):
        if isinstance(block, b.CodeBlock):
            lines.append(block.text)
        elif text := plain_text(inlines_of(block)).strip():
            lines.append(text)
    return "\n".join(lines)
