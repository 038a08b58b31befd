"""Tables in the Word file: as wide as the text, no word torn, a page turned where it must be, heads that repeat."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.columns import Type, unbroken
from report_kit.model.metrics import face_of
from tests.helpers import report_factory as make
from tests.helpers.docx_export import word_file
from tests.helpers.docx_text import Docx, q, style, words

MEASURE = 11906 - 2608 - 1701  # A4 less 46 mm and 30 mm
TURNED = 16838 - 2 * 1134

TABLES = {
    "Council": [["Council", "Value", "Remark"], ["Council number 1 of the region", "37", "remark " * 6]],
    "Comments": [
        ["Council", "Value", "Comments of the reviewers"],
        ["Exampleshire County Council", "999", "They " * 9],
    ],
    "Percentage": [
        ["Year", "Percentage", "What changed in that year"],
        ["2016", "12%", "Officers began. " * 6],
    ],
    "Counts": [["Theme", "Organisations", "Participants", "Quotes", "Recommendations"], ["What works " * 3, *"4628"]],
    "Question": [["Question", "Yes", "No", "Unsure"], ["Do you publish your data where the law allows? " * 3, *"124"]],
    "Deadline": [["Ref", "Recommendation", "Owner", "Deadline", "Priority"], ["1", "Set aside an hour. " * 6, *"abc"]],
    "Names": [["Name", "Why"], ["Representation", "It is so. " * 40]],
    "Money": [[f"Year {n}" for n in range(10)], ["1,234,567"] * 10],
}


def tables(file: Docx) -> list[etree._Element]:
    return list(file.document.iter(q("w:tbl")))


def of(rows: list[list[str]], caption: str = "A caption.", align: str = "lrlrlrlrlrlrlr") -> b.Table:
    return make.table(rows[0], rows[1:], caption=caption, align=align[: len(rows[0])])


def number(node: etree._Element | None) -> int:
    assert node is not None
    return int(node.get(q("w:w"), "0"))


def cells(table: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Every cell with the room that its words have."""
    for cell in table.iter(q("w:tc")):
        look = cell.find(q("w:tcPr"))
        assert look is not None
        margins = sum(number(look.find(f"{q('w:tcMar')}/{q(f'w:{side}')}")) for side in ("left", "right"))
        indents = [int(each.get(q("w:right"), "0")) for each in cell.iter(q("w:ind"))]
        yield cell, number(look.find(q("w:tcW"))) - margins - max(indents, default=0)


@pytest.mark.parametrize("align", ["", "lrlrlrlrlr", "rlrlrlrlrl"])
@pytest.mark.parametrize("name", TABLES)
def test_no_word_is_wider_than_its_column_even_in_bold(name: str, align: str) -> None:
    report = make.report_with(of(TABLES[name], align=align))
    bold = Type(9, bold=face_of(report.house_style.fonts["SourceSans3-Bold"]))
    (table,) = tables(word_file(report))
    for cell, room in cells(table):
        for word in unbroken(words(cell)):
            assert bold.widest_word(word) < room, word


def test_in_a_box_the_first_column_has_room_beside_the_rule() -> None:
    report = make.report_with(make.callout("A box", of(TABLES["Names"], align="ll")))
    bold = Type(9, bold=face_of(report.house_style.fonts["SourceSans3-Bold"]))
    (table,) = tables(word_file(report))
    for cell, room in cells(table):
        assert all(bold.widest_word(word) < room for word in unbroken(words(cell)))


def test_a_word_of_code_is_not_torn_either() -> None:
    name = i.Code(span=make.span(), text="illicit_filling_lists")
    rows = [[make.cell(make.para(name)), "It is so. " * 40]]
    (table,) = tables(word_file(make.report_with(make.table(["Field", "Why"], rows))))
    rooms = {words(cell): room for cell, room in cells(table)}
    assert rooms["illicit_filling_lists"] > 21 * 0.6 * 9.4 * 20


@pytest.mark.parametrize("name", ["Council", "Names"])
def test_a_table_is_exactly_as_wide_as_the_text(name: str) -> None:
    (table,) = tables(word_file(make.report_with(of(TABLES[name]))))
    look = table.find(q("w:tblPr"))
    assert look is not None
    assert number(look.find(q("w:tblInd"))) == 0
    assert number(look.find(q("w:tblW"))) == MEASURE
    assert sum(number(column) for column in table.iter(q("w:gridCol"))) == MEASURE
    for row in table.iter(q("w:tr")):
        first, *_, last = row.findall(q("w:tc"))
        assert number(first.find(f"{q('w:tcPr')}/{q('w:tcMar')}/{q('w:left')}")) == 0
        assert number(last.find(f"{q('w:tcPr')}/{q('w:tcMar')}/{q('w:right')}")) == 0
        assert sum(number(cell.find(f"{q('w:tcPr')}/{q('w:tcW')}")) for cell in row.findall(q("w:tc"))) == MEASURE


