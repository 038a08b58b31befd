"""Compound files of Microsoft: streams are put together, whatever sectors they lie in, and read in their formats."""

from __future__ import annotations

import base64
import gzip
import lzma
import zlib

import pytest

from report_kit.extract.formats import read_file
from report_kit.extract.outlook import unpacked
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


def test_what_macros_pack_is_a_fault() -> None:
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


# Several files in one stream


def _record(data: bytes) -> bytes:
    """An object in a presentation of PowerPoint 97, packed: the head of the record, the size, the stream."""
    packed = zlib.compress(data)
    head = b"\x10\0\x11\x10" + (len(packed) + 4).to_bytes(4, "little")
    return head + len(data).to_bytes(4, "little") + packed


OBJECT = compound({"Contents": b"." * 505 + NAME.encode() + b"." * 600})


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("first", PACKED)
def test_each_file_in_a_stream_is_read(first: str, kind: str) -> None:
    blank = {
        "zip": archive({"a.txt": "x " * 400, "b.txt": "y"}),
        "Word file": docx({"word/document.xml": body(runs("x"))}),
        "gzip": gzip.compress(b"x " * 400, mtime=0),
        "xz": lzma.compress(b"x " * 400),
        "compound file": compound({"WordDocument": b"." * 1_100}),
        "PDF": pdf("<p>x</p>"),
    }[first]
    for stream in (blank + PACKED[kind], blank + b"\0" * 9 + PACKED[kind], _package(blank) + _package(PACKED[kind])):
        data = compound({"\x01Ole10Native": b"\0" * 8 + stream})
        assert found("a.doc", data) == {"P01"}
        assert unread("a.doc", data) == []


def test_an_archive_in_an_archive_is_one_file_with_one_inside() -> None:
    stored = archive({"inner.zip": archive({"a.txt": "x " * 400 + NAME})}, stored=True)
    data = compound({"Package": b"\0" * 8 + stored + b"\0" * 8 + archive({"b.txt": "y" * 80})})
    places = {piece.place for piece in read_file("a.doc", data).pieces if not piece.fallback}
    assert unread("a.doc", data) == []
    assert not any("package 3" in place for place in places)


def test_objects_that_powerpoint_packs_are_read() -> None:
    slides = b"\x0f\0\xe8\x03" + b"\0" * 60
    blank = compound({"Contents": b"." * 1_100})
    for stream in (slides + _record(OBJECT), slides + _record(blank) + _record(OBJECT) + slides):
        data = compound({"PowerPoint Document": stream})
        assert found("a.ppt", data) == {"P01"}
        assert unread("a.ppt", data) == []


# Messages of Outlook

# The example of [MS-OXRTFCP], 4.1.1, but for the words.
PACKED_TEXT = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def _packed_text(text: bytes) -> bytes:
    """Rich text as Outlook packs it, in letters alone."""
    end = ((207 + len(text)) % 4096 << 4).to_bytes(2, "big")
    stretches = [text[at : at + 8] for at in range(0, len(text), 8)]
    if stretches and len(stretches[-1]) < 8:
        last = stretches.pop()
        tail = bytes([1 << len(last)]) + last + end
    else:
        tail = b"\x01" + end
    packed = b"".join(b"\0" + stretch for stretch in stretches) + tail
    return (len(packed) + 12).to_bytes(4, "little") + len(text).to_bytes(4, "little") + b"LZFu\0\0\0\0" + packed


def test_formatted_text_that_outlook_packed_is_unpacked() -> None:
    assert unpacked(PACKED_TEXT, 1_000) == rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"
    torn = rb"{\rtf1\ansi Jane This" + rb"{\b tle}wood said so}"
    plain = b"\0" * 4 + len(torn).to_bytes(4, "little") + b"MELA\0\0\0\0" + torn
    for stream in (_packed_text(torn), plain):
        data = compound({"__substg1.0_10090102": stream})
        assert found("a.msg", data) == {"P01"}
        assert unread("a.msg", data) == []


@pytest.mark.parametrize("cut", [17, 20, 30, 40])
def test_formatted_text_that_is_damaged_is_a_fault(cut: int) -> None:
    data = compound({"A": PACKED_TEXT[:cut].ljust(cut, b"\xff") + b"\xff" * 64})
    assert ["Outlook packed it" in one for one in unread("a.msg", data)] == [True]


def test_formatted_text_that_unpacks_to_more_than_may_be_is_not_unpacked() -> None:
    assert unpacked(PACKED_TEXT, 10) is None


def _message(**attached: bytes) -> bytes:
    """A message with files, each in a storage of its own with its name beside it."""
    streams = {"__substg1.0_1000001F": "Please see below.".encode("utf-16-le")}
    for number, (name, data) in enumerate(attached.items()):
        above = f"__attach_version1.0_#{number:08X}"
        streams[f"{above}/__substg1.0_37010102"] = data if b"\0" in data else data.ljust(4096)  # not with zeros
        streams[f"{above}/__substg1.0_3707001F"] = f"{name.replace('_', '.')}\0".encode("utf-16-le")
    return compound(streams)


ATTACHED = {
    **{kind.replace(" ", "_").lower(): data for kind, data in PACKED.items()},
    "notes_html": b"<p>Jane This<b>tle</b>wood</p>" + b"<p>x</p>" * 10,
    "plan_svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>Jane This<tspan>tlewood</tspan></text></svg>",
    "mail_eml": b"From: a@example.org\nContent-Transfer-Encoding: base64\n\n"
    + base64.b64encode(b"x " * 9 + NAME.encode()),
    "notes_rtf": rb"{\rtf1\ansi Jane This{\b tle}wood}",
    "list_csv": b"family;given\nThistlewood;Jane\n",
    "message_msg": compound({"__substg1.0_1000001F": NAME.encode("utf-16-le")}),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_each_attachment_of_a_message_is_read_in_its_format(name: str) -> None:
    data = _message(first_txt=b"Nothing of note.", **{name: ATTACHED[name]})
    assert found("a.msg", data) == {"P01"}
    assert unread("a.msg", data) == []


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("first", ["a.zip", "a.gz", "a.pdf"])
def test_a_file_behind_the_end_of_another_is_read(first: str, kind: str) -> None:
    blank = {
        "a.zip": archive({"a.txt": "x " * 400}),
        "a.gz": gzip.compress(b"x " * 400, mtime=0),
        "a.pdf": pdf("<p>x</p>") + b"\n",
    }[first]
    assert found(first, blank + PACKED[kind]) == {"P01"}


def test_a_message_in_a_message_is_read() -> None:
    inside = "__attach_version1.0_#00000000/__substg1.0_3701000D/"
    data = compound(
        {
            f"{inside}__substg1.0_0C1A001F": NAME.encode("utf-16-le"),
            f"{inside}__attach_version1.0_#00000000/__substg1.0_37010102": PACKED["zip"],
        }
    )
    said = [piece.place for piece in read_file("a.msg", data).pieces if NAME in piece.text and not piece.fallback]
    assert len(said) == 2
    assert unread("a.msg", data) == []


def test_an_attachment_that_nobody_can_open_is_a_fault() -> None:
    assert any("archive" in one for one in unread("a.msg", _message(a_7z=b"7z\xbc\xaf'\x1c" + b"\x8a\x03" * 40)))
    locked = archive({"a.txt": NAME})
    broken = locked[:-30]
    assert unread("a.msg", _message(a_zip=broken))
