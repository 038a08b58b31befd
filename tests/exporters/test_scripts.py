"""Passages in Arabic, Hebrew and Devanagari letters: fonts of their own in every format, where they are installed."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
import pytest

from report_kit import pipeline
from report_kit.exporters import missing_characters
from report_kit.exporters.docx.passes.scripts import pieces
from report_kit.model.scripts import SCRIPTS, scripts_in
from report_kit.sourcefiles.house_style import fonts as font_list
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

ARABIC, HEBREW, DEVANAGARI = "البيانات مشتركة", "הנתונים משותפים", "आँकड़े साझा हैं"


def project(text: str) -> MemoryWorkspace:
    theme = MINIMAL["themes/01-money.md"] + f"\n{text}\n"
    return MemoryWorkspace(MINIMAL | {"themes/01-money.md": theme})


def fonts_in(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = (obj.get("/BaseFont") for obj in opened.objects if isinstance(obj, pikepdf.Dictionary))
        return {str(name).partition("+")[2] for name in found if name is not None}


def test_scripts_are_told_by_their_letters() -> None:
    assert scripts_in(["plain", "Ελληνικά и русский", "café"]) == ()
    assert scripts_in([DEVANAGARI, f"and {ARABIC}"]) == ("Arab", "Deva")
    assert scripts_in(["&#x5d0; and &#1575;"]) == ("Arab", "Hebr")


@pytest.mark.slow
def test_a_passage_has_its_letters_in_every_format() -> None:
    outcome = pipeline.build(project(f"{ARABIC}\n\n{HEBREW}\n\n{DEVANAGARI}"), ["html", "pdf", "docx"], parallel=False)
    assert outcome.diagnostics == ()
    made = {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}
    assert {"Report-Arabic", "Report-Hebrew", "Report-Devanagari"} <= fonts_in(made["pdf"])
    faces = re.findall(r'font-family: "(Report \w+)"; src: url\(data:font/woff2', made["html"].decode())
    assert {"Report Arabic", "Report Hebrew", "Report Devanagari"} <= set(faces)
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as word:
        theme = word.read("word/theme/theme1.xml").decode()
        table = word.read("word/fontTable.xml").decode()
        document = word.read("word/document.xml").decode()
    for family, words in (("Noto Sans Arabic", ARABIC), ("Assistant", HEBREW), ("Noto Sans Devanagari", DEVANAGARI)):
        assert f'w:cs="{family}"/></w:rPr><w:t xml:space="preserve">{words}' in document
    assert theme.count('<a:cs typeface="Noto Sans Arabic"/>') == 2
    for code, script in SCRIPTS.items():
        assert theme.count(f'<a:font script="{code}" typeface="{script.family}"/>') == 2
        assert f'w:name="{script.family}"' in table


def test_a_line_in_several_scripts_is_parted_where_they_change() -> None:
    assert list(pieces(f"Data: {ARABIC}, {HEBREW}! End")) == [
        ("", "Data: "),
        ("Noto Sans Arabic", f"{ARABIC}, "),
        ("Assistant", f"{HEBREW}! "),
        ("", "End"),
    ]


@pytest.mark.slow
def test_a_report_without_such_letters_does_not_carry_their_fonts() -> None:
    outcome = pipeline.build(project("Ελληνικά и русский"), ["html", "pdf", "docx"], parallel=False)
    assert outcome.diagnostics == ()
    made = {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}
    assert {name.partition("-")[2].partition("-")[0] for name in fonts_in(made["pdf"])} == {"Serif", "Sans"}
    assert b"Report Arabic" not in made["html"]
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as word:
        assert b"a:font" not in word.read("word/theme/theme1.xml").replace(b"a:fontScheme", b"")


def test_where_the_fonts_are_not_installed_the_message_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    (here,) = missing_characters.complaints("ب", {})
    monkeypatch.setattr(missing_characters, "find_spec", lambda _: None)
    (absent,) = missing_characters.complaints("ب", {})
    assert "write it in words" in here.hint
    assert absent.hint == "install the fonts for Arabic: pip install 'report-kit[fonts]'"
    monkeypatch.setattr(font_list, "find_spec", lambda _: None)
    assert not font_list.installed("Arab")


def test_every_script_has_a_font_with_its_name() -> None:
    assert font_list.SCRIPT_FONTS.keys() == SCRIPTS.keys()
    for code, script in SCRIPTS.items():
        assert font_list.script_family(code).name == script.family
        assert {font.package for font in font_list.SCRIPT_FONTS[code].values()} == {script.package}