def sections(file: Docx) -> list[tuple[str, str]]:
    """The words of each section after the cover, and how its page lies."""
    found, text = [], ""
    body = file.document.find(q("w:body"))
    assert body is not None
    for node in body:
        section = node if node.tag == q("w:sectPr") else node.find(f"{q('w:pPr')}/{q('w:sectPr')}")
        text += words(node)
        if section is not None:
            size = section.find(q("w:pgSz"))
            assert size is not None
            found.append((text, size.get(q("w:orient"), "portrait")))
            assert (number(size) > int(size.get(q("w:h"), "0"))) is (size.get(q("w:orient")) == "landscape")
            text = ""
    return found[1:]


def wide(caption: str) -> b.Table:
    return of([[f"Year {n}" for n in range(14)], ["1,234,567"] * 14], caption)


def test_a_table_wider_than_the_text_turns_its_page_and_takes_its_caption_along() -> None:
    file = word_file(make.report_with("Before it.", wide("The caption."), "After it."))
    before, turned, after = sections(file)
    assert "Before it." in before[0]
    assert "After it." in after[0]
    assert "The caption." in turned[0]
    assert "1,234,567" in turned[0]
    assert [way for _, way in (before, turned, after)] == ["portrait", "landscape", "portrait"]
    (table,) = tables(file)
    assert sum(number(column) for column in table.iter(q("w:gridCol"))) == TURNED
    parts = file.tree("word/_rels/document.xml.rels")
    targets = {each.get("Id"): each.get("Target") for each in parts}
    for section in file.document.iter(q("w:sectPr")):
        if section.find(q("w:pgSz")).get(q("w:orient")) == "landscape":
            foot = section.find(q("w:footerReference"))
            assert foot is not None
            part = file.tree(f"word/{targets[foot.values()[-1]]}")
            assert "Page" in words(part)
            assert [
                (tab.get(q("w:val")), int(tab.get(q("w:pos")))) for tab in part.iter(q("w:tab")) if len(tab.keys())
            ] == [
                ("clear", MEASURE),
                ("right", TURNED),
            ]


def test_a_file_without_turned_pages_has_one_head_and_one_foot() -> None:
    file = word_file(make.report_with(of(TABLES["Council"])))
    assert not any(
        each.get("Target").startswith(("header2", "footer2")) for each in file.tree("word/_rels/document.xml.rels")
    )


def test_neighbours_share_their_turned_pages_and_a_part_may_begin_or_end_with_one() -> None:
    file = word_file(
        make.report_with(wide("One."), wide("Two."), "Between.", make.heading(2, "A heading"), wide("Three."))
    )
    assert [way for _, way in sections(file)] == ["portrait", "landscape", "portrait", "landscape", "portrait"]
    turned = [text for text, way in sections(file) if way == "landscape"]
    assert "One." in turned[0]
    assert "Two." in turned[0]
    assert "A heading" not in turned[0]
    assert "A heading" in turned[1]


def test_in_a_box_too() -> None:
    file = word_file(make.report_with(make.callout("A box", "Before it.", wide("The caption."), "After it.")))
    assert [way for _, way in sections(file)] == ["portrait", "landscape", "portrait"]
    assert "The caption." in sections(file)[1][0]
    (table,) = tables(file)
    indent = number(table.find(f"{q('w:tblPr')}/{q('w:tblInd')}"))
    assert indent > 0
    assert sum(number(column) for column in table.iter(q("w:gridCol"))) == TURNED - indent


def test_a_row_that_is_taller_than_a_third_of_a_page_may_break_and_the_head_repeats() -> None:
    table = of([["Name", "Text"], ["Short", "short"], ["Tall", "word " * 1500], ["After", "last"]])
    (made,) = tables(word_file(make.report_with(table)))
    head, short, tall, after = made.findall(q("w:tr"))
    whole = [row.find(f"{q('w:trPr')}/{q('w:cantSplit')}") is not None for row in (head, short, tall, after)]
    assert whole == [True, True, False, True]
    assert head.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None
    assert next(head.iter(q("w:keepNext")), None) is not None
    assert next(tall.iter(q("w:keepNext")), None) is None


def test_the_caption_stays_with_its_table() -> None:
    file = word_file(make.report_with(of([["Name", "Text"], ["Tall", "word " * 1500]])))
    names = [each for each in file.styles.iter(q("w:style")) if each.get(q("w:styleId")) == "TableCaption"]
    assert names[0].find(f"{q('w:pPr')}/{q('w:keepNext')}") is not None
    assert [style(each) for each in file.document.iter(q("w:p"))].count("TableCaption") == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_tears_no_word_and_repeats_every_head(tmp_path: Path) -> None:
    import pypdfium2

    tall = of([["Name", "Head of the second"], *[[f"Row{n}", "some " * 300] for n in range(5)]], "Tall rows.")
    content = [*(of(rows) for rows in TABLES.values()), wide("Wide."), tall]
    source = tmp_path / "report.docx"
    source.write_bytes(word_file(make.report_with(*content)).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "report.pdf")]
    text = " ".join("\n".join(pages).split())
    for rows in TABLES.values():
        for word in {word for row in rows for cell in row for word in unbroken(cell)}:
            assert word in text
    assert text.count("1,234,567") == 10 + 14
    assert all("Head of the second" in page for page in pages if "some some" in page)
    assert "Row0" in next(page for page in pages if "Tall rows." in page)
