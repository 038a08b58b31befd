"""Contents, cross-references, captions and bookmarks: what an editor can click, update and count on."""

from __future__ import annotations

import re

from report_kit.diagnostics import Sink
from report_kit.model.merge import merge
from report_kit.model.walk import walk_blocks
from tests.helpers import report_factory as make
from tests.helpers.docx_export import rich, word_file
from tests.helpers.docx_text import NAMES, q, style, words


def test_the_contents_have_the_line_of_every_entry() -> None:
    report, file = rich()
    lines = [(name, text.split("\t")[0]) for name, text in file.twin() if name in ("toc 1", "toc 2")]
    expected = [
        (f"toc {entry.level}", f"{entry.label}\u00a0 {entry.title}" if entry.label else entry.title)
        for entry in report.contents
    ]
    assert lines == expected


def test_every_line_of_the_contents_leads_to_its_heading_and_has_its_page() -> None:
    _, file = rich()
    fields = dict(file.fields())
    last = 0
    for line in [p for p in file.document.iter(q("w:p")) if style(p).startswith("Toc")]:
        (link,) = line.iter(q("w:hyperlink"))
        title, page = words(line).split("\t")
        assert file.marked(link.get(q("w:anchor"))) == title
        assert fields[f"PAGEREF {link.get(q('w:anchor'))} \\h"] == page
        assert last <= int(page)
        last = int(page)
    assert last > 10


def test_the_contents_are_one_field_that_asks_for_no_update() -> None:
    _, file = rich()
    tables = [(code, shown) for code, shown in file.fields() if code.startswith("TOC")]
    ((code, shown),) = tables
    assert code == 'TOC \\o "1-2" \\h \\z \\t "Heading 1 Short,1,Heading 1 Run-on,1"'
    assert "Methodology" in shown
    assert not file.find("//@w:dirty")
    assert file.find("//w:sdt//w:docPartGallery/@w:val") == ["Table of Contents"]


def test_a_heading_whose_words_were_cut_off_by_a_footnote_is_listed_without_it() -> None:
    report = make.report_with(make.heading(2, "A heading", make.footnote("A note."), " goes on"))
    file = word_file(report)
    assert [text.split("\t")[0] for text in file.in_style("toc 2")] == ["A heading goes on"]
    assert file.footnotes() == ["A note."]


def test_every_anchor_of_the_report_is_a_bookmark_of_one_paragraph() -> None:
    report, file = rich()
    bookmarks = file.bookmarks()
    anchors = {block.anchor for part in report.parts for block in walk_blocks(part.blocks)}
    anchors |= {part.id for part in report.parts} | set(report.citation_anchors.values())
    anchors -= {note.note.anchor for note in report.footnotes.values()}
    assert anchors <= set(bookmarks)
    for root in (file.document, file.notes):
        for start in root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd")):
            assert start.getparent().tag == q("w:p")
    for name, start in bookmarks.items():
        ends = start.getparent().xpath(f'w:bookmarkEnd[@w:id="{start.get(q("w:id"))}"]', namespaces=NAMES)
        assert len(ends) == 1, name


def test_numbers_of_bookmarks_are_unique() -> None:
    _, file = rich()
    numbers = [start.get(q("w:id")) for start in file.bookmarks().values()]
    assert len(numbers) == len(set(numbers))


def test_a_block_is_bookmarked_where_it_begins() -> None:
    _, file = rich()
    bookmarks = file.bookmarks()
    assert words(bookmarks["F1"].getparent()).startswith("Finding 1")
    assert words(bookmarks["tbl-costs"].getparent()).startswith("Table 1")
    assert words(bookmarks["CS1"].getparent()).startswith("Case study 1")
    assert words(bookmarks["N4"].getparent()) == "N4"


def test_every_link_inside_the_file_has_a_place_to_go() -> None:
    _, file = rich()
    bookmarks = file.bookmarks()
    targets = file.find("//w:hyperlink/@w:anchor")
    assert targets
    assert set(targets) <= set(bookmarks)
    for code, _ in file.fields():
        if code.startswith(("REF", "PAGEREF")):
            assert code.split()[1] in bookmarks


def test_pointers_to_labels_are_fields_that_show_the_label() -> None:
    _, file = rich()
    references = [(code, shown) for code, shown in file.fields() if code.startswith("REF ")]
    assert {shown for _, shown in references} >= {
        "Figure 1",
        "Table 1",
        "Finding 2",
        "Finding 1",
        "Theme 1",
        "Methodology",
    }
    for code, shown in references:
        assert re.fullmatch(r"REF _Ref\d{9} \\h \\\* MERGEFORMAT", code)
        assert file.marked(code.split()[1]) == shown


def test_a_link_in_other_words_and_a_marker_of_evidence_stay_links() -> None:
    report = make.report_with(
        make.finding("F1", make.para("A claim", make.cite("N1"), ".")),
        make.para("See ", make.link("#F1", "the first finding"), " or ", make.cite("F1"), "."),
        notes=[make.note("N1", "Said.")],
    )
    file = word_file(report)
    links = {words(link): link.get(q("w:anchor")) for link in file.find("//w:hyperlink[@w:anchor]")}
    assert links["the first finding"] == "F1"
    assert links["N1"] == "N1"
    assert [shown for code, shown in file.fields() if code.startswith("REF")] == ["Finding 1"]


def test_labels_count_themselves() -> None:
    _, file = rich()
    counted: dict[str, list[str]] = {}
    for code, shown in file.fields():
        if code.startswith("SEQ"):
            counted.setdefault(code.split()[1], []).append(shown)
    assert counted["Figure"] == ["1", "2"]
    assert counted["Table"] == ["1", "2"]
    assert counted["Finding"] == ["1", "2", "3"]
    assert counted["Case_study"] == ["1"]
    assert counted["Theme"] == ["1", "2", "3"]


def test_a_title_that_ends_in_a_number_does_not_count_itself() -> None:
    see = make.para("See ", make.cite("agenda"), " and ", make.cite("plan"), ".")
    written = make.sources(
        themes=[make.theme("only", "A theme", "A summary.", make.heading(2, "Agenda 2030", id="agenda"), see)],
        sections=[make.section("plan", "Plan 2018", make.para("Words."))],
    )
    fields = list(word_file(merge(written, Sink())).fields())
    assert [shown for code, shown in fields if code.startswith("REF")] == ["Agenda 2030", "Plan 2018"]
    assert [(code.split()[1], shown) for code, shown in fields if code.startswith("SEQ")] == [("Theme", "1")]


def test_captions_have_their_label_once() -> None:
    _, file = rich()
    assert file.in_style("caption") == ["Figure 1 Mentions by theme, of all notes", "Figure 2"]
    assert file.in_style("Table Caption")[0] == "Table 1 Savings that the councils reported"


def test_a_long_anchor_still_leads_somewhere() -> None:
    name = "finding-" + "x" * 60
    report = make.report_with(make.finding(name, "A claim."), make.para("See ", make.cite(name), "."))
    file = word_file(report)
    bookmarks = file.bookmarks()
    links = file.find("//w:hyperlink/@w:anchor")
    assert set(links) <= set(bookmarks)
    assert all(len(bookmark) <= 40 for bookmark in bookmarks)
