"""Sections: the cover without header and footer, then everything else with them (ECMA-376-1, 17.6)."""

from __future__ import annotations

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, properties, put, q, style_of, value
from report_kit.exporters.docx.reference import section_properties
from report_kit.exporters.docx.styles import foot_frame

COVER = ("Cover", "Title", "Subtitle")
"""How the ids of the cover's styles begin."""


def part_sections(draft: Draft) -> None:
    """End the cover with a section of its own and give the rest the last one."""
    for old in draft.body.findall(q("w:sectPr")):
        draft.body.remove(old)
    cover = [p for p in draft.body.findall(q("w:p")) if style_of(p).startswith(COVER)]
    for paragraph in cover:
        if style_of(paragraph) == "CoverPublisher":
            # The style says so too, but LibreOffice heeds frames in paragraphs only.
            put(properties(paragraph), foot_frame(draft.look))
    if cover:
        # A paragraph of its own: the last one of the cover stands in a frame, which cannot end a section.
        last = element("w:p", None, element("w:pPr", None, value("w:pStyle", "CoverDate")))
        put(properties(last), section_properties(draft.look, running=False))
        cover[-1].addnext(last)
    draft.body.append(section_properties(draft.look, running=True))
