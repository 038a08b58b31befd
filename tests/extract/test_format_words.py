"""The words that a format is made of are taken out of what is searched; what people wrote is left."""

from __future__ import annotations

import pytest

from report_kit.extract.format_words import without_format_words
from report_kit.extract.piece import Mark, Piece, PieceKind

SHEET = 'main { font: 1em "Report Serif", Georgia } /* by Georgia */ p::after { content: "Georgia" } .georgia { }'


@pytest.mark.parametrize(
    ("kind", "text", "left"),
    [
        (
            PieceKind.PDF_NAMES,
            "Lang\n\nAB+Georgia\n\nABCDEF+Georgia-Bold",
            "####\n\nAB+Georgia\n\n######+#######-####",
        ),
        (PieceKind.PDF_FONT, "Georgia", "#######"),
        (PieceKind.PDF_FONT, "Identity", "########"),
        (PieceKind.PDF_FONT, "Thistlewood", "Thistlewood"),
        (PieceKind.FONT_VALUE, "Hans", "####"),
        (PieceKind.FONT_VALUE, "Kartika", "#######"),
        (PieceKind.FONT_VALUE, "Georgia, Arial", "#######, #####"),
        (PieceKind.FONT_VALUE, "Georgia, Thistlewood", "Georgia, Thistlewood"),
        (PieceKind.FORMAT_VALUE, "Body Text", "#### ####"),
        (PieceKind.FORMAT_VALUE, "Hans Style", "#### #####"),
        (PieceKind.FORMAT_VALUE, "Thistlewood Text", "Thistlewood Text"),
        (PieceKind.FORMAT_VALUE, "Verdana", "Verdana"),
        (PieceKind.FORMAT_VALUE, "image/png", "#####/###"),
        (PieceKind.PART_NAME, "word/document.xml", "####/########.###"),
        (PieceKind.PART_NAME, "word/thistlewood.xml", "word/thistlewood.xml"),
        (PieceKind.PRODUCT, "Microsoft Office Word", "######### ###### ####"),
        (PieceKind.PRODUCT, "Word by Thistlewood", "Word by Thistlewood"),
        (PieceKind.STYLE, "font-family: Georgia", "####-######: #######"),
        (PieceKind.TEXT, "Hans", "Hans"),
        (PieceKind.PERSON, "Hans", "Hans"),
        (PieceKind.PROPERTY, "Lang", "Lang"),
        (PieceKind.NAME, "Georgia", "Georgia"),
    ],
)
def test_only_what_is_all_of_the_format_is_taken_out(kind: PieceKind, text: str, left: str) -> None:
    assert list(without_format_words([Piece("a", "x", text, kind)])) == [left]


def test_a_style_sheet_is_blanked_but_for_what_people_write_in_it() -> None:
    (left,) = without_format_words([Piece("a", "x", SHEET, PieceKind.STYLE)])
    assert (left.count("Georgia"), left.count("georgia"), len(left)) == (2, 1, len(SHEET))


def test_each_stretch_of_a_long_text_is_of_its_own_kind() -> None:
    marks = (Mark("a"), Mark("style", kind=PieceKind.STYLE), Mark("b"))
    (left,) = without_format_words([Piece("a", "x", "\x1fGeorgia \x1fserif \x1fserif", marks=marks)])
    assert left == "\x1fGeorgia \x1f##### \x1fserif"


def test_what_was_blanked_is_blanked_where_the_file_is_read_once_more() -> None:
    sheet = "p { font: 12px Georgia; color: red; margin: 1em }"
    first, again, other = without_format_words(
        [
            Piece("a", "style", sheet, PieceKind.STYLE),
            Piece("a", "all of it", f"Georgia said {sheet}", fallback=True),
            Piece("b", "all of it", f"Georgia said {sheet}", fallback=True),
        ]
    )
    assert again == f"Georgia said {first}"
    assert other == f"Georgia said {sheet}"
