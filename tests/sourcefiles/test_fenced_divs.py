"""Fenced divs become the field's own blocks."""

from __future__ import annotations

import pytest

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.walk import blocks_text
from tests.helpers.markdown import THEME, all_of, said, theme, theme_noisily


def test_a_finding_has_its_confidence_its_relation_and_the_rest_as_written() -> None:
    (finding,) = theme(
        '::: {.finding #F1 confidence="very_low" relation=qualifies status="draft"}\nA claim [@N1].\n:::\n'
    )
    assert isinstance(finding, b.Finding)
    assert (finding.id, finding.anchor, finding.confidence, finding.relation) == ("F1", "F1", "very_low", "qualifies")
    assert finding.attributes == (("status", "draft"),)
    assert finding.span == Span(THEME, 6, 1, 8, 4)
    assert blocks_text(finding.blocks) == "A claim ."


def test_a_finding_supports_unless_it_says_otherwise() -> None:
    (finding,) = theme("::: {.finding #F1}\nA claim.\n:::\n")
    assert isinstance(finding, b.Finding)
    assert (finding.relation, finding.confidence) == ("supports", "")


def test_a_quote_points_to_its_note_and_may_pull() -> None:
    whole, part = theme('::: {.quote of="N1" #Q1 .pull}\n:::\n\n::: {.quote #of1 of=N2}\nThe words.\n:::\n')
    assert isinstance(whole, b.Quote)
    assert isinstance(part, b.Quote)
    assert (whole.of, whole.id, whole.anchor, whole.pull, whole.blocks) == ("N1", "Q1", "Q1", True, ())
    assert whole.of_span == Span(THEME, 6, 17, 6, 19)
    assert (part.pull, blocks_text(part.blocks)) == (False, "The words.")
    assert part.of_span == Span(THEME, 9, 21, 9, 23)


def test_a_quote_without_a_body_may_stand_on_one_line() -> None:
    (quote,) = theme("::: {.quote of=N1}\n:::")
    assert isinstance(quote, b.Quote)


def test_a_recommendation_names_addressee_date_and_findings() -> None:
    (one,) = theme('::: {.recommendation #R1 to="chief executives" by="2018-06" for="F1, @F3"}\nAct.\n:::\n')
    assert isinstance(one, b.Recommendation)
    assert (one.to, one.by, one.findings) == ("chief executives", "2018-06", ("F1", "F3"))


def test_a_case_study_takes_its_first_heading_as_title_unless_it_has_one() -> None:
    fence = '::: {.case-study #CS1 organisation="camden" provenance="public_source"'
    first, second, third = theme(
        f"{fence}}}\n## Matching *records*\n\nText.\n:::\n\n"
        f'{fence.replace("CS1", "CS2")} title="Records"}}\n## Heading\n:::\n\n'
        f"{fence.replace('CS1', 'CS3')}}}\n## Heading {{#own}}\n:::\n"
    )
    assert isinstance(first, b.CaseStudy)
    assert (first.title, blocks_text(first.blocks)) == ("Matching records", "Text.")
    assert (first.organisation, first.provenance) == ("camden", "public_source")
    assert isinstance(second, b.CaseStudy)
    assert (second.title, blocks_text(second.blocks)) == ("Records", "Heading")
    assert isinstance(third, b.CaseStudy)
    assert (third.title, blocks_text(third.blocks)) == ("", "Heading")


def test_callouts_and_key_figures() -> None:
    callout, figure = theme(
        '::: {.callout title="Note"}\nText.\n:::\n\n::: {.key-figure value="£3 billion"}\nSince 2008.\n:::\n'
    )
    assert isinstance(callout, b.Callout)
    assert callout.title == "Note"
    assert isinstance(figure, b.KeyFigure)
    assert (figure.value, blocks_text(figure.blocks)) == ("£3 billion", "Since 2008.")


def test_blocks_nest_and_close_with_fences_of_any_length() -> None:
    (outer,) = theme(":::: {.callout}\n::: {.quote of=N1}\n:::\n\n- > ::: {.finding #F1}\n  > A.\n  > :::\n::::\n")
    assert isinstance(outer, b.Callout)
    assert [type(one).__name__ for one in outer.blocks] == ["Quote", "BulletList"]


def test_an_unknown_block_keeps_its_words() -> None:
    (group,), diagnostics = theme_noisily("::: {.wibble #w lang=fr}\nText.\n:::\n")
    assert said(diagnostics) == [f"unknown-block {THEME}:6:7"]
    assert isinstance(group, b.Group)
    assert (group.anchor, group.language, blocks_text(group.blocks)) == ("w", "fr", "Text.")


