"""Small makers of blocks for derived parts. A derived block's span is the place of the data it prints."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.links import safe_url

_LONGEST = 36
"""Characters of an anchor behind `b_`; Word takes forty in all, and the cells of tables add their numbers."""


def anchor(*words: str) -> str:
    """An anchor for a derived block, made from what it prints: `b_term_gdpr`.

    No two lists of words have the same: where signs are lost, because an anchor may not have them or not so many, a
    checksum of all of them stands behind.
    """
    name = re.sub(r"[^A-Za-z0-9]+", "_", "_".join(words)).strip("_")
    if len(name) > _LONGEST or not all(word.isascii() and word.isalnum() for word in words):
        digest = hashlib.sha256("\0".join(words).encode()).hexdigest()[:12]
        name = f"{name[: _LONGEST - 13].rstrip('_')}_{digest}".lstrip("_")
    return "b_" + name


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


CellContent = str | tuple[i.Inline, ...] | tuple[b.Block, ...]
"""What stands in a cell of a derived table: words, a line, or whole paragraphs and lists."""


def table(span: Span, name: str, label: str, head: Sequence[str], rows: Sequence[Sequence[CellContent]]) -> b.Table:
    """An unnumbered table whose first column names its rows; `label` is its accessible name."""

    def cell(row: int, column: int, content: CellContent, *, header: bool) -> b.Cell:
        place = f"{name}_{row}_{column}"
        blocks = tuple(one for one in content if isinstance(one, b.BaseBlock))
        if not blocks:
            line = text(span, content) if isinstance(content, str) else tuple(_inlines(content))
            blocks = (b.Paragraph(span=span, anchor=place + "p", content=line),)
        return b.Cell(span=span, anchor=place, blocks=blocks, header=header)

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


def _inlines(content: CellContent) -> Iterator[i.Inline]:
    return (one for one in content if isinstance(one, i.BaseInline))


def pointers(span: Span, links: Iterable[tuple[str, str]]) -> tuple[i.Inline, ...]:
    """Links inside the report, parted by commas: `(words, anchor)` each."""
    line: list[i.Inline] = []
    for words, target in links:
        if line:
            line.append(i.Text(span=span, text=", "))
        line += linked(span, words, f"#{target}")
    return tuple(line)
