"""Small whole reports that once came out wrong: each folder here lies over `base`, and comes out right in every format.

A theme `02-case.md` holds what the case is about. `GONE` names files of `base` that a case does without.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree, html
from PIL import Image

from report_kit import pipeline
from report_kit.extract.running_text import running_text
from report_kit.outcome import Outcome
from tests.helpers.docx_text import q
from tests.helpers.workspace import MemoryWorkspace

HERE = Path(__file__).parent
FORMATS = ("html", "pdf", "docx")
GONE = {"bibtex-capitals": "sources/references.yaml", "oscola-notes-in-pdf": "sources/references.yaml"}
THEME = "themes/02-case.md"
SILENT = {"theme-without-finding", "undefined-acronym"}
"""Rules that speak of the cases' brevity, not of what they are about."""


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@cache
def built(name: str) -> Outcome:
    files = files_in(HERE / "base")
    files.pop(GONE.get(name, ""), None)
    return pipeline.build(MemoryWorkspace(files | files_in(HERE / name)), list(FORMATS), parallel=False)


def said(name: str) -> list[tuple[int, str]]:
    """Line and rule of what is said of the theme."""
    found = [one for one in built(name).diagnostics if one.rule not in SILENT]
    return [(one.span.line, one.rule) for one in found if one.span is not None and one.span.file == THEME]


def file(name: str, form: str) -> bytes:
    (data,) = (data for path, data in built(name).artifacts.items() if path.endswith(form))
    return data


def text(name: str, form: str) -> str:
    """The words, each blank single."""
    words = running_text(file(name, form))
    assert words is not None
    return re.sub(r"\s+", " ", words.replace("\N{SOFT HYPHEN}", ""))


def page(name: str) -> Any:
    return html.document_fromstring(file(name, "html").decode())


def word(name: str, part: str = "document") -> Any:
    with zipfile.ZipFile(io.BytesIO(file(name, "docx"))) as archive:
        return etree.fromstring(archive.read(f"word/{part}.xml"))


def pdf_pages(name: str) -> list[str]:
    return [one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(file(name, "pdf"))]


REFUSED = ("comment-never-closed", "marks-of-other-dialects")
"""What no output is made of: a comment without an end, and a note outside of the note files."""
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name not in ("base", "__pycache__"))


@pytest.mark.parametrize("name", [name for name in CASES if name not in REFUSED])
def test_it_builds(name: str) -> None:
    assert not built(name).failed, built(name).diagnostics
    assert len(built(name).artifacts) == 3


@pytest.mark.parametrize("form", FORMATS)
def test_names_in_titles_of_works_keep_their_capitals(form: str) -> None:
    printed = text("bibtex-capitals", form)
    assert "London and Leeds" in printed
    assert "NHS" in printed
    assert "Wales" in printed


def test_a_block_from_right_to_left_runs_so_in_every_format() -> None:
    name = "block-right-to-left"
    assert said(name) == []
    (paragraph,) = page(name).xpath("//p[contains(., 'كتلة')]")
    assert paragraph.xpath("ancestor-or-self::*[@dir='rtl']")
    marked = [one for one in word(name).iter(q("w:p")) if one.find(f"{q('w:pPr')}/{q('w:bidi')}") is not None]
    assert {"كتلة" in "".join(one.itertext()) for one in marked} >= {True}
    assert any("بند أول" in "".join(one.itertext()) for one in marked)
    for sheet in pypdfium2.PdfDocument(file(name, "pdf")):
        words = sheet.get_textpage()
        if "123" in (all_words := words.get_text_bounded()) and "English first" in all_words:
            left, _, right, _ = words.get_charbox(all_words.index("123"))
            assert 0 < left < right < sheet.get_width()
            break
    else:
        pytest.fail("the block is on no page")


def test_a_box_in_a_list_item_is_a_box() -> None:
    name = "box-in-a-list-item"
    assert said(name) == []
    (box,) = page(name).xpath("//li//*[contains(@class, 'callout')]")
    assert box.text_content().split() == ["Box", "in", "list", "In", "the", "box."]
    for form in ("pdf", "docx"):
        assert re.search(r"One .*Box in list.* In the box\. .*Two", text(name, form))


def test_a_comment_that_is_never_closed_is_one_error_where_it_starts() -> None:
    outcome = built("comment-never-closed")
    assert said("comment-never-closed") == [(9, "unclosed-comment")]
    assert outcome.failed
    assert outcome.artifacts == {}


