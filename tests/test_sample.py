"""The repository's own report: it builds in silence, holds what the record holds, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.model import blocks as b
from report_kit.model.derive.organisations import represented
from report_kit.model.inlines import Citation
from report_kit.model.report import Part, Report
from report_kit.model.walk import blocks_text, inlines_of, walk_blocks, walk_inlines

ROOT = Path(__file__).parent.parent

ORGANISATIONS = """\
Aylesbury Vale District Council
BAE Systems
Boilerhouse
Digital Greenwich
Greater London Authority
Greater Manchester Connect
London Borough of Barking and Dagenham
London Borough of Harrow
London Borough of Islington
Mastodon C
Nesta
Policy in Practice
Sheffield City Council
Sleuth Co-operative
Social Finance
Spacehive
Stockport Metropolitan Borough Council
The Chartered Institute of Public Finance and Accountancy
The Office of National Statistics
"""

NUMBERS = {
    "16": "day of the roundtable, as Nesta's summary dates it",
    "20": "day of Mastodon C's post",
    "2017": "year of the roundtable and of both summaries",
    "2026": "year in which this edition was compiled",
    "17": "head count of Nesta's summary",
    "fifteen": "head count of Mastodon C's post",
    "2008": "start of HMRC Connect's revenue",
    "3": "HMRC: £3 billion",
    "billion": "HMRC: £3 billion",
    "3.4": "Camden: £3.4 million",
    "million": "Camden: £3.4 million",
    "five": "themes (asserted)",
    "four": "calls (asserted)",
    "nineteen": "organisations (asserted)",
    "thirteen": "findings (asserted)",
    "thirty-three": "notes (asserted)",
    "two": "publishers, summaries, case studies (asserted), and pairs that the sentence names",
    "three": "lists of three that the sentence names",
}
"""Every number that the text may hold, and what it counts."""

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
NUMBER = re.compile(
    rf"\d+(?:[.,]\d+)*|\b(?:(?:{_TENS})(?:-(?:one|{_UNITS}))?|{_TEENS}|{_UNITS}|dozens?|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)
"""Numbers in digits and in words; 'one' is left out, since it is a pronoun as often as a number."""


@pytest.fixture(scope="module")
def outcome() -> pipeline.Outcome:
    return pipeline.check(DiskWorkspace(ROOT))


@pytest.fixture(scope="module")
def report(outcome: pipeline.Outcome) -> Report:
    assert outcome.report is not None
    return outcome.report


def written(report: Report) -> Iterator[Part]:
    """The parts that somebody wrote, in printing order."""
    return (part for part in report.parts if not part.derived)


def body(report: Report) -> str:
    """The text of those parts, with what stands in the boxes' titles and values, and the footnotes."""
    lines = []
    for part in written(report):
        lines += [part.title, part.summary, blocks_text(part.blocks)]
        for block in walk_blocks(part.blocks):
            match block:
                case b.CaseStudy() | b.Callout():
                    lines.append(block.title)
                case b.KeyFigure():
                    lines.append(block.value)
                case b.Figure():
                    lines.append(block.alt)
                case _:
                    pass
    lines += [blocks_text(footnote.note.blocks) for footnote in report.footnotes.values()]
    return "\n".join(lines)


def test_it_checks_without_a_diagnostic(outcome: pipeline.Outcome) -> None:
    assert not outcome.diagnostics


@pytest.mark.slow
def test_it_builds_in_every_format_without_a_diagnostic() -> None:
    built = pipeline.build(DiskWorkspace(ROOT))
    assert not built.diagnostics
    assert {name.rpartition(".")[2] for name in built.artifacts} == {"html", "pdf", "docx"}


def test_it_lists_the_nineteen_organisations_and_no_other(report: Report) -> None:
    listed = represented(tuple(report.organisations.values()))
    assert sorted(organisation.name for organisation in listed) == ORGANISATIONS.splitlines()
    assert all(organisation.list_consent == "yes" for organisation in listed)


def test_it_has_the_five_themes_of_the_record(report: Report) -> None:
    titles = [part.title for part in report.parts if part.kind == "theme"]
    assert len(titles) == 5
    for title, word in zip(titles, ("leadership", "saves money", "governance", "support", "shared"), strict=True):
        assert word in title


def test_both_head_counts_stand_in_the_data_and_in_the_methodology(report: Report) -> None:
    (event,) = report.events.values()
    assert {(count.value, count.source) for count in event.attended} == {
        (15, "mastodonc2017dirty"),
        (17, "nesta2017innovators"),
    }
    methodology = next(part for part in report.parts if part.id == "methodology")
    text = blocks_text(methodology.blocks)
    assert "a group of fifteen senior figures" in text
    assert "17 public sector innovators and data experts" in text


def test_every_number_in_the_text_is_one_of_the_record(report: Report) -> None:
    parts = [body(report), *(organisation.about for organisation in report.organisations.values())]
    parts += [term.definition for term in report.glossary]
    parts += [blocks_text(note.blocks) for note in report.notes.values()]
    found = {match.group().lower() for part in parts for match in NUMBER.finditer(part)}
    assert found - NUMBERS.keys() == set()
    assert NUMBERS.keys() - found == set()


def test_every_sum_stands_beside_its_source(report: Report) -> None:
    for part in written(report):
        for block in walk_blocks(part.blocks):
            if isinstance(block, b.KeyFigure):
                cited = [
                    item.id
                    for inner in walk_blocks(block.blocks)
                    for inline in walk_inlines(inlines_of(inner))
                    if isinstance(inline, Citation)
                    for item in inline.items
                ]
                assert cited == ["nesta2017innovators"]


def test_it_is_of_the_length_of_a_report(report: Report) -> None:
    assert 2_500 <= len(body(report).split()) <= 4_000


def test_every_note_is_cited_by_a_finding_or_in_the_text(report: Report) -> None:
    assert [note for note in report.notes if not report.backlinks.get(note)] == []


def test_no_remark_has_a_speaker(report: Report) -> None:
    assert not report.participants
    assert not any(note.speakers for note in report.notes.values())


def test_no_case_study_comes_from_the_room_or_serves_as_support(report: Report) -> None:
    assert {study.provenance for study in report.case_studies.values()} == {"public_source"}
    assert not [evidence for evidence in report.evidence if evidence.kind == "case_study"]


def test_every_glossary_term_is_used(report: Report) -> None:
    text = body(report).lower()
    for term in report.glossary:
        assert any(name.lower() in text for name in (term.term, term.abbreviation) if name), term.term
