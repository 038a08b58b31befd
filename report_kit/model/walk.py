"""walk_blocks, walk_inlines, plain_text: the one way to go through a tree of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_kit.model import blocks as b
from report_kit.model import inlines as i


def children(block: b.Block) -> Iterator[b.Block]:
    """The blocks directly inside `block`, in printing order (footnotes are reached through their inlines)."""
    match block:
        case b.BulletList() | b.OrderedList():
            yield from block.items
        case b.DefinitionList():
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
        case _:
            pass


def inlines_of(block: b.Block) -> tuple[i.Inline, ...]:
    """The line content that belongs to `block` itself."""
    match block:
        case b.Paragraph() | b.Heading() | b.ReferenceEntry():
            return block.content
        case b.Definition():
            return block.term
        case b.Table() | b.Figure():
            return block.caption
        case _:
            return ()


def walk_blocks(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """Every block, outer before inner, in printing order; not those in footnotes."""
    for block in blocks:
        yield block
        yield from walk_blocks(children(block))


def walk_inlines(content: Iterable[i.Inline]) -> Iterator[i.Inline]:
    """Every inline, outer before inner; not those in footnotes."""
    for inline in content:
        yield inline
        match inline:
            case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
                yield from walk_inlines(inline.content)
            case _:
                pass


def plain_text(content: Iterable[i.Inline]) -> str:
    """The words of `content`, without marks, footnotes and citations."""
    words: list[str] = []
    for inline in walk_inlines(content):
        match inline:
            case i.Text() | i.Code():
                words.append(inline.text)
            case i.Math():
                words.append(inline.tex)
            case i.LineBreak():
                words.append(" ")
            case i.Picture():
                words.append(inline.alt)
            case _:
                pass
    return "".join(words)


def blocks_text(blocks: Iterable[b.Block]) -> str:
    """The words of `blocks`, a line for each paragraph."""
    lines: list[str] = []
    for block in walk_blocks(blocks):
        if isinstance(block, b.CodeBlock):
            lines.append(block.text)
        elif text := plain_text(inlines_of(block)).strip():
            lines.append(text)
    return "\n".join(lines)
