"""Short parts: one that shares its page with others stays whole, and goes to the next page where it does not fit.

Parts with tables or drawings flow on: those have rules of their own, and a chain of them would be longer than a page.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, properties, put, q, style_of
from report_kit.exporters.docx.styles import style_id

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SHORT_HEADINGS = frozenset(map(style_id, ("Heading 1 Short", "Heading 1 Run-on")))
HEADINGS = SHORT_HEADINGS | {style_id("heading 1")}

MOST = 30
"""Paragraphs up to which a part is kept whole."""


def keep_short_parts(draft: Draft) -> None:
    """Keep every paragraph of a short part with the next."""
    for heading in draft.body.findall(q("w:p")):
        if style_of(heading) not in SHORT_HEADINGS:
            continue
        part = [heading, *takewhile(_goes_on, heading.itersiblings())]
        paragraphs = [node for node in part if node.tag == q("w:p")]
        plain = not any(node.tag == q("w:tbl") or node.find(f".//{q('w:drawing')}") is not None for node in part)
        if plain and len(paragraphs) <= MOST:
            for paragraph in paragraphs[:-1]:
                put(properties(paragraph), element("w:keepNext"))


def _goes_on(node: Element) -> bool:
    return style_of(node) not in HEADINGS
