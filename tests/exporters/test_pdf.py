"""The PDF by facts: pages, bookmarks, text, links, metadata, tags; what it may open; what it says of trouble."""

from __future__ import annotations

import io
import os
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from report_kit.diagnostics import MachineError
from report_kit.exporters import load, pdf
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.page import Page
from report_kit.model.report import Part, Report
from tests.helpers import report_factory as make
from tests.helpers.exporting import job
from tests.helpers.workspace import MemoryWorkspace


def export(report: Report, **changes: object) -> bytes:
    artifact = pdf.export(job(report, "print", **changes), MemoryWorkspace())
    assert artifact.diagnostics == ()
    return artifact.data


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


@pytest.fixture(scope="module")
def rich() -> bytes:
    return export(make.rich_report())


def test_it_is_the_exporter_for_pdf() -> None:
    assert load("pdf").SUFFIX == ".pdf"
    assert load("pdf").MEDIUM == "print"


def test_the_cover_stands_alone_without_running_head_or_page_number(rich: bytes) -> None:
    cover, imprint, contents, *_ = pages(rich)
    assert cover.count("What the table said") == 1
    assert "8 March 2018" in cover
    assert "Kite & Co" in cover
    assert "Draft" in cover
    assert "10.5555/12345678" in imprint
    assert contents.split()[-1] == "3" or "Contents" in contents


def start(part: Part, text: list[str]) -> int:
    """Number of the page on which the title of `part` stands as a heading, after the contents."""
    words = " ".join(part.title.split()[:3])
    after = [n for n, page in enumerate(text, 1) if n > 3 and words in page]
    return after[0]


def test_every_theme_starts_on_a_page_of_its_own(rich: bytes) -> None:
    text = pages(rich)
    for part in make.rich_report().parts:
        if part.kind == "theme" or part.placement == "front":
            before_title = text[start(part, text) - 1].split(" ".join(part.title.split()[:3]))[0]
            assert len(before_title.split()) < 12, part.title


def test_short_parts_at_the_back_share_a_page(rich: bytes) -> None:
    text = pages(rich)
    parts = {part.id: start(part, text) for part in make.rich_report().parts}
    assert parts["methodology"] == parts["organisations"] == parts["about"]


def test_the_contents_give_the_page_of_every_part(rich: bytes) -> None:
    text = pages(rich)
    lines = text[2].splitlines()
    for part in make.rich_report().parts:
        line = next(line for line in lines if line.startswith(" ".join(part.title.split()[:3])))
        assert int(line.split()[-1].strip(".")) == start(part, text), part.title


def test_running_heads_name_the_report_and_the_theme(rich: bytes) -> None:
    last = next(page for page in pages(rich) if "Sixty projects" not in page and "Council 60" in page)
    assert "What the table said about data – Draft" in last
    assert "Data already saves money and improves services" in last


def test_a_long_table_repeats_its_header_row_on_every_page(rich: bytes) -> None:
    with_rows = [page for page in pages(rich) if "Project number" in page]
    assert len(with_rows) >= 2
    assert all("Council Project Year Cost" in " ".join(page.split()) for page in with_rows)


def test_a_footnote_stands_at_the_foot_of_the_page_that_calls_it(rich: bytes) -> None:
    page = next(page for page in pages(rich) if "Governance is where" in page and "Its second paragraph" in page)
    assert page.index("Its second paragraph") > page.index("Words from elsewhere")


def test_bookmarks_follow_the_parts_and_their_headings(rich: bytes) -> None:
    outline = [(entry.level, entry.get_title()) for entry in pypdfium2.PdfDocument(rich).get_toc()]
    titles = [title for level, title in outline if level == 0]
    assert titles == ["Contents", *(part.title for part in make.rich_report().parts)]
    assert (1, "What moves leaders") in outline
    assert (2, "A smaller heading") in outline