def test_a_misspelt_block_and_attribute_get_a_guess() -> None:
    _, diagnostics = theme_noisily(
        '::: {.recomendation #R1}\nA.\n:::\n\n::: {.finding #F1 confidnce="high"}\nA.\n:::\n'
    )
    assert [one.hint for one in diagnostics] == ["did you mean recommendation?", "did you mean confidence?"]


def test_a_block_without_an_id_still_exists() -> None:
    (finding,), diagnostics = theme_noisily("::: {.finding}\nA claim.\n:::\n")
    assert said(diagnostics) == [f"missing-id {THEME}:6:1"]
    assert isinstance(finding, b.Finding)
    assert finding.id == finding.anchor


def test_only_the_block_that_is_open_is_reported() -> None:
    _, diagnostics = theme_noisily(
        "::: {.finding #F1}\nA.\n:::\n\n::: {.finding #F2}\nB.\n\n::: {.finding #F3}\nC.\n:::\n"
    )
    assert said(diagnostics) == [f"unclosed-block {THEME}:10:1"]


BOX = '::: {.callout title="Box"}\nIn the box.\n:::'
"""Three lines, to be put behind the marks of a list or a quotation."""


@pytest.mark.parametrize(
    ("first", "others", "after", "column"),
    [
        ("- One\n\n  ", "  ", "\n- Two\n", 3),
        ("- ", "  ", "- Two\n", 3),
        ("1. One\n   ", "   ", "2. Two\n", 4),
        ("- One\n  - Inner\n\n    ", "    ", "\n  After it.\n\n- Two\n", 5),
        ("> ", "> ", "", 3),
        ("> - One\n>   ", ">   ", "", 5),
        ("- > ", "  > ", "- Two\n", 5),
        ("Term\n\n: One\n\n  ", "  ", "", 3),
        ("::: {.case-study #CS1}\n- One\n\n  ", "  ", "\n  After it.\n:::\n", 3),
    ],
)
def test_a_box_stands_in_lists_and_quotations(first: str, others: str, after: str, column: int) -> None:
    body = first + BOX.replace("\n", "\n" + others) + "\n" + after
    (box,) = all_of(b.Callout, theme(body))
    line = 6 + first.count("\n")
    assert (box.title, blocks_text(box.blocks)) == ("Box", "In the box.")
    assert box.span == Span(THEME, line, column, line + 2, column + 3)
    assert box.blocks[0].span == Span(THEME, line + 1, column, line + 1, column + len("In the box."))


def test_a_finding_in_a_list_has_an_id_and_its_faults_have_a_place() -> None:
    blocks, diagnostics = theme_noisily(
        '- One\n\n  ::: {.finding #F1 confidense="low" data-pos="1:1-1:2"}\n  A.\n  :::\n'
    )
    (finding,) = all_of(b.Finding, blocks)
    assert (finding.id, finding.span) == ("F1", Span(THEME, 8, 3, 10, 6))
    assert said(diagnostics) == [f"unknown-attribute {THEME}:8:21", f"unknown-attribute {THEME}:8:38"]


def test_a_block_that_is_not_closed_in_its_list_item_is_reported_there() -> None:
    _, diagnostics = theme_noisily("- One\n\n  ::: {.callout}\n  In the box.\n\n- Two\n")
    assert said(diagnostics) == [f"unclosed-block {THEME}:8:3"]


def test_headings_code_and_tables_in_a_list_keep_their_own_places() -> None:
    body = "- ## Money\n\n  ~~~\n  x\n  ~~~\n\n  | a |\n  |---|\n  | b |\n"
    (heading,), (code,), (table,) = (all_of(kind, theme(body)) for kind in (b.Heading, b.CodeBlock, b.Table))
    assert heading.span == Span(THEME, 6, 3, 6, 11)
    assert code.span == Span(THEME, 8, 3, 10, 6)
    assert table.span == Span(THEME, 12, 3, 14, 8)


def test_blocks_of_a_footnote_know_where_they_stand() -> None:
    body = (
        "Money[^a] and time[^b].\n\n"
        "[^a]: ::: {.callout}\n    In the box.\n    :::\n\n    Words.\n\n    ~~~\n    x\n    ~~~\n\n"
        "[^b]: - One\n\n    ## Two\n\n    > Three\n"
    )
    notes = all_of(i.Footnote, theme(body))
    places = [(type(one).__name__, *_lines(one.span)) for note in notes for one in note.blocks]
    assert places == [
        ("Callout", 8, 7, 10, 8),
        ("Paragraph", 12, 5, 12, 11),
        ("CodeBlock", 14, 5, 16, 8),
        ("BulletList", 18, 7, 18, 12),
        ("Heading", 20, 5, 20, 11),
        ("BlockQuote", 22, 5, 22, 12),
    ]


def _lines(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column
