"""Whatever is written round them, words of a note that must not be printed so are named, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from report_kit.checks import withheld_words
from report_kit.checks.view import view_of
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from tests.helpers.report_factory import cite, note, para, report_with, styled

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