def test_metadata_name_title_authors_subject_keywords_language_and_date(rich: bytes) -> None:
    document = pikepdf.open(io.BytesIO(rich))
    info = document.docinfo
    assert str(info["/Title"]) == "What the table said about data"
    assert str(info["/Author"]) == "Ada Quill, Ben Ōta"
    assert str(info["/Subject"]) == "What senior officers said about data, and what they want done."
    assert str(info["/Keywords"]) == "data, local government"
    assert str(info["/CreationDate"]).startswith("D:20180308")
    assert str(document.Root.Lang) == "en-GB"


def test_the_file_is_tagged(rich: bytes) -> None:
    document = pikepdf.open(io.BytesIO(rich))
    assert bool(document.Root.MarkInfo.Marked)
    kinds: set[str] = set()

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            kinds.add(str(node.S))
            walk(node.get("/K"))

    walk(document.Root.StructTreeRoot.K)
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link"} <= kinds


def test_links_lead_inside_and_outside_and_anchors_are_named_destinations(rich: bytes) -> None:
    document = pikepdf.open(io.BytesIO(rich))
    names = {str(name) for name in pikepdf.NameTree(document.Root.Names.Dests)}
    assert {"F1", "F2", "F3", "N1", "N5", "R1", "CS1", "fig-mentions", "tbl-costs", "leadership", "smith2017"} <= names
    targets, addresses = set(), set()
    for page in document.pages:
        for note in page.get("/Annots", []):
            if "/Dest" in note:
                targets.add(str(note.Dest))
            elif "/A" in note:
                addresses.add(str(note.A.URI))
    assert {"F1", "N1", "fig-mentions"} <= targets
    assert targets <= names
    assert {"https://example.org/", "https://doi.org/10.5555/12345678", "mailto:reports@example.org"} <= addresses


def test_no_script_attachment_or_form_gets_in(rich: bytes) -> None:
    assert b"/JavaScript" not in rich
    assert b"/EmbeddedFile" not in rich
    assert "/AcroForm" not in pikepdf.open(io.BytesIO(rich)).Root


def test_only_the_fonts_of_the_house_style_are_used() -> None:
    data = export(make.report_with("Plain words.", make.para("And ", make.styled("emphasis", "some"))))
    fonts = {
        str(font.BaseFont).split("+")[1]
        for p in pikepdf.open(io.BytesIO(data)).pages
        for font in p.Resources.Font.values()
    }
    assert fonts
    assert all(font.startswith(("Report-Serif", "Report-Sans")) for font in fonts)


def test_two_builds_give_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make.rich_report()
    made = []
    for name in ("one", "another"):
        folder = tmp_path_factory.mktemp(name)
        monkeypatch.chdir(folder)
        monkeypatch.setenv("TMPDIR", str(folder))
        monkeypatch.setattr("tempfile.tempdir", str(folder))
        made.append(export(report))
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.png", "file:///etc/passwd", "/etc/passwd", "x.png", "font:none", "asset:none.png"],
)
def test_every_address_but_the_job_s_own_is_refused_and_reported(address: str) -> None:
    page = f'<html lang="en"><title>t</title><img src="{address}" alt="words"></html>'
    artifact = pdf.export(job(make.report_with("x"), "print", page=Page(after=page)), MemoryWorkspace())
    assert [diagnostic.rule for diagnostic in artifact.diagnostics] == ["pdf-engine"]
    assert address.rsplit("/", maxsplit=1)[-1] in artifact.diagnostics[0].message


