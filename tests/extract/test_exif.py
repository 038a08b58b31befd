"""EXIF: the fields of text in all directories, whatever their type and order of bytes."""

from __future__ import annotations

import struct
import warnings

import pytest

from report_kit.extract.exif import fields
from report_kit.extract.formats import read_file
from report_kit.extract.piece import PieceKind
from tests.helpers.extracted import found, unread
from tests.helpers.files import tiff

ARTIST, MAKER, COMMENT, WINDOWS = 0x013B, 0x010F, 0x9286, 0x9C9D
BYTES, ASCII, LONG, UNDEFINED, UTF8 = 1, 2, 4, 7, 129


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(
    ("tag", "kind", "value", "text"),
    [
        (ARTIST, ASCII, b"Jane Thistlewood\0", "Jane Thistlewood"),
        (ARTIST, ASCII, "Jürgen Müller\0".encode(), "Jürgen Müller"),
        (ARTIST, ASCII, "Jürgen Müller\0".encode("latin-1"), "Jürgen Müller"),
        (ARTIST, UTF8, "Łukasz Wiśniewski".encode(), "Łukasz Wiśniewski"),
        (ARTIST, ASCII, b"Li\0", "Li"),
        (WINDOWS, BYTES, "Жанна\0".encode("utf-16-le"), "Жанна"),
        (COMMENT, UNDEFINED, b"ASCII\0\0\0so said Jane\0\0", "so said Jane"),
        (MAKER, UNDEFINED, b"\0\1\2\3Jane Thistlewood\0\0\xff", "Jane Thistlewood"),
    ],
)
def test_a_field_of_text_is_read(order: str, tag: int, kind: int, value: bytes, text: str) -> None:
    assert [field.text for field in fields(tiff((tag, kind, value), order=order))] == [text]


def test_a_comment_in_utf_16_is_read_in_both_orders_of_bytes() -> None:
    (field,) = fields(tiff((COMMENT, UNDEFINED, b"UNICODE\0" + "Жанна".encode("utf-16-be"))))
    assert "Жанна" in field.text.split("\n\n")


@pytest.mark.parametrize("link", [0x8769, 0x8825, 0xA005, 0x014A, 0])
def test_directories_that_others_lead_to_are_read(link: int) -> None:
    """By a field with an offset, or (0) by standing next in the chain."""
    name = b"Jane Thistlewood\0"
    start = len(tiff((link, LONG, bytes(4)))) if link else len(tiff((MAKER, ASCII, b"x\0")))
    inner = tiff((ARTIST, ASCII, name))[8:].replace(struct.pack("<I", 26), struct.pack("<I", start + 18), 1)
    first = (link, LONG, struct.pack("<I", start)) if link else (MAKER, ASCII, b"x\0")
    data = tiff(first) + inner if link else tiff(first, behind=inner)
    assert "Jane Thistlewood" in [field.text for field in fields(data)]


def test_a_directory_that_leads_to_itself_is_read_once() -> None:
    data = bytearray(tiff((ARTIST, ASCII, b"Jane Thistlewood\0")))
    data[22:26] = (8).to_bytes(4, "little")
    assert len(list(fields(bytes(data)))) == 1


def test_a_person_is_named_in_some_fields() -> None:
    reading = read_file("a.tif", tiff((ARTIST, ASCII, b"Li\0"), (MAKER, ASCII, b"Camera works\0")))
    kinds = {piece.text: piece.kind for piece in reading.pieces if piece.place.startswith("EXIF, ")}
    assert kinds == {"Li": PieceKind.PERSON, "Camera works": PieceKind.PROPERTY}


def test_what_pillow_leaves_out_of_a_broken_directory_is_read_all_the_same() -> None:
    twice = tiff((ARTIST, ASCII, b"nobody at all\0"), (ARTIST, ASCII, b"Jane Thistlewood\0"))
    cut = tiff((ARTIST, ASCII, b"by Jane Thistlewood of London\0"))[:-5]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for data in (twice, cut):
            assert found("a.tif", data) == {"P01"}
            assert unread("a.tif", data) == []


def test_no_more_is_unpacked_than_the_block_is_long() -> None:
    many = tiff(*((0xC000 + number, UNDEFINED, b"Jane Thistlewood" * 400) for number in range(20)))
    at = many.index(b"Jane")
    data = bytearray(many[: at + 6_400])
    for number in range(20):  # every field says that it is the same long stretch
        data[10 + 12 * number + 8 : 10 + 12 * number + 12] = at.to_bytes(4, "little")
    assert len(list(fields(bytes(data)))) == 1
