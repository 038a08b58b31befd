"""Derived parts say findings and recommendations again, whole, and leave out nothing but the markers of evidence."""

from __future__ import annotations

import re

import pytest

from report_kit import html, pipeline
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Part, Report
from report_kit.model.walk import blocks_text, inlines_of, walk_blocks, walk_inlines
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged
from tests.helpers.workspace import MemoryWorkspace

WORKS = """\
references:
  - id: smith2017
    type: report
    title: What councils spend
    author: [{family: Smith, given: Joan}]
    issued: {date-parts: [[2017]]}
"""
PARTS = ("executive_summary", "recommendations", "evidence")


def project(body: str, **files: str) -> dict[str, str]:
    """A project whose only theme has `body` after its finding F0, with the parts that say things again."""
    return MINIMAL | {
        "report.yaml": MINIMAL["report.yaml"]
        + "parts: {executive_summary: yes, recommendations: yes, evidence: yes}\n",
        "sources/references.yaml": WORKS,
        "themes/01-money.md": MINIMAL["themes/01-money.md"].replace("#F1", "#F0") + "\n" + body,
        **files,
    }


def part(report: Report, kind: str) -> Part:
    (found,) = (part for part in report.parts if part.kind == kind)
    return found


def said(report: Report, kind: str, anchor: str) -> tuple[b.Block, ...]:
    """What the part of `kind` says again of the finding or recommendation with `anchor`."""
    items = [block for block in walk_blocks(part(report, kind).blocks) if isinstance(block, b.ListItem | b.Cell)]
    (item,) = (item for item in items if item.blocks and f"#{anchor}" in links(item.blocks[:1])[:1])
    return item.blocks


def links(blocks: tuple[b.Block, ...]) -> list[str]:
    found = [one for block in walk_blocks(blocks) for one in walk_inlines(inlines_of(block))]
    return [one.url for one in found if isinstance(one, i.Link)]


def printed(report: Report, kind: str, anchor: str) -> str:
    """The words of an item as a reader of the web page gets them."""
    page = html.render(report, "screen")
    (section,) = re.findall(rf'<section[^>]* id="{part(report, kind).id}".*?</section>', page, re.DOTALL)
    items = re.findall(r"<(li|th)\b(?:(?!<(?:li|th)\b).)*?", section) and re.split(r"<(?:li|th)\b[^>]*>", section)
    (item,) = (one for one in items if f'href="#{anchor}"' in one.partition("</a>")[0])
    return " ".join(re.sub(r"<[^>]+>", "", item.partition("</th>")[0]).split())


FINDING = """\
::: {.finding #F1}
As [@tbl-a] shows, and in line with [@smith2017, p. 3], [one]{count="notes"} thing saves $x^2$ a year; see
[the guide](https://example.org/), [@F0] and [@money]. [@N1]
:::

| A |
|---|
| 1 |

: Costs {#tbl-a}
"""


@pytest.mark.parametrize("kind", ["executive_summary", "evidence"])
def test_sentences_stay_whole(kind: str) -> None:
    report = merged(project(FINDING))
    assert re.fullmatch(
        r"Finding 2: As Table 1 shows, and in line with \(Smith 2017, p\. 3\), one thing saves .* a year; "
        r"see the guide, Finding 1 and Theme 1\..*",
        printed(report, kind, "F1"),
    )


@pytest.mark.parametrize("kind", ["executive_summary", "recommendations"])
def test_a_recommendation_is_said_with_its_lists_and_paragraphs(kind: str) -> None:
    body = """\
::: {.recommendation #R1 to="Councils" by="2030" for="F0"}
Do two things:

1. Publish [@smith2017].
2. Share *all*, says [@R1].

Then rest.

Term
:   Meaning.

> Words of a law.
:::
"""
    blocks = said(merged(project(body)), kind, "R1")
    assert [type(block).__name__ for block in blocks] == [
        "Paragraph",
        "OrderedList",
        "Paragraph",
        "DefinitionList",
        "BlockQuote",
    ]
    label = "Recommendation 1: " if kind == "executive_summary" else "1. "
    lines = [
        f"{label}Do two things:",
        "Publish .",
        "Share all, says .",
        "Then rest.",
        "Term",
        "Meaning.",
        "Words of a law.",
    ]
    assert blocks_text(blocks).split("\n") == lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Money is short [@N1].", "Money is short."),
        ("Money is short. [@N1]", "Money is short."),
        ("Money is short ([@N1]).", "Money is short."),
        ("Money ([@N1]) is short.", "Money is short."),
        ("Money *is short [@N1]*.", "Money is short."),
        ("[@N1] Money is short.", "Money is short."),
        ("Money is short [see @N1, p. 3].", "Money is short."),
        ('Money is short [@N1]{relation="qualifies"}.', "Money is short."),
        ("Money is [@N1] short, [@N1] and [@N1] how.", "Money is short, and how."),
    ],
)
def test_markers_leave_no_trace(typed: str, kept: str) -> None:
    report = merged(project(f"::: {{.finding #F1}}\n{typed}\n:::\n" + ("\n[@N1]\n" if "qualifies" in typed else "")))
    assert blocks_text(said(report, "executive_summary", "F1")) == f"Finding 2: {kept}"


