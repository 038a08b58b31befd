import pytest

from report_kit.checks.passages import quoted_passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("He said “budgets are very tight” and left.", ["budgets are very tight"]),
        ('He said "budgets are very tight" and left.', ["budgets are very tight"]),
        ("He said ‘budgets aren’t very tight’ and left.", ["budgets aren’t very tight"]),
        ("A “dirty word” is no quotation.", []),
        ("“One two three four”, then “five six seven eight”.", ["One two three four", "five six seven eight"]),
        ("No marks at all in this sentence.", []),
        ("It isn't the councils' fault that it's so.", []),
    ],
)
def test_passages_of_four_words_and_more_are_quotations(text, passages):
    assert quoted_passages(text, 4) == passages
