"""A footnote that is called three times is one note with three marks, and a table in it stays a table."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from lxml import etree, html

from report_kit import pipeline
from report_kit.extract.running_text import running_text
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

BODY = """\
One mark.[^t] Again.[^T] And again.[^t] Another.[^u]

[^t]: The figures:

    | Council | Hours |
    |:--------|------:|
    | Leeds   |    12 |

    : Hours spent

[^u]: Another note.
"""


@cache
def built() -> dict[str, bytes]:
    theme = "---\nid: case\ntitle: Case\nsummary: A case.\n---\n" + BODY
    files = MINIMAL | {"themes/02-case.md": theme}
    outcome = pipeline.build(MemoryWorkspace(files), ["html", "pdf", "docx"], parallel=False)
    assert not outcome.failed, outcome.diagnostics
    return {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}


def test_its_words_stand_once_in_every_format() -> None:
    for name, data in built().items():
        assert (running_text(data) or "").count("The figures:") == 1, name


def test_the_page_has_three_marks_that_lead_to_it() -> None:
    tree = html.document_fromstring(built()["html"].decode())
    (paragraph,) = [p for p in tree.xpath("//p") if "One mark." in p.text_content()]
    marks = paragraph.xpath(".//a[contains(@class, 'noteref')]")
    assert [mark.text_content().strip("[]") for mark in marks] == ["1", "1", "1", "2"]
    assert len({mark.get("href") for mark in marks[:3]}) == 1


def test_word_refers_to_the_first_mark_by_fields() -> None:
    with zipfile.ZipFile(io.BytesIO(built()["docx"])) as word:
        document = word.read("word/document.xml").decode()
        notes = etree.fromstring(word.read("word/footnotes.xml"))
    assert re.findall(r'footnoteReference w:id="(\d+)"', document) == ["1", "2"]
    assert re.findall(r"> (NOTEREF [^<]+) <", document) == [r"NOTEREF _Ref_note_1 \f \h"] * 2
    assert document.count('w:name="_Ref_note_1"') == 1
    assert "noteref-" not in document
    assert len([n for n in notes if "separator" not in str(n.attrib).lower()]) == 2


def test_the_pdf_sets_its_table_in_columns() -> None:
    lines = (running_text(built()["pdf"]) or "").splitlines()
    rows = [" ".join(line.split()) for line in lines]
    assert "Council Hours" in rows
    assert "Leeds 12" in rows
