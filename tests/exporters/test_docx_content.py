"""What stands in the text: words, notes, lists, tables, pictures, languages, cover, running heads."""

from __future__ import annotations

import io
import itertools

import pytest
from PIL import Image

from report_kit.model import blocks as b
from report_kit.model import inlines as i
from tests.helpers import report_factory as make
from tests.helpers.docx_export import rich, word_file
from tests.helpers.docx_text import NAMES, Docx, q, style, words
from tests.helpers.printed import docx_words, first_lost, report_words
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged


def test_every_word_of_the_report_is_there_in_order() -> None:
    report, file = rich()
    flow, notes = report_words(report)
    shown = [word.strip("“”") for word in docx_words(file.data)]
    assert not first_lost([word.strip("“”") for word in flow], shown)
    assert not first_lost(notes, shown)


def test_footnotes_are_real_and_numbered_from_one() -> None:
    _, file = rich()
    calls = [node.get(q("w:id")) for node in file.document.iter(q("w:footnoteReference"))]
    assert calls == ["1", "2"]
    assert file.footnotes() == [
        "A note with emphasis and a link.",
        "The first paragraph of a longer note.\nIts second paragraph, with a list:\n• one\n• two",
    ]
    for note in list(file.notes)[2:]:
        first = next(note.iter(q("w:p")))
        assert first.find(f".//{q('w:footnoteRef')}") is not None
        assert words(first).strip()


def test_nothing_of_a_note_is_lost_whatever_stands_in_it() -> None:
    note = make.footnote(
        make.numbers("first", make.entry("second", make.bullets("inner")), start=4),
        b.CodeBlock(span=make.span(), anchor=make.anchor(), text="a = 1\n  b = 2"),
        make.table(["Head"], [["cell one"], ["cell two"]], "A caption"),
        make.definitions(Term="its meaning"),
        make.para("with ", i.Footnote(span=make.span(), anchor="inner", blocks=(make.para("a note in it"),))),
    )
    file = word_file(make.report_with(make.para("Text", note, ".")))
    (shown,) = [text for text in file.footnotes() if text.startswith("4. first")]
    assert shown.split() == [
        "4.",
        "first",
        "5.",
        "second",
        "•",
        "inner",
        "a",
        "=",
        "1",
        "b",
        "=",
        "2",
        "A",
        "caption",
        "Head",
        "cell",
        "one",
        "cell",
        "two",
        "Term",
        "its",
        "meaning",
        "with",
        "(a",
        "note",
        "in",
        "it)",
    ]


def test_lists_in_the_text_are_numbered_by_their_style() -> None:
    _, file = rich()
    first = file.paragraph("The need to transform")
    assert style(first) == "ListBullet"
    assert first.find(f"{q('w:pPr')}/{q('w:numPr')}") is None
    assert style(file.paragraph("a nested one")) == "ListBullet2"


def test_a_numbered_list_starts_where_its_author_said_and_counts_as_its_author_said() -> None:
    _, file = rich()
    numbering = file.tree("word/numbering.xml")

    def kind(start: str) -> tuple[str, str]:
        number = file.paragraph(start).find(f"{q('w:pPr')}/{q('w:numPr')}/{q('w:numId')}").get(q("w:val"))
        (instance,) = numbering.xpath(f'w:num[@w:numId="{number}"]', namespaces=NAMES)
        abstract = instance.find(q("w:abstractNumId")).get(q("w:val"))
        (form,) = numbering.xpath(
            f'w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl[1]/w:numFmt/@w:val', namespaces=NAMES
        )
        (begin,) = instance.xpath("w:lvlOverride/w:startOverride/@w:val", namespaces=NAMES)
        return form, begin

    assert kind("First this") == ("decimal", "3")
    assert kind("by letter") == ("lowerLetter", "1")


def test_further_paragraphs_of_an_item_are_indented_without_a_number() -> None:
    file = word_file(make.report_with(make.bullets(make.entry("The item", "goes on"), "another")))
    assert style(file.paragraph("goes on")) == "ListContinue"
    assert file.paragraph("goes on").find(f".//{q('w:numPr')}") is None


