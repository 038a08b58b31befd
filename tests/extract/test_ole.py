"""Compound files of Microsoft: streams are put together, whatever sectors they lie in, and read in their formats."""

from __future__ import annotations

import gzip
import lzma

import pytest

from report_kit.extract.formats import read_file
from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Budget
from tests.helpers.extracted import NAME, found, unread
from tests.helpers.files import archive, body, compound, docx, pdf, runs, summary

BROKEN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("text", "encoding", "owner"),
    [
        ("Łukasz Wiśniewski", "utf-16-le", "P02"),
        ("Жанна Дубровская", "utf-16-le", "P04"),
        ("他说 王小明 来了", "utf-16-le", "P05"),
        ("Herr Jürgen Müller", "cp1252", "P03"),
        ("Łukasz Wiśniewski", "cp1250", "P02"),
        ("Жанна Дубровская", "cp1251", "P04"),
    ],
)
def test_old_office_files_are_read_in_any_alphabet(text: str, encoding: str, owner: str) -> None:
    for before in (b"", b"\0"):
        data = before + text.encode(encoding) + b"\0" * 20
        assert found("a.doc", compound({"WordDocument": data})) == {owner}
        assert found("a.doc", BROKEN + data) == {owner}


def test_a_name_across_sectors_that_lie_apart_is_put_together() -> None:
    data = compound({"WordDocument": b"." * 505 + NAME.encode() + b"." * 600})
    assert NAME.encode() not in data
    assert found("a.doc", data) == {"P01"}
    assert unread("a.doc", data) == []


def test_a_file_inside_goes_to_the_reader_of_its_format() -> None:
    inside = archive({"a.txt": "x " * 400 + NAME})
    data = compound({"Other": b"-" * 5_000, "__substg1.0_37010102": inside})
    places = [piece.place for piece in read_file("a.msg", data).pieces if NAME in piece.text]
    assert places == ["__substg1.0_37010102: a.txt: text"]


def test_the_properties_say_who_wrote_it() -> None:
    data = compound({"\x05SummaryInformation": summary(author="ng", last_saved_by="Жанна", title="Notes")})
    said = {piece.place: (piece.text, piece.kind) for piece in read_file("a.doc", data).pieces}
    assert said["properties, author"] == ("ng", PieceKind.PERSON)
    assert said["properties, last saved by"] == ("Жанна", PieceKind.PERSON)
    assert said["properties, title"] == ("Notes", PieceKind.PROPERTY)
    assert "properties, manager" not in said


def test_what_was_deleted_and_is_still_there_counts_where_the_streams_are_silent() -> None:
    data = compound({"WordDocument": b"nothing"}) + NAME.encode()
    assert [piece.fallback for piece in read_file("a.doc", data).pieces if NAME in piece.text] == [True] * 3


def test_a_file_that_is_broken_is_a_fault_and_its_letters_are_read() -> None:
    data = BROKEN + NAME.encode()
    assert unread("a.doc", data) == [": it is damaged, or was not written to its end"]
    assert not all(piece.fallback for piece in read_file("a.doc", data).pieces if NAME in piece.text)


@pytest.mark.parametrize("size", [2**31, 6_000])
def test_a_stream_that_says_it_is_longer_than_it_is_is_a_fault(size: int) -> None:
    data = compound({"WordDocument": NAME.encode(), "Other": b"x" * 9_000}, sizes={"WordDocument": size})
    assert "WordDocument: it is damaged" in unread("a.doc", data)
    assert found("a.doc", data) == {"P01"}


def test_streams_are_read_within_the_budget() -> None:
    reading = read_file("a.doc", compound({"A": b"x" * 5_000, "B": b"y" * 5_000}), Budget(bytes_left=18_000))
    assert [(one.place, one.reason) for one in reading.faults] == [("B", "it unpacks to more than can be searched")]


def test_what_outlook_and_macros_pack_is_a_fault() -> None:
    assert "Outlook packed it" in unread("a.msg", compound({"A": b"LZFu"}))[0]
    assert "Outlook packed it" in unread("a.msg", compound({"A": b"MELA"}))[0]
    assert "without macros" in unread("a.doc", compound({"_VBA_PROJECT": b"x"}))[0]
    assert unread("a.doc", compound({"EncryptedPackage": b"x"})) == [": it is locked with a password"]


def _package(data: bytes) -> bytes:
    """An OLE package, as Office embeds files: labels, then the length of the file and the file."""
    head = b"\x02\0a.x\0C:\\a.x\0\0\0\x03\0\x06\0\0\0C:\\a.x\0"
    return len(head).to_bytes(4, "little") + head + len(data).to_bytes(4, "little") + data + b"\0" * 30


PACKED = {
    "zip": archive({"a.txt": "x " * 400 + NAME}),
    "Word file": docx({"word/document.xml": body(runs("Jane This", "tlewood"))}),
    "gzip": gzip.compress(b"x " * 400 + NAME.encode(), mtime=0),
    "xz": lzma.compress(b"x " * 400 + NAME.encode()),
    "compound file": compound({"WordDocument": b"." * 505 + NAME.encode() + b"." * 600}),
    "PDF": pdf(f"<p>{NAME}</p>"),
}


@pytest.mark.parametrize("kind", PACKED)
def test_a_file_embedded_in_a_stream_is_read(kind: str) -> None:
    embedded = compound({"\x01Ole10Native": _package(PACKED[kind]), "\x03ObjInfo": b"\0\1"})
    assert found("a.doc", embedded) == {"P01"}
    assert unread("a.doc", embedded) == []
    inside = docx({"word/document.xml": body(runs("x")), "word/embeddings/oleObject1.bin": embedded})
    assert found("a.docx", inside) == {"P01"}
    assert unread("a.docx", inside) == []


@pytest.mark.parametrize("start", [b"7z\xbc\xaf'\x1c", b"Rar!\x1a\x07\0", b"MSCF\0\0\0\0"])
def test_an_archive_in_a_stream_that_nobody_can_open_is_a_fault(start: bytes) -> None:
    embedded = compound({"\x01Ole10Native": _package(start + b"\x8a\x03" * 40)})
    assert any("archive" in one for one in unread("a.doc", embedded))
    assert any("archive" in one for one in unread("a.bin", _package(start + b"\x8a\x03" * 40)))
