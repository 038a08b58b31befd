"""Pictures: sizes and places that their authors ask for, alone, in links, side by side, in cells and in footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from PIL import Image

from report_kit import pipeline
from report_kit.outcome import Outcome
from report_kit.sourcefiles.picture_sizes import MEASURES, PLACINGS
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

MM = 72 / 25.4
TEXT = 128 * MM
"""Width of the text in the PDF, in points."""


def png(width: int, height: int, colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def build(body: str, formats: list[str] | None = None) -> Outcome:
    theme = f"---\nid: x\ntitle: X\nsummary: X.\n---\n::: {{.finding #F2}}\nIt is so [@N1].\n:::\n\n{body}\n"
    files = MINIMAL | {"themes/02-x.md": theme}
    pictures = {"themes/a.png": png(900, 600, "teal"), "themes/b.png": png(900, 600, "maroon")}
    return pipeline.build(MemoryWorkspace({**files, **pictures}), formats or ["html"], parallel=False)


def figures(outcome: Outcome) -> list[lxml.html.HtmlElement]:
    (page,) = (data for name, data in outcome.artifacts.items() if name.endswith(".html"))
    return list(lxml.html.document_fromstring(page.decode()).xpath("//figure"))


def sizes_in_pdf(outcome: Outcome) -> list[tuple[float, float]]:
    (data,) = (data for name, data in outcome.artifacts.items() if name.endswith(".pdf"))
    found = []
    for page in pypdfium2.PdfDocument(data):
        for item in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)):
            left, bottom, right, top = item.get_bounds()
            found.append((right - left, top - bottom))
    return found


def sizes_in_word(outcome: Outcome) -> list[tuple[int, int]]:
    """In millimetres."""
    (data,) = (data for name, data in outcome.artifacts.items() if name.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        text = "".join(word.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    return [
        (round(int(x) / 36_000), round(int(y) / 36_000)) for x, y in re.findall(r'extent cx="(\d+)" cy="(\d+)"', text)
    ]


@pytest.mark.parametrize(
    ("braces", "width", "height"),
    [
        ("width=50%", TEXT / 2, TEXT / 3),
        ("width=4cm", 40 * MM, 40 * MM / 1.5),
        ("width=40mm height=40mm", 40 * MM, 40 * MM),
        ("height=6cm", 90 * MM, 60 * MM),
        ("width=1.5in", 108, 72),
        ("width=144pt", 144, 96),
        ("width=192", 144, 96),
        (".portrait", 45 * MM, 30 * MM),
    ],
)
def test_a_size_holds_in_pdf_and_word(braces: str, width: float, height: float) -> None:
    outcome = build(f"![A field of one colour](a.png){{{braces}}}", ["pdf", "docx"])
    assert outcome.diagnostics == ()
    [(wide, high)] = sizes_in_pdf(outcome)
    assert abs(wide - width) < 2
    assert abs(high - height) < 2
    [(in_word, high_in_word)] = sizes_in_word(outcome)
    share = 1.0 if "%" not in braces else 134 / 128  # the text of the Word file is wider
    assert abs(in_word - width / MM * share) < 8
    assert abs(in_word / high_in_word - width / height) < 0.1


def test_a_size_is_written_into_the_page() -> None:
    first, second = figures(build("![One colour](a.png){width=50%}\n\n![Another](b.png){.wide}"))
    assert first.find(".//img").get("style") == "width:50%;height:auto"
    assert second.get("class") == "figure picture-wide"


@pytest.mark.parametrize("placing", ["wide", "right", "portrait", "page"])
def test_every_placing_has_an_effect_in_pdf_and_word(placing: str) -> None:
    plain = build("![One colour](a.png)\n\nWords.", ["pdf", "docx"])
    placed = build(f"![One colour](a.png){{.{placing}}}\n\nWords.", ["pdf", "docx"])
    assert placed.diagnostics == ()
    assert sizes_in_pdf(placed) != sizes_in_pdf(plain) or placing == "page"
    if placing in ("right", "portrait"):
        assert sizes_in_word(placed) != sizes_in_word(plain)
    pages = [len(pypdfium2.PdfDocument(data)) for o in (plain, placed) for n, data in o.artifacts.items() if "pdf" in n]
    assert (pages[1] > pages[0]) is (placing == "page")


def test_a_linked_picture_keeps_size_and_caption_and_leads_there() -> None:
    outcome = build('[![One colour](a.png "Its caption")](https://example.org/)', ["html", "pdf", "docx"])
    (figure,) = figures(outcome)
    assert "Its caption" in figure.text_content()
    assert [a.get("href") for a in figure.xpath(".//a[img]")] == ["https://example.org/"]
    [(width, _)] = sizes_in_pdf(outcome)
    assert abs(width - TEXT) < 2
    [(in_word, _)] = sizes_in_word(outcome)
    assert in_word > 100


def test_two_pictures_in_a_line_are_two_figures() -> None:
    outcome = build('![One colour](a.png "First") ![Another](b.png "Second")', ["html", "pdf"])
    assert [figure.text_content().split()[-1] for figure in figures(outcome)] == ["First", "Second"]
    assert [round(width) for width, _ in sizes_in_pdf(outcome)] == [round(TEXT)] * 2


def test_a_picture_in_a_cell_is_as_wide_as_the_cell_and_keeps_its_caption() -> None:
    table = '| a | b |\n|---|---|\n| ![One colour](a.png "In a cell") | words |\n\n: A table'
    outcome = build(table, ["html", "pdf", "docx"])
    (figure,) = figures(outcome)
    assert figure.getparent().tag == "td"
    assert "In a cell" in figure.text_content()
    [(width, _)] = sizes_in_pdf(outcome)
    assert width > 100
    [(in_word, high_in_word)] = sizes_in_word(outcome)
    (data,) = (data for name, data in outcome.artifacts.items() if name.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        columns = re.findall(r'<w:gridCol w:w="(\d+)"', word.read("word/document.xml").decode())
    assert 40 < in_word <= int(columns[0]) / 1440 * 25.4
    assert abs(in_word / high_in_word - 1.5) < 0.1


def test_only_pictures_with_a_caption_or_a_name_are_numbered() -> None:
    body = (
        "![](a.png){.decorative}\n\n![One colour](a.png)\n\n![Another](b.png)\n\n: With a caption\n\nSee [@fig-n].\n\n"
    )
    outcome = build(body + "![Named](b.png){#fig-n}")
    words = [" ".join(figure.text_content().split()) for figure in figures(outcome)]
    assert words == ["", "", "Figure 1 With a caption", "Figure 2"]


@cache
def with_a_picture_in_a_note() -> Outcome:
    return build(
        "Words.[^p]\n\n![One colour](a.png)\n\n: The figure\n\n[^p]: ![In the note](b.png)", ["html", "pdf", "docx"]
    )


def test_a_picture_in_a_footnote_leaves_the_word_file_whole() -> None:
    outcome = with_a_picture_in_a_note()
    assert not outcome.failed
    (data,) = (data for name, data in outcome.artifacts.items() if name.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        names = set(word.namelist())
        for part in ("document", "footnotes"):
            asked = set(re.findall(r'r:embed="([^"]+)"', word.read(f"word/{part}.xml").decode()))
            related = word.read(f"word/_rels/{part}.xml.rels").decode() if asked else ""
            targets = dict(re.findall(r'Id="([^"]+)" Target="([^"]+)"', related))
            assert asked
            assert all(f"word/{targets[one]}" in names for one in asked)


def test_the_figure_has_the_same_number_in_all_formats() -> None:
    from report_kit.extract.running_text import running_text

    for data in with_a_picture_in_a_note().artifacts.values():
        assert re.search(r"Figure 1\s+The figure", running_text(data) or "")


@pytest.mark.parametrize(
    ("braces", "said"),
    [
        ("width=half", "'width=half' is no size that a picture can have"),
        ("width=0", "'width=0' is no size"),
        ("width=120%", "'width=120%' is no size"),
        ("height=50%", "'height=50%' is no size"),
        ("width=900cm", "'width=900cm' is no size"),
        ("width=99999999999", "is no size"),
        ("widht=50%", "'widht' does nothing to a picture"),
        (".widee", "'widee' does nothing to a picture"),
        (".wide .right", "'.wide' counts, and '.right' does nothing"),
        ("align=left", "'align' does nothing"),
    ],
)
def test_what_has_no_effect_is_told_at_its_place(braces: str, said: str) -> None:
    outcome = build(f"![One colour](a.png){{{braces}}}")
    (found,) = outcome.diagnostics
    assert found.rule == "picture-look"
    assert said in found.message
    assert found.span is not None
    assert (found.span.line, found.span.column > 20) == (10, True)


def test_a_size_within_a_line_is_told() -> None:
    outcome = build("Words and ![one colour](a.png){width=50%} more.")
    assert [one.rule for one in outcome.diagnostics if one.rule == "picture-look"] == ["picture-look"]


def test_the_readme_names_everything_that_has_an_effect() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert all(f"| `.{name}` |" in readme for name in (*PLACINGS, "decorative"))
    assert all(f"| `{name}=" in readme for name in MEASURES)
