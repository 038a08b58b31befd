"""Licences, and what `Doc` answers."""

from __future__ import annotations

import lxml.html
import pytest

from report_kit.exporters import load
from report_kit.html import render
from report_kit.html.context import Doc
from report_kit.model.licences import licence_named
from report_kit.model.walk import walk_blocks
from tests.helpers import exporting
from tests.helpers import report_factory as make
from tests.helpers.languages import DIRECTIONS
from tests.helpers.wording import ENGLISH
from tests.helpers.workspace import MemoryWorkspace


@pytest.mark.parametrize(
    ("identifier", "name", "url"),
    [
        (
            "CC-BY-NC-SA-4.0",
            "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International (CC BY-NC-SA 4.0)",
            "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        ),
        (
            "OGL-UK-3.0",
            "Open Government Licence v3.0",
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ),
        ("All rights reserved", "All rights reserved", ""),
    ],
)
def test_a_licence_is_named_in_words(identifier: str, name: str, url: str) -> None:
    licence = licence_named(identifier, ENGLISH)
    assert (licence.name, licence.url) == (name, url)


def test_a_citation_is_sorted_by_the_way_its_items_print() -> None:
    mixed = make.cite("N1", "fig-x", "F1", "nowhere")
    report = make.report_with(
        make.finding("F1", make.para("Claim ", mixed)),
        make.figure("figures/chart.svg", "Chart", id="fig-x"),
        notes=[make.note("N1", "Said.")],
    )
    groups = Doc(report).citation(mixed)
    assert [place.label for place in groups.places] == ["Figure 1", "Finding 1"]
    assert [(marker.label, marker.href) for marker in groups.evidence] == [("N1", "#N1"), ("nowhere", "")]
    assert groups.works == ()


def test_the_places_that_cite_a_note_are_each_named_once() -> None:
    report = make.report_with(
        make.para("Twice ", make.cite("N1"), make.cite("N1")),
        make.finding("F1", make.para("Claim ", make.cite("N1"))),
        notes=[make.note("N1", "Said.")],
    )
    assert [link.label for link in Doc(report).cited_in("N1")] == ["Theme 1", "Finding 1"]


def test_a_quoted_note_prints_under_anchors_of_the_quote() -> None:
    note = make.note("N1", make.bullets("one", "two"), recorded_as="verbatim")
    quote = make.quote("N1")
    report = make.report_with(quote, notes=[note])
    printed = Doc(report).quote(quote)
    assert printed.verbatim
    anchors = [block.anchor for block in walk_blocks(printed.blocks)]
    assert len(set(anchors)) == len(anchors) == 5
    assert set(anchors).isdisjoint(block.anchor for block in walk_blocks(note.blocks))
    assert [report.index.span(anchor) for anchor in anchors] == [block.span for block in walk_blocks(note.blocks)]


def test_a_picture_s_address_survives_spaces_and_signs() -> None:
    assert Doc(make.report_with("x")).asset("figures/a photo?.png") == "asset:figures/a%20photo%3F.png"


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("team@example.org", "mailto:team@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
        ("Write to us", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_contact_becomes_a_link_only_where_it_is_an_address(contact: str, url: str) -> None:
    assert Doc(make.report_with("x", contact=contact)).contact_url == url


@pytest.mark.parametrize(("language", "expected"), DIRECTIONS)
def test_the_page_runs_as_the_language_does(language: str, *, expected: bool) -> None:
    report = make.report_with("Words.", language=language)
    for medium in ("screen", "print"):
        page = lxml.html.document_fromstring(render(report, medium))
        assert (page.get("dir") == "rtl") is expected


ADDRESSES = {
    "Write to a.b@example.org, please.": ["mailto:a.b@example.org"],
    "Mail: x@example.org or y@example.co.uk": ["mailto:x@example.org", "mailto:y@example.co.uk"],
    "See https://example.org/large (or call).": ["https://example.org/large"],
    "Call us @ noon.": [],
}


@pytest.mark.parametrize("words", ADDRESSES)
@pytest.mark.parametrize("key", ["alternative_formats", "contact"])
def test_addresses_within_the_words_of_the_imprint_are_links_everywhere(words: str, key: str) -> None:
    report = make.report_with("x", **{key: words})
    for medium in ("screen", "print", "word"):
        tree = lxml.html.document_fromstring(render(report, medium))  # type: ignore[arg-type]
        assert words in " ".join(tree.text_content().split())
        assert [url for url in tree.xpath("//a/@href") if url in ADDRESSES[words]] == ADDRESSES[words], medium
    markdown = load("markdown").export(exporting.job(report, None), MemoryWorkspace()).data.decode()
    for url in ADDRESSES[words]:
        assert f"](<{url}>)" in markdown


LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc by-nc-sa 4.0 International": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "Creative Commons BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "OGL v3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Open Government Licence 3": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "All rights reserved": "",
    "CC BY": "",
}


@pytest.mark.parametrize("written", LICENCES)
def test_a_licence_leads_to_its_words_however_it_is_spelt(written: str) -> None:
    licence = licence_named(written, make.report_with("x").wording)
    assert licence.url == LICENCES[written]
    assert licence.url or licence.name == written