@pytest.mark.parametrize("form", FORMATS)
def test_derived_parts_print_whole_sentences_and_whole_lists(form: str) -> None:
    printed = text("derived-parts-whole-sentences", form)
    claim = (
        r"As Table \d+ shows, and in line with \(?Chatham House n\.d\., p(?:\.|p\.) 3\)?, three people save x ?2 a year"
    )
    assert len(re.findall(claim, printed)) >= 2
    assert len(re.findall(r"Do two things:", printed)) >= 2
    assert len(re.findall(r"Publish\.\W.{0,6}Share\..{0,6}Then rest\.", printed)) >= 2
    assert len(re.findall(r"the first.{0,6}the second", printed)) >= 2


def test_tables_that_are_none_are_told_each_once() -> None:
    rules = said("grid-simple-html-tables")
    assert rules == [
        (9, "typed-table"), (18, "typed-table"), (25, "typed-table"), (35, "unknown-block"), (42, "typed-caption"),
        (53, "table-row-too-short"),
    ]  # fmt: skip
    for form in FORMATS:
        assert all(one in text("grid-simple-html-tables", form) for one in ("built-in wrapper", "TWOROWS", "Waste"))


def test_every_mark_of_another_dialect_is_told_at_its_line() -> None:
    lines = (HERE / "marks-of-other-dialects" / THEME).read_text(encoding="utf-8").split("\n")
    told = {line for line, _ in said("marks-of-other-dialects")}
    understood = re.compile(
        r"---|\w+: .*|> GFM.*|(?:Quarto|Docu|Bare|MyST|    Admo|Abbr is).*|:::|```|\| second.*|[*_ ]+|x|\$\$|<!-- .*|"
    )
    assert [line for number, line in enumerate(lines, 1) if number not in told and not understood.fullmatch(line)] == []


AMOUNTS = (
    "$5m–$10m a year", "US$5/US$10 a head", "$20k-$30k, or $1bn–$2bn", "($5/$10) each", "A$400m and C$20m; then US$3m",
    "$HOME and $PATH", "A 5$ note and a 10$ note", "$5, $10 and $15", "($5) and dear ($50)", "$5–$10",
    "$5–10 and $7–12", "$1,000/$2,000", "Prices in $m, $k", "Costs of $5m–$10m", "~£5m and ~£10m", "~5% to ~10%",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_amounts_print_with_their_dollar_signs(form: str) -> None:
    printed = text("money-is-no-formula", form).replace("\u00a0", " ")
    assert [amount for amount in AMOUNTS if amount not in printed] == []


def test_a_note_longer_than_a_page_runs_on_over_no_other_text() -> None:
    name = "note-longer-than-a-page"
    for form in FORMATS:
        assert all(one in text(name, form) for one in ("ENDOFLONGNOTE", "SHORTNOTE", "Next paragraph."))
    long = [sheet for sheet in pypdfium2.PdfDocument(file(name, "pdf")) if _holds(sheet, "neighbours do not hear")]
    assert len(long) > 1
    for sheet in long:
        words = sheet.get_textpage()
        letters = [words.get_charbox(number) for number in range(words.count_chars())]
        seen = [((left + right) / 2, (bottom + top) / 2) for left, bottom, right, top in letters if right > left]
        assert min(y for _, y in seen) > 20
        assert max(y for _, y in seen) < sheet.get_height() - 20
        spots = Counter((round(x / 2), round(y / 2)) for x, y in seen)
        assert sum(count for count in spots.values() if count > 1) < 0.02 * len(seen)  # hardly any letter on another


def _holds(sheet: Any, words: str) -> bool:
    return words in re.sub(r"\s+", " ", sheet.get_textpage().get_text_bounded())


def test_citations_of_a_style_with_notes_stand_at_the_foot() -> None:
    name = "oscola-notes-in-pdf"
    (sheet,) = (one for one in pdf_pages(name) if "Councils spend more than they did" in one)
    running, foot = sheet.split("A note of the author")
    assert "Smith" not in running
    assert re.search(r"Smith, What Councils in London and Leeds Spend on the NHS at 3", re.sub(r"\s+", " ", foot))
    assert re.search(r"did\.\W?1 Others disagree\.\W?2", re.sub(r"\s+", " ", running))
    notes = re.sub(r"\s+", " ", "".join(word(name, "footnotes").itertext()))
    assert "Smith, What Councils in London and Leeds Spend on the NHS at 3" in notes


def test_a_picture_in_a_footnote_is_everywhere_and_takes_no_number() -> None:
    name = "picture-in-a-footnote"
    for form in FORMATS:
        assert re.search(r"See Figure 1 below\.", text(name, form))
        assert re.search(r"Figure 1 The real figure", text(name, form))
    with zipfile.ZipFile(io.BytesIO(file(name, "docx"))) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        related = archive.read("word/_rels/footnotes.xml.rels").decode()
        asked = re.findall(r'r:embed="([^"]+)"', notes)
        assert asked
        for one in asked:
            found = re.search(rf'Id="{one}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="{one}"', related)
            assert found is not None
            assert f"word/{found[1] or found[2]}" in archive.namelist()
    for sheet in pypdfium2.PdfDocument(file(name, "pdf")):
        for item in sheet.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)):
            left, bottom, right, top = item.get_bounds()
            assert left >= 0
            assert bottom >= 0
            assert right <= sheet.get_width()
            assert top <= sheet.get_height()


