"""Tables: the house style's table style, header rows that repeat, rows that do not break, widths that fit the words.

A cell that names its column or row arrives in the style Table Head, or Table Row Sentence where only its first words
are set off; every other in Table Text.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from report_kit.exporters.docx.columns import column_widths
from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import Look, twips
from report_kit.exporters.docx.ooxml import (
    element,
    properties,
    put,
    q,
    remove,
    set_style,
    style_of,
    text_of,
    val,
    value,
)
from report_kit.exporters.docx.passes.paragraphs import PLAIN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROW, CELL, PARAGRAPH = q("w:tr"), q("w:tc"), q("w:p")

NAMES = frozenset({"TableHead", "TableRowSentence"})
"""Ids of the styles in which names arrive."""

RIGHT_GAP = 170
"""Twips between a column that ends at the right and the edge of the next: 3 mm."""


def style_tables(draft: Draft) -> None:
    """Give every table its style, and the paragraph after it room."""
    for story in draft.stories():
        tables = list(story.iter(q("w:tbl")))
        for table in tables:
            _style(table, draft)
        for table in tables:  # by now the names that stood between two tables are gone
            _after(table)


def _style(table: Element, draft: Draft) -> None:
    rows = table.findall(ROW)
    headed = [row for row in rows if row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None]
    body = [row for row in rows if row not in headed]
    names_rows = bool(body) and all(_is_head(row) for row in body)
    look = properties(table)
    for child in list(look):
        look.remove(child)
    put(look, value("w:tblStyle", "ReportTable"))
    put(look, element("w:tblLayout", {"w:type": "fixed"}))
    bits = 0x0400 | (0x0020 if headed else 0) | (0x0080 if names_rows else 0) | 0x0200
    put(
        look,
        element(
            "w:tblLook",
            {"w:val": f"{bits:04X}", "w:firstRow": int(bool(headed)), "w:lastRow": 0,
             "w:firstColumn": int(names_rows), "w:lastColumn": 0, "w:noHBand": 1, "w:noVBand": 1},
        ),
    )  # fmt: skip
    name = _name(table)
    if name:
        put(look, value("w:tblCaption", name))
    fit_table(table, draft.look, 0)
    for row in rows:
        put(properties(row), element("w:cantSplit"))
        if row in headed:
            put(properties(row), element("w:tblHeader"))
        cells = row.findall(CELL)
        for cell in cells:
            _settle_cell(cell, in_header=row in headed)
        for cell, following in pairwise(cells):
            if _to_the_right(cell) and not _to_the_right(following):
                _set_apart(cell)
    _keep_rows(rows, len(headed))


def fit_table(table: Element, look: Look, left: int) -> None:
    """Let the words of the table begin `left` twips from the margin, in columns that fill the measure from there.

    The table itself reaches further out on both sides, by the padding of its cells.
    """
    rows = table.findall(ROW)
    size = float(str(look.styles.get("Table Text", {}).get("size", 10)))
    padding = twips(look.table.get("padding", 5))
    words = [[text_of(cell) for cell in row.findall(CELL)] for row in rows]
    widths = column_widths(words, look.page.measure - left + 2 * padding, size, padding)
    put(properties(table), element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}))
    put(properties(table), element("w:tblInd", {"w:w": left - padding, "w:type": "dxa"}))
    grid = table.find(q("w:tblGrid"))
    if grid is not None:
        for column in list(grid):
            grid.remove(column)
        grid.extend(element("w:gridCol", {"w:w": width}) for width in widths)
    for row in rows:
        for cell, width in zip(row.findall(CELL), widths, strict=False):
            put(properties(cell), element("w:tcW", {"w:w": width, "w:type": "dxa"}))


SHORT = 12, 1500
"""Rows and characters up to which a table is kept on one page."""


def _keep_rows(rows: list[Element], headed: int) -> None:
    """Keep a short table on one page, and neither the first nor the last row of a long one alone on its page."""
    most_rows, most_characters = SHORT
    if len(rows) <= most_rows and sum(len(text_of(row)) for row in rows) <= most_characters:
        kept = rows[:-1]
    else:
        kept = [*rows[: headed + 1], *rows[-2:-1]]
    for row in kept:
        for paragraph in row.iter(PARAGRAPH):
            put(properties(paragraph), element("w:keepNext"))


def _is_head(row: Element) -> bool:
    first = row.find(f"{CELL}/{PARAGRAPH}")
    return first is not None and style_of(first) in NAMES


def _settle_cell(cell: Element, *, in_header: bool) -> None:
    """A cell holds only paragraphs in table styles, and always ends with one."""
    for paragraph in cell.findall(PARAGRAPH):
        if style_of(paragraph) in PLAIN:
            set_style(paragraph, "TableText")
        elif in_header and style_of(paragraph) in NAMES:
            set_style(paragraph, "TableHead")
        elif style_of(paragraph) == "TableHead":
            set_style(paragraph, "TableRowHead")
        if len(paragraph) == 1 and len(cell.findall(PARAGRAPH)) > 1:
            cell.remove(paragraph)  # pandoc ends a cell with an empty one where it ends with a `div`
    # A table inside, or no word at all: the schema wants a paragraph at the end.
    content = [node for node in cell if node.tag in (PARAGRAPH, q("w:tbl"))]
    if not content or content[-1].tag != PARAGRAPH:
        cell.append(element("w:p", None, element("w:pPr", None, value("w:pStyle", "TableText"))))


def _to_the_right(cell: Element) -> bool:
    return all(val(paragraph, "w:pPr/w:jc") in ("right", "end") for paragraph in cell.findall(PARAGRAPH))


def _set_apart(cell: Element) -> None:
    """Keep words that end at the right edge of `cell` away from those that begin at the left of the next."""
    for paragraph in cell.findall(PARAGRAPH):
        put(properties(paragraph), element("w:ind", {"w:right": RIGHT_GAP}))


def _name(table: Element) -> str:
    """The words of the caption above `table`, or of the paragraph that the template wrote for this alone."""
    for node in table.itersiblings(preceding=True):
        if node.tag == PARAGRAPH and style_of(node) in ("TableCaption", "TableName"):
            if style_of(node) == "TableName":
                remove(node)
            return text_of(node).strip()
        if node.tag in (PARAGRAPH, q("w:tbl")):
            return ""
    return ""


def _after(table: Element) -> None:
    """What follows keeps its distance; two tables in a row stay two; a cell or note does not end with a table."""
    blocks = (node for node in table.itersiblings() if node.tag in (PARAGRAPH, q("w:tbl"), q("w:sectPr")))
    following = list(islice(blocks, 2))
    if following and following[0].tag == PARAGRAPH and not len(following[0]):
        remove(following.pop(0))
    if not following or following[0].tag != PARAGRAPH:
        end = element("w:p", None, element("w:pPr", None, value("w:pStyle", "TableEnd")))
        table.addnext(end)
    elif style_of(following[0]) in PLAIN and following[0].find(f"{q('w:pPr')}/{q('w:numPr')}") is None:
        set_style(following[0], "AfterTable")
