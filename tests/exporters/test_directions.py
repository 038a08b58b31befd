"""Text that runs from right to left, as its author marked it: in the web page, the PDF and the Word file."""

from __future__ import annotations

import io

import lxml.html
import pypdfium2
import pytest

from report_kit.exporters import pdf
from report_kit.html import render
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import walk_inlines
from tests.helpers.docx_export import word_file
from tests.helpers.docx_text import q, words
from tests.helpers.exporting import job
from tests.helpers.markdown import HEAD, line, theme, theme_noisily
from tests.helpers.reading import merged
from tests.helpers.workspace import MemoryWorkspace


def report(body: str) -> Report:
    return merged({"themes/02-turned.md": HEAD + body.replace("#F1", "#F2")})


MARKED = {
    "::: {lang=ar dir=rtl}\nabc.\n:::\n": "ar",
    "::: {dir=rtl}\nabc.\n:::\n": None,
    "::: {dir=RTL}\nabc.\n:::\n": None,
    "::: {lang=he}\nabc.\n:::\n": "he",
    "{dir=rtl}\nabc.\n": None,
    "{dir=rtl}\n- abc.\n": None,
    "{dir=rtl}\n1. abc.\n": None,
    "{dir=rtl}\n> abc.\n": None,
    "::: {.callout dir=rtl}\nabc.\n:::\n": None,
    "::: {.finding #F1 lang=ar}\nabc.\n:::\n": "ar",
    "> ::: {dir=rtl}\n> abc.\n> :::\n": None,
    "- One\n\n  ::: {dir=rtl}\n  abc.\n  :::\n": None,
}


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("body", MARKED)
def test_a_block_that_runs_from_right_to_left_says_so_on_the_page(body: str, medium: str) -> None:
    tree = lxml.html.document_fromstring(render(report(body), medium))  # type: ignore[arg-type]
    (turned,) = (one for one in tree.xpath("//*[@dir='rtl']") if "abc." in one.text_content())
    assert turned.get("lang") == MARKED[body]


@pytest.mark.parametrize("body", MARKED)
def test_a_block_that_runs_from_right_to_left_does_so_in_word(body: str) -> None:
    file = word_file(report(body))
    (paragraph,) = (one for one in file.document.iter(q("w:p")) if words(one).startswith("abc"))
    assert paragraph.find(f"{q('w:pPr')}/{q('w:bidi')}") is not None
    for run in paragraph.iter(q("w:r")):
        look = run.find(q("w:rPr"))
        assert look is not None
        assert look.find(q("w:rtl")) is not None
        language = look.find(q("w:lang"))
        assert (None if language is None else language.get(q("w:bidi"))) == MARKED[body]


def test_a_table_that_runs_from_right_to_left_has_its_first_column_at_the_right() -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n\n: Caption\n"
    turned = word_file(report(f"::: {{dir=rtl}}\n{table}:::\n"))
    assert len(list(turned.document.iter(q("w:bidiVisual")))) == 1
    assert not list(word_file(report(table)).document.iter(q("w:bidiVisual")))


def test_lines_begin_at_the_right_edge_of_the_pdf() -> None:
    def left_edge_of(body: str) -> float:
        artifact = pdf.export(job(report(body), "print"), MemoryWorkspace())
        for page in pypdfium2.PdfDocument(io.BytesIO(artifact.data)):
            text = page.get_textpage()
            if (found := text.search("abcdef").get_next()) is not None:
                return float(text.get_charbox(found[0])[0])
        raise AssertionError("not printed")

    assert left_edge_of("::: {dir=rtl}\nabcdef\n:::\n") > left_edge_of("abcdef\n") + 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[abc]{dir=rtl}", ("", "rtl")),
        ("[abc]{lang=he dir=rtl}", ("he", "rtl")),
        ("[abc]{lang=he}", ("he", "rtl")),
        ("[abc]{lang=ku-Arab}", ("ku-Arab", "rtl")),
        ("[abc]{lang=fr}", ("fr", "")),
        ("[abc]{lang=he dir=ltr}", ("he", "ltr")),
        ("[abc]{dir=auto lang=fr}", ("fr", "")),
        ('a <span dir="rtl">abc</span> b', ("", "rtl")),
        ("[abc](https://example.org){dir=rtl}", ("", "rtl")),
    ],
)
def test_words_in_a_line_keep_their_direction(text: str, expected: tuple[str, str]) -> None:
    (found,) = (one for one in walk_inlines(line(text + "\n")) if isinstance(one, i.Phrase))
    assert (found.language, found.direction) == expected
    made = report(text + "\n")
    tree = lxml.html.document_fromstring(render(made, "screen"))
    assert [one.get("dir") for one in tree.xpath("//span[@dir or @lang]")] == [expected[1] or None]
    runs = [run for run in word_file(made).document.iter(q("w:r")) if words(run) == "abc"]
    assert [run.find(f"{q('w:rPr')}/{q('w:rtl')}") is not None for run in runs] == [expected[1] == "rtl"]


def test_a_heading_keeps_its_direction() -> None:
    (heading,) = theme("## abc {lang=ar}\n")
    assert isinstance(heading, b.Heading)
    (phrase,) = heading.content
    assert isinstance(phrase, i.Phrase)
    assert phrase.direction == "rtl"


def test_what_is_no_direction_is_said() -> None:
    _, diagnostics = theme_noisily("::: {dir=right}\nabc\n:::\n")
    assert [(d.rule, str(d.span), d.hint) for d in diagnostics] == [
        ("unknown-value", "themes/01-leadership.md:6:10", "write dir=rtl (right to left) or dir=ltr")
    ]
    _, diagnostics = theme_noisily('<div dir="rtl">\n\nabc\n\n</div>\n')
    assert [(d.rule, d.hint) for d in diagnostics] == [
        ("raw-html", "write '::: {dir=rtl}' on a line of its own above them, and ':::' below")
    ]