def test_a_list_in_a_box_keeps_the_look_of_the_box() -> None:
    _, file = rich()
    item = file.paragraph("not an estimate")
    assert style(item) == "Callout"
    assert item.find(f"{q('w:pPr')}/{q('w:numPr')}") is not None


def test_what_stands_in_a_box_stands_at_its_rule() -> None:
    inner = (
        make.key_figure("£3 billion", "of revenue"),
        make.quote("N1", "Said in the room."),
        make.finding("f1", "A claim.", make.bullets("One reason")),
        make.table(["A", "B"], [["1", "2"]]),
        make.para("The last word."),
    )
    file = word_file(make.report_with(make.case_study("c1", "Case", "", *inner), "Outside."))
    styles = {node.get(q("w:styleId")): node for node in file.styles.iter(q("w:style"))}
    inside = file.find('//w:body/w:p[w:pPr/w:pStyle[starts-with(@w:val, "CaseStudy")]]')
    assert {words(p) for p in inside} >= {"£3 billion", "of revenue", "A claim.", "One reason", "The last word."}
    assert style(file.paragraph("£3 billion")) == "CaseStudyKeyFigureValue"
    value = styles["CaseStudyKeyFigureValue"]
    assert value.find(q("w:basedOn")).get(q("w:val")) == "KeyFigureValue"
    rule, box = (
        styles[name].find(f"{q('w:pPr')}/{q('w:pBdr')}/{q('w:left')}")
        for name in (value.get(q("w:styleId")), "CaseStudy")
    )
    assert dict(rule.attrib) == dict(box.attrib)
    (cell,) = file.find('//w:tc[w:p/w:r/w:t="1"]')
    assert cell.find(f"{q('w:tcPr')}/{q('w:tcBorders')}/{q('w:left')}").get(q("w:color")) == box.get(q("w:color"))
    assert style(file.paragraph("Outside")) == "BodyText"
    assert not [name for name in file.bookmarks() if name.startswith("box")]


def test_a_list_goes_no_deeper_than_word_does() -> None:
    deep = make.bullets("lowest")
    for number in range(11):
        deep = make.bullets(make.entry(f"level {number}", deep))
    file = word_file(make.report_with(deep))
    levels = {int(level) for level in file.find("//w:numPr/w:ilvl/@w:val")}
    assert max(levels) == 8
    assert words(file.paragraph("lowest")) == "lowest"


def test_the_last_row_of_a_table_does_not_stand_alone() -> None:
    short = make.table(["A"], [[f"short {n}"] for n in range(5)])
    long = make.table(["A"], [[f"long {n}"] for n in range(40)])
    file = word_file(make.report_with(short, long))
    kept = {words(p) for p in file.find("//w:tc/w:p[w:pPr/w:keepNext]")}
    assert {f"short {n}" for n in range(4)} <= kept
    assert "short 4" not in kept
    assert {name for name in kept if name.startswith("long")} == {"long 0", "long 38"}


def test_tables_repeat_their_header_and_break_between_rows_only() -> None:
    _, file = rich()
    for table in file.find("//w:tbl"):
        rows = table.findall(q("w:tr"))
        assert rows[0].find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None
        assert all(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}") is not None for row in rows)
        assert table.find(f"{q('w:tblPr')}/{q('w:tblStyle')}").get(q("w:val")) == "ReportTable"
        grid = [int(column.get(q("w:w"))) for column in table.iter(q("w:gridCol"))]
        assert sum(grid) == int(table.find(f"{q('w:tblPr')}/{q('w:tblW')}").get(q("w:w")))
        for row in rows:
            assert [int(cell.get(q("w:w"))) for cell in row.iter(q("w:tcW"))] == grid
    names = file.find("//w:tblCaption/@w:val")
    assert names[0] == "Table 1 Savings that the councils reported"


