"""Take the words out of a piece that its format is made of: /Lang in a PDF, Georgia in a style sheet, Hans in a theme.

In: pieces as the readers give them. Out: their texts, as long as before, with `#` for each letter of such a word. That
is done only where the words stand for themselves, which the kind of the piece says: in the names of a PDF's objects, in
style sheets outside comments and `content`, and in attributes of office documents that hold a font, a style, a value of
a list. A value is left as it is unless all of it is of the format; text that people read, properties and comments are
never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import assert_never

from report_kit.extract.piece import MARK, Piece, PieceKind
from report_kit.extract.vocabulary import vocabulary

_BLANKED_IN_PASSING = {PieceKind.STYLE, PieceKind.PRODUCT}
"""Kinds that stand in the run of a longer text."""
_PRODUCTS = frozenset(
    {"Microsoft Macintosh Word", "Microsoft Office Word", "Microsoft Word for the web", "LibreOffice"}
)

_SCHEMA = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats|microsoft)\.(?:org|com)|purl\.oclc\.org/ooxml|www\.w3\.org)/[\w./-]*\Z"
    r"|(?:application|image|text)/(?:vnd\.(?:openxmlformats|ms|oasis)[\w.+-]*|xml|x-font-ttf|png|jpeg|gif|css|html|rdf\+xml)\Z"
)
_OFFICE_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")
_CSS = re.compile(
    r"/\*.*?(?:\*/|\Z)"  # a comment
    r"|\"[^\"\n]*\"|'[^'\n]*'"
    r"|url\([^)\"']*\)"
    r"|[.#]?-{0,2}[A-Za-z][\w-]*",
    re.DOTALL,
)
_CONTENT = re.compile(r"[{;\s]content\s*:[^;{}]*\Z")
_SUBSET = re.compile(r"(?:[A-Z]{6}\+)?(.+)\Z")


def without_format_words(pieces: Sequence[Piece]) -> Iterator[str]:
    """The text of each piece, without the words of its format."""
    sheets: dict[str, list[tuple[str, str]]] = {}
    for piece in pieces:
        text = _without(piece)
        if text is not piece.text and not piece.marks:
            sheets.setdefault(piece.file, []).append((piece.text, text))
        if piece.fallback:  # the whole file once more, style sheets and all
            for before, after in sheets.get(piece.file, ()):
                if len(before) > 40:
                    text = text.replace(before, after)
        yield text


def _without(piece: Piece) -> str:
    if not piece.marks:
        return _blanked(piece.kind, piece.text)
    if not any(mark.kind in _BLANKED_IN_PASSING for mark in piece.marks):
        return piece.text
    return MARK.join(_blanked(piece.at(number).kind, text) for number, text in enumerate(piece.text.split(MARK)))


def _blanked(kind: PieceKind, text: str) -> str:
    """`text`, a piece of `kind`, without the words of its format."""
    match kind:
        case PieceKind.TEXT | PieceKind.PERSON | PieceKind.PROPERTY | PieceKind.NAME:
            return text
        case PieceKind.STYLE:
            return _CSS.sub(_css, text)
        case PieceKind.PDF_NAMES:
            return "\n\n".join(_hidden(name) if _is_pdf_name(name) else name for name in text.split("\n\n"))
        case PieceKind.PDF_FONT:
            hide = _is_font(text) or text in vocabulary("pdf")
        case PieceKind.PRODUCT:
            hide = text.strip() in _PRODUCTS
        case PieceKind.PART_NAME:
            hide = _is_office(text)
        case PieceKind.FORMAT_VALUE:
            hide = bool(_SCHEMA.match(text)) or _is_office(text)
        case PieceKind.FONT_VALUE:
            hide = bool(_SCHEMA.match(text)) or _is_office(text) or all(map(_is_font, text.split(",")))
        case _:
            assert_never(kind)
    return _hidden(text) if hide else text


def _hidden(text: str) -> str:
    return re.sub(r"\w", "#", text)


def _css(match: re.Match[str]) -> str:
    token = match[0]
    if token.startswith(("/*", "url(", ".", "#")):
        return token
    if token[0] in "\"'":
        said = _CONTENT.search(match.string, max(0, match.start() - 200), match.start())
        return token if said or not _is_font(token) else _hidden(token)
    if _is_font(token):
        return _hidden(token)
    words = [word for word in token.lower().split("-") if word]
    return _hidden(token) if all(word in vocabulary("css") for word in words) else token


def _is_pdf_name(name: str) -> bool:
    """Whether `name` is a key or value of the standard, or a font's name: /Lang, /ABCDEF+Georgia-Bold."""
    if name in vocabulary("pdf"):
        return True
    found = _SUBSET.match(name)
    return bool(found and _is_font(found[1]))


@cache
def _fonts() -> frozenset[str]:
    return frozenset(re.sub(r"[\s-]", "", name).lower() for name in vocabulary("fonts"))


_CUT = re.compile(
    r"(?:-?(?:thin|extra|ultra|semi|demi|light|regular|roman|book|medium|bold|black|heavy|italic|oblique|condensed|mt"
    r"|ps|psmt|\d{1,3}))+\Z"
)


def _is_font(text: str) -> bool:
    """Whether `text` is the name of a usual font, with or without its cut: Georgia, 'Times New Roman', Arial-BoldMT."""
    name = re.sub(r"[\s\"',]", "", text).lower()
    return re.sub("-", "", name) in _fonts() or re.sub("-", "", _CUT.sub("", name)) in _fonts()


def _is_office(text: str) -> bool:
    words = _OFFICE_WORD.findall(text)
    return bool(words) and all(len(word) < 3 or word.lower() in vocabulary("office") for word in words)