def test_a_stylesheet_cannot_reach_outside_either(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    report = make.report_with("x")
    style = dataclasses.replace(
        report.house_style,
        sheets={
            "print": '@import "file:///etc/hostname"; @import url(https://example.org/x.css);'
            "p { background: url(file:///etc/x) }"
        },
    )
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was opened"))
    artifact = pdf.export(job(report, "print", house_style=style), MemoryWorkspace())
    assert artifact.data.startswith(b"%PDF-")
    assert len(artifact.diagnostics) == 3


def test_a_link_to_nowhere_is_reported() -> None:
    report = make.report_with(make.para(make.link("#nowhere", "there")))
    (diagnostic,) = pdf.export(job(report, "print"), MemoryWorkspace()).diagnostics
    assert "nowhere" in diagnostic.message


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoPango:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(MachineError) as caught:
        pdf.export(job(make.report_with("x"), "print"), MemoryWorkspace())
    for machine in ("apt-get install libpango", "brew install pango", "Windows"):
        assert machine in caught.value.hint


def test_a_very_long_title_still_fits_its_cover() -> None:
    text = pages(export(make.report_with("x", title="A very long title indeed " * 9)))
    assert text[0].count("indeed") == 9
    assert "DOI" in text[1]


def test_a_very_long_title_takes_one_line_of_the_running_head() -> None:
    head = pages(export(make.report_with("x", title="A very long title indeed " * 9)))[-1]
    assert head.count("indeed") <= 2
    assert "…" in head


def test_a_deep_list_starts_where_it_stands_and_goes_on_overleaf() -> None:
    block: b.Block = make.bullets("Level 40.")
    for level in range(39, 0, -1):
        block = make.bullets(make.entry(f"Level {level}.", block))
    text = pages(export(make.report_with(*["Words before it."] * 20, block)))
    before = next(page for page in text if "Words before it." in page)
    assert "Level 5." in before
    assert "Level 40." not in before


def test_no_page_starts_with_the_last_row_of_a_table() -> None:
    # Among so many tables of uneven length, some would leave one row over.
    tables = [make.table(["A", "B"], [[f"Row {k}.{n}.", "words"] for n in range(1, 20 + k)]) for k in range(1, 16)]
    text = pages(export(make.report_with(*tables)))
    for k in range(1, 16):
        last = next(page for page in text if f"Row {k}.{19 + k}." in page)
        assert f"Row {k}.{18 + k}." in last


def test_code_is_set_in_a_font_whose_letters_are_all_of_one_width() -> None:
    report = make.report_with(b.CodeBlock(span=make.span(), anchor=make.anchor(), text="iiii\nmmmm"))
    fonts = {
        str(font["/BaseFont"])
        for page in pikepdf.open(io.BytesIO(export(report))).pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }
    assert any("Mono" in name for name in fonts)


@pytest.mark.slow
@pytest.mark.parametrize("nest", [lambda block: make.callout("", block), lambda block: make.bullets(make.entry(block))])
def test_words_nested_as_deep_as_the_reader_allows_stay_on_the_page(nest: Callable[[b.Block], b.Block]) -> None:
    inline: i.Inline = make.text("The innermost words.")
    for _ in range(60):
        inline = make.styled("emphasis", inline)
    block: b.Block = make.para(inline)
    for _ in range(60):
        block = nest(block)
    assert any("innermost" in page for page in pages(export(make.report_with(block))))


@pytest.mark.parametrize("flavor", ["ttf", "woff"])
def test_the_time_of_day_is_not_in_a_font_that_the_engine_changes(flavor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    font = files("fontpkg_source_code_pro").joinpath("files/SourceCodePro[wght].ttf").read_bytes()  # a variable one
    if flavor == "woff":
        packed = io.BytesIO()
        with TTFont(io.BytesIO(font), recalcTimestamp=False) as opened:
            opened.flavor = flavor
            opened.save(packed)
        font = packed.getvalue()
    face = f"@font-face {{ font-family: Own; src: url(data:font/{flavor};base64,{b64encode(font).decode()}) }}"
    task = job(make.report_with("Hours"), "print")
    sheets = {**task.house_style.sheets, "print": f"{face} p {{ font-family: Own }}"}
    style = replace(task.house_style, sheets=sheets)
    made = []
    for now in (1_600_000_000.0, 1_700_000_000.0):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        made.append(pdf.export(replace(task, house_style=style), MemoryWorkspace()).data)
    with pikepdf.open(io.BytesIO(made[0])) as opened:
        assert any("Own" in str(o.get("/BaseFont")) for o in opened.objects if isinstance(o, pikepdf.Dictionary))
    assert made[0] == made[1]
    assert "SOURCE_DATE_EPOCH" not in os.environ
