"""Folding: one form of a text however it was typed, and the way back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.names.matcher import Matcher, Text
from report_kit.names.normalise import fold, words_of
from report_kit.names.protected import Protected
from report_kit.names.variants import forms_of
from tests.helpers.leaks import person


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Müller", b"Muller"),
        ("Mu\u0308ller", b"Muller"),
        ("Siân", b"Sian"),
        ("o\u00adne t\u200bwo\ufeff", b"one two"),
        ("a\u00a0b\u202fc", b"a b c"),
        ("oﬃce ﬁn", b"office fin"),
        ("Ｊａｎｅ", b"Jane"),
        ("‘a’ “b” c–d−e", b"'a' \"b\" c-d-e"),
        ("Łukasz Øst Æsop Straße", b"Lukasz Ost Aesop Strasse"),
        ("end\u00ad\nof", b"end-\nof"),
        ("\ud800x", b" x"),
    ],
)
def test_what_looks_alike_folds_alike(typed: str, folded: bytes) -> None:
    assert fold(typed).base == folded


def test_arabic_letters_that_are_often_exchanged_are_one() -> None:
    assert fold("مُحَمَّد الأحمد").base == fold("محمد الاحمد").base
    assert fold("فاطمة").base == fold("فاطمه").base


def test_the_views_differ_in_what_they_keep() -> None:
    folded = fold("O’Brien-42")
    assert (folded.cased, folded.lower, folded.squeezed) == (b"O Brien   ", b"o brien   ", b"obrien42")


def test_words_of_a_name_are_its_letters() -> None:
    assert words_of("O’Brien-Søren 2nd") == (b"o", b"brien", b"soren", b"nd")


texts = st.text(
    st.one_of(
        st.characters(max_codepoint=127),
        st.sampled_from("éüßﬁ’“–\u00ad\u200b\u00a0\u0301王小明محمد😀Ｊ½\n\r\x1f"),
        st.characters(),
    ),
    max_size=60,
)


@given(texts)
def test_folding_knows_nfc_from_nfd_no_more(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)).lower == fold(unicodedata.normalize("NFD", text)).lower


@given(texts, texts, texts)
def test_origin_leads_back_to_the_word(before: str, word: str, after: str) -> None:
    text = f"{before} Thistlewood {after}"
    folded = fold(text)
    start = folded.base.index(b"Thistlewood")
    found = text[slice(*folded.origin(start, start + 11))]
    assert fold(found).base == b"Thistlewood"
    del word


@given(texts)
def test_origin_covers_the_whole_text_in_order(text: str) -> None:
    folded = fold(text)
    last = (0, 0)
    for start in range(len(folded.base)):
        here = folded.origin(start, start + 1)
        assert 0 <= here[0] < here[1] <= len(text)
        assert here >= last
        last = here


@given(texts)
def test_positions_say_where_the_squeezed_letters_stand(text: str) -> None:
    folded = fold(text * 20)
    places = folded.positions(0, len(folded.squeezed))
    assert bytes(folded.base[place] for place in places).lower() == folded.squeezed
    middle = len(folded.squeezed) // 2
    assert folded.positions(middle, len(folded.squeezed)) == places[middle:]


MATCHER = Matcher(forms_of(Protected((person("P1", "Jane Thistlewood"), person("P2", "Søren O’Connell-Ng")))))

_BETWEEN = st.sampled_from(
    [" ", "  ", "\u00a0", "\n", "\r\n", "\t", ", ", "\u2009", "-", "_", ".", "\n\n", " \u200b", "\x1f"]
)
_INSIDE = st.sampled_from(["", "", "\u00ad", "\u200b", "\u2060", "-\n", "-\r\n  ", "\u00ad\n", "-\n\x1f", "\u034f"])


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A full name under any combination of what typing, setting and encoding do to it."""
    given_name, family = draw(st.sampled_from([("Jane", "Thistlewood"), ("Søren", "O’Connell-Ng")]))
    if draw(st.booleans()) and given_name == "Jane":
        given_name = draw(st.sampled_from(["J.", "J", "Jane E.", "Janet"]))
    words = [given_name, family]
    words = [draw(st.sampled_from([str, str.upper, str.lower]))(word) for word in words]
    endings = ["'s", "’s", "s’", ",", ".", "³", ")"]
    if draw(st.booleans()):
        words = [_torn(draw, word) for word in words]
    elif draw(st.booleans()):
        gap = draw(st.sampled_from([" ", "\u2009", "\u00a0", "."]))
        words = [gap.join(word) for word in words]
        endings.remove("s’")  # nobody spaces the letters of a name and not those of its ending
    text = draw(_BETWEEN).join(words)
    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC"])), text)
    if draw(st.booleans()):
        text += draw(st.sampled_from(endings))
    return text


def _torn(draw: st.DrawFn, word: str) -> str:
    place = draw(st.integers(1, max(1, len(word) - 1)))
    return word[:place] + draw(_INSIDE) + word[place:]


@given(disguised(), st.sampled_from(["", "said ", "(", "“", "1. ", "\n\n"]), st.sampled_from(["", " said", "\n", " ("]))
def test_a_full_name_is_found_under_any_disguise(name: str, before: str, after: str) -> None:
    assert list(MATCHER.find([Text(before + name + after)]))


@given(texts)
def test_any_text_can_be_searched(text: str) -> None:
    assert isinstance(list(MATCHER.find([Text(text), Text(text, person_field=True), Text(text, seam=True)])), list)
