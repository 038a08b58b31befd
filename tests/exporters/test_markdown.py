"""The Markdown file: plain CommonMark that says what the other outputs say, and in which no author's word is markup."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import Sink
from report_kit.exporters import is_partial, load, markdown
from report_kit.exporters.markdown.blocks import Blocks
from report_kit.exporters.markdown.document import document
from report_kit.html.context import Doc
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.entities import Event
from report_kit.model.merge import merge
from tests.helpers import report_factory as make
from tests.helpers.exporting import job
from tests.helpers.markdown_file import flat, shown, shown_elsewhere
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged
from tests.helpers.wording import NOT_SHOWN
from tests.helpers.workspace import MemoryWorkspace


def written(*blocks: b.Block) -> str:
    """`blocks` as Markdown."""
    return Blocks(make.report_with("Words.")).text(blocks)


@cache
def rich() -> str:
    return document(make.rich_report())


def test_it_is_the_exporter_for_markdown_and_takes_the_report() -> None:
    exporter = load("markdown")
    assert (exporter.SUFFIX, exporter.MEDIUM, is_partial("markdown")) == (".md", None, False)
    data = markdown.export(job(make.rich_report(), None), MemoryWorkspace()).data
    assert data.decode() == rich().replace("\r", "")
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


def test_the_title_and_every_part_are_headings_and_so_are_those_inside() -> None:
    report = make.rich_report()
    page = shown(rich())
    assert [flat(h.text_content()) for h in page.xpath("//h1")] == [report.meta.title]
    titles = [f"Theme {part.number}: {part.title}" if part.number else part.title for part in report.parts]
    assert [flat(h.text_content()) for h in page.xpath("//h2")] == [*titles, "About this publication"]
    assert "What moves leaders" in [h.text_content() for h in page.xpath("//h3")]
    assert [h.text_content() for h in page.xpath("//h4")] == ["A smaller heading"]


def test_what_is_known_of_the_publication_stands_at_both_ends() -> None:
    words = flat(shown(rich()).text_content())
    for fact in ("Draft", "Ada Quill, Ben Ōta", "8 March 2018", "North Institute for Public Evidence and Kite & Co"):
        assert fact in words[:400]
    for fact in ("DOI: 10.5555/12345678", "ISBN: 978-3-16-148410-0", "CC BY 4.0", "ORCID 0000-0002-1825-0097"):
        assert fact in words[-1500:]


TAGS = "body h1 h2 h3 h4 p a em strong ul ol li blockquote pre code hr br s table thead tbody tr th td"


def test_it_holds_no_html_and_no_picture() -> None:
    assert not shown(rich()).xpath("//img | //script | //style")
    assert {element.tag for element in shown_elsewhere(rich()).iter()} == set(TAGS.split())


def test_a_picture_stands_as_its_text_and_its_caption() -> None:
    page = shown(rich())
    (caption,) = page.xpath("//p[strong='Figure 1']")
    assert caption.text_content() == "Figure 1 Mentions by theme, of all notes"
    assert caption.getprevious().text_content() == "[Picture: Bar chart: governance was mentioned most often.]"
    decorated = written(make.figure("figures/a photo.png", "", "A caption", decorative=True))
    assert shown(decorated).text_content().strip() == "A caption"


def test_evidence_stands_in_brackets_with_its_relation_and_references_as_they_are_cited() -> None:
    page = shown(rich())
    (finding,) = page.xpath("//blockquote[p/strong='Finding 3']")
    assert finding[0].text_content() == "Finding 3 · High confidence"
    assert finding[1].text_content() == "Fear of a breach outweighs the promise of a benefit [N5] [contradicts N2]."
    (figure,) = page.xpath("//blockquote[p/strong='£3 billion']")
    assert figure[1].text_content().endswith("(see Smith, 2017, p. 3; Jones, 2016).")


def test_words_around_a_citation_stand_where_the_author_put_them() -> None:
    claim = make.finding(
        "F1", make.para("So it is", make.cite(make.item("N1", prefix="see", suffix="p. 3"), "N2"), ".")
    )
    report = make.report_with(claim, make.para(make.cite("F1", "only"), " say so."), notes=[make.note("N1", "A.")])
    page = shown(document(report))
    assert page.xpath("string(//blockquote/p[2])") == "So it is [see N1, p. 3; N2]."
    assert "Finding 1, Theme 1 say so." in page.text_content()


def test_a_link_into_the_report_names_its_place_and_one_outside_leads_there() -> None:
    report = make.report_with(
        make.finding("F1", "A claim."),
        make.para(make.link("#F1", "the first"), ", ", make.link("#F1", "Finding 1"), ", ", make.link("#F1", "1"), "."),
        make.para(make.link("https://example.org/a?b=1&copy;=2", "there")),
        make.para(make.link("javascript:alert(1)", "nowhere")),
    )
    page = shown(document(report))
    assert "the first (Finding 1), Finding 1, 1." in page.text_content()
    assert "https://example.org/a?b=1&copy;=2" in page.xpath("//a/@href")
    assert "nowhere" in page.text_content()
    assert not [url for url in page.xpath("//a/@href") if not url.startswith(("http", "mailto:", "#fn"))]


QUOTES = {
    "verbatim": ("“Budgets are tight.”", "— A council officer [N1]"),
    "paraphrase": ("Budgets are tight.", "— A council officer, paraphrased [N1]"),
}


@pytest.mark.parametrize("recorded", sorted(QUOTES))
def test_a_quote_is_signed_as_in_every_other_output(recorded: str) -> None:
    files = MINIMAL | {
        "sources/events.yaml": MINIMAL["sources/events.yaml"].replace("chatham_house_rule", "organisation_type"),
        "sources/participants.yaml": "- id: P1\n  descriptor: a council officer\n"
        "  consent: {attribution_level: organisation_type}\n",
        "sources/notes/table.md": MINIMAL["sources/notes/table.md"]
        .replace("paraphrase", recorded)
        .replace("#N1", '#N1 speaker="P1"'),
        "themes/01-money.md": MINIMAL["themes/01-money.md"] + '\n::: {.quote of="N1"}\n:::\n',
    }
    report = merged(files)
    (box,) = [box for box in shown(document(report)).xpath("//blockquote") if "council officer" in box.text_content()]
    assert tuple(p.text_content() for p in box) == QUOTES[recorded]
    (quote,) = report.quotes
    assert box[-1].text_content() == f"— {Doc(report).quote(quote).attribution} [N1]"


@pytest.mark.parametrize(("kind", "signed"), [("interview", "An interviewee"), ("survey", "A respondent")])
def test_an_unattributed_remark_is_signed_by_the_kind_of_its_event(kind: str, signed: str) -> None:
    sources = make.sources(
        themes=[make.theme("t", "A theme", "S.", make.quote("N1"))],
        notes=[make.note("N1", "Said.", recorded_as="verbatim")],
    )
    event = Event(id="table", title="T", date=make.meta().date, type=kind, attribution_rule="unattributed")  # type: ignore[arg-type]
    report = merge(dataclasses.replace(sources, events=(event,)), Sink())
    assert f"> “Said.”\n>\n> — {signed} [N1]" in document(report)


def test_a_note_that_is_not_shown_tells_neither_its_words_nor_how_it_was_recorded() -> None:
    files = MINIMAL | {
        "sources/participants.yaml": "- id: P1\n  descriptor: an officer\n  consent: {attribution_level: off_record}\n",
        "sources/notes/table.md": MINIMAL["sources/notes/table.md"].replace("#N1", '#N1 speaker="P1"'),
    }
    text = document(merged(files))
    assert f"- **N1**\n\n  *{NOT_SHOWN}*\n\n  Cited in Finding 1" in text
    assert "Budgets" not in text
    assert "Recorded" not in text


def test_a_footnote_keeps_its_blocks_and_its_number() -> None:
    page = shown(rich())
    notes = page.xpath("//section[@role='doc-endnotes']//li[starts-with(@id, 'fn')]")
    assert len(notes) == len(page.xpath("//a[@role='doc-noteref']")) == 2
    assert [flat(item.text_content()) for item in notes[1].xpath(".//ul/li")] == ["one", "two"]


def test_a_further_mark_of_a_footnote_names_it() -> None:
    note = make.footnote("A note.")
    again = i.FootnoteMark(span=make.span(), anchor=note.anchor)
    page = shown(document(make.report_with(make.para("Words", note), make.para("And", again, " again."))))
    assert "And [footnote 1] again." in page.text_content()


def test_the_hundredth_footnote_is_no_code() -> None:
    notes = [make.para("Words", make.footnote(f"Note {n}.", make.bullets("one", "two"))) for n in range(100)]
    page = shown(document(make.report_with(*notes)))
    assert len(page.xpath("//section//li[starts-with(@id, 'fn')]//ul")) == 100
    assert not page.xpath("//code")


def test_a_footnote_in_a_note_stands_in_brackets_where_it_is() -> None:
    report = make.report_with(
        make.finding("F1", make.para("A claim", make.cite("N1"), ".")),
        notes=[make.note("N1", make.para("Said", make.footnote("and meant"), "."))],
    )
    assert "Said (and meant)." in shown(document(report)).text_content()


def test_a_table_has_its_caption_its_alignment_and_cells_of_one_line() -> None:
    odd = make.cell(
        make.para("a | b"), make.bullets("one", "two"), b.CodeBlock(span=make.span(), anchor="b_c", text="x|y")
    )
    page = shown(written(make.table(["What", "How | much"], [[odd, "£1\n2"], ["short"]], "A caption", align="lr")))
    assert page[0].text_content() == "A caption"
    assert [th.text_content() for th in page.xpath("//th")] == ["What", "How | much"]
    assert [[flat(td.text_content()) for td in row.xpath("td")] for row in page.xpath("//tbody/tr")] == [
        ["a | b • one • two x|y", "£1 2"], ["short", ""]
    ]  # fmt: skip
    assert ["right" in (td.get("style") or "") for td in page.xpath("//tbody/tr[1]/td")] == [False, True]


def test_a_table_without_headings_and_one_without_columns() -> None:
    bare = dataclasses.replace(make.table([], [["a", "b"]]), head=())
    assert [td.text_content() for td in shown(written(bare)).xpath("//td")] == ["a", "b"]
    assert written(dataclasses.replace(bare, rows=())) == ""


def test_lists_in_a_row_stay_apart_and_keep_their_numbers() -> None:
    lists = [
        make.bullets("a", "b"),
        make.bullets("c"),
        make.bullets("d"),
        make.numbers("e", start=3),
        make.numbers("f"),
    ]
    page = shown(written(*lists))
    assert [(one.tag, [li.text_content().strip() for li in one], one.get("start")) for one in page] == [
        ("ul", ["a", "b"], None), ("ul", ["c"], None), ("ul", ["d"], None), ("ol", ["e"], "3"), ("ol", ["f"], None)
    ]  # fmt: skip


def test_blocks_in_a_list_stay_in_their_item() -> None:
    code = b.CodeBlock(span=make.span(), anchor="b_c", text="a\n\n  b\n```", language="sql")
    page = shown(
        written(make.bullets(make.entry("Words", code, make.bullets("nested"), make.callout("Box", "In it."))))
    )
    (item,) = page.xpath("/body/ul/li")
    assert [child.tag for child in item if child.tag != "div"][:1] == ["p"]
    assert item.xpath(".//code")[0].text_content() == "a\n\n  b\n```"
    assert item.xpath(".//ul/li")[0].text_content().strip() == "nested"
    assert [p.text_content() for p in item.xpath("./blockquote/p")] == ["Box", "In it."]


def test_a_rule_between_lists_is_a_rule() -> None:
    rule = b.ThematicBreak(span=make.span(), anchor="b_r")
    page = shown(written(make.bullets(make.entry(rule, "a")), make.para("Words"), rule))
    assert len(page.xpath("//hr")) == 2


def test_raised_and_lowered_figures_are_not_mistaken_for_others() -> None:
    cubed, two, power = (
        make.styled("superscript", "3"),
        make.styled("subscript", "2"),
        make.styled("superscript", "n+m"),
    )
    line = make.para("10", cubed, " H", two, "O x", power)
    assert shown(written(line)).text_content().strip() == "10³ H₂O x^(n+m)"


def test_marks_that_would_not_be_read_are_left_out_and_their_words_stay() -> None:
    stressed = [make.styled("emphasis", words) for words in ("“b”", " ", "f", "g")]
    quoted, blank, *letters = stressed
    strong, twice = make.styled("strong", " d "), make.styled("emphasis", make.styled("emphasis", "h"))
    line = make.para("a", quoted, "c ", strong, "e", blank, *letters, twice)
    page = shown(written(line))
    assert flat(page.text_content()) == "a“b”c d e fgh"
    assert [strong.text_content() for strong in page.xpath("//strong")] == ["d"]


def test_brackets_of_a_marker_become_no_link_no_definition_and_no_box_to_tick() -> None:
    for words in ("(see below)", ": so they said", "[again]"):
        page = shown(written(make.para("Said", make.cite("N1"), words), make.para(make.cite("N1"), words)))
        assert [p.text_content() for p in page] == [f"Said [N1]{words}", f"[N1]{words}"]
        assert not page.xpath("//a")
    called = make.report_with(make.para(make.footnote("A note."), ": so it is"))
    assert ": so it is" in shown(document(called)).xpath("string(//p[a[@role='doc-noteref']])")
    ticked = shown(written(make.bullets(make.entry(make.para(make.cite("x"), " done")))), "gfm")
    assert flat(ticked.text_content()) == "[x] done"
    assert not ticked.xpath("//input")


def test_a_bare_address_is_shown_as_it_was_typed_where_readers_make_links_of_them() -> None:
    for words in ("see www.a.b/x_y*z*_", "http://a.b/x_y~z", "https://a.b/plain-one"):
        assert shown(written(make.para(words)), "gfm").text_content().strip() == words


def test_a_break_without_words_after_it_is_none() -> None:
    assert written(make.para("a", i.LineBreak(span=make.span()), " ", make.text("\u00a0"))) == "a"


def test_a_link_holds_no_other() -> None:
    inner = make.link("https://example.org/in", "inner")
    page = shown(written(make.para(make.link("https://example.org/", "outer ", inner))))
    assert page.text_content().strip() == "outer inner"
    assert page.xpath("//a/@href") == ["https://example.org/"]


def test_blocks_in_a_numbered_list_stay_in_their_item() -> None:
    page = shown(written(make.numbers(make.entry("Words", "more", make.bullets("nested")), "next", start=9)))
    (numbered,) = page
    assert (numbered.get("start"), len(numbered)) == ("9", 2)
    assert [flat(item.text_content()) for item in numbered] == ["Words more nested", "next"]


def test_words_said_that_stand_in_a_cell_are_in_quotation_marks() -> None:
    said = make.note("N1", "Said.", recorded_as="verbatim")
    event = Event(id="table", title="T", date=make.meta().date, attribution_rule="unattributed")
    sources = make.sources(
        themes=[make.theme("t", "A theme", "S.", make.table(["A"], [[make.cell(make.quote("N1"))]]))], notes=[said]
    )
    report = merge(dataclasses.replace(sources, events=(event,)), Sink())
    assert "| “Said.” |" in document(report)


SIGNS = """
* ** _ __ ` `` ``` ~ ~~ ~~~ [ ] ( ) ![ ]( < > <b> </b> <!-- --> &amp; &#35; & # ## - -- --- + = === | \\ ! : :::
{ } {.x} ^ [^1] $ $$ @ 1. 2) 12 a b wörd “ ” ' £ [x] %
"""
SPACES = [" ", "  ", "\t", "\n", "\n\n", "    ", "- ", "> ", "# ", "\u00a0"]
HOSTILE = st.lists(st.sampled_from([*SIGNS.split(), *SPACES]), min_size=1, max_size=7).map("".join)


@given(before=HOSTILE, inside=HOSTILE, after=HOSTILE)
def test_whatever_is_typed_comes_out_as_words_and_nothing_else(before: str, inside: str, after: str) -> None:
    words = f"{before}{inside}{after}"
    stressed, break_ = make.styled("emphasis", inside), i.LineBreak(span=make.span())
    three = [make.styled(style, each) for style, each in (("strong", before), ("emphasis", inside), ("strong", after))]
    cases: list[tuple[b.Block, str, str]] = [  # what is written, the tags that may show, the words that must
        (make.para(words), "p", words),
        (make.para(before, stressed, after), "p em", words),
        (make.para(before, make.styled("strong", stressed), after), "p em strong", words),
        (make.para(*three), "p em strong", words),
        (make.para(before, break_, inside, break_, after), "p br", f"{before} {inside} {after}"),
        (make.heading(2, before, stressed, break_, after), "h3 em", f"{before}{inside} {after}"),
        (make.para(before, make.link("https://example.org/", inside), after), "p a", words),
        (make.callout(before, inside), "blockquote p strong", f"{before}\n{inside}"),
        (make.bullets(before, inside), "ul li p", f"{before}\n{inside}"),
    ]
    for block, tags, expected in cases:
        text = written(block)
        page = shown_elsewhere(text)
        if flat(expected):
            assert [child.tag for child in page] == [tags.split()[0]], text
        assert flat(page.text_content()) == flat(expected), text
        assert {element.tag for element in page.iter()} <= {"body", *tags.split()}, text


@given(cells=st.lists(HOSTILE, min_size=4, max_size=4))
def test_whatever_is_typed_into_a_table_stays_in_its_cell(cells: list[str]) -> None:
    page = shown_elsewhere(written(make.table(cells[:2], [cells[2:]])))
    assert [flat(cell.text_content()) for cell in page.xpath("//th | //td")] == list(map(flat, cells))


@given(text=st.text("`a |\n", min_size=1, max_size=12))
def test_code_stands_as_it_was_typed(text: str) -> None:
    code = make.para("x ", i.Code(span=make.span(), text=text), " y")
    block = b.CodeBlock(span=make.span(), anchor="b_c", text=text)
    assert shown_elsewhere(written(block)).xpath("string(//pre/code)") == f"{text}\n"
    inline = shown_elsewhere(written(code)).xpath("string(//code)")
    assert inline.strip(" ") == text.replace("\n", " ").strip(" ")


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["commonmark+pipe_tables+footnotes", "gfm", "commonmark_x", "markdown"])
def test_no_reader_takes_html_or_an_address_that_runs_code_from_it(dialect: str) -> None:
    hostile = (
        "<script>alert(1)</script> www.a.b<script>x</script> http://a.b<img src=x onerror=y> <!-- --> <b>x</b> "
        "<javascript:x> [a](javascript:x) ![a](javascript:x) [a]: javascript:x `<b>`{=html} <?php ?> <![CDATA[x]]>"
    )
    names = dict.fromkeys(("title", "subtitle", "version", "isbn", "contact", "alternative_formats"), hostile)
    report = make.report_with(
        make.para(hostile),
        make.heading(2, hostile),
        make.table([hostile], [[hostile]], hostile),
        make.callout(hostile, hostile),
        make.figure("x.png", hostile, hostile),
        make.quote("N1"),
        make.para("Words", make.footnote(hostile)),
        make.recommendation("R1", "Do.", to=hostile, by=hostile),
        notes=[make.note("N1", hostile, recorded_as="verbatim")],
        **names,
    )
    page = shown(document(report), dialect)
    assert not page.xpath("//script | //img | //comment() | //processing-instruction()")
    assert not page.xpath("//b | //@onerror")
    assert not [url for url in page.xpath("//@href | //@src") if "javascript" in url.lower() and ":" in url[:12]]
    assert page.text_content().count("alert(1)") >= 10
