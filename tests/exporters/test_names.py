"""Names and key words reach every file as they are, whatever punctuation is in them."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

import docx as python_docx
import lxml.html
import pikepdf

from report_kit.diagnostics import Sink
from report_kit.exporters import pdf, web_page
from report_kit.exporters.docx.look import read_look
from report_kit.exporters.docx.package import parse
from report_kit.exporters.docx.reference import reference_parts
from report_kit.model.entities import Author, Organisation
from report_kit.model.merge import merge
from report_kit.model.report import Report
from tests.helpers import report_factory as make
from tests.helpers.docx_export import word_file
from tests.helpers.docx_text import Docx, q, words
from tests.helpers.exporting import job
from tests.helpers.workspace import MemoryWorkspace

TRUST = "Care; Share Trust"
UNION = "Rail, Sea; Road Union"


@cache
def report(authors: tuple[str, ...] = ()) -> Report:
    """A report of two publishers with semicolons in their names."""
    written = make.sources(
        themes=[make.theme("t", "A theme", "What it says.", make.para("Words."))],
        report=make.meta(
            publishers=("trust", "union"),
            authors=tuple(Author(name=name) for name in authors),
            keywords=("health, social care", "data; sharing"),
        ),
    )
    bodies = (Organisation(id="trust", name=TRUST), Organisation(id="union", name=UNION))
    return merge(dataclasses.replace(written, organisations=bodies), Sink())


def info(made: Report) -> dict[str, str]:
    data = pdf.export(job(made, "print"), MemoryWorkspace()).data
    with pikepdf.open(io.BytesIO(data)) as document:
        return {name: str(words) for name, words in document.docinfo.items()}


def foot(file: Docx) -> str:
    (paragraph,) = file.tree("word/footer1.xml").iter(q("w:p"))
    return words(paragraph).split("\t")[0]


def test_a_publisher_keeps_its_semicolon_in_the_pdf() -> None:
    assert info(report())["/Author"] == f"{TRUST}, {UNION}"


def test_an_author_keeps_it_too() -> None:
    assert info(report(("Ann; called Nan", "Ben")))["/Author"] == "Ann; called Nan, Ben"


def test_key_words_stay_as_many_as_there_are() -> None:
    assert info(report())["/Keywords"] == "health, social care; data; sharing"


def test_a_publisher_keeps_its_semicolon_at_the_foot_of_the_word_file() -> None:
    assert foot(word_file(report())) == f"{TRUST} · {UNION}"


def test_and_in_the_document_that_word_takes_its_styles_from() -> None:
    work = job(report(), "word")
    parts = reference_parts(work, read_look(work.house_style.word))
    (paragraph,) = parse(parts["word/footer1.xml"]).iter(q("w:p"))
    assert words(paragraph).split("\t")[0] == f"{TRUST} · {UNION}"


def test_the_properties_of_the_word_file_have_the_names_as_they_are() -> None:
    file = word_file(report())
    known = python_docx.Document(io.BytesIO(file.data)).core_properties
    assert known.author == known.last_modified_by == f"{TRUST}; {UNION}"
    assert known.keywords == "health, social care; data; sharing"
    company = file.tree("docProps/app.xml").find("{*}Company")
    assert company is not None
    assert company.text == f"{TRUST}; {UNION}"


def test_the_web_page_names_each_by_itself() -> None:
    page = lxml.html.document_fromstring(
        web_page.export(job(report(("Ann; B", "C")), "screen"), MemoryWorkspace()).data
    )
    assert page.xpath("//meta[@name='DC.publisher']/@content") == [TRUST, UNION]
    assert page.xpath("//meta[@name='author']/@content") == ["Ann; B", "C"]


def test_key_words_without_a_comma_are_parted_by_commas() -> None:
    assert job(make.rich_report(), None).keyword_line == "data, local government"
