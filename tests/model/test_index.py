"""Whatever has an anchor on a page leads back to the line where it was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report_kit import html, sourcefiles
from report_kit.cli.disk import DiskWorkspace
from report_kit.diagnostics import Sink, Span
from report_kit.model.merge import merge
from report_kit.model.report import Report
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged

ROOT = Path(__file__).parents[2]
REPORT = """\
title: "Money at the table"
subtitle: What we heard
date: 2017-11-01
publishers: [north]
version: "1.0"
contact: team@example.org
alternative_formats: Write to us.
parts: {organisations: yes, notes: yes, participants: yes, glossary: yes}
"""
THEME = """\
---
id: money
title: Money
summary: What was said of money.
---
::: {.finding #F1}
Money is short [@N1].[^1]
:::

[^1]: Very short.

::: {.quote #Q1 of="N1"}
:::

::: {.callout title="Beside"}
A box.
:::

::: {.callout}
## Beneath
A box.
:::

::: {.key-figure value="£5"}
each
:::

::: {.case-study #CS1 title="An hour" organisation="north" provenance="room"}
It did.
:::

::: {.recommendation #R1 to="R1 and by" by="2030-06" for="F1"}
Do it.
:::
"""
FILES = MINIMAL | {
    "report.yaml": REPORT,
    "themes/01-money.md": THEME,
    "sources/organisations.yaml": "- id: north\n  name: North Institute\n  represented: yes\n  list_consent: yes\n",
    "sources/glossary.yaml": "- term: Money\n  definition: What is short.\n",
    "sources/notes/table.md": MINIMAL["sources/notes/table.md"].replace("tight.", "tight.\n\n- one\n- two"),
}


@pytest.fixture(scope="module")
def report() -> Report:
    return merged(FILES)


def written(report: Report, span: Span) -> str:
    """What stands in the sources at `span`."""
    lines = [*report.lines[span.file][span.line - 1 : span.end_line]]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("anchor", "source"),
    [
        ("title:", '"Money at the table"'),
        ("subtitle:", "What we heard"),
        ("version:", '"1.0"'),
        ("contact:", "team@example.org"),
        ("alternative_formats:", "Write to us."),
        ("title:money", "Money"),
        ("summary:money", "What was said of money."),
        ("title:CS1", "An hour"),
        ("to:R1", "R1 and by"),
        ("by:R1", "2030-06"),
    ],
)
def test_texts_that_are_no_blocks_have_anchors_and_places(report: Report, anchor: str, source: str) -> None:
    span = report.index.span(anchor)
    assert span is not None
    assert written(report, span) == source


def test_texts_of_blocks_without_an_id_have_them_too(report: Report) -> None:
    found = {
        p.text: written(report, p.span) for p in report.index.places.values() if p.anchor.partition(":")[2][:2] == "b_"
    }
    assert found == {"Beside": "Beside", "Beneath": "## Beneath", "£5": "£5"}


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_every_anchor_of_a_page_leads_somewhere(report: Report, medium: html.Medium) -> None:
    page = html.render(report, medium)
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    furniture = {"top:", "contents:", "content:", "footnotes:", "footnotes:title"}
    markers = set(report.citation_anchors.values()) | {one for one in ids if one.startswith(("ref:", "card:"))}
    assert not ids - furniture - markers - report.index.places.keys()
    assert {"title:", "subtitle:", "summary:money", "to:R1", "F1", "Q1", "contact:"} <= ids


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests/reports/fictional-everything"], ids=["sample", "fictional"])
def test_every_block_of_a_real_report_stands_where_its_place_says(folder: Path) -> None:
    sink = Sink()
    sources = sourcefiles.read(DiskWorkspace(folder), sink)
    assert sources is not None
    whole = merge(sources, sink)
    places = whole.index.places
    assert len(places) > 500
    for anchor, place in places.items():
        assert place.anchor == anchor
        assert place.span.file in whole.lines, anchor
        assert 0 < place.span.line <= len(whole.lines[place.span.file]), anchor
    page = html.render(whole, "print")
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    known = places.keys() | set(whole.citation_anchors.values()) | {"top:", "contents:"}
    assert not ids - known


def test_a_quote_leads_to_its_note_and_back(report: Report) -> None:
    assert report.index.note("Q1") == "N1"
    assert report.index.note("N1") == "N1"
    assert report.index.note("F1") == "F1"
    assert [quote.anchor for quote in report.index.quotes_of["N1"]] == ["Q1"]


def test_what_a_quote_prints_of_its_note_has_anchors_of_its_own(report: Report) -> None:
    (quote,) = report.quotes
    for copy, original in zip(report.quoted(quote), report.notes["N1"].blocks, strict=True):
        assert copy.anchor != original.anchor
        assert report.index.places[copy.anchor].part == "money"
        assert report.index.places[original.anchor].part == "notes"
        assert report.index.span(copy.anchor) == report.index.span(original.anchor) == original.span


def test_an_entity_leads_to_where_it_is_printed(report: Report) -> None:
    anchor = report.index.anchor_of["north"]
    place = report.index.places[anchor]
    assert place.part == "organisations"
    assert place.span.file == "sources/organisations.yaml"


def test_a_footnote_leads_to_its_mark(report: Report) -> None:
    (anchor,) = report.footnotes
    span = report.index.span(anchor)
    assert span is not None
    assert (span.file, span.line) == ("themes/01-money.md", 7)
