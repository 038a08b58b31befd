"""Plain text in the encodings that are still about."""

from __future__ import annotations

import pytest

from tests.helpers.extracted import NAME, found


@pytest.mark.parametrize(
    ("data", "owner"),
    [
        ("x Łukasz Wiśniewski".encode() + b"\xff", "P02"),
        (b"\xff" + "Müller und Jürgen Müller".encode(), "P03"),
        ("Łukasz Wiśniewski".encode("cp1250"), "P02"),
        ("Łukasz Wiśniewski".encode("iso8859-2"), "P02"),
        ("Жанна Дубровская".encode("cp1251"), "P04"),
        ("Жанна Дубровская".encode("koi8-r"), "P04"),
        ("Жанна Дубровская сказала".encode("utf-16-le"), "P04"),
        ("ЖаннаДубровская Жанна Дубровская".encode("utf-16-be"), "P04"),
        ("他是王小明先生".encode("gb18030"), "P05"),
        ("他是王小明先生".encode("big5"), "P05"),
        ("王小明说".encode("utf-16-le"), "P05"),
        (NAME.encode("utf-32"), "P01"),
        (NAME.encode("utf-32-le"), "P01"),
        ("Jürgen Müller".encode("mac-roman"), "P03"),
        ("Jürgen Müller".encode("cp850"), "P03"),
    ],
)
def test_text_in_other_encodings_is_read(data: bytes, owner: str) -> None:
    assert found("a.txt", data) == {owner}
