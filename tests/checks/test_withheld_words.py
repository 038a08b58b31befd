"""Whatever is written round them, words of a note that must not be printed so are named, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit import pipeline
from report_kit.checks import withheld_words
from report_kit.checks.view import view_of
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from tests.helpers.projects import MINIMAL
from tests.helpers.report_factory import cite, note, para, report_with, styled
from tests.helpers.workspace import MemoryWorkspace

NOTE = [f"said{number}" for number in range(1, 25)]
"""Words that stand in the note only, each once."""
OTHER = st.sampled_from(["plain", "words", "of", "the", "authors’", "own"])
BETWEEN = st.sampled_from([" ", ", ", " – ", "; ", ". ", "\u00a0", "\n", " ("])


def found(*content: b.Block | str) -> list[tuple[str, str]]:
    """What is said of a text, where N1 is by somebody who was never asked: rule and message."""
    withheld = replace(note("N1", " ".join(NOTE) + ".", recorded_as="verbatim"), speakers=("P1",))
    report = report_with(*content, notes=[withheld, note("N2", "What may be printed.")])
    return [(each.rule, each.message) for each in withheld_words.check(view_of(report))]


@st.composite
def set_in_type(draw: st.DrawFn, words: Sequence[str]) -> list[str | i.Inline]:
    """`words` in any case, with marks between them that are none of a quotation, some of them emphasised or cited."""
    line: list[str | i.Inline] = []
    for word in words:
        typed = draw(st.sampled_from([word, word.upper(), word.capitalize(), word[:2] + "\u00ad" + word[2:]]))
        line.append(styled("emphasis", typed) if draw(st.booleans()) else typed)
        line.append(draw(BETWEEN))
        if not draw(st.integers(0, 9)):
            line.append(cite("N2"))
    return line


@given(data=st.data(), first=st.integers(0, len(NOTE) - 8), more=st.integers(0, 4))
def test_eight_words_in_a_row_are_named_wherever_they_stand(data, first, more):
    before, after = data.draw(st.lists(OTHER, max_size=5)), data.draw(st.lists(OTHER, max_size=5))
    line = data.draw(set_in_type([*before, *NOTE[first : first + 8 + more], *after]))
    message = 'the text has words of note "N1", which has a speaker whose consent is not recorded'
    assert found(para(*line)) == [("withheld-words", message)]


@given(data=st.data(), pieces=st.lists(st.tuples(st.integers(0, len(NOTE) - 1), st.integers(1, 7)), max_size=5))
def test_fewer_words_in_a_row_are_nobodys(data, pieces):
    words = [word for first, count in pieces for word in (*NOTE[first : first + count], data.draw(OTHER))]
    assert found(para(*data.draw(set_in_type(words)))) == []


@given(first=st.integers(0, len(NOTE) - 4), count=st.integers(4, 24), marks=st.sampled_from(["“”", '""', "‘’", "«»"]))
def test_four_words_in_quotation_marks_are_a_quotation(first, count, marks):
    passage = " ".join(NOTE[first : first + count])
    message = 'these are words of note "N1", which has a speaker whose consent is not recorded'
    assert found(f"Somebody said {marks[0]}{passage}{marks[1]} then.") == [("quote-without-consent", message)]


@given(st.lists(OTHER, min_size=4, max_size=30))
def test_other_words_in_quotation_marks_are_not(words):
    assert found(f"Somebody wrote “{' '.join(words)}” then.", para(*words)) == []


def test_without_a_note_to_keep_back_nothing_is_looked_for(monkeypatch):
    monkeypatch.setattr(withheld_words, "written", None)
    assert list(withheld_words.check(view_of(report_with("Words.", notes=[note("N1", "Words.")])))) == []


LONG = "The chief executive will resign before the summer."
SHORT = "The mayor is lying."
IDIOM = "It is too early to say."


def rules_of(typed: str, remark: str, **files: str) -> set[str]:
    """The rules about kept-back words that a theme with `typed` in it breaks, where `remark` is off the record."""
    project = MINIMAL | {
        "sources/participants.yaml": (
            "- {id: P1, consent: {attribution_level: unattributed}}\n"
            "- {id: P9, consent: {attribution_level: off_record}}\n"
        ),
        "sources/notes/more.md": (
            f'---\nevent: table\nrecorded_as: verbatim\n---\n::: {{.note #N9 speaker="P9"}}\n{remark}\n:::\n'
        ),
        "themes/01-money.md": MINIMAL["themes/01-money.md"] + "\n" + typed + "\n",
        **files,
    }
    told = {diagnostic.rule for diagnostic in pipeline.check(MemoryWorkspace(project)).diagnostics}
    return told & {"withheld-remark", "withheld-words", "quote-without-consent"}


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("It was late – the mayor is lying – and cold.", SHORT),
        ("It was late (the mayor is lying) and cold.", SHORT),
        ("It was late, the mayor is lying, and cold.", SHORT),
        ("> The mayor is lying – an officer", SHORT),
        ("> The mayor is lying\n> — an officer", SHORT),
        ("- The mayor is lying", SHORT),
        ("So: the MAYOR is ly\u00ading!", SHORT),
        ("The chief execu-\ntive will re-\nsign before the summer.", LONG),
        ("The chief executive will re\u2010sign before the sum\u034fmer.", LONG),
        ("Ｔｈｅ chief executive will resign before the summer.", LONG),
        ('::: {.callout title="The chief executive will resign before"}\nthe summer, it seems.\n:::', LONG),
        ('::: {.key-figure value="The chief executive"}\nwill resign before the summer\n:::', LONG),
        ("$\\text{The chief} \\text{executive will resign} \\text{before the summer}$", LONG),
        ("市长在撒谎。", "市长在撒谎。"),
        ("It paid 1000 pounds, it wont pay more.", "It paid 1,000 pounds, it won't pay more."),
    ],
)
def test_a_whole_remark_is_known_again_however_it_is_set(typed: str, remark: str) -> None:
    assert rules_of(typed, remark) & {"withheld-remark", "quote-without-consent"}


@pytest.mark.parametrize(
    ("typed", "remark", "rules"),
    [
        ("It is too early to say whether the scheme saves money.", IDIOM, {"withheld-words"}),
        ("The mayor is lying low.", SHORT, set()),
        ("He said it was too early.", IDIOM, set()),
        ("The chief executive will resign before the winter.", LONG, set()),
        ("The chief executive will resign before the winter, or before the summer.", LONG, set()),
    ],
)
def test_what_happens_to_be_worded_alike_is_no_remark(typed: str, remark: str, rules: set[str]) -> None:
    assert rules_of(typed, remark) == rules


WORK = """\
references:
  - id: nhs2010
    type: report
    title: {title}
    author: [{{family: Smith, given: Joan}}]
    issued: {{date-parts: [[2010]]}}
"""


def test_a_title_that_a_note_mentions_may_be_printed_and_a_remark_as_a_title_may_not() -> None:
    note = "No decision about me, without me. I never believed it, and nobody there ever did."
    slogan = {"sources/references.yaml": WORK.format(title='"No decision about me, without me"')}
    assert rules_of("So it was said [@nhs2010].", note, **slogan) == set()
    remark = {"sources/references.yaml": WORK.format(title=f'"{LONG}"')}
    assert rules_of("So it was said [@nhs2010].", LONG, **remark) == {"withheld-remark"}


def test_names_of_quantifiers_are_looked_at_too() -> None:
    scale = {
        "report.yaml": MINIMAL["report.yaml"] + f'parts: {{quantifiers: yes}}\nquantifiers: {{"{LONG[:-1]}": "75"}}\n'
    }
    assert "withheld-remark" in rules_of("", LONG, **scale)
