"""Styles that set citations as notes: each stands at the foot, its mark behind the punctuation, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pypdfium2
import pytest
from lxml import html

from report_kit import pipeline
from report_kit.extract.running_text import running_text
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Notes</title><id>notes</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="." delimiter="; ">
    <names variable="author"><name form="short"/></names>
    <text variable="title" prefix=", "/><text variable="locator" prefix=" at "/>
  </layout></citation>
  <bibliography><layout><names variable="author"/><text variable="title" prefix=", "/></layout></bibliography>
</style>
"""

WORKS = """\
@book{smith, author = {Smith, Joan}, title = {Costs}, year = {2017}}
@book{jones, author = {Jones, Ann}, title = {Gains}, year = {2016}}
"""

BODY = """\
Spending rose [@smith, p. 3]. It fell [@jones], they say; *it did* [@jones]. She called it "waste" [@smith], and
asked "why?" [@smith]

Both agree [@smith; @jones]: a figure rests on it [@smith; @N1].

A note of the author's own.[^a]

[^a]: See also [@smith], and [@jones].
"""


def project(body: str) -> MemoryWorkspace:
    files = {
        "report.yaml": MINIMAL["report.yaml"] + "csl: sources/notes.csl\n",
        "sources/notes.csl": STYLE,
        "sources/references.bib": WORKS,
        "themes/02-case.md": f"---\nid: case\ntitle: Case\nsummary: A case.\n---\n{body}",
    }
    return MemoryWorkspace(MINIMAL | files)


@cache
def built() -> dict[str, bytes]:
    outcome = pipeline.build(project(BODY), ["html", "pdf", "docx", "markdown"], parallel=False)
    assert not outcome.failed, outcome.diagnostics
    return {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}


def test_the_mark_stands_behind_the_punctuation_without_a_blank() -> None:
    text = built()["md"].decode()
    assert "Spending rose.[^1] It fell,[^2] they say; *it did*.[^3]" in text
    assert "She called it “waste”,[^4] and asked “why?”[^5]" in text
    assert "Both agree:[^6] a figure rests on it[^7] [N1]." in text


def test_each_note_of_the_pdf_stands_at_the_foot_of_its_page() -> None:
    pdf = pypdfium2.PdfDocument(built()["pdf"])
    (page,) = [page for page in pdf if "Spending rose" in page.get_textpage().get_text_range()]
    text = page.get_textpage()
    feet = {}
    for note in ("Smith, Costs at 3.", "Jones, Gains.", "Smith, Costs; Jones, Gains.", "See also"):
        found = text.search(note).get_next()
        assert found is not None, note
        feet[note] = max(text.get_charbox(found[0] + place)[3] for place in range(3))
    own = text.search("A note of the author").get_next()
    assert own is not None
    assert max(feet.values()) < text.get_charbox(own[0])[1]  # below the last line of the page's text


def test_a_note_holds_no_note() -> None:
    text = " ".join((running_text(built()["pdf"]) or "").split())
    assert "See also Smith, Costs, and Jones, Gains." in text
    with zipfile.ZipFile(io.BytesIO(built()["docx"])) as word:
        notes = word.read("word/footnotes.xml").decode()
    assert "footnoteReference " not in notes
    assert "See also " in re.sub(r"<[^>]+>", "", notes)


def test_a_note_about_one_work_leads_to_it() -> None:
    tree = html.document_fromstring(built()["html"].decode())
    first = tree.xpath('//section[@id="footnotes:"]//li')[0]
    assert first.xpath('.//a[@href="#smith"]')
    assert "Smith, Costs at 3." in " ".join(first.text_content().split())


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "md"])
def test_no_blank_stands_before_the_mark_and_no_full_stop_behind_it(name: str) -> None:
    text = " ".join((running_text(built()[name]) or "").split())
    assert "rose ." not in text
    assert not re.search(r"Spending rose\.?\s?\[?\^?1\]?\s?\. It", text)
