"""Styles: real, named ones, that hang together and that the text uses."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.helpers import report_factory as make
from tests.helpers.docx_export import rich, word_file
from tests.helpers.docx_text import NAMES, q, style
from tests.helpers.languages import DIRECTIONS


def _style(name: str) -> etree._Element:
    _, file = rich()
    return file.styles.xpath(f'w:style[w:name/@w:val="{name}"]', namespaces=NAMES)[0]


def test_every_style_in_use_is_defined_once() -> None:
    _, file = rich()
    defined = [node.get(q("w:styleId")) for node in file.styles.iter(q("w:style"))]
    assert len(defined) == len(set(defined))
    for part in ("document", "footnotes", "header1", "footer1", "numbering"):
        used = file.tree(f"word/{part}.xml").xpath(
            "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", namespaces=NAMES
        )
        assert set(used) <= set(defined), f"{part}: every style needs a line in exporters/docx/styles.py"


def test_bases_and_following_styles_exist_and_no_base_leads_back() -> None:
    _, file = rich()
    known = {node.get(q("w:styleId")): node for node in file.styles.iter(q("w:style"))}
    for identifier, node in known.items():
        for child in ("basedOn", "next", "link"):
            found = node.find(q(f"w:{child}"))
            assert found is None or found.get(q("w:val")) in known, (identifier, child)
        seen, place = set(), identifier
        while place:
            assert place not in seen, identifier
            seen.add(place)
            base = known[place].find(q("w:basedOn"))
            place = "" if base is None else base.get(q("w:val"))


def test_every_paragraph_has_a_style_and_none_is_left_of_pandocs() -> None:
    _, file = rich()
    paragraphs = [*file.document.iter(q("w:p")), *file.notes.xpath("//w:footnote[not(@w:type)]//w:p", namespaces=NAMES)]
    for paragraph in paragraphs:
        assert style(paragraph) not in {"", "FirstParagraph", "Compact", "Normal"}, etree.tostring(paragraph)


@pytest.mark.parametrize(
    "name",
    ["Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4", "Body Text", "Finding", "Finding Label",
     "Quote",
     "Pull Quote", "Case Study", "Case Study Title", "Recommendation", "Callout", "Key Figure", "Key Figure Value",
     "caption", "Report Table", "footnote text", "Hyperlink", "Evidence Marker", "TOC Heading", "toc 1", "toc 2",
     "Imprint", "Note Entry", "Bibliography", "header", "footer", "List Bullet", "List Number"],
)  # fmt: skip
def test_the_house_style_offers(name: str) -> None:
    assert _style(name) is not None


def test_headings_have_levels_keep_with_the_text_and_lead_to_body_text() -> None:
    for level in range(1, 5):
        node = _style(f"heading {level}")
        assert node.find(f"{q('w:pPr')}/{q('w:outlineLvl')}").get(q("w:val")) == str(level - 1)
        assert node.find(f"{q('w:pPr')}/{q('w:keepNext')}").get(q("w:val")) == "1"
        assert node.find(q("w:next")).get(q("w:val")) == "BodyText"
    breaks = _style("heading 1").find(f"{q('w:pPr')}/{q('w:pageBreakBefore')}")
    assert breaks.get(q("w:val")) == "1"


def test_parts_are_headings_of_level_one_and_headings_inside_follow() -> None:
    report, file = rich()
    labels = [f"Theme {part.number}\u00a0 " if part.kind == "theme" else "" for part in report.parts]
    titles = [label + part.title for label, part in zip(labels, report.parts, strict=True)]
    parts = {"heading 1", "Heading 1 Short", "Heading 1 Run-on"}
    assert [text for name, text in file.twin() if name in parts] == titles
    assert file.in_style("heading 2") == ["How to read this report", "What moves leaders", "A long table"]
    assert file.in_style("heading 3") == ["A smaller heading"]


def test_short_parts_at_the_back_begin_a_page_together() -> None:
    _, file = rich()
    assert file.in_style("Heading 1 Short")
    assert "About the publishers" in file.in_style("Heading 1 Run-on")
    breaks = _style("Heading 1 Run-on").find(f"{q('w:pPr')}/{q('w:pageBreakBefore')}")
    assert breaks.get(q("w:val")) == "0"


@pytest.mark.parametrize(("length", "expected"), [(30, "Title"), (120, "Title Long"), (300, "Title Very Long")])
def test_a_long_title_is_set_smaller_and_draft_stays_with_it(length: int, expected: str) -> None:
    title = ("A title of many words " * 20)[:length].strip()
    file = word_file(make.report_with("Words.", title=title, status="draft"))
    assert file.in_style(expected) == [title]
    assert _style("Cover Status").find(f"{q('w:pPr')}/{q('w:keepNext')}").get(q("w:val")) == "1"


@pytest.mark.parametrize(("language", "expected"), DIRECTIONS)
def test_paragraphs_run_as_the_language_does(language: str, *, expected: bool) -> None:
    defaults = word_file(make.report_with("Words."), language=language).styles.find(q("w:docDefaults"))
    assert (next(defaults.iter(q("w:bidi")), None) is not None) is expected
    assert (next(defaults.iter(q("w:rtl")), None) is not None) is expected


def test_headings_of_derived_parts_stay_out_of_the_contents() -> None:
    _, file = rich()
    assert "Kite & Co" in file.in_style("Annex Heading")


def test_bold_and_italic_are_character_styles() -> None:
    _, file = rich()
    for run in file.find("//w:r[w:rPr]"):
        names = {etree.QName(child).localname for child in run.find(q("w:rPr"))}
        assert not names & {"b", "i", "sz", "color", "rFonts"}, etree.tostring(run)
    strong = [run.findtext(q("w:t")) for run in file.find('//w:r[w:rPr/w:rStyle/@w:val="Strong"]')]
    assert "Strong words" in strong


def test_a_sentence_is_one_run() -> None:
    file = word_file(
        make.report_with(make.para("One plain sentence, with ", make.styled("emphasis", "a few words"), " marked."))
    )
    paragraph = file.paragraph("One plain")
    texts = [run.findtext(q("w:t")) for run in paragraph.iter(q("w:r"))]
    assert texts == ["One plain sentence, with ", "a few words", " marked."]


def test_no_table_lays_out_the_page_and_no_text_stands_in_a_box() -> None:
    report, file = rich()
    assert len(file.find("//w:tbl")) == 2
    assert not file.find("//w:txbxContent")
    assert not file.find("//w:pict")
    assert report.parts
