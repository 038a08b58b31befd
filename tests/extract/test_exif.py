"""EXIF: the fields of text in all directories, whatever their type and order of bytes."""

from __future__ import annotations

import struct
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        (ARTIST, ASCII, b"Jane\nThistlewood\0", "Jane\nThistlewood"),
        (ARTIST, ASCII, "“Jane” Thistlewood\0".encode(), "“Jane” Thistlewood"),
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


def test_a_chain_of_directories_has_an_end() -> None:
    one = struct.pack("<HHHI4s", 1, ARTIST, ASCII, 4, b"Jane")
    chain = b"".join(one + struct.pack("<I", 8 + 18 * number) for number in range(1, 100))
    assert len(list(fields(b"II*\0" + struct.pack("<I", 8) + chain + bytes(18)))) == 64


@pytest.mark.parametrize("data", [b"", b"II*\0", b"nothing of the kind", b"\0" * 40])
def test_what_is_no_directory_has_no_fields(data: bytes) -> None:
    assert list(fields(data)) == []


def test_the_number_behind_the_order_of_bytes_says_nothing() -> None:
    for number in (b"\0\0", b"+\0", b"xy"):
        data = tiff((ARTIST, ASCII, b"Jane Thistlewood\0"))
        assert [field.text for field in fields(data[:2] + number + data[4:])] == ["Jane Thistlewood"]


@given(st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]), st.binary(max_size=120))
def test_no_block_breaks_the_reader(head: bytes, data: bytes) -> None:
    assert all(isinstance(field.text, str) for field in fields(head + data))


def test_a_person_is_named_in_some_fields() -> None:
    reading = read_file("a.tif", tiff((ARTIST, ASCII, b"Li\0"), (MAKER, ASCII, b"Camera works\0")))
    said = {piece.place: (piece.text, piece.kind) for piece in reading.pieces if piece.place.startswith("EXIF, ")}
    assert said == {
        "EXIF, Artist": ("Li", PieceKind.PERSON),
        "EXIF, tag 0x010f": ("Camera works", PieceKind.PROPERTY),
    }


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
