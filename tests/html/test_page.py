"""The page as a whole: landmarks, head, headings, anchors, and that nothing an author writes can become markup."""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.html import render
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.sources import Asset
from report_kit.model.walk import blocks_text, inlines_of, walk_blocks, walk_inlines
from tests.helpers import report_factory as make
from tests.helpers.printed import first_lost, report_words
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged
from tests.helpers.trials import trial
from tests.helpers.wording import NOT_SHOWN

Medium = Literal["screen", "print", "word"]
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")


def letters(words: Sequence[str]) -> list[str]:
    """Runs of letters and digits: a marker or comma that touches a word makes no difference."""
    return re.findall(r"[^\W_]+", " ".join(words))


def tree(report: Report, medium: Literal["screen", "print"] = "screen") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(report, medium))


@pytest.mark.parametrize("medium", MEDIA)
def test_every_word_of_every_kind_of_block_is_printed_in_order(medium: Literal["screen", "print"]) -> None:
    report = make.rich_report()
    shown = letters([tree(report, medium).body.text_content()])
    flow, notes = report_words(report)
    kinds = {type(block).__name__ for part in report.parts for block in walk_blocks(part.blocks)}
    printed = {c.__name__ for c in vars(b).values() if isinstance(c, type) and issubclass(c, b.Block)} - {"Block"}
    assert kinds == printed, "the rich report lacks a kind of block"
    assert not first_lost(letters(flow), shown)
    assert not first_lost(letters(notes), shown)