def test_a_width_is_followed_and_a_linked_picture_keeps_size_and_caption() -> None:
    name = "picture-width-and-linked-picture"
    for form in FORMATS:
        assert "Figure 1 Caption that should be printed" in text(name, form)
    widths = [
        round(right - left)
        for sheet in pypdfium2.PdfDocument(file(name, "pdf"))
        for item in sheet.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        for left, _, right, _ in [item.get_bounds()]
    ]
    whole = max(widths)
    assert widths == [whole, whole, whole, whole // 2, 113]  # 4 cm
    assert [a.get("href") for a in page(name).xpath("//figure//a[img]")] == ["https://example.org/"]


LABELS = (
    "A SHORTHAND CSS", "B SHORTHAND STYLE ATTR", "C LONGHAND", "D POINTS", "E EM", "F PERCENT", "G XLARGE", "H VAR",
    "I RGBA", "HSL", "J CURRENT", "K LINE ONE", "K LINE TWO", "L SWITCH FALLBACK", "M SYMBOL", "N PATTERN", "O FILTER",
    "P TEXTLENGTH", "Q AXIS", "Q LETTERS", "R ENTITY", "S STROKE", "S HALO", "T DESCENDANT",
)  # fmt: skip


def test_every_label_of_a_drawing_is_drawn() -> None:
    name = "svg-labels-drawn"
    printed = "".join(text(name, "pdf").split())
    assert [label for label in LABELS if label.replace(" ", "") not in printed] == []
    with zipfile.ZipFile(io.BytesIO(file(name, "docx"))) as archive:
        pictures = [archive.read(one) for one in archive.namelist() if one.startswith("word/media/")]
    assert len(pictures) == 20
    for picture in pictures:  # black letters on grey or nothing
        assert Image.open(io.BytesIO(picture)).convert("LA").getextrema()[0][0] < 60


def test_a_tall_row_keeps_the_head_on_every_page_and_the_caption_with_its_table() -> None:
    name = "tall-rows-keep-head-and-caption"
    sheets = [one for one in pdf_pages(name) if re.search(r"\bword\d+\b", one)]
    assert len(sheets) > 1
    assert all(re.search(r"Name\s+Text", one) for one in sheets)
    assert all(len(one.split()) > 12 for one in pdf_pages(name)[3:])
    for form in FORMATS:
        assert re.search(r"\bword0\b", text(name, form))
    caption = next((one for one in pdf_pages(name) if "Table 1" in one), None)
    assert caption is None or re.search(r"Name\s+Text", caption)


def test_a_title_is_set_as_text_is() -> None:
    name = "typographic-title"
    outcome = built(name)
    assert [one.rule for one in outcome.diagnostics if one.rule not in SILENT] == ["markup-in-value"]
    for form in FORMATS:
        printed = text(name, form)
        assert "The council’s “data” – what’s next?" in printed
        assert "It’s <not> & " in printed


def test_no_head_of_a_column_is_torn_in_word() -> None:
    from report_kit.model.columns import Type
    from report_kit.model.metrics import face_of
    from tests.helpers import report_factory as make

    bold = Type(9, bold=face_of(make.plain_style().fonts["SourceSans3-Bold"]))
    for table in word("word-table-heads-not-torn").iter(q("w:tbl")):
        for cell in table.iter(q("w:tc")):
            look = cell.find(q("w:tcPr"))
            room = int(look.find(q("w:tcW")).get(q("w:w")))
            room -= sum(int(side.get(q("w:w"))) for side in look.find(q("w:tcMar")))
            for each in "".join(cell.itertext()).split():
                assert bold.widest_word(each) < room, each
