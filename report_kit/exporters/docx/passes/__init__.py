"""What pandoc's DOCX lacks, added part by part: one module for each concern, run in the order of `PASSES`.

In: a `Draft` straight from pandoc. Out: the same, changed in place. Paragraph styles come first, since later passes
find their paragraphs by style; bookmarks before the fields that refer to them; numbers of pages last.
"""

from __future__ import annotations

from collections.abc import Callable

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.passes.bookmarks import settle_bookmarks, tell_bookmarks_apart
from report_kit.exporters.docx.passes.boxes import keep_in_boxes
from report_kit.exporters.docx.passes.contents import fill_contents
from report_kit.exporters.docx.passes.directions import turn_tables
from report_kit.exporters.docx.passes.footnotes import number_footnotes
from report_kit.exporters.docx.passes.labels import link_labels
from report_kit.exporters.docx.passes.lists import style_lists
from report_kit.exporters.docx.passes.paragraphs import style_paragraphs
from report_kit.exporters.docx.passes.pictures import describe_pictures
from report_kit.exporters.docx.passes.runs import join_runs
from report_kit.exporters.docx.passes.scripts import name_script_fonts
from report_kit.exporters.docx.passes.sections import part_sections
from report_kit.exporters.docx.passes.short_parts import keep_short_parts
from report_kit.exporters.docx.passes.tables import style_tables
from report_kit.exporters.docx.passes.turned_tables import turn_pages

PASSES: tuple[Callable[[Draft], None], ...] = (
    join_runs,
    name_script_fonts,
    style_tables,
    style_paragraphs,
    keep_in_boxes,
    style_lists,
    turn_tables,
    keep_short_parts,
    describe_pictures,
    number_footnotes,
    settle_bookmarks,
    link_labels,
    turn_pages,
    fill_contents,
    part_sections,
    tell_bookmarks_apart,
)
