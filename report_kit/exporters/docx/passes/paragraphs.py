"""Paragraphs: pandoc's own styles give way to Word's, and its drawn line to a paragraph with a rule."""

from __future__ import annotations

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, q, set_style, style_of, value

PLAIN = frozenset({"", "FirstParagraph", "BodyText", "Compact"})
"""What pandoc gives to paragraphs whose `div` names no style."""


def style_paragraphs(draft: Draft) -> None:
    """Give every paragraph of the text a style of the house style."""
    for paragraph in draft.paragraphs():
        line = paragraph.find(f"{q('w:r')}/{q('w:pict')}")
        if line is not None:
            for child in list(paragraph):
                paragraph.remove(child)
            paragraph.append(element("w:pPr", None, value("w:pStyle", "Separator")))
        elif style_of(paragraph) in PLAIN:
            set_style(paragraph, "BodyText")
        elif style_of(paragraph) == "FootnoteBlockText":
            set_style(paragraph, "FootnoteText")
