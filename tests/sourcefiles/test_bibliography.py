"""Citations and the reference list are what the CSL style prints."""

from __future__ import annotations

import pytest

from report_kit.diagnostics import Sink, Span
from report_kit.model.inlines import Citation, CitationItem, Footnote, Link, Math, Styled
from report_kit.model.walk import plain_text, walk_inlines
from report_kit.sourcefiles.bibliography import Bibliography, Citations, format_citations
from report_kit.sourcefiles.bibtex_entries import entries_of
from report_kit.sourcefiles.text import SourceText
from tests.helpers.markdown import written
from tests.helpers.workspace import MemoryWorkspace

BIB = """\
% a comment @report{no, title = {No}}
@report{smith2017,
  title = {A report with an {NHS} in it},
  author = {Smith, Jane and Brown, Bob},
  year = 2017,
  institution = {North Institute},
  url = {https://example.org/a}
}
@comment{ignored, all of it}
  @online{web:page, title = {A page}, organization = {South Board}, date = {2017-10-16},
  url = {https://example.org/b}, urldate = {2017-11-02}}
@book{unused, title = {Unused}, author = {Green, Amy}, year = 2001, publisher = {Press}}
"""


def source(text: str, file: str = "sources/references.bib") -> SourceText:
    return SourceText(file=file, text=text, lines=tuple(text.split("\n")))


def bibliography(text: str = BIB) -> Bibliography:
    return Bibliography("sources/references.bib", text, {entry.key: entry.span for entry in entries_of(source(text))})


def citation(line: int, *ids: str, suffix: str = "") -> Citation:
    here = Span("themes/01-a.md", line, 1)
    items = tuple(CitationItem(id=name, span=Span("themes/01-a.md", line, 9), suffix=suffix) for name in ids)
    return Citation(span=here, items=items)


def formatted(
    *citations: Citation, text: str = BIB, style: str | None = None, workspace: MemoryWorkspace | None = None
) -> tuple[Citations, Sink]:
    sink = Sink()
    csl = source(style, "styles/own.csl") if style is not None else None
    made = format_citations(workspace or MemoryWorkspace({}), bibliography(text), citations, csl, "en-GB", sink)
    return made, sink


def test_keys_of_a_bibtex_file_are_found_with_their_places() -> None:
    declared = bibliography().declared
    assert list(declared) == ["smith2017", "web:page", "unused"]
    assert declared["smith2017"] == Span("sources/references.bib", 2, 9, 2, 18)
    assert declared["web:page"].line == 10


def test_citations_print_author_year_and_page_and_lead_to_the_list() -> None:
    made, sink = formatted(citation(3, "smith2017", suffix="p. 3"), citation(4, "web:page", "smith2017"))
    assert not sink.diagnostics
    texts = [plain_text(cluster) for cluster in made.clusters.values()]
    assert texts == ["(Smith and Brown 2017, p. 3)", "(Smith and Brown 2017; South Board 2017)"]
    links = [inline.url for inline in made.clusters[citation(3).span] if isinstance(inline, Link)]
    assert links == ["#smith2017"]


def test_the_list_holds_what_is_cited_in_the_order_of_the_style() -> None:
    made, _ = formatted(citation(3, "web:page"), citation(4, "smith2017"))
    assert [reference.id for reference in made.references] == ["smith2017", "web:page"]
    first, second = (plain_text(reference.content) for reference in made.references)
    assert first == "Smith, J. and Brown, B. (2017). A report with an NHS in it. North Institute. https://example.org/a"
    assert second == "South Board (2017). ‘A page’, 16 October. https://example.org/b (accessed 2 November 2017)"
    assert list(made.uncited) == ["unused"]


def test_a_citation_of_notes_only_is_left_alone() -> None:
    made, sink = formatted(citation(3, "N1"))
    assert (made.clusters, made.references, sink.diagnostics) == ({}, (), [])


def test_an_unchanged_bibliography_starts_no_process() -> None:
    workspace = MemoryWorkspace({})
    formatted(citation(3, "smith2017"), workspace=workspace)
    before = workspace.tools.runs
    made, _ = formatted(citation(3, "smith2017"), workspace=workspace)
    assert workspace.tools.runs == before
    assert made.references


def test_a_damaged_cache_is_made_again() -> None:
    workspace = MemoryWorkspace({})
    formatted(citation(3, "smith2017"), workspace=workspace)
    for key in workspace.cache:
        workspace.cache[key] = b'{"blocks": ['
    made, sink = formatted(citation(3, "smith2017"), workspace=workspace)
    assert made.references
    assert not sink.diagnostics


def test_a_broken_bibliography_is_reported_with_its_place() -> None:
    made, sink = formatted(citation(3, "a"), text="@misc{a,\n  title = {Open\n}\n\n@misc{b, title = {x}}\n")
    (found,) = sink.diagnostics
    assert found.rule == "unreadable-bibliography"
    assert found.span is not None
    assert found.span.file == "sources/references.bib"
    assert found.span.line > 1
    assert not made.references


def test_a_style_that_is_none_is_reported() -> None:
    for text in ("hello", "<style>", '<?xml version="1.0"?><style xmlns="x"/>'):
        made, sink = formatted(citation(3, "smith2017"), style=text)
        assert [d.rule for d in sink.diagnostics] == ["bad-csl"], text
        assert not made.references


