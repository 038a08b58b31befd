"""Tables: the house style's table style, header rows that repeat, rows that do not break, widths that fit the words.

A cell that names its column or row arrives in the style Table Head, or Table Row Sentence where only its first words
are set off; every other in Table Text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import twips
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
from report_kit.exporters.docx.passes.pictures import shrink_pictures
from report_kit.model.columns import Type, column_widths, least_widths, unbroken
from report_kit.model.metrics import GENERIC, face_of
from report_kit.model.table_fit import TALL

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROW, CELL, PARAGRAPH = q("w:tr"), q("w:tc"), q("w:p")

NAMES = frozenset({"TableHead", "TableRowSentence"})
"""Ids of the styles in which names arrive."""

CODE = 0.64
"""Width of a letter of code, in sizes of the text around it: 0.6 of its own size, which is a little larger."""

AIR = 30
"""Twips that every column has over: programs round the letters of a line, each in its way."""

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
    for row in rows:
        if row in headed:
            put(properties(row), element("w:tblHeader"))
        cells = row.findall(CELL)
        for cell in cells:
            _settle_cell(cell, in_header=row in headed)
        for cell, following in pairwise(cells):
            if _to_the_right(cell) and not _to_the_right(following):
                _set_apart(cell)
    tall = fit_table(table, draft, 0)
    for row in rows:
        if row not in tall:
            put(properties(row), element("w:cantSplit"))
    _keep_rows(rows, len(headed), tall)


def fit_table(table: Element, draft: Draft, left: int, inset: int = 0) -> list[Element]:
    """Let the table begin `left` twips from the margin and fill the measure from there; the rows that may break.

    Its rules are as long as the lines of the text, and the words of its outer columns end with them, but for `inset`
    twips at the left. One whose words are wider than the page is marked as to be turned.
    """
    look, rows = draft.look, table.findall(ROW)
    padding = twips(look.table.get("padding", 3))
    type_ = _type(draft)
    words = [[_text(cell) for cell in row.findall(CELL)] for row in rows]
    around = _around(rows, padding, inset)
    room, depth = look.page.measure - left, look.page.depth
    needed = _needed(rows, words, type_, around)
    if sum(needed) > room and table.getparent() is draft.body:
        room, depth = look.page.turned.measure - left, look.page.turned.depth
        if table not in draft.turned:
            draft.turned.append(table)
    widths = _rounded(column_widths(words, room, type_, around, needed), room)
    put(properties(table), element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}))
    put(properties(table), element("w:tblInd", {"w:w": left, "w:type": "dxa"}))
    grid = table.find(q("w:tblGrid"))
    if grid is not None:
        for column in list(grid):
            grid.remove(column)
        grid.extend(element("w:gridCol", {"w:w": width}) for width in widths)
    for row in rows:
        cells = row.findall(CELL)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=False)):
            put(properties(cell), element("w:tcW", {"w:w": width, "w:type": "dxa"}))
            shrink_pictures(cell, width - around[number])
            _set_margins(cell, inset if number == 0 else padding, 0 if number == len(widths) - 1 else padding)
    leading = twips(look.styles.get("Table Text", {}).get("line", 12))
    return [
        row
        for row, texts in zip(rows, words, strict=True)
        if leading * max(map(type_.lines, texts, [w - a for w, a in zip(widths, around, strict=True)]), default=0)
        > TALL * depth
    ]


def _type(draft: Draft) -> Type:
    size = twips(draft.look.styles.get("Table Text", {}).get("size", 10)) / 20
    role = draft.look.fonts[str(draft.look.styles.get("Table Text", {}).get("font", "text"))].embed
    faces = (draft.fonts.get(role.get(weight, "")) for weight in ("regular", "bold"))
    return Type(size, *(face_of(face) if face else GENERIC for face in faces))


def _needed(rows: list[Element], words: list[list[str]], type_: Type, around: list[float]) -> list[float]:
    """What each column needs for its widest word; letters of code are wider than most."""
    needed = least_widths(words, type_, around)
    for row in rows:
        for number, cell in enumerate(row.findall(CELL)):
            for run in cell.iter(q("w:r")):
                if val(run, "w:rPr/w:rStyle") == "VerbatimChar":
                    longest = max(map(len, unbroken(text_of(run))), default=0)
                    needed[number] = max(needed[number], longest * CODE * type_.size * 20 + around[number])
    return needed


def _text(cell: Element) -> str:
    return "\n".join(text_of(paragraph) for paragraph in cell.iter(PARAGRAPH))


def _around(rows: list[Element], padding: int, inset: int) -> list[float]:
    """The room around the words of each column."""
    cells = [row.findall(CELL) for row in rows]
    count = max(map(len, cells), default=0)
    right = [all(_to_the_right(row[n]) for row in cells if n < len(row)) for n in range(count)]
    return [
        (padding if n else inset)
        + (padding if n < count - 1 else 0)
        + (RIGHT_GAP if n < count - 1 and right[n] and not right[n + 1] else 0)
        + AIR
        for n in range(count)
    ]


def _set_margins(cell: Element, left: int, right: int) -> None:
    sides = (
        element(f"w:{side}", {"w:w": width, "w:type": "dxa"}) for side, width in (("left", left), ("right", right))
    )
    put(properties(cell), element("w:tcMar", None, *sides))


def _rounded(widths: Sequence[float], total: int) -> list[int]:
    whole = [int(width) for width in widths]
    if whole:
        whole[-1] += total - sum(whole)
    return whole


SHORT = 12, 1500
"""Rows and characters up to which a table is kept on one page."""


def _keep_rows(rows: list[Element], headed: int, tall: list[Element]) -> None:
    """Keep a short table on one page, and neither the first nor the last row of a long one alone on its page.

    A tall row may break, so it need not stand with another; the head stands with the first row whatever its height.
    """
    most_rows, most_characters = SHORT
    if len(rows) <= most_rows and sum(len(text_of(row)) for row in rows) <= most_characters:
        kept = rows[:-1]
    else:
        kept = [*rows[: headed + 1], *rows[-2:-1]]
    heads = rows[:headed]
    for row in kept:
        if row in tall and row not in heads:
            continue
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
