"""Widths, lines and pages: estimates that must hold together, and agree with a real layout engine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import is_yes, read_look, twips
from report_kit.exporters.docx.numbering import Numbering
from report_kit.exporters.docx.ooxml import element, text_run, value
from report_kit.exporters.docx.pages import estimate_pages
from report_kit.model.metrics import face_of, line_count, text_width
from tests.helpers.docx_export import rich
from tests.helpers.docx_text import q, style, words
from tests.helpers.wording import ENGLISH


def _paragraph(words: str, style: str, *inside: etree._Element) -> etree._Element:
    return element("w:p", None, element("w:pPr", None, value("w:pStyle", style)), text_run(words), *inside)


def _pages(lines: int, *, noted: bool) -> int:
    """Pages of so many lines of text, the last one with a footnote."""
    call = element("w:r", None, element("w:footnoteReference", {"w:id": 1}))
    lines_of_text = [
        _paragraph("Words.", "BodyText", *([call] if noted and n == lines else [])) for n in range(1, lines + 1)
    ]
    draft = Draft(
        document=element("w:document", None, element("w:body", None, *lines_of_text)),
        footnotes=element(
            "w:footnotes", None, element("w:footnote", {"w:id": 1}, _paragraph("A note.", "FootnoteText"))
        ),
        lists={},
        look=(look := read_look({})),
        numbering=Numbering(look),
        fonts={},
        labels={},
        wording=ENGLISH,
    )
    return estimate_pages(draft).total


def test_a_footnote_takes_its_line_and_the_room_of_the_rule_above_it() -> None:
    fits = next(n for n in range(1, 200) if _pages(n + 1, noted=False) > _pages(1, noted=False))
    noted = next(n for n in range(1, 200) if _pages(n + 1, noted=True) > _pages(1, noted=True))
    line = round(11 * 20 * 1.26)
    # The note is one line, and twelve points part it from the text.
    assert fits == (16838 - 2 * 1440) // line
    assert noted == (16838 - 2 * 1440 - line - 240) // line
    assert noted < fits - 1


@given(text=st.text("abcdef ghiW.", max_size=400), size=st.floats(6, 40), measure=st.integers(1000, 12000))
def test_more_room_never_takes_more_lines(text: str, size: float, measure: int) -> None:
    assert 1 <= line_count(text, size, measure * 2) <= line_count(text, size, measure)


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert line_count("x" * 400, 10, 4000) > 5


@pytest.mark.parametrize(("given_", "expected"), [("12", 240), (12.5, 250), ("25.4mm", 1440), ("210mm", 11906)])
def test_lengths_are_points_or_millimetres(given_: object, expected: int) -> None:
    assert twips(given_) == expected


@pytest.mark.parametrize(("answer", "expected"), [("yes", True), (True, True), ("no", False), (False, False)])
def test_yes_is_yes_however_it_was_read(answer: object, *, expected: bool) -> None:
    assert is_yes(answer) is expected


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_it_out_and_most_page_numbers_are_right(tmp_path: Path) -> None:
    import pypdfium2

    _, file = rich()
    source = tmp_path / "report.docx"
    source.write_bytes(file.data)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=240)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    pages = [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]
    lines = [words(p).split("\t") for p in file.document.iter(q("w:p")) if style(p).startswith("Toc")]
    after_contents = 3
    real = {
        title: next(
            n for n, text in enumerate(pages, start=1) if n > after_contents and " ".join(title.split()) in text
        )
        for title, _ in lines
    }
    right = [title for title, page in lines if real[title] == int(page)]
    assert len(right) >= 0.85 * len(lines), {title: (page, real[title]) for title, page in lines}
    assert "Page 4 of" in pages[3]
    assert "Page" not in pages[0]


def test_the_house_styles_own_fonts_are_measured() -> None:
    report, _ = rich()
    serif = face_of(report.house_style.fonts["SourceSerif4-Regular"])
    assert 0.2 < serif.word("i") < 0.35 < serif.word("n") < 0.7 < serif.word("m")
    assert serif.word("☂") > 0  # not in the font
    assert 1.3 < serif.height < 1.4
    sentence = "Budgets are tight and demand for services grows. "
    assert abs(text_width(sentence, 10) / text_width(sentence, 10, serif) - 1) < 0.12
