"""Tables in the PDF: the caption with its table, the head on every page, nothing over the edge of the paper."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from report_kit.exporters import pdf
from report_kit.model import blocks as b
from tests.helpers import report_factory as make
from tests.helpers.exporting import job
from tests.helpers.printed_lines import overfull
from tests.helpers.workspace import MemoryWorkspace

BEFORE = "Words before the table. " * 8


def pages(*content: str | b.Block) -> list[tuple[str, bool]]:
    """The words of each page of the theme, and whether it lies sideways."""
    data = pdf.export(job(make.report_with(*content), "print"), MemoryWorkspace()).data
    read = [(page.get_textpage().get_text_bounded(), page.get_size()) for page in pypdfium2.PdfDocument(data)]
    return [(text, width > height) for text, (width, height) in read][3:]


def with_words(words: int, rows: int = 5) -> b.Table:
    """A table whose cells hold so many words each."""
    cells = [[f"Row {row}.", f"Beginning {row}. " + "some " * words, "other " * words] for row in range(rows)]
    return make.table(["Name", "Head of the second", "Third"], cells, caption="What stands here.")


@pytest.mark.parametrize("words", [10, 30, 60, 100, 160, 220, 300, 900])
@pytest.mark.parametrize("before", [0, 5, 11, 13])
def test_the_caption_stands_with_the_first_row_and_every_page_has_the_head(words: int, before: int) -> None:
    text = [page for page, _ in pages(*[BEFORE] * before, with_words(words))]
    caption = next(page for page in text if "What stands here." in page)
    assert "Beginning 0." in caption
    for page in text:
        if re.search(r"\bsome\b|\bother\b|Row \d", page):
            assert "Head of the second" in page
    assert "".join(text).count("some") == 5 * words
    assert all(len(page.split()) > 15 for page in text)  # none is empty but for its running head


@pytest.mark.parametrize("before", range(8, 15))
def test_a_short_table_stays_on_one_page_and_a_long_one_begins_and_ends_with_two_rows(before: int) -> None:
    short = make.table(["Name", "Text"], [[f"Short{n}", "word " * 20] for n in range(6)], caption="Short.")
    long = make.table(["Name", "Text"], [[f"Long{n}", "word " * 20] for n in range(30)], caption="Long.")
    text = [page for page, _ in pages(*[BEFORE] * before, short, long)]
    (whole,) = [page for page in text if "Short0" in page]
    assert "Short5" in whole
    assert "Short." in whole
    assert "Long1" in next(page for page in text if "Long0" in page)
    assert "Long28" in next(page for page in text if "Long29" in page)


def test_a_row_taller_than_a_page_among_short_ones_takes_nothing_with_it() -> None:
    table = make.table(["Name", "Text"], [["Short", "short"], ["Tall", "word " * 1500], ["After", "last of all"]])
    text = [page for page, _ in pages(table, "After the table.")]
    assert all("Name" in page for page in text if "word word" in page or "last of all" in page)
    assert "Short" in text[0]
    assert "Tall" in text[0]


def numbers(columns: int, rows: int = 3) -> b.Table:
    return make.table([f"Year {n}" for n in range(columns)], [["1,234,567"] * columns] * rows, caption="A caption.")


@pytest.mark.parametrize(("columns", "sideways"), [(5, False), (9, False), (11, True), (14, True), (26, True)])
def test_a_table_of_many_columns_stays_on_the_paper_and_turns_its_page_where_it_must(
    columns: int, *, sideways: bool
) -> None:
    content = ("Before it.", numbers(columns), "After it.")
    (turned,) = [page for page, is_sideways in pages(*content) if "A caption." in page and is_sideways] or [""]
    assert bool(turned) is sideways
    assert [is_sideways for page, is_sideways in pages(*content) if "it." in page].count(True) == 0
    document = pdf.lay_out(job(make.report_with(*content), "print"))
    assert overfull(document) == []
    assert beyond_the_margin(document) == []


def test_a_heading_goes_along_with_the_table_right_below_it() -> None:
    content = ("Before it.", make.heading(2, "Heading of the table"), numbers(14), "After it.")
    (turned,) = [page for page, is_sideways in pages(*content) if is_sideways]
    assert "Heading of the table" in turned
    assert "Before it." not in turned


@pytest.mark.parametrize("box", ["callout", "case study", "recommendation", "quotation", "list"])
@pytest.mark.parametrize("table", [numbers(7), numbers(14), with_words(300)], ids=["seven", "fourteen", "tall"])
def test_in_a_box_too(box: str, table: b.Table) -> None:
    around = {
        "callout": make.callout("A box", "Before it.", table, "After it."),
        "case study": make.case_study("CS1", "Study", "kite", "Before it.", table, "After it."),
        "recommendation": make.recommendation("R1", "Before it.", table, "After it."),
        "quotation": b.BlockQuote(span=make.span(), anchor=make.anchor(), blocks=(make.para("Before it."), table)),
        "list": make.bullets(make.entry("Before it.", table)),
    }[box]
    document = pdf.lay_out(job(make.report_with(around), "print"))
    assert overfull(document) == []
    assert beyond_the_margin(document) == []
    head = table.head[0][1].blocks[0]
    assert isinstance(head, b.Paragraph)
    for page, _ in pages(around):
        if "some some" in page or "1,234,567" in page:
            assert "Head of the second" in page or "Year 1" in page


def beyond_the_margin(document: object) -> list[str]:
    """Words that stand outside of the text area of their page."""
    from weasyprint.formatting_structure import boxes

    from tests.helpers.printed_lines import boxes_of

    found = []
    for number, box in boxes_of(document):
        if isinstance(box, boxes.PageBox):
            left, right = box.content_box_x(), box.content_box_x() + box.width
            here = [each for page, each in boxes_of(document) if page == number]
            cells = [each for each in here if isinstance(each, boxes.TableCellBox)]
            found += [f"page {number}" for cell in cells if cell.position_x < left - 1]
            found += [f"page {number}" for cell in cells if cell.position_x + cell.border_width() > right + 1]
    return found
