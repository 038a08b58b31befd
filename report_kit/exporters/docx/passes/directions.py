"""Directions: where lines run from right to left, tables do so too, and words name their language where Word looks.

pandoc turns the paragraphs and runs inside of `dir="rtl"`, but neither the order of a table's columns (ECMA-376-1,
17.4.1) nor the language of words in such scripts (17.3.2.20), by which spelling is checked and fonts are chosen.
"""

from __future__ import annotations

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, properties, put, q


def turn_tables(draft: Draft) -> None:
    """Turn each table whose paragraphs all run from right to left, and name the language of words that do."""
    for story in draft.stories():
        for table in story.iter(q("w:tbl")):
            paragraphs = list(table.iter(q("w:p")))
            if paragraphs and all(one.find(f"{q('w:pPr')}/{q('w:bidi')}") is not None for one in paragraphs):
                put(properties(table), element("w:bidiVisual"))
        for look in story.iter(q("w:rPr")):
            language = look.find(q("w:lang"))
            if language is not None and look.find(q("w:rtl")) is not None:
                language.set(q("w:bidi"), language.get(q("w:val"), ""))
