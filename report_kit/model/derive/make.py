"""Small makers of blocks for derived parts. A derived block's span is the place of the data it prints."""

from __future__ import annotations

import re

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i


def anchor(*words: str) -> str:
    """An anchor for a derived block, made from what it prints: `b_term_gdpr`."""
    return "b_" + re.sub(r"[^A-Za-z0-9]+", "_", "_".join(words))[:36].strip("_")


def text(span: Span, words: str) -> tuple[i.Inline, ...]:
    """`words` as line content."""
    return (i.Text(span=span, text=words),)


def linked(span: Span, words: str, url: str) -> tuple[i.Inline, ...]:
    """`words`, leading to `url` where there is one."""
    return (i.Link(span=span, content=text(span, words), url=url),) if url else text(span, words)


def paragraph(span: Span, name: str, words: str) -> b.Paragraph:
    """A paragraph of plain text."""
    return b.Paragraph(span=span, anchor=name, content=text(span, words))
