"""Places in files where a name was once passed over: each is found now, or said to be unread."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from random import Random

import brotli
import pikepdf
import pytest

from report_kit.confidentiality import Protected, scan
from tests.helpers.leaks import DOCUMENT, archive, body, docx, jpeg, page, pdf, person, png

NAME = "Jane Thistlewood"
PEOPLE = Protected(
    (
        person("P01", NAME, emails=["j.thistlewood42@example.org"]),
        person("P02", "Łukasz Wiśniewski"),
        person("P03", "Jürgen Müller"),
        person("P04", "Жанна Дубровская"),
        person("P05", "王小明"),
    )
)


def found(name: str, data: bytes | str) -> set[str]:
    """Who is found in the file."""
    hits = scan({name: data.encode() if isinstance(data, str) else data}, PEOPLE).hits
    return {owner for hit in hits for owner in hit.owners}


def unread(name: str, data: bytes) -> list[str]:
    """What is said of it that could not be read."""
    diagnostics = scan({name: data}, PEOPLE).diagnostics
    return [one.message for one in diagnostics if one.rule == "unscanned-artifact"]


# OpenDocument and Word


def odt(paragraph: str) -> bytes:
    return archive(
        {"content.xml": f'<o:d xmlns:o="urn:o" xmlns:t="urn:t" xmlns:dc="urn:dc"><t:p>{paragraph}</t:p></o:d>'}
    )


@pytest.mark.parametrize(
    "between",
    ["t:s", "t:tab", "t:line-break", "t:bookmark", "t:soft-page-break", "t:note", "t:change", "o:annotation", "t:date"],
)
def test_text_after_an_element_of_an_open_document_is_read(between: str) -> None:
    assert found("a.odt", odt(f"Hello <{between}/>{NAME} said")) == {"P01"}


def test_text_after_a_comment_is_read() -> None:
    assert found("a.odt", odt(f"Hello <!-- x -->{NAME}")) == {"P01"}
    assert found("a.docx", docx({DOCUMENT: body("<w:p><w:r><w:t>Thistle<!-- x -->wood</w:t></w:r></w:p>")})) == {"P01"}


@pytest.mark.parametrize(
    "inside",
    [
        "<t:bookmark/>",
        "<t:note><t:p>hello</t:p></t:note>",
        "<o:annotation><dc:creator>x</dc:creator><t:p>y</t:p></o:annotation>",
    ],
)
def test_nothing_inside_a_paragraph_tears_a_name_apart(inside: str) -> None:
    assert found("a.odt", odt(f"Thistle{inside}wood")) == {"P01"}


def test_spaces_between_elements_are_text_in_an_open_document_only() -> None:
    assert found("a.odt", odt("<t:span>Jürgen</t:span> <t:span>Müller</t:span>")) == {"P03"}
    assert found(
        "a.docx", docx({DOCUMENT: body("<w:p><w:r><w:t>Thistle</w:t></w:r>\n  <w:r><w:t>wood</w:t></w:r></w:p>")})
    )


def test_a_field_code_in_pieces_is_put_together() -> None:
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    pieces = code.format('HYPERLINK "mailto:j.thistle') + code.format('wood42@example.org"')
    assert found("a.docx", docx({DOCUMENT: body(f"<w:p>{pieces}</w:p>")})) == {"P01"}


# Rich text


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


# Old Office files


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


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
    assert found("a.doc", OLE + text.encode(encoding) + b"\0" * 20) == {owner}
    assert found("a.doc", OLE + b"\0" + text.encode(encoding) + b"\0" * 20) == {owner}


def test_what_outlook_and_macros_pack_is_a_fault() -> None:
    assert "Outlook packed it" in unread("a.msg", OLE + b"LZFu")[0]
    assert "without macros" in unread("a.doc", OLE + "_VBA_PROJECT".encode("utf-16-le"))[0]


# Mail


def mail(headers: str, content: str = "x") -> str:
    return f"From: x@example.org\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{content}"


BASE64 = "Content-Transfer-Encoding: base64"


@pytest.mark.parametrize("file", ["a.eml", "a.txt"])
@pytest.mark.parametrize(
    ("message", "owner"),
    [
        (mail(BASE64, base64.encodebytes(f"Dear all, {NAME} said so.".encode()).decode()), "P01"),
        (mail(f"Subject: =?utf-8?B?{base64.b64encode(NAME.encode()).decode()}?="), "P01"),
        (mail("Subject: =?iso-8859-1?Q?J=FCrgen_M=FCller?="), "P03"),
        (
            mail(
                "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=iso-8859-2",
                "=A3ukasz Wi=B6niewski",
            ),
            "P02",
        ),
        (
            mail(f"Content-Type: application/zip\r\n{BASE64}", base64.encodebytes(archive({"b.txt": NAME})).decode()),
            "P01",
        ),
        (mail(f"Content-Type: text/html\r\n{BASE64}", base64.b64encode(b"<p>Thistle<b>wood</b></p>").decode()), "P01"),
        (mail("Content-Disposition: attachment; filename*=utf-8''Thistl%65wood.txt"), "P01"),
        (
            mail(
                'Content-Type: multipart/mixed; boundary="b"',
                f"--b\r\n{BASE64}\r\n\r\n{base64.b64encode(NAME.encode()).decode()}\r\n--b--",
            ),
            "P01",
        ),
    ],
)
def test_mail_is_decoded(file: str, message: str, owner: str) -> None:
    assert found(file, message) == {owner}


# PDF


def changed(change: object, base: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(base or pdf("<p>One.</p>"))) as document:
        change(document)  # type: ignore[operator]
        document.save(out)
    return out.getvalue()


def _form(document: pikepdf.Pdf) -> pikepdf.Stream:
    form = pikepdf.Stream(document, b"BT /F1 12 Tf 10 10 Td [(Thistle) -5 (wood)] TJ ET")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 100, 100])
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return form


def _stamp(document: pikepdf.Pdf) -> None:
    appearance = pikepdf.Dictionary(N=_form(document))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 100, 100], F=2, AP=appearance
    )
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])


def _unused_drawing(document: pikepdf.Pdf) -> None:
    document.Root.Old = document.make_indirect(_form(document))


def _removed_page(document: pikepdf.Pdf) -> None:
    document.Root.Old = document.pages[1].obj
    del document.pages[1]


def _picture(document: pikepdf.Pdf) -> None:
    packed = base64.a85encode(jpeg(0x013B, NAME)) + b"~>"
    image = pikepdf.Stream(document, packed)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Filter = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.DCTDecode])
    document.Root.Old = document.make_indirect(image)


def _run_length(document: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(document, bytes([len(NAME) - 1]) + NAME.encode() + b"\x80")
    stream.Filter = pikepdf.Name.RunLengthDecode
    document.Root.Old = document.make_indirect(stream)


def _owner(document: pikepdf.Pdf) -> None:
    document.Root.Old = pikepdf.Dictionary(O=pikepdf.Dictionary(Alt=pikepdf.String(NAME)))


def _label(document: pikepdf.Pdf) -> None:
    document.Root.Old = pikepdf.Dictionary(ID=pikepdf.String(NAME))


@pytest.mark.parametrize("change", [_stamp, _unused_drawing, _picture, _run_length, _owner, _label])
def test_what_a_pdf_keeps_beside_its_pages_is_read(change: object) -> None:
    data = changed(change)
    assert found("a.pdf", data) == {"P01"}
    assert unread("a.pdf", data) == []


def test_a_page_that_was_taken_out_of_a_pdf_is_read() -> None:
    two = pdf(f'<p>One.</p><p style="break-before: page">By {NAME}.</p>')
    assert found("a.pdf", changed(_removed_page, two)) == {"P01"}


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_bytes_outside_the_objects_of_a_pdf_are_read(place: str) -> None:
    plain = pdf("<p>One.</p>")
    data = {
        "before": f"{NAME}\n".encode() + plain,
        "between": plain.replace(b"endobj\n", f"endobj\n% {NAME}\n".encode(), 1),
        "after": plain + f"\n{NAME}\n".encode(),
    }[place]
    assert found("a.pdf", data) == {"P01"}


def test_a_pdf_of_more_earlier_versions_than_are_read_is_a_fault() -> None:
    data = pdf("<p>One.</p>")
    assert unread("a.pdf", data) == []
    assert "more than 5" in unread("a.pdf", data + b"\n%%EOF\n" * 8)[-1]


def test_a_short_text_without_letters_in_a_pdf_is_a_fault() -> None:
    def forget_letters(document: pikepdf.Pdf) -> None:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one and "Bold" in str(one.BaseFont):
                del one["/ToUnicode"]

    plain = pdf(f"<p>{'Plain words. ' * 40}</p><p><b>By {NAME}</b></p>")
    assert found("a.pdf", plain) == {"P01"}
    assert any("which letters" in one for one in unread("a.pdf", changed(forget_letters, plain)))


def test_a_broken_file_does_not_keep_the_others_from_being_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise AttributeError(NAME)

    monkeypatch.setattr("report_kit.confidentiality.extract.pdf.read", crash)
    result = scan({"a.pdf": b"%PDF-1.7", "b.txt": NAME.encode()}, PEOPLE)
    assert [one.artifact for one in result.hits] == ["b.txt"]
    (fault,) = (one.message for one in result.diagnostics if one.rule == "unscanned-artifact")
    assert "damaged" in fault
    assert NAME not in fault


def test_an_info_entry_that_is_a_number_breaks_nothing() -> None:
    data = changed(lambda document: document.trailer.__setitem__("/Info", 7))
    assert found("a.pdf", data.replace(b"endobj\n", f"endobj\n% {NAME}\n".encode(), 1)) == {"P01"}


# Web pages and drawings


def test_what_stands_too_deep_in_a_page_is_a_fault_and_searched_as_far_as_can_be() -> None:
    deep = page("<div>" * 5_000 + "Thistle<b>wood</b>")
    assert found("a.html", deep) == {"P01"}
    assert any("too deeply" in one for one in unread("a.html", deep))


@pytest.mark.parametrize(
    "content",
    [
        "<j.thistlewood42@example.org>",
        "<p data-thistlewood>x</p>",
        "<x-thistlewood>x</x-thistlewood>",
        '<meta charset="utf-8" scheme="Thistlewood">',
        "<p>x</p title='Thistlewood'>",
        "<script>let a = 'Thistle\\u003cb\\u003ewood'</script>",
        "<script>let a = '\\u{54}histlewood'</script>",
        f'<a href="DATA:text/plain;BASE64,{base64.b64encode(NAME.encode()).decode()}">x</a>',
    ],
)
def test_odd_places_in_a_page_are_read(content: str) -> None:
    assert found("a.html", page(content)) == {"P01"}


@pytest.mark.parametrize("around", ["<!-- {} --><svg/>", "<svg/><!-- {} -->", "<!DOCTYPE svg [<!-- {} -->]><svg/>"])
def test_comments_around_a_drawing_are_read(around: str) -> None:
    assert found("a.svg", around.format(NAME)) == {"P01"}


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/?u=https%3A%2F%2Fb.example%2FJ%25C3%25BCrgen%2520M%25C3%25BCller",
        "https://a.example/J%FCrgen%20M%FCller",
        "https://a.example/?u=J%2525C3%2525BCrgen%252520M%2525C3%2525BCller",
        "J&amp;uuml;rgen M&amp;uuml;ller",
    ],
)
def test_codes_inside_codes_are_undone(link: str) -> None:
    assert found("a.txt", link) == {"P03"}


# Archives and packed files


def test_every_member_of_a_gzip_file_and_its_header_are_read() -> None:
    two = gzip.compress(b"x") + gzip.compress(NAME.encode())
    named = io.BytesIO()
    with gzip.GzipFile("thistlewood.txt", "wb", fileobj=named, mtime=0) as file:
        file.write(b"x")
    for data in (two, named.getvalue(), gzip.compress(b"x") + NAME.encode()):
        assert found("a.gz", data) == {"P01"}
    assert "not written to its end" in unread("a.gz", two[:-4])[0]


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a.txt", NAME)
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("a.txt", "x")
    return out.getvalue()


def _removed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        target.writestr("old.txt", NAME)
        target.writestr("new.txt", "x")
        target.filelist = target.filelist[1:]
        del target.NameToInfo["old.txt"]
    return out.getvalue()


def _extra() -> bytes:
    out = io.BytesIO()
    entry = zipfile.ZipInfo("a.txt")
    entry.extra = b"\x75\x70" + len(NAME).to_bytes(2, "little") + NAME.encode()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr(entry, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        _twice,
        _extra,
        lambda: _removed(zipfile.ZIP_STORED),
        lambda: _removed(zipfile.ZIP_DEFLATED),
        lambda: archive({"a.txt": "x"}) + NAME.encode(),
        lambda: b"MZ\x00\x01" * 99 + archive({"a.txt": NAME}),
    ],
    ids=["twice", "extra", "removed", "removed and packed", "after", "behind a program"],
)
def test_whatever_an_archive_holds_is_read(make: object) -> None:
    assert found("a.zip" if make in {_twice, _extra} else "a.bin", make()) == {"P01"}  # type: ignore[operator]


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as target:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(NAME)
        target.addfile(entry, io.BytesIO(NAME.encode()))
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.bz2", bz2.compress(NAME.encode())),
        ("a.xz", lzma.compress(NAME.encode())),
        ("a.lzma", lzma.compress(NAME.encode(), lzma.FORMAT_ALONE)),
        ("a.zz", zlib.compress(NAME.encode())),
        ("a.br", brotli.compress(NAME.encode())),
        ("a.tar.bz2", _tar()),
    ],
)
def test_packed_files_are_unpacked(file: str, data: bytes) -> None:
    assert found(file, data) == {"P01"}
    assert unread(file, data[:-6])


@pytest.mark.parametrize(
    "start", [b"\x1f\x9d\x90", b'\x04"M\x18', b"MSCF\0", b" *-lh5-", b"PAR1", b"\x60\xea", b"\x78\x9f\x3e\x22"]
)
def test_packed_files_that_nobody_can_unpack_are_faults(start: bytes) -> None:
    assert unread("a.bin", start + b"x" * 40)


def test_a_file_of_which_nothing_can_be_read_is_a_fault() -> None:
    assert "of a kind that is not known" in unread("a.bin", Random(4).randbytes(2_000))[0]
    assert unread("a.bin", b"\0\1" * 900 + b"some words that can be read" * 9) == []


# Encodings


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


def test_a_page_that_declares_the_wrong_encoding_is_read() -> None:
    assert found("a.html", '<html><meta charset="iso-8859-1"><p>Jürgen Müller'.encode()) == {"P03"}
    assert found("a.html", "<html><p>Łukasz Wiśniewski".encode("cp1250")) == {"P02"}


# Pictures


def test_what_follows_a_picture_is_read() -> None:
    plain, named = jpeg(0x010E, "x"), jpeg(0x013B, NAME)
    assert found("a.jpg", plain + named) == {"P01"}
    assert found("a.png", png({}) + archive({"a.txt": NAME})) == {"P01"}
    assert unread("a.jpg", plain + b"\0") == []


def test_a_long_packed_text_of_a_picture_is_read_to_its_end() -> None:
    assert found("a.png", png({"Comment": "x " * 3_000_000 + NAME}, packed=True)) == {"P01"}
