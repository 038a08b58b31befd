"""printed: the words of the report that every whole output holds, in printing order, each with its place.

Left out is what the outputs word anew (dates, attributions, markers of evidence) and what they read aloud only (the
description of a picture). Formulas are drawn by each format in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from report_kit.completeness.runs import Run
from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import attributes_of, children, inlines_of, inside

_READ_ALOUD_OR_WORDED_ANEW = (b.Figure, b.Recommendation)
"""Blocks whose attributes do not print as they were written."""


def printed(report: Report) -> Iterator[Run]:
    """The runs of the cover, of all parts, and of the footnotes."""
    meta = report.meta
    yield Run(meta.title, meta.at("title"))
    if meta.subtitle:
        yield Run(meta.subtitle, meta.at("subtitle"))
    for part in report.parts:
        yield Run(part.title, part.span)
        if part.summary:
            yield Run(part.summary, part.span)
        yield from _of_blocks(part.blocks, report)
    for numbered in report.footnotes.values():
        yield from _of_blocks(numbered.note.blocks, report)


def _of_blocks(blocks: Iterable[b.Block], report: Report) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, b.NoteEntry):
            yield from _of_blocks(report.notes[block.note].blocks, report)
        elif isinstance(block, b.Quote):
            yield from _of_blocks(report.quoted(block), report)
            continue
        elif not isinstance(block, _READ_ALOUD_OR_WORDED_ANEW):
            yield from (Run(words, block.span) for _, words in attributes_of(block))
        yield from of_line(inlines_of(block), block.span)
        yield from _of_blocks(children(block), report)


def of_line(content: Iterable[i.Inline], span: Span) -> Iterator[Run]:
    """The runs of a line of text: words with no mark, formula, picture or end of a link between them."""
    for unbroken, inlines in groupby(_flat(content), key=_is_text):
        if unbroken:
            words = "".join(" " if isinstance(one, i.LineBreak) else getattr(one, "text", "") for one in inlines)
            if words.strip():
                yield Run(words, span)


def _flat(content: Iterable[i.Inline]) -> Iterator[i.Inline]:
    """What prints, one after another; a link stands before and behind its words, since its address may follow them."""
    for inline in content:
        words = inside(inline)
        if isinstance(inline, i.Link | i.AssertedCount) or not words:
            yield inline
        yield from _flat(words)
        if isinstance(inline, i.Link | i.AssertedCount):
            yield inline


def _is_text(inline: i.Inline) -> bool:
    return isinstance(inline, i.Text | i.Code | i.LineBreak)
