"""Small makers of blocks for derived parts. A derived block's span is the place of the data it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.links import safe_url

FEWEST = 3
"""k of the k-anonymity that descriptors keep too: a number of fewer people points at them."""


def anchor(*words: str) -> str:
    """An anchor for a derived block, made from what it prints: `b_term_gdpr`."""
    return "b_" + re.sub(r"[^A-Za-z0-9]+", "_", "_".join(words))[:36].strip("_")


def text(span: Span, words: str) -> tuple[i.Inline, ...]:
    """`words` as line content."""
    return (i.Text(span=span, text=words),)


def linked(span: Span, words: str, url: str) -> tuple[i.Inline, ...]:
    """`words`, leading to `url` where there is one that a link may lead to."""
    safe = safe_url(url)
    return (i.Link(span=span, content=text(span, words), url=safe),) if safe else text(span, words)


def paragraph(span: Span, name: str, words: str) -> b.Paragraph:
    """A paragraph of plain text."""
    return b.Paragraph(span=span, anchor=name, content=text(span, words))


CellContent = str | tuple[i.Inline, ...]
"""What stands in a cell of a derived table."""


def table(span: Span, name: str, label: str, head: Sequence[str], rows: Sequence[Sequence[CellContent]]) -> b.Table:
    """An unnumbered table whose first column names its rows; `label` is its accessible name."""

    def cell(row: int, column: int, content: CellContent, *, header: bool) -> b.Cell:
        place = f"{name}_{row}_{column}"
        inlines = text(span, content) if isinstance(content, str) else content
        line = b.Paragraph(span=span, anchor=place + "p", content=inlines)
        return b.Cell(span=span, anchor=place, blocks=(line,), header=header)

    return b.Table(
        span=span,
        anchor=name,
        head=(tuple(cell(0, column, words, header=True) for column, words in enumerate(head)),),
        rows=tuple(
            tuple(cell(number, column, content, header=column == 0) for column, content in enumerate(row))
            for number, row in enumerate(rows, start=1)
        ),
        numbered=False,
        label=label,
    )


def pointers(span: Span, links: Iterable[tuple[str, str]]) -> tuple[i.Inline, ...]:
    """Links inside the report, parted by commas: `(words, anchor)` each."""
    line: list[i.Inline] = []
    for words, target in links:
        if line:
            line.append(i.Text(span=span, text=", "))
        line += linked(span, words, f"#{target}")
    return tuple(line)


def statement(blocks: Iterable[b.Block]) -> tuple[i.Inline, ...]:
    """The first paragraph of a finding or recommendation, without its citations and footnotes."""
    first = next((block for block in blocks if isinstance(block, b.Paragraph)), None)
    return _bare(first.content) if first else ()


def _bare(content: Iterable[i.Inline]) -> tuple[i.Inline, ...]:
    kept: list[i.Inline] = []
    for inline in content:
        match inline:
            case i.Citation() | i.Footnote():
                # 'was said [@N1].' becomes 'was said.', not 'was said .'
                if kept and isinstance(kept[-1], i.Text):
                    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
            case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
                kept.append(replace(inline, content=_bare(inline.content)))
            case _:
                kept.append(inline)
    return tuple(kept)
