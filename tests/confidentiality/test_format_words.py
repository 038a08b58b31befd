"""The words that file formats are made of name nobody; where people write, they do."""

from __future__ import annotations

import io

import pytest

from report_kit.confidentiality import scan
from report_kit.names.protected import Protected
from tests.helpers.files import page, pdf
from tests.helpers.leaks import person


def hits(name: str, file: str, data: bytes) -> list[str]:
    return [f"{hit.kind}: {hit.place}" for hit in scan({file: data}, Protected((person("P1", name),))).hits]


STYLE = '<style>@font-face { font-family: "Report Serif" } main { font: 1em "Report Serif", Georgia, serif }</style>'


@pytest.mark.parametrize("name", ["Georgia Henderson", "Jo Main", "Ann Serif", "Zoe Sans", "Max Height"])
def test_a_style_sheet_names_nobody(name: str) -> None:
    assert hits(name, "a.html", page(f"{STYLE}<p style='font-family: Georgia'>Text</p>")) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>Verdana was there</p>",
        "<style>/* by Verdana */</style>",
        '<style>p::after { content: "Verdana" }</style>',
        "<style>.verdana { color: red }</style>",
        "<p title='Verdana'>x</p>",
    ],
)
def test_the_name_of_a_font_counts_where_people_write(body: str) -> None:
    assert hits("Verdana Henderson", "a.html", page(body)) != []


@pytest.mark.parametrize("name", ["Fritz Lang", "Lang Lang", "Ann Kids", "Joe Dest"])
def test_the_keys_of_a_pdf_name_nobody(name: str) -> None:
    assert hits(name, "a.pdf", pdf("<p>One</p>")) == []
    assert hits(name, "a.pdf", pdf("<p>We met Lang, and Kids said, and Dest</p>")) != []


@pytest.mark.parametrize(
    "name",
    ["Hans Meyer", "Kartika Devi", "Jo Main", "Gautami Rao", "Euphemia Gray", "Ann Thai", "Joe Arab", "Ann Mangal"],
)
def test_a_word_file_without_content_names_nobody(name: str) -> None:
    import docx

    file = io.BytesIO()
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.save(file)
    assert hits(name, "a.docx", file.getvalue()) == []
