"""Whatever field an address stands in, no output leads to one that runs code or opens a file."""

from __future__ import annotations

import re
import typing
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from io import BytesIO

import lxml.html
import pikepdf
import pytest

from report_kit import exporters, sourcefiles
from report_kit.diagnostics import Sink
from report_kit.html import render
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.entities import Entity
from report_kit.model.merge import merge
from report_kit.model.report import Report
from report_kit.model.sources import Sources
from tests.helpers.exporting import job
from tests.helpers.markdown_file import shown
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

HOSTILE = ("javascript:alert(1)", "JAVA\tSCRIPT:alert(1)", "data:text/html,<b>x", "file:///etc/passwd")
STRUCTURE = frozenset(("id", "event", "events", "organisation", "publishers", "hosts", "house_style", "slug", "logo"))
"""Fields that hold the project together, or name files; without them nothing is printed."""
PARTS = "".join(
    f"  {name}: true\n"
    for name in (
        "executive_summary", "recommendations", "participants", "methodology", "quantifiers", "coverage", "evidence",
    )
)  # fmt: skip

PROJECT = MINIMAL | {
    "report.yaml": MINIMAL["report.yaml"]
    + f"contact: c\ndoi: 10.5555/1\nisbn: 978-0-306-40615-7\nlicence: CC-BY-4.0\nauthors:\n- name: Ann\nparts:\n{PARTS}"
    + "methodology:\n  sampling: By hand.\n",
    "sources/organisations.yaml": "- id: north\n  name: North\n  url: https://n.org\n  about: It is north.\n"
    "  represented: true\n  list_consent: yes\n",
    "sources/participants.yaml": "- id: P1\n  events: [table]\n  organisation: north\n  role: officer\n"
    "  consent:\n    attribution_level: on_record\n",
    "sources/glossary.yaml": "- term: budget\n  definition: What may be spent.\n  source: fran2017\n",
    "sources/codes.yaml": "- id: money\n  name: Money\n",
    "sources/references.bib": "@misc{fran2017, title = {A dirty word?}, url = {HOSTILE}, doi = {HOSTILE}}\n",
    "themes/01-money.md": MINIMAL["themes/01-money.md"]
    + '\n::: {.recommendation #R1 to="councils" by="2018" for="F1" response_url="HOSTILE" response_date="HOSTILE"}\n'
    "Share it [@fran2017].\n:::\n\n[a](HOSTILE) [b]\n\n[b]: HOSTILE\n",
}


def hostile(value: typing.Any, url: str) -> typing.Any:
    """`value` with `url` in every field of text, all the way down."""
    if isinstance(value, tuple):
        return tuple(url if isinstance(each, str) else hostile(each, url) for each in value)
    if not isinstance(value, Entity):
        return value
    hints = typing.get_type_hints(type(value))
    changes = {}
    for field in fields(value):  # type: ignore[arg-type]
        old = getattr(value, field.name)
        if field.name in STRUCTURE or typing.get_origin(hints[field.name]) is typing.Literal:
            continue
        if hints[field.name] is str:
            changes[field.name] = url
        elif "Literal" not in str(hints[field.name]):
            changes[field.name] = hostile(old, url)
    made = replace(value, **changes)  # type: ignore[type-var]
    made.locate(getattr(value, "_places", {}))
    return made


def sources_with(url: str) -> tuple[Sources, Sink]:
    """The project with `url` wherever Markdown and the bibliography may name an address."""
    sink = Sink()
    files = {path: text.replace("HOSTILE", url.replace("\t", "&#9;")) for path, text in PROJECT.items()}
    sources = sourcefiles.read(MemoryWorkspace(files), sink)
    assert sources is not None
    return sources, sink


def report_with(url: str) -> Report:
    """A report whose every field holds `url`, as if nobody had looked when it was read."""
    sources, _ = sources_with(url)
    names = ("meta", "events", "organisations", "participants", "codes", "glossary")
    return merge(replace(sources, **{name: hostile(getattr(sources, name), url) for name in names}), Sink())


def addresses(page: str) -> Iterator[str]:
    """Whatever a page can lead to, or load."""
    for element in lxml.html.document_fromstring(page).iter():
        for name in ("href", "src", "action", "formaction", "data", "srcset", "poster", "xlink:href", "content"):
            if isinstance(element.tag, str) and (value := element.get(name)) and (name != "content"):
                yield value


