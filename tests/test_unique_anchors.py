"""Every place has a name of its own, in all formats: a property over all kinds of names that nobody typed.

A page may hold an id once (https://html.spec.whatwg.org/#the-id-attribute), a PDF a destination, a Word file a
bookmark, of at most forty characters and told apart without regard to capitals.
"""

from __future__ import annotations

import collections
import io
import re
from collections.abc import Iterator, Mapping

import lxml.html
import pikepdf
import pytest

from report_kit import pipeline
from report_kit.diagnostics import Severity
from tests.helpers.docx_text import Docx, q
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

LONG = "An appraisal of everything that the council has ever been asked to count"
TERMS = (
    "C",
    "C++",
    "C#",
    "C +",
    "c",
    "AIDS",
    "Aids",
    "aids",
    "x p",
    "x",
    "x_p",
    "1",
    "1 1",
    "list",
    "Zürich",
    "Zurich",
)
MORE_TERMS = ("البيانات", "المجلس", "الساعة", "数据", "é", "e", "e\N{COMBINING ACUTE ACCENT}")
LONG_TERMS = (f"{LONG} in spring", f"{LONG} in autumn", LONG)
IDS = ("N1", "n1", "N-1", "N.1", "N_1", "N1_1", "c_N1_1", "n" * 80, "n" * 79 + "x", "n" * 79 + "X")
WITHHELD = ("w" * 60, "w" * 59 + "x", "W1", "w1")
WORKS = ("smith2017", "Smith2017", "smith:2017", "smith/2017", "smith-2017", "w" * 80, "w" * 79 + "x")
SECTIONS = ("введение", "заключение", "01-intro", "01_intro", "01 intro", "foreword", "Zürich", "s" * 60, "s" * 61)
THEMES = (
    ("contents", "F1", "R1"),
    ("Contents", "f1", "r1"),
    ("top", "content", "footnotes"),
    ("t" * 80, "cover", "imprint"),
)

THEME = """\
---
id: {0}
title: About {0}
summary: A summary.
---

## A heading

## A heading

A line [{1}] and [{2}].

- one
- two

| a | b |
|---|---|
| 1 | 2 |

With a note.[^1] And one more.[^2] The first again.[^1]

[^1]: A note.
[^2]: A note.

::: {{.finding #{3}}}
A finding [{1}].
:::

::: {{.callout title="Of note"}}
Without an id [{1}].
:::

::: {{.quote of="N1"}}
Words of the note.
:::

::: {{.recommendation #{4} to="all" for="{3}"}}
Do it.
:::
"""

WORK = """\
- id: '{0}'
  type: book
  title: A book
  author: [{{family: Smith}}]
  issued: {{date-parts: [[2017]]}}
"""


def _project() -> dict[str, str]:
    """A project in which names that differ by little stand side by side."""
    note = "\n::: {{.note #{0}{1}}}\nWords of the note.[^n] More words.\n:::\n"
    notes = [note.format(one, "") for one in IDS] + [note.format(one, ' speaker="P01"') for one in WITHHELD]
    cited = "; ".join(f"@{one}" for one in (*IDS, *WITHHELD))
    works = "; ".join(f"@{one}" for one in WORKS)
    themes = {
        f"themes/{number:02}-{'é' * number}.md": THEME.format(identifier, cited, works, finding, recommendation)
        for number, (identifier, finding, recommendation) in enumerate(THEMES)
    }
    parts = "parts: {evidence: yes, coverage: yes, recommendations: yes, quantifiers: yes, participants: yes}\n"
    terms = (f"- term: '{term}'\n  definition: What it means.\n" for term in (*TERMS, *MORE_TERMS, *LONG_TERMS))
    head = "---\nevent: table\nrecorded_as: paraphrase\n---\n"
    return {
        **MINIMAL,
        **{f"sources/sections/{name}.md": f"---\ntitle: {name}\n---\n\nText.\n" for name in SECTIONS},
        **themes,
        "report.yaml": MINIMAL["report.yaml"] + parts,
        "sources/glossary.yaml": "".join(terms),
        "sources/notes/table.md": head + "".join(notes) + "\n[^n]: A note in a note.\n",
        "sources/participants.yaml": "- id: P01\n  descriptor: somebody\n",
        "sources/references.yaml": "references:\n" + "".join(map(WORK.format, WORKS)),
        "themes/01-money.md": MINIMAL["themes/01-money.md"].replace("#F1", "#F9"),
    }


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    outcome = pipeline.build(MemoryWorkspace(_project()), ["html", "pdf", "docx"], parallel=False)
    wrong = [one for one in outcome.diagnostics if one.rule in ("pdf-engine", "duplicate-id", "bad-id")]
    assert wrong == []
    assert outcome.artifacts, [one.message for one in outcome.diagnostics if one.severity is Severity.ERROR]
    return {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}


def _twice(names: Iterator[str] | list[str]) -> list[str]:
    return [name for name, times in collections.Counter(names).items() if times > 1]


@pytest.mark.slow
def test_no_id_stands_twice_on_the_web_page_and_every_link_leads_to_one(made: Mapping[str, bytes]) -> None:
    page = lxml.html.fromstring(made["html"])
    ids = page.xpath("//@id")
    assert len(ids) > 300
    assert _twice(ids) == []
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)


@pytest.mark.slow
def test_no_destination_stands_twice_in_the_pdf_and_every_link_leads_to_one(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        dests = [str(name) for name in names[::2]]
        found = [link.get("/Dest") for page in pdf.pages for link in page.get("/Annots", [])]
        links = {str(name) for name in found if isinstance(name, pikepdf.String)}
    assert len(dests) > 100
    assert _twice(dests) == []
    assert len(links) > 50
    assert links <= set(dests)


@pytest.mark.slow
def test_no_bookmark_of_the_word_file_is_like_another_or_too_long(made: Mapping[str, bytes]) -> None:
    file = Docx(made["docx"])
    names = [
        start.get(q("w:name")) for root in (file.document, file.notes) for start in root.iter(q("w:bookmarkStart"))
    ]
    assert len(names) > 300
    assert _twice([name.casefold() for name in names]) == []
    assert [name for name in names if len(name) > 40 or not re.match(r"[A-Za-z_]", name)] == []
    assert set(file.find("//w:hyperlink/@w:anchor")) <= set(names)
    assert {code.split()[1] for code, _ in file.fields() if code.startswith(("REF", "PAGEREF", "NOTEREF"))} <= set(
        names
    )
