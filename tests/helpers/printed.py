"""The words that an output shows, in order: from a web page, a PDF and a DOCX. And the words that it should show."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

import lxml.etree
import lxml.html
import pypdfium2

from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import attributes_of, children, inlines_of, walk_inlines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def html_words(page: bytes) -> list[str]:
    """Words of the body, scripts and styles left out, and the cards that show notes a second time."""
    tree = lxml.html.document_fromstring(page.decode())
    for hidden in tree.xpath("//style | //script | //template | //*[@popover]"):
        hidden.drop_tree()
    return " ".join(tree.body.itertext()).split()


def pdf_words(pdf: bytes) -> list[str]:
    """Words of all pages, as PDFium parts them: it may join what stands on both sides of a hyphen at a line's end."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub("[\x02\ufffe\xad\u2010]", "", text).split()


def docx_words(data: bytes) -> list[str]:
    """Words of the main document and then of its footnotes; each paragraph parts words."""
    words: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            if part in archive.namelist():
                for paragraph in lxml.etree.fromstring(archive.read(part)).iter(f"{W}p"):
                    words += "".join(_runs(paragraph)).split()
    return words


def _runs(paragraph: lxml.etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        yield node.text or "" if node.tag == f"{W}t" else " "


def report_words(report: Report) -> tuple[list[str], list[str]]:
    """The words of every block of every part in printing order, and those of the footnotes."""
    flow = [word for part in report.parts for word in _blocks(part.blocks, report)]
    notes = [word for numbered in report.footnotes.values() for word in _blocks(numbered.note.blocks, report)]
    return flow, notes


def _blocks(blocks: Iterable[b.Block], report: Report) -> Iterator[str]:
    for block in blocks:
        match block:
            case b.NoteEntry():
                yield from _blocks(report.notes[block.note].blocks, report)
            case b.Quote() if not block.blocks:
                yield from _blocks(report.notes[block.of].blocks, report)
            case b.Figure() | b.Recommendation():
                pass  # what is read aloud is no text; who should act, and when, is worded anew after the content
            case _:
                for _, words in attributes_of(block):
                    yield from words.split()
        yield from _line(inlines_of(block))
        yield from _blocks(children(block), report)


def _line(content: Iterable[i.Inline]) -> Iterator[str]:
    text = "".join(
        inline.text if isinstance(inline, i.Text | i.Code) else " " if isinstance(inline, i.LineBreak) else ""
        for inline in walk_inlines(content)
    )
    yield from text.split()


def first_lost(expected: Sequence[str], shown: Sequence[str]) -> str:
    """The first of `expected` that `shown` does not have after those before it; empty where nothing is lost.

    More may be shown than expected: running heads, contents, labels, page numbers.
    """
    # Searched without spaces, so that it does not matter where an engine parts words.
    text, place = "".join(shown), 0
    for position, word in enumerate(expected):
        found = text.find(word, place)
        place = found + len(word)
        if found < 0:
            return f"{word!r} after {' '.join(expected[max(0, position - 6) : position])!r}"
    return ""