def is_hostile(address: str) -> bool:
    plain = re.sub(r"[\s\x00-\x20]", "", address).lower()
    if plain.startswith(("data:font/", "data:image/", "asset:")):
        return False  # what the page carries itself
    return plain.startswith(("javascript:", "data:", "file:", "vbscript:"))


def test_the_hostile_ones_would_be_seen() -> None:
    assert all(map(is_hostile, HOSTILE))
    assert list(addresses("<p><a href='javascript:x'>x</a>")) == ["javascript:x"]
    report = report_with(HOSTILE[0])
    assert (report.meta.title, report.organisations["north"].url, report.meta.contact) == (HOSTILE[0],) * 3


@pytest.mark.parametrize("url", HOSTILE)
def test_no_page_leads_to_what_stands_in_a_field(url: str) -> None:
    report = report_with(url)
    for medium in ("screen", "print", "word"):
        page = render(report, medium)
        found = list(addresses(page))
        assert "#F1" in found
        assert not [address for address in found if is_hostile(address)], medium


def test_a_link_that_nobody_looked_at_is_printed_as_words() -> None:
    report = report_with("https://example.org")
    first = report.parts[-1]
    place = first.span
    link = i.Link(span=place, content=(i.Text(span=place, text="words"),), url=HOSTILE[0])
    part = replace(first, blocks=(b.Paragraph(span=place, anchor="b_x", content=(link,)), *first.blocks))
    for medium in ("screen", "print", "word"):
        page = render(replace(report, parts=(*report.parts[:-1], part)), medium)
        assert "words" in page
        assert HOSTILE[0] not in page


@pytest.mark.slow
@pytest.mark.parametrize("url", HOSTILE)
def test_no_markdown_leads_to_what_stands_in_a_field(url: str) -> None:
    data = exporters.load("markdown").export(job(report_with(url), None), MemoryWorkspace()).data
    page = lxml.html.tostring(shown(data.decode()), encoding="unicode")
    assert "https://creativecommons.org" not in page  # the licence is the address, too
    assert not [address for address in addresses(page) if is_hostile(address)]
    assert HOSTILE[0].partition(":")[0] in page or url != HOSTILE[0]  # it is printed as words


@pytest.mark.parametrize("url", HOSTILE)
def test_fields_that_become_links_say_what_is_wrong_with_them(url: str) -> None:
    _, sink = sources_with(url)
    assert {d.span.file for d in sink if d.rule == "unsafe-link" and d.span} == {"themes/01-money.md"}
    written = url.replace("\t", "\\t")
    files = MINIMAL | {
        "report.yaml": MINIMAL["report.yaml"] + f'contact: "{written}"\ndoi: "{written}"\nlicence: "{written}"\n'
        f'authors:\n- name: Ann\n  orcid: "{written}"\n',
        "sources/organisations.yaml": f'- id: north\n  name: North\n  url: "{written}"\n',
        "sources/glossary.yaml": f'- term: budget\n  definition: D.\n  source: "{written}"\n',
    }
    sink = Sink()
    sources = sourcefiles.read(MemoryWorkspace(files), sink)
    assert sources is not None
    unsafe = [(d.span.file, d.span.line) for d in sink if d.rule == "unsafe-link" and d.span]
    assert sorted(unsafe) == [
        *(("report.yaml", line) for line in (5, 6, 7, 10)),
        ("sources/glossary.yaml", 3),
        ("sources/organisations.yaml", 3),
    ]
    assert sources.organisations[0].url == sources.meta.contact == sources.meta.doi == ""


@pytest.mark.slow
@pytest.mark.parametrize("url", HOSTILE)
def test_neither_pdf_nor_word_file_leads_there(url: str) -> None:
    report = report_with(url)
    word = exporters.load("docx").export(job(report, "word"), MemoryWorkspace()).data
    with zipfile.ZipFile(BytesIO(word)) as package:
        relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels")).decode()
        document = package.read("word/document.xml").decode()
    targets = re.findall(r'Target="([^"]*)"', relations) + re.findall(r'HYPERLINK "([^"]*)"', document)
    assert targets
    assert not [target for target in targets if is_hostile(target)]

    data = exporters.load("pdf").export(job(report, "print"), MemoryWorkspace()).data
    with pikepdf.open(BytesIO(data)) as pdf:
        actions = [note.A for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
        kinds = {str(action.S) for action in actions}
        assert kinds <= {"/URI", "/GoTo"}
        assert not [str(action.URI) for action in actions if action.S == "/URI" and is_hostile(str(action.URI))]
