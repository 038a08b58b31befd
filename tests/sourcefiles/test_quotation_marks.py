"""A pair of quotation marks round all of a quote is taken away: the report sets its own."""

from __future__ import annotations

import pytest

from report_kit.model import blocks as b
from report_kit.model.walk import blocks_text
from tests.helpers.markdown import theme


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('"It is late."', "It is late."),
        ("“It is late.”", "It is late."),
        ("'It is late.'", "It is late."),
        ("'It's late.'", "It’s late."),
        ("«It is late.»", "It is late."),
        ("„It is late.“", "It is late."),
        ('"It is *late*."', "It is late."),
        ('"It is late.\n\nGo home."', "It is late.\nGo home."),
        ("“He said “now” to us.”", "He said “now” to us."),
        ('"Now" is not "later"', "“Now” is not “later”"),
        ("“Now”, he said", "“Now”, he said"),
        ('"', "“"),
        ('*"It is late."*', "“It is late.”"),
    ],
)
def test_marks_round_all_of_a_quote_are_taken_away(typed: str, kept: str) -> None:
    (quote,) = theme(f'::: {{.quote of="N1"}}\n{typed}\n:::\n')
    assert isinstance(quote, b.Quote)
    assert blocks_text(quote.blocks) == kept


def test_what_is_left_keeps_its_place() -> None:
    (quote,) = theme('::: {.quote of="N1"}\n"It is late."\n:::\n')
    assert isinstance(quote, b.Quote)
    (words,) = quote.blocks
    assert isinstance(words, b.Paragraph)
    assert (words.content[0].span.column, words.content[-1].span.end_column) == (2, 13)