def test_of_notes_and_works_in_one_pair_of_brackets_the_works_stay() -> None:
    report = merged(project("::: {.finding #F1}\nMoney is short [@N1; @smith2017].\n:::\n"))
    assert printed(report, "executive_summary", "F1") == "Finding 2: Money is short (Smith 2017)."


def test_what_has_a_number_is_pointed_at_and_a_quote_of_evidence_left_out() -> None:
    body = """\
::: {.finding #F1}
Money is short [@N1].

| A |
|---|
| 1 |

: Costs {#tbl-a}

![A bar](a.svg "Bars"){#fig-a}

::: {.quote of="N1"}
:::

::: {.callout title="Beside"}
A box.
:::

::: {.key-figure value="£5"}
each [@smith2017]
:::

::: {.case-study #CS1 organisation="north" provenance="public_source"}
## An hour

North did so [@smith2017].
:::

## A heading

`code`
:::
"""
    files = {"themes/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'}
    report = merged(project(body, **files))
    text = blocks_text(said(report, "executive_summary", "F1")).split("\n")
    assert text == [
        "Finding 2: Money is short.",
        ": Costs",
        ": Bars",
        "Beside",
        "A box.",
        "£5",
        "each",
        ": An hour",
        "A heading",
        "code",
    ]
    shown = printed(report, "executive_summary", "F1")
    assert "Table 1: Costs" in shown
    assert "Figure 1: Bars" in shown
    assert "Case study 1: An hour" in shown
    assert [report.targets[name].label for name in ("tbl-a", "fig-a", "CS1")] == ["Table 1", "Figure 1", "Case study 1"]


def test_a_footnote_keeps_its_place_and_number_and_is_marked_again() -> None:
    report = merged(project("::: {.finding #F1}\nMoney[^1] is short [@N1].\n:::\n\n[^1]: Pounds.\n"))
    assert len(report.footnotes) == 1
    (mark,) = (
        one
        for block in said(report, "executive_summary", "F1")
        for one in walk_inlines(inlines_of(block))
        if isinstance(one, i.FootnoteMark)
    )
    assert mark.anchor in report.footnotes
    assert printed(report, "executive_summary", "F1") == "Finding 2: Money[1] is short."
    for medium in ("screen", "print", "word"):
        page = html.render(report, medium)  # type: ignore[arg-type]
        assert len(re.findall("Pounds", page)) == 1
        assert page.count(f'id="{mark.anchor}"') == (1 if medium != "word" else 0)


def test_saying_it_again_is_no_second_citation() -> None:
    quiet = project(FINDING, **{"report.yaml": MINIMAL["report.yaml"]})
    with_parts, without = merged(project(FINDING)), merged(quiet)
    for identifier in ("smith2017", "F0", "tbl-a", "money", "N1"):
        places = [link.anchor for link in with_parts.backlinks.get(identifier, ())]
        assert places == [link.anchor for link in without.backlinks.get(identifier, ())]
    assert with_parts.evidence == without.evidence


@pytest.mark.slow
def test_no_anchor_stands_twice_and_every_format_is_made() -> None:
    long = "F" + "x" * 60
    body = (
        FINDING.replace("#F1", f"#{long}1") + "\n" + f"::: {{.finding #{long}2}}\nTwo things: [@N1]\n\n- a\n- b\n:::\n"
    )
    outcome = pipeline.build(MemoryWorkspace(project(body)), parallel=False)
    assert not outcome.failed, outcome.diagnostics
    assert len(outcome.artifacts) == 3
    assert outcome.report is not None
    for medium in ("screen", "print", "word"):
        ids = re.findall(r'\bid="([^"]+)"', html.render(outcome.report, medium))  # type: ignore[arg-type]
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


def test_ids_that_differ_in_one_sign_make_no_anchor_twice() -> None:
    body = "\n".join(
        f"::: {{.finding #{name}}}\nTwo things: [@N1]\n\n- a\n- b\n:::\n" for name in ("F1-1", "F1_1", "F1.1")
    )
    report = merged(project(body))
    for medium in ("screen", "print", "word"):
        ids = re.findall(r'\bid="([^"]+)"', html.render(report, medium))  # type: ignore[arg-type]
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Money ([@N1], 5) is.", "Money (5) is."),
        ("Money ([@N1]; five) is.", "Money (five) is."),
        ("([@N1]) Money.", "Money."),
    ],
)
def test_brackets_around_a_marker_close_over_what_is_left(typed: str, kept: str) -> None:
    report = merged(project(f"::: {{.finding #F1}}\n{typed}\n:::\n"))
    assert blocks_text(said(report, "executive_summary", "F1")) == f"Finding 2: {kept}"


def test_a_finding_that_is_a_quote_alone_leaves_its_label() -> None:
    report = merged(project('::: {.finding #F1}\n::: {.quote of="N1"}\n:::\n:::\n\n[@N1]\n'))
    assert blocks_text(said(report, "executive_summary", "F1")) == "Finding 2"
