"""Rich text: letters in any encoding, joined across runs and groups."""

from __future__ import annotations

import pytest

from report_kit.extract.formats import read_file
from tests.helpers.extracted import NAME, found, unread


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("J\\'fcrgen M\\'fcller", "P03"),
        ("\\u321?ukasz Wi\\u347?niewski", "P02"),
        ("\\uc2\\u321\\'a3?ukasz Wi\\u347??niewski", "P02"),
        ("{\\fonttbl{\\f1\\fcharset238 Arial CE;}}\\f1\\'a3ukasz Wi\\'9cniewski", "P02"),
        ("\\ansicpg1251 \\'c6\\'e0\\'ed\\'ed\\'e0 \\'c4\\'f3\\'e1\\'f0\\'ee\\'e2\\'f1\\'ea\\'e0\\'ff", "P04"),
        ("Thistle\\-wood", "P01"),
        ("Thistle\r\nwood", "P01"),
        ("{\\b Thistle}{\\insrsid12 wood}", "P01"),
        ("Jane\\~Thistlewood", "P01"),
        ("Thistle{\\footnote note}wood", "P01"),
        ("Thistle{\\*\\bkmkstart a}wood", "P01"),
        ("x{\\info{\\author thistlewood}}", "P01"),
        ("x{\\header Thistle{\\b wood}}", "P01"),
        ("x{\\field{\\*\\fldinst HYPERLINK mailto:j.thistle{\\b wood42@example.org}}{\\fldrslt x}}", "P01"),
        ("x{\\object{\\*\\objdata " + NAME.encode().hex() + "}}", "P01"),
        ("x{\\pict\\bin16 " + NAME + "}", "P01"),
        ("x}} Jane Thistlewood", "P01"),
        ("\\b\\Thistlewood x", "P01"),
    ],
)
def test_rich_text_is_read(text: str, owner: str) -> None:
    assert found("a.rtf", "{\\rtf1\\ansi " + text + "}") == {owner}


def test_rich_text_that_ends_early_is_a_fault() -> None:
    assert "not written to its end" in unread("a.rtf", b"{\\rtf1 {\\b x}")[0]


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        (77, "mac-roman", "Jürgen"),
        (128, "cp932", "山田太郎"),
        (129, "cp949", "김민준"),
        (130, "johab", "김민준"),
        (134, "cp936", "王小明"),
        (136, "cp950", "王小明"),
        (161, "cp1253", "Γιώργος"),
        (162, "cp1254", "İbrahim"),
        (163, "cp1258", "Đặng".replace("ặ", "ă")),
        (177, "cp1255", "דניאל"),
        (178, "cp1256", "محمد"),
        (186, "cp1257", "Šarūnas"),
        (204, "cp1251", "Жанна"),
        (222, "cp874", "สมชาย"),
        (238, "cp1250", "Łukasz"),
        (254, "cp437", "Jürgen"),
        (255, "cp850", "Jürgen"),
    ],
)
def test_letters_are_those_of_the_font_that_is_set(charset: int, encoding: str, text: str) -> None:
    coded = "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))
    font = f"{{\\fonttbl{{\\f0 A;}}{{\\f1\\fcharset{charset} B;}}}}"
    reading = read_file("a.rtf", f"{{\\rtf1\\ansi {font}\\f1 {coded}\\f0 \\'e9}}".encode())
    assert [piece.text for piece in reading.pieces if piece.place == "text"] == [f"{text}é"]


def test_a_code_page_holds_for_what_no_font_says() -> None:
    coded = "".join(f"\\'{byte:02x}" for byte in "Жанна".encode("cp1251"))
    for head, text in (("\\ansicpg1251", "Жанна"), ("\\ansicpg1251\\ansicpg9999", "Жанна"), ("", "Æàííà")):
        reading = read_file("a.rtf", f"{{\\rtf1\\ansi{head} {coded}}}".encode())
        assert [piece.text for piece in reading.pieces if piece.place == "text"] == [text]