def test_cells_that_name_their_rows_say_so() -> None:
    rows = [[make.cell("Row", header=True), "1"], [make.cell("Second row", header=True), "2"]]
    file = word_file(make.report_with(make.table(["", "Value"], rows, "Rows with names")))
    (look,) = file.find("//w:tblLook")
    assert look.get(q("w:firstColumn")) == look.get(q("w:firstRow")) == "1"
    assert int(look.get(q("w:val")), 16) & 0x00A0 == 0x00A0
    assert style(file.paragraph("Second row")) == "TableRowHead"
    _, plain = rich()
    assert plain.find("//w:tblLook")[1].get(q("w:firstColumn")) == "0"


def test_of_a_row_named_by_a_sentence_only_the_label_is_bold() -> None:
    file = word_file(merged({"report.yaml": MINIMAL["report.yaml"] + "parts: {evidence: yes}\n"}))
    row = file.paragraph("Finding 1: Money is short.")
    assert style(row) == "TableRowSentence"
    bold = "".join(words(run) for run in row.iter(q("w:r")) if run.find(f"{q('w:rPr')}/{q('w:b')}") is not None)
    assert bold.strip() == "Finding 1"


def test_a_column_that_ends_at_the_right_keeps_away_from_the_next() -> None:
    cells = [make.cell("20:00", alignment="right"), make.cell("two hours", alignment="left")]
    file = word_file(make.report_with(make.table(["Last boat", "Time"], [cells])))
    (gap,) = file.paragraph("20:00").iterfind(f"{q('w:pPr')}/{q('w:ind')}")
    assert int(gap.get(q("w:right"))) >= 100
    assert file.paragraph("two hours").find(f"{q('w:pPr')}/{q('w:ind')}") is None


def test_a_table_without_a_caption_has_its_label_for_a_name_and_prints_none() -> None:
    file = word_file(make.report_with(make.table(["A"], [["1"]], numbered=False, label="Who took part")))
    assert file.find("//w:tblCaption/@w:val") == ["Who took part"]
    assert "Who took part" not in [text for _, text in file.twin()]


def test_a_cell_ends_with_a_paragraph_and_has_no_empty_one_before() -> None:
    rows = [["", make.cell(make.bullets("a", "b"))], [make.cell("one", "two"), make.cell()]]
    file = word_file(make.report_with(make.table(["A", "B"], rows, "Odd cells")))
    for cell in file.find("//w:tc"):
        assert cell[-1].tag == q("w:p")
        empty = [p for p in cell.findall(q("w:p")) if not words(p)]
        assert not empty or len(cell.findall(q("w:p"))) == 1


def test_two_tables_in_a_row_stay_two() -> None:
    table = lambda: make.table(["A"], [["1"]], numbered=False)  # noqa: E731
    file = word_file(make.report_with(table(), table()))
    body = [child.tag for child in file.document[0] if child.tag in (q("w:tbl"), q("w:p"))]
    assert len(file.find("//w:tbl")) == 2
    assert (q("w:tbl"), q("w:tbl")) not in list(itertools.pairwise(body))


def test_two_tables_in_a_row_stay_two_where_a_name_that_is_not_printed_stood_between() -> None:
    named = [make.table(["A"], [["1"]], numbered=False, label=name) for name in ("First", "Second")]
    file = word_file(make.report_with(*named, "After."))
    for table in file.find("//w:body/w:tbl"):
        assert next(table.itersiblings()).tag == q("w:p")


def test_pictures_are_described_or_marked_as_decoration() -> None:
    _, file = rich()
    shown = {node.get("descr"): node for node in file.find("//wp:docPr")}
    assert {"Bar chart: governance was mentioned most often.", "a small square"} <= set(shown)
    assert shown[""].find(f".//{q('adec:decorative')}").get("val") == "1"
    assert shown["a small square"].find(f".//{q('adec:decorative')}") is None
    numbers = file.find("//wp:docPr/@id")
    assert len(set(numbers)) == len(numbers)


def test_drawings_become_png_and_no_picture_is_wider_than_the_text() -> None:
    _, file = rich()
    pictures = [Image.open(io.BytesIO(data)) for name, data in file.parts.items() if "/media/" in name]
    assert {picture.format for picture in pictures} == {"PNG"}
    assert max(picture.width for picture in pictures) == 1600
    page = file.find("//w:sectPr")[-1]
    margins = page.find(q("w:pgMar"))
    room = int(page.find(q("w:pgSz")).get(q("w:w"))) - sum(int(margins.get(q(f"w:{s}"))) for s in ("left", "right"))
    for extent in file.find("//wp:extent"):
        assert int(extent.get("cx")) <= room * 635