def test_a_style_of_notes_makes_footnotes() -> None:
    style = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
  <info><title>n</title><id>n</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="."><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>"""
    made, sink = formatted(citation(3, "smith2017"), style=style)
    assert not sink.diagnostics
    (cluster,) = made.clusters.values()
    assert any(isinstance(inline, Footnote) for inline in cluster)


def test_an_address_cannot_carry_a_script() -> None:
    text = "@online{a, title = {T}, organization = {O}, year = 2017, url = {javascript:alert(1)}}"
    made, _ = formatted(citation(3, "a"), text=text)
    links = [inline for reference in made.references for inline in reference.content if isinstance(inline, Link)]
    assert all(link.url.startswith("https://") for link in links)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@book{v, title={A}, year=2017} @book{w, Title = {B}, year=2018}\n", {"v": "title year", "w": "title year"}),
        ("@book{v, title={A}}\n@book{w,title={B}}@misc{x,note=1}", {"v": "title", "w": "title", "x": "note"}),
        ('@book{v,\n title={see @book{w, year=1}} # "b = {"} d",\n note={}}', {"v": "title note"}),
        ('@book{v, title="a } b", year=2017}', {"v": "title year"}),
        ("@book{v, title={a \\} b}, year=2017}", {"v": "title year"}),
        ("@book{v, % year = } {\n title={A}}\n% @book{x, note={B}}\n", {"v": "title"}),
        ("@comment{ @book{v, title={A}} } @string{a = {b}} @preamble{{x}} mail a@b.c @book{w, note={}}", {"w": "note"}),
        (
            "@book{v, title={Open\n}\n\n@misc{b, title={x}} @misc{c, note={}}\n@misc{d,}\n",
            {"v": "title", "b": "", "d": ""},
        ),
        ("@book(v, title={A})\n@book{w, title={B}}\n", {"v": "", "w": ""}),
    ],
)
def test_entries_are_told_apart_by_their_braces(text: str, expected: dict[str, str]) -> None:
    found = list(entries_of(source(text)))
    assert {entry.key: " ".join(one.name for one in entry.fields) for entry in found} == expected
    assert len(found) == len(expected)
    for entry in found:
        for name, span in ((entry.key, entry.span), *((one.name, one.span) for one in entry.fields)):
            assert written(text, span).lower() == name


def test_entries_without_an_end_are_read_in_linear_time() -> None:
    """Fifty thousand entries, none of which is closed, come back at once."""
    assert len(list(entries_of(source("@a{b,{\n" * 50_000)))) == 50_000


TITLES = {
    "{Lessons from Wales}": "Lessons from Wales",
    '"Lessons from Wales"': "Lessons from Wales",
    "{{Lessons} from Wales and the NHS}": "Lessons from Wales and the NHS",
    '"Lessons " # {from Wales}': "Lessons from Wales",
    "{What Councils in London and Leeds Spend}": "What Councils in London and Leeds Spend",
    "{H$_2$O in Wales}": "H2O in Wales",
    "{CO$_{2}$ per m$^{2}$}": "CO2 per m2",
    "{At 20$^\\circ$C}": "At 20°C",
    "{The {\\alpha} of Wales}": "The α of Wales",
    "{The $\\alpha$ of \\beta-blockers}": "The α of β-blockers",
    "{Sm{\\o}r in {\\'E}ire \\& Wales}": "Smør in Éire & Wales",
    "{The \\textsubscript{2} in it}": "The 2 in it",
    "{\\emph{Homo} in Wales}": "Homo in Wales",
}


@pytest.mark.parametrize("typed", TITLES)
@pytest.mark.parametrize("field", ["title", "Title", "booktitle"])
def test_titles_in_bibtex_keep_their_capitals_and_signs(typed: str, field: str) -> None:
    other = "" if field.lower() == "title" else "title = {Part}, "
    made, sink = formatted(
        citation(3, "a"), text=f"@inproceedings{{a, author = {{Jones, Ann}}, {other}{field} = {typed}, year = 2016}}\n"
    )
    assert not sink.diagnostics
    (reference,) = made.references
    assert TITLES[typed] in plain_text(reference.content)


def test_what_is_raised_or_lowered_in_a_title_stays_so() -> None:
    made, _ = formatted(citation(3, "a"), text="@book{a, title = {H$_2$O, m$^2$ and $\\sqrt{x}$}, year = 2016}\n")
    found = list(walk_inlines(made.references[0].content))
    styles = [(one.style, plain_text(one.content)) for one in found if isinstance(one, Styled)]
    assert ("subscript", "2") in styles
    assert ("superscript", "2") in styles
    (formula,) = (one for one in found if isinstance(one, Math))
    assert formula.tex == "\\sqrt{x}"
    assert formula.mathml.startswith("<math")


def test_a_fault_behind_a_title_is_shown_where_it_stands() -> None:
    _, sink = formatted(citation(3, "a"), text="@book{a, title = {Wales}, year = 2016}\n@book{b, title = {Wales}, =}\n")
    (problem,) = sink.diagnostics
    assert (problem.rule, str(problem.span)) == ("unreadable-bibliography", "sources/references.bib:2:27")
