"""Word files and OpenDocument: text is joined as it is read, whatever stands inside."""

from __future__ import annotations

import pytest

from tests.helpers.extracted import NAME, found
from tests.helpers.files import DOCUMENT, archive, body, docx


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
