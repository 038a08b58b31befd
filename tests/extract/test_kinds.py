"""The kind of a piece is said by the reader of its format: one line for each kind and format."""

from __future__ import annotations

import io
import tarfile

import pytest

from report_kit.extract.formats import read_file
from report_kit.extract.piece import PieceKind
from tests.helpers.files import DOCUMENT, archive, body, docx, jpeg, page, pdf, png, runs

TEXT, PERSON, PROPERTY, NAME_KIND = PieceKind.TEXT, PieceKind.PERSON, PieceKind.PROPERTY, PieceKind.NAME
VALUE, FONT = PieceKind.FORMAT_VALUE, PieceKind.FONT_VALUE
CORE = '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:creator>xyzzy</dc:creator></cp:coreProperties>'


def kinds(file: str, data: bytes | str) -> set[PieceKind]:
    """The kinds of the texts of `file` in which 'xyzzy' stands, whatever its letters; of MARKs, what they lead to."""
    reading = read_file(file, data.encode() if isinstance(data, str) else data)
    return {
        piece.at(number).kind
        for piece in reading.pieces
        for number, text in enumerate(piece.text.split("\x1f"))
        if "xyzzy" in text.lower() and not piece.fallback
    }


def mail(header: str) -> str:
    return f"MIME-Version: 1.0\r\n{header}\r\n\r\nx"


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as target:
        entry = tarfile.TarInfo("a.txt")
        entry.uname = "xyzzy"
        target.addfile(entry)
    return out.getvalue()


def commented() -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.comment = b"xyzzy"
    return out.getvalue()


def part(attributes: str, name: str = "w:x") -> bytes:
    return docx({DOCUMENT: body(f'<{name} xmlns:a="urn:a" {attributes}/>')})


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("xyzzy.txt", "x", NAME_KIND),
        ("a.txt", "so said xyzzy", TEXT),
        ("a.txt", "so said x&#121;zzy", TEXT),
        ("a.html", page("<p>xyzzy</p>"), TEXT),
        ("a.html", page("<p title='xyzzy'>x</p>"), TEXT),
        ("a.html", page("<p id='xyzzy'>x</p>"), NAME_KIND),
        ("a.html", page("<style>.xyzzy { }</style>"), PieceKind.STYLE),
        ("a.html", page("<p style='color: xyzzy'>x</p>"), PieceKind.STYLE),
        ("a.html", page("<script>xyzzy()</script>"), TEXT),
        ("a.html", page("", '<meta name="author" content="xyzzy">'), PERSON),
        ("a.html", page("", '<meta name="author" content="x&amp;#121;zzy">'), PERSON),
        ("a.html", page("", '<meta name="keywords" content="xyzzy">'), PROPERTY),
        ("a.svg", "<svg><style>.xyzzy { }</style></svg>", PieceKind.STYLE),
        ("a.svg", "<svg><text>xyzzy</text></svg>", TEXT),
        ("a.docx", docx({DOCUMENT: body(runs("xyzzy"))}), TEXT),
        ("a.docx", docx({DOCUMENT: body("<w:p><w:creator>xyzzy</w:creator></w:p>")}), PERSON),
        ("a.docx", part('a:ascii="xyzzy"'), FONT),
        ("a.docx", part('a:name="xyzzy"', "w:font"), FONT),
        ("a.docx", part('a:val="xyzzy"'), VALUE),
        ("a.docx", part('a:val="xyzzy"', "w:alias"), TEXT),
        ("a.docx", part('a:descr="xyzzy"'), TEXT),
        ("a.docx", part('a:author="xyzzy"'), PERSON),
        ("a.docx", part('a:style="xyzzy"'), VALUE),
        ("a.docx", docx({"docProps/app.xml": "<P><Application>xyzzy</Application></P>"}), PieceKind.PRODUCT),
        ("a.docx", docx({"docProps/app.xml": "<P><Company>xyzzy</Company></P>"}), TEXT),
        ("a.docx", docx({"docProps/a.xml": "<P><Application>xyzzy</Application></P>"}), TEXT),
        ("a.docx", docx({"docProps/a.xml": "<P style='xyzzy'/>"}), PieceKind.STYLE),
        ("a.docx", docx({"docProps/a.xml": "<P typeface='xyzzy'/>"}), FONT),
        ("a.zip", archive({"xyzzy.txt": "x"}), PieceKind.PART_NAME),
        ("a.zip", commented(), PROPERTY),
        ("a.tar", tar(), PERSON),
        ("a.eml", mail("From: xyzzy <a@example.org>"), PERSON),
        ("a.eml", mail("Subject: xyzzy"), PROPERTY),
        ("a.rtf", "{\\rtf1 xyzzy}", TEXT),
        ("a.rtf", "{\\rtf1{\\info{\\author xyzzy}}}", PERSON),
        ("a.jpg", jpeg(0x013B, "xyzzy"), PERSON),
        ("a.jpg", jpeg(0x010E, "xyzzy"), PROPERTY),
        ("a.png", png({"Author": "xyzzy"}), PERSON),
        ("a.png", png({"Comment": "xyzzy"}), PROPERTY),
        ("a.pdf", pdf("<p>xyzzy</p>"), TEXT),
        ("a.pdf", pdf("x", head='<meta name="author" content="xyzzy">'), PERSON),
        ("a.pdf", pdf("x", head='<meta name="keywords" content="xyzzy">'), PROPERTY),
        ("a.pdf", pdf('<a href="https://example.org/xyzzy">x</a>'), NAME_KIND),
    ],
)
def test_a_reader_says_of_what_kind_a_piece_is(file: str, data: bytes | str, kind: PieceKind) -> None:
    # Some formats say the same in two places: mail in its headers and as it stands, PDF in its properties and in XMP.
    said = kinds(file, data)
    assert kind in said
    assert kind is not TEXT or said == {TEXT}


def test_the_words_of_a_pdf_itself_have_kinds_of_their_own() -> None:
    found = {piece.kind: piece.text for piece in read_file("a.pdf", pdf("<p>x</p>")).pieces}
    assert "BaseFont" in found[PieceKind.PDF_NAMES].split("\n\n")
    assert found[PieceKind.PDF_FONT]
