"""add_flat: blocks within one line, for the cells of a table and for footnotes in brackets, which hold no others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from report_kit.exporters.markdown.lines import Line
from report_kit.model import blocks as b
from report_kit.model.printed_quote import printed_quote
from report_kit.model.walk import children, inlines_of

if TYPE_CHECKING:
    from report_kit.exporters.markdown.inlines import Inlines


def add_flat(inlines: Inlines, line: Line, blocks: Iterable[b.Block]) -> None:
    """Add the words of `blocks`, in order, with a space between two."""
    wording = inlines.report.wording
    for block in blocks:
        line.space()
        match block:
            case b.CodeBlock():
                inlines.code(line, block.text)
            case b.ListItem():
                line.text("• ")
            case b.CaseStudy() | b.Callout() if block.title:
                line.text(block.title)
            case b.KeyFigure():
                line.text(block.value)
            case b.Quote():
                printed = printed_quote(inlines.report, block)
                line.text(wording("quotation.open") if printed.verbatim else "")
                add_flat(inlines, line, printed.blocks)
                line.text(wording("quotation.close") if printed.verbatim else "")
                continue
            case b.Figure() if block.alt and not block.decorative:
                line.text(f"[{wording('picture', alt=block.alt)}]")
            case b.NoteEntry():
                add_flat(inlines, line, inlines.report.notes[block.note].blocks)
            case (
                b.Paragraph() | b.Heading() | b.BulletList() | b.OrderedList() | b.DefinitionList() | b.Definition()
                | b.BlockQuote() | b.ThematicBreak() | b.Cell() | b.Table() | b.Figure() | b.Finding() | b.CaseStudy()
                | b.Recommendation() | b.Callout() | b.Group() | b.ReferenceEntry()
            ):  # fmt: skip
                pass  # nothing besides what stands in it
            case _:
                assert_never(block)
        inlines.add(line, inlines_of(block))
        add_flat(inlines, line, children(block))
