"""Typographic signs: in Markdown as pandoc makes them, mended; in values, all of them."""

from __future__ import annotations

import lxml.html
import pytest

from report_kit.html import render
from report_kit.model.blocks import Figure
from report_kit.model.inlines import Styled
from report_kit.model.walk import plain_text
from report_kit.sourcefiles.typography import typographic
from tests.helpers.markdown import line, theme
from tests.helpers.reading import merged

MARKS = {
    "He is 5'10\" tall.": "He is 5′10″ tall.",
    "She is 5'10\" and he is 6'2\" tall.": "She is 5′10″ and he is 6′2″ tall.",
    'a 6" nail and a 5" one': "a 6″ nail and a 5″ one",
    "'Twas the night.": "’Twas the night.",
    "'Twas the dogs' night.": "’Twas the dogs’ night.",
    "rock 'n' roll": "rock ’n’ roll",
    "the '90s and '80s": "the ’90s and ’80s",
    "'tis not 'so'": "’tis not ‘so’",
    "get 'em all": "get ’em all",
    '"\'Twas" he said': "“’Twas” he said",
    "The council's \"data\" -- what's next?": "The council’s “data” – what’s next?",
    "\"It was in 2017\" -- or 'in 2018'": "“It was in 2017” – or ‘in 2018’",
    'wait... ("so") --- no': "wait… (“so”) — no",
    "the boys' and girls' time": "the boys’ and girls’ time",
    "„im Jahr 2017“": "„im Jahr 2017“",
    "“typed” and ‘typed’": "“typed” and ‘typed’",
    "2015-16 and 5-6": "2015-16 and 5-6",
}


@pytest.mark.parametrize("typed", MARKS)
def test_marks_stand_the_right_way_in_markdown(typed: str) -> None:
    assert plain_text(line(typed + "\n")) == MARKS[typed]


@pytest.mark.parametrize("typed", MARKS)
def test_values_have_the_same_marks(typed: str) -> None:
    assert typographic(typed) == MARKS[typed]


def test_code_and_escaped_signs_stay() -> None:
    assert plain_text(line("`'twas 5'10\"` and 5\\'10\\\"\n")) == "'twas 5'10\" and 5'10\""


def test_titles_summaries_and_attributes_have_them_in_every_output() -> None:
    report = merged(
        {
            "report.yaml": 'title: "The council\'s \\"data\\" -- what\'s next?"\nsubtitle: It\'s <not>...\n'
            "date: 2017-11-01\npublishers: [north]\n",
            "themes/01-money.md": "---\nid: money\ntitle: Money's \"worth\"\nsummary: It's -- short.\n---\n"
            "::: {.finding #F1}\nShort [@N1].\n:::\n\n"
            '::: {.recommendation #R1 to="The council\'s \'heads\'" by="2018 -- or so" for="F1"}\nSave.\n:::\n\n'
            '::: {.callout title="It\'s so"}\nx\n:::\n\n::: {.key-figure value="5\'10 -- 6"}\nx\n:::\n',
        }
    )
    expected = [
        "The council’s “data” – what’s next?", "It’s <not>…", "Money’s “worth”", "It’s – short.",
        "The council’s ‘heads’", "2018 – or so", "It’s so", "5’10 – 6",
    ]  # fmt: skip
    for medium in ("screen", "print", "word"):
        text = lxml.html.document_fromstring(render(report, medium)).text_content()  # type: ignore[arg-type]
        assert [one for one in expected if one not in text] == [], medium


def test_the_title_of_a_picture_takes_emphasis() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (figure,) = theme(
        '![Spending by year](chart.svg "It\'s *by* **year** and _type_, in `x` -- 5*3*2")\n',
        {"themes/chart.svg": svg},
    )
    assert isinstance(figure, Figure)
    assert plain_text(figure.caption) == "It’s by year and type, in x – 5*3*2"
    styles = [(one.style, plain_text(one.content)) for one in figure.caption if isinstance(one, Styled)]
    assert styles == [("emphasis", "by"), ("strong", "year"), ("emphasis", "type")]