@pytest.mark.parametrize("medium", MEDIA)
def test_every_block_carries_its_anchor_and_no_id_stands_twice(medium: Literal["screen", "print"]) -> None:
    report = make.rich_report()
    ids = collections.Counter(element.get("id") for element in tree(report, medium).xpath("//*[@id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    for part in report.parts:
        for block in walk_blocks(part.blocks):
            assert block.anchor in ids, block


@pytest.mark.parametrize("medium", MEDIA)
def test_every_link_inside_the_page_leads_somewhere(medium: Literal["screen", "print"]) -> None:
    page = tree(make.rich_report(), medium)
    ids = set(page.xpath("//@id"))
    assert {href for href in page.xpath("//a/@href") if href.startswith("#")} <= {f"#{name}" for name in ids}


def test_the_page_has_one_of_each_landmark_and_a_skip_link() -> None:
    page = tree(make.rich_report())
    assert len(page.xpath("/html/body/header")) == 1
    assert len(page.xpath("//main")) == 1
    assert len(page.xpath("//nav[@aria-label='Contents']")) == 1
    assert len(page.xpath("/html/body/footer")) == 1
    first = page.body[0]
    assert first.tag == "a"
    assert first.get("href") == "#" + page.xpath("//main/@id")[0]


@pytest.mark.parametrize("medium", MEDIA)
def test_headings_start_at_one_and_skip_no_level(medium: Literal["screen", "print"]) -> None:
    levels = [int(h.tag[1]) for h in tree(make.rich_report(), medium).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_head_describes_the_report() -> None:
    page = tree(make.rich_report())
    assert page.get("lang") == "en-GB"
    assert (
        page.findtext(".//title")
        == "What the table said about data – North Institute for Public Evidence and Kite & Co"
    )
    described = {meta.get("name") or meta.get("property"): meta.get("content") for meta in page.xpath("//meta")}
    assert described["description"] == "What senior officers said about data, and what they want done."
    assert described["og:title"] == "What the table said about data"
    assert described["DC.date"] == "2018-03-08"
    assert described["DC.identifier"] == "https://doi.org/10.5555/12345678"
    assert described["DC.rights"] == "https://creativecommons.org/licenses/by/4.0/"


def test_a_footnote_and_its_call_lead_to_each_other() -> None:
    page = tree(make.rich_report())
    calls = page.xpath("//a[@role='doc-noteref']")
    assert [call.text_content() for call in calls] == ["[1]", "[2]"]
    for call in calls:
        note = page.get_element_by_id(call.get("href")[1:])
        assert note.xpath(".//a[@role='doc-backlink']/@href") == ["#" + call.get("id")]
        assert note.xpath("ancestor::section/@role") == ["doc-endnotes"]


def test_an_evidence_marker_leads_to_the_note_and_the_note_back() -> None:
    page = tree(make.rich_report())
    marker = page.xpath("//article[@id='F1']//a[@class='marker'][text()='N1']")[0]
    assert marker.get("href") == "#N1"
    note = page.get_element_by_id("N1")
    assert ("#" + marker.getparent().get("id"), "Finding 1") in [(a.get("href"), a.text) for a in note.xpath(".//a")]


def test_an_evidence_marker_opens_a_card_with_the_note_without_script() -> None:
    page = tree(make.rich_report())
    for button in page.xpath("//main//button"):
        card = page.get_element_by_id(button.get("popovertarget"))
        assert card.get("popover") is not None
        assert button.get("aria-label").endswith("note")
        assert card.xpath(".//button/@popovertargetaction") == ["hide"]
    assert page.xpath("//article[@id='F1']//button/@data-note") == ["N1", "N2", "N3"]
    assert not page.xpath("//script | //@onclick")


def test_each_note_has_one_card_that_shows_its_words_how_they_were_recorded_and_where() -> None:
    report = make.rich_report()
    page = tree(report)
    cards = page.xpath("//div[@popover]")
    assert [card.get("id") for card in cards] == ["card:" + note for note in report.notes if note in cited(report)]
    for card in cards:
        note = report.notes[card.get("id").removeprefix("card:")]
        assert not first_lost(letters([blocks_text(note.blocks)]), letters([card.text_content()]))
        assert "Recorded" in card.xpath(".//p[@class='note-facts']")[0].text_content()
        assert card.xpath(".//a/@href")[:2] == [f"#{note.id}", "#" + page.xpath("//article/ancestor::section/@id")[-1]]


@pytest.mark.parametrize("medium", ["screen", "print", "word"])
def test_the_annex_tells_of_a_note_that_is_not_shown_only_where_it_is_cited(medium: Medium) -> None:
    events = MINIMAL["sources/events.yaml"].replace("chatham_house_rule", "off_record")
    notes = MINIMAL["sources/notes/table.md"] + "\n::: {.note #N2}\nNobody cites this.\n:::\n"
    report = merged({"sources/events.yaml": events, "sources/notes/table.md": notes})
    page = lxml.html.document_fromstring(render(report, medium))
    first, second = (page.get_element_by_id(note).text_content().split() for note in ("N1", "N2"))
    assert first[-9:] == [*NOT_SHOWN.split(), "Cited", "in", "Finding", "1"]
    assert second[-5:] == NOT_SHOWN.split()


def test_the_card_of_a_note_that_is_not_shown_tells_nothing_of_it() -> None:
    consent = "{attribution_level: off_record}"
    files = MINIMAL | {
        "sources/participants.yaml": f"- id: P1\n  descriptor: an officer\n  consent: {consent}\n",
        "sources/notes/table.md": "---\nevent: table\nrecorded_as: near_verbatim\n---\n"
        '::: {.note #N1 speaker="P1"}\nBudgets are tight.\n:::\n\n::: {.note #N2}\nSo it was said.\n:::\n',
        "themes/01-money.md": MINIMAL["themes/01-money.md"].replace("[@N1]", "[@N1; @N2]"),
    }
    page = tree(merged(files))
    hidden, shown = (page.get_element_by_id(f"card:{note}") for note in ("N1", "N2"))
    assert NOT_SHOWN in hidden.text_content()
    assert not hidden.xpath(".//p[@class='note-facts']")
    assert "The table" not in hidden.text_content()
    assert "Recorded" not in hidden.text_content()
    facts = shown.xpath("string(.//p[@class='note-facts'])")
    assert facts == "Recorded nearly word for word · The table, 16 October 2017"


def test_print_and_word_have_links_and_no_cards() -> None:
    for medium in ("print", "word"):
        page = lxml.html.document_fromstring(render(make.rich_report(), medium))
        assert not page.xpath("//*[@popover] | //button")
        assert page.xpath("//article[@id='F1']//a[@href='#N1'] | //*[@id='F1']//a[@href='#N1']")


def cited(report: Report) -> set[str]:
    """The notes that something points at."""
    return {*report.backlinks, *(quote.of for quote in report.quotes)}


def test_evidence_that_does_not_support_says_so_in_words() -> None:
    page = tree(make.rich_report())
    marker = page.xpath("//article[@id='F3']//a[contains(@class, 'contradicts')]")[0]
    assert marker.text_content() == "contradicts N2"


def test_a_paraphrase_is_not_marked_up_as_a_quotation() -> None:
    paraphrase = make.note("N1", "Budgets are tight.")
    page = tree(make.report_with(make.quote("N1"), notes=[paraphrase]))
    quote = page.xpath("//main//figure[contains(@class, 'quote')]")[0]
    assert "paraphrase" in quote.get("class")
    assert not quote.xpath(".//blockquote")
    assert quote.find("figcaption").text_content().startswith("A participant, paraphrased")


def test_a_pull_quote_is_an_aside_and_not_a_second_quotation() -> None:
    note = make.note("N1", "Budgets are tight.", recorded_as="verbatim")
    page = tree(make.report_with(make.quote("N1", pull=True), notes=[note]))
    assert page.xpath("//main//aside//p")[0].text_content() == "Budgets are tight."
    assert not page.xpath("//main//blockquote")


def test_tables_have_captions_scopes_and_a_named_region_that_the_keyboard_can_scroll() -> None:
    page = tree(make.rich_report())
    table = page.get_element_by_id("tbl-costs")
    assert table.find("caption").text_content() == "Table 1 Savings that the councils reported"
    assert table.xpath("./thead//th/@scope") == ["col"] * 3
    assert table.xpath("./tbody//th/@scope") == ["row"]
    region = table.getparent()
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Table 1")


def test_a_decorative_picture_has_an_empty_alternative_and_others_their_own() -> None:
    page = tree(make.rich_report())
    assert page.xpath("//figure[@id='fig-decor']/img/@alt") == [""]
    assert page.xpath("//figure[@id='fig-mentions']/img/@alt") == ["Bar chart: governance was mentioned most often."]


def test_a_part_of_a_foreign_language_says_so() -> None:
    page = tree(make.rich_report())
    assert page.xpath("//span[@lang='fr']")[0].text_content() == "mot juste"
    assert page.xpath("//p[@lang='fr']")


def test_the_imprint_names_only_what_is_known() -> None:
    bare = {"doi": "", "isbn": "", "licence": "", "contact": "", "alternative_formats": "", "version": ""}
    page = tree(make.report_with("Text.", status="final", authors=(), **bare))
    assert page.xpath("//footer//dt") == []
    full = tree(make.report_with("Text."))
    assert [dt.text for dt in full.xpath("//footer//dt")] == [
        "Authors", "Version", "DOI", "ISBN", "Licence", "Contact", "Other formats",
    ]  # fmt: skip


@pytest.mark.parametrize("medium", MEDIA)
def test_only_a_draft_says_so_on_its_cover(medium: Literal["screen", "print"]) -> None:
    assert tree(make.report_with("Text."), medium).xpath("//header//*[text()='Draft']")
    assert not tree(make.report_with("Text.", status="final"), medium).xpath("//header//*[text()='Draft']")


def test_a_publisher_without_a_logo_gets_a_wordmark() -> None:
    marks = tree(make.rich_report()).xpath("//header//ul[@class='marks']/li")
    assert marks[0].xpath("./img/@alt") == ["North Institute for Public Evidence"]
    assert marks[1].text_content() == "Kite & Co"


HOSTILE = "</p></style><script>alert(1)</script>\"' onload=x &lt; <img src=x>"


@pytest.mark.parametrize("medium", MEDIA)
def test_hostile_words_stay_words_wherever_an_author_can_write_them(medium: Literal["screen", "print"]) -> None:
    report = make.report_with(
        make.para(HOSTILE, make.link("https://example.org/?a=\"'<", HOSTILE, title=HOSTILE)),
        make.heading(2, HOSTILE),
        b.CodeBlock(span=make.span(), anchor="b_code", text=HOSTILE, language=HOSTILE),
        make.figure("figures/chart.svg", HOSTILE, HOSTILE),
        make.table([HOSTILE], [[HOSTILE]], HOSTILE, label=HOSTILE),
        make.case_study("CS1", HOSTILE, HOSTILE, HOSTILE, provenance=HOSTILE),
        make.recommendation("R1", HOSTILE, to=HOSTILE, by=HOSTILE, findings="nowhere"),
        make.callout(HOSTILE, HOSTILE),
        make.key_figure(HOSTILE, HOSTILE),
        make.finding("F1", make.para(make.cite(make.item("N1", prefix=HOSTILE, suffix=HOSTILE))), confidence=HOSTILE),
        make.para(i.Math(span=make.span(), tex=HOSTILE, display=False)),
        make.para(make.styled(HOSTILE, "x"), i.Phrase(span=make.span(), content=(), language=HOSTILE)),
        notes=[make.note("N1", HOSTILE, recorded_as=HOSTILE)],
        title=HOSTILE, subtitle=HOSTILE, licence=HOSTILE, doi=HOSTILE, isbn=HOSTILE, contact=HOSTILE,
        version=HOSTILE, description=HOSTILE, keywords=(HOSTILE,), alternative_formats=HOSTILE,
    )  # fmt: skip
    page = tree(report, medium)
    assert not page.xpath("//script")
    assert not [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")]
    assert set(page.xpath("//img/@src")) <= {"asset:figures/chart.svg", "asset:logos/north.png"}


@trial(share=60, full=2_000)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_as_it_was_written(words: str) -> None:
    paragraph = make.para(words)
    page = tree(make.report_with(paragraph))
    assert page.get_element_by_id(paragraph.anchor).text_content() == words


def test_blocks_nested_as_deep_as_the_reader_allows_are_printed() -> None:
    block: b.Block = make.para("The innermost words.")
    for _ in range(40):
        block = b.BlockQuote(span=make.span(), anchor=make.anchor(), blocks=(block,))
    report = make.report_with(block)
    assert "The innermost words." in render(report, "screen")
    assert "The innermost words." in render(report, "print")


def test_a_footnote_with_any_block_stays_inside_its_paragraph_in_print() -> None:
    report = make.rich_report()
    called = {note.note.span for note in report.footnotes.values()}
    kinds = [block for part in report.parts if part.kind == "theme" for block in part.blocks]
    for block in kinds:
        if called & {inline.span for inline in walk_inlines(inlines_of(block))}:
            continue
        words = make.para("Before ", make.footnote(block), " after.")
        report = make.report_with(words, notes=[make.note("N1", "A."), make.note("N2", "B."), make.note("N4", "C.")])
        paragraph = tree(report, "print").get_element_by_id(words.anchor)
        assert paragraph.text_content().startswith("Before"), block
        assert paragraph.text_content().endswith(" after."), block
        _, inside = report_words(report)
        assert not first_lost(letters(inside), letters([paragraph.text_content()])), block


def test_a_report_without_parts_or_publishers_still_makes_a_page() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.model.merge import merge

    empty = merge(make.sources(report=make.meta(publishers=())), Sink())
    for medium in MEDIA:
        assert tree(empty, medium).findtext(".//h1") == "What the table said about data"


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize(
    ("language", "direction"),
    [("he", "rtl"), ("ar-EG", "rtl"), ("pa-Arab", "rtl"), ("en-GB", None), ("ku-Latn", None), ("hr", None)],
)
def test_a_language_written_from_right_to_left_turns_the_page(
    medium: Literal["screen", "print"], language: str, direction: str | None
) -> None:
    assert tree(make.report_with("x", language=language), medium).get("dir") == direction


def test_the_reports_own_drawing_stands_in_the_web_page_and_scrolls_with_the_keyboard() -> None:
    report = merged({"report.yaml": MINIMAL["report.yaml"] + "parts: {coverage: yes}\n"})
    (figure,) = tree(report).xpath("//section[contains(@class, 'coverage')]//figure")
    (region,) = figure.xpath("./div[@role='region'][@tabindex='0'][@aria-label]")
    (drawing,) = region.xpath("./*[local-name() = 'svg'][@role='img']")
    named = [drawing.xpath("./*[@id = $id]", id=name) for name in drawing.get("aria-labelledby").split()]
    assert all(named)
    assert tree(report, "print").xpath("//figure/img[@src='asset:derived/coverage.svg']")


def test_pictures_of_authors_stay_pictures() -> None:
    figures = tree(make.rich_report()).xpath("//main//figure[contains(@class, 'figure')]")
    assert figures
    assert all(figure.xpath("./img") for figure in figures)


def test_a_table_that_may_scroll_can_be_reached_and_has_a_name() -> None:
    tables = tree(make.rich_report()).xpath("//main//table/..")
    assert tables
    assert all(table.get("tabindex") == "0" and table.get("aria-label") for table in tables)


def test_the_model_tells_the_numbers_of_a_drawing_and_an_authors_picture_of_its_path_never_becomes_markup() -> None:
    report = merged({"report.yaml": MINIMAL["report.yaml"] + "parts: {coverage: yes}\n"})
    (drawing,) = report.drawings.values()
    assert len(drawing.values) == len(drawing.rows)
    assert all(len(line) == len(drawing.columns) for line in drawing.values)
    theirs = Asset(path=drawing.path, media_type="image/svg+xml", data=b"<svg><a/></svg>", width=7, height=7)
    (figure,) = tree(replace(report, assets={drawing.path: theirs})).xpath("//figure")
    assert figure.xpath(".//*[local-name() = 'svg'][@role='img']")