def test_a_picture_that_is_not_there_leaves_its_words() -> None:
    file = word_file(make.report_with(make.figure("figures/gone.png", "What it would show", "Caption")))
    assert "What it would show" in file.in_style("Figure")


def test_languages_are_said_where_they_change() -> None:
    _, file = rich()
    (default,) = file.styles.xpath("w:docDefaults//w:lang/@w:val", namespaces=NAMES)
    assert default == "en-GB"
    french = [words(run) for run in file.find('//w:r[w:rPr/w:lang/@w:val="fr"]')]
    assert french == ["mot juste", "A paragraph in a group of French words."]


def test_formulas_are_words_own() -> None:
    _, file = rich()
    assert len(file.find("//m:oMath")) == 2
    assert file.find("//m:oMathPara//m:f")


def test_code_keeps_its_lines_and_spaces() -> None:
    _, file = rich()
    assert file.in_style("Source Code") == ["SELECT name, saving\n  FROM projects\n WHERE saving > 0;"]


def test_the_cover_has_no_running_heads_and_the_rest_has() -> None:
    _, file = rich()
    cover, rest = file.find("//w:sectPr")
    assert not cover.findall(q("w:headerReference"))
    assert not cover.findall(q("w:footerReference"))
    assert rest.findall(q("w:headerReference"))
    assert rest.findall(q("w:footerReference"))
    before = file.document.xpath("//w:p[w:pPr/w:sectPr]/preceding-sibling::w:p", namespaces=NAMES)
    assert [style(p) for p in before] == ["CoverStatus", "Title", "Subtitle", "CoverAuthors", "CoverDate", "CoverPublisher", "CoverPublisher"]  # fmt: skip  # noqa: E501
    size = rest.find(q("w:pgSz"))
    assert (size.get(q("w:w")), size.get(q("w:h"))) == ("11906", "16838")


def test_running_heads_have_title_status_publishers_and_page() -> None:
    report, file = rich()
    ((_, head),) = file.twin("word/header1.xml")
    assert head == f"{report.meta.title}\tDraft"
    ((_, foot),) = file.twin("word/footer1.xml")
    assert foot.startswith("North Institute for Public Evidence · Kite & Co\tPage 1 of ")
    codes = file.tree("word/footer1.xml").xpath("//w:instrText/text()", namespaces=NAMES)
    assert [code.strip() for code in codes] == ["PAGE", "NUMPAGES"]


def test_a_final_report_does_not_call_itself_a_draft() -> None:
    file = word_file(make.report_with("Text.", status="final"))
    assert not file.in_style("Cover Status")
    ((_, head),) = file.twin("word/header1.xml")
    assert "Draft" not in head


def test_quotation_marks_stand_around_words_that_were_said_and_no_others() -> None:
    _, file = rich()
    assert file.in_style("Quote") == ["“Data used to be a dirty word here; now it is the first thing on the agenda.”"]
    assert file.in_style("Paraphrase") == ["Chief executives ask for the data before they ask for an opinion."]
    assert file.in_style("Pull Quote") == ["“Good examples move people more than arguments do.”"]


@pytest.mark.parametrize("text", ['<b>bold</b> & "quotes"', "&amp; &lt;script&gt;", "a\u00a0b", "𝔘𝔫𝔦 ☂ 日本語 العربية"])
def test_signs_that_mean_something_elsewhere_mean_themselves(text: str) -> None:
    file = word_file(make.report_with(make.para(text), make.callout(text, text), title=text))
    assert file.in_style("Body Text")[0] == text
    assert file.in_style("Callout Title") == [text]
    assert file.in_style("Title") == [text]


def test_a_report_with_nothing_in_its_only_theme_is_a_file_all_the_same() -> None:
    file = word_file(make.report_with())
    assert isinstance(file, Docx)
    assert "The only theme" in " ".join(file.in_style("heading 1"))
