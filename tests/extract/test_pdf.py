"""PDF: what stands beside the text of the pages."""

from __future__ import annotations

import base64
import io

import pikepdf
import pytest

from tests.helpers.extracted import NAME, found, unread
from tests.helpers.files import jpeg, pdf


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


def test_an_info_entry_that_is_a_number_breaks_nothing() -> None:
    data = changed(lambda document: document.trailer.__setitem__("/Info", 7))
    assert found("a.pdf", data.replace(b"endobj\n", f"endobj\n% {NAME}\n".encode(), 1)) == {"P01"}
