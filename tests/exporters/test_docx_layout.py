"""Widths, lines and pages: estimates that must hold together, and agree with a real layout engine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.exporters.docx.columns import column_widths
from report_kit.exporters.docx.look import is_yes, twips
from report_kit.exporters.docx.metrics import face_of, line_count, text_width
from tests.helpers.docx_export import rich
from tests.helpers.docx_text import q, style, words

CELLS = st.text("abc dWi.", max_size=60)


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=5), width=st.integers(2000, 12000))
def test_columns_always_fill_the_table(rows: list[list[str]], width: int) -> None:
    widths = column_widths(rows, width, 9, 60)
    assert sum(widths) == width
    assert all(column > 0 for column in widths)


def test_a_column_of_sentences_is_wider_than_one_of_years() -> None:
    year, sentence = column_widths([["2014", "Rubbish is collected when the bins are full. " * 4]] * 3, 8000, 9, 60)
    assert sentence > 4 * year


def test_the_longest_word_of_a_column_fits() -> None:
    word = "Kostenstellenverantwortliche"
    narrow, _ = column_widths([[word, "many words in a long sentence " * 10]], 8000, 9, 60)
    assert narrow > text_width(word, 9)


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
    serif = face_of(report.house_style.fonts["SourceSerifPro-Regular"])
    assert 0.2 < serif.word("i") < 0.35 < serif.word("n") < 0.7 < serif.word("m")
    assert serif.word("☂") > 0  # not in the font
    assert 1.3 < serif.height < 1.4
    sentence = "Budgets are tight and demand for services grows. "
    assert abs(text_width(sentence, 10) / text_width(sentence, 10, serif) - 1) < 0.12
