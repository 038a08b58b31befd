"""Pictures: what their files say beside the pixels."""

from __future__ import annotations

from tests.helpers.extracted import NAME, found, unread
from tests.helpers.files import archive, jpeg, png


def test_what_follows_a_picture_is_read() -> None:
    plain, named = jpeg(0x010E, "x"), jpeg(0x013B, NAME)
    assert found("a.jpg", plain + named) == {"P01"}
    assert found("a.png", png({}) + archive({"a.txt": NAME})) == {"P01"}
    assert unread("a.jpg", plain + b"\0") == []


def test_a_long_packed_text_of_a_picture_is_read_to_its_end() -> None:
    assert found("a.png", png({"Comment": "x " * 3_000_000 + NAME}, packed=True)) == {"P01"}
