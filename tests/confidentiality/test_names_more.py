"""What an attacker tried: the words of file formats, English words, organisations, accounts, spellings."""

from __future__ import annotations

import io

import pytest

from report_kit.confidentiality import Protected, scan
from report_kit.confidentiality.artifacts import Piece
from report_kit.confidentiality.matcher import Matcher, Text
from report_kit.confidentiality.variants import forms_of
from report_kit.confidentiality.vocabulary import searched
from tests.helpers.leaks import page, pdf, person


def found(names: list[str], text: str) -> list[str]:
    """The kinds under which people called `names` are found in `text`."""
    people = Protected(tuple(person(f"P{number}", name) for number, name in enumerate(names)))
    return [match.kind for match in Matcher(forms_of(people)).find([Text(text)])]


# --- the words of formats


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


@pytest.mark.parametrize(
    ("place", "text", "left"),
    [
        (
            "names of objects",
            "Lang\n\nAB+Georgia\n\nABCDEF+Georgia-Bold",
            "####\n\nAB+Georgia\n\n######+#######-####",
        ),
        ("word/theme/theme1.xml, script of font", "Hans", "####"),
        ("word/theme/theme1.xml, typeface of font, line 2", "Kartika", "#######"),
        ("word/styles.xml, val of name", "Body Text", "#### ####"),
        ("word/styles.xml, val of name", "Hans Style", "#### #####"),
        ("word/styles.xml, val of name", "Thistlewood Text", "Thistlewood Text"),
        ("word/document.xml, paragraph 1, name of bookmarkstart", "Hans", "Hans"),
        ("word/document.xml, paragraph 1, descr of docpr", "Hans", "Hans"),
        ("docProps/core.xml, creator", "Hans", "Hans"),
        ("text", "Lang", "Lang"),
    ],
)
def test_only_what_is_all_of_the_format_is_taken_out(place: str, text: str, left: str) -> None:
    assert list(searched([Piece("a", place, text)])) == [left]


# --- English words that are names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Little", "A little time was left. Little was said."),
        ("Edward Said", "What was said at a round table. Said one of them, no."),
        ("Ann Main", "the main points. Main points follow."),
        ("Ann Register", "Register now"),
        ("Ann Click", "Click here, and click again"),
        ("Ann Hung", "pictures hung there"),
    ],
)
def test_an_english_word_names_nobody(name: str, text: str) -> None:
    assert found([name], text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Little", "Ms Little said no"),
        ("Ann Little", "“It works,” said Little."),
        ("Ann Little", "ann.little@example.org"),
        ("Edward Said", "So Edward Said wrote"),
        ("Ann Peer", "Then Peer told us"),
    ],
)
def test_a_person_called_like_an_english_word_is_found(name: str, text: str) -> None:
    assert found([name], text) != []
