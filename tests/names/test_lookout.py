"""Lookout: finds what a matcher of everybody's forms would find, and makes forms of those alone who may be named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.names import lookout
from report_kit.names.context import Context
from report_kit.names.forms import Form
from report_kit.names.judgements import BY_OWNER, JUDGEMENTS
from report_kit.names.lookout import Lookout, cores_of
from report_kit.names.matcher import Matcher, Text
from report_kit.names.normalise import fold
from report_kit.names.protected import Protected, ProtectedPerson
from report_kit.names.variants import forms_of
from tests.helpers.leaks import PROTECTED, person
from tests.helpers.public_prose import DECLARED, paragraphs
from tests.helpers.trials import trial

NAMES = [
    "Jane Smith", "Dr Jane Elizabeth Smith-Jones OBE", "Jan van der Berg", "María de la Fuente Ibáñez", "Søren Møller",
    "Helena Bonham Carter", "O", "Bo Li", "J. R. Ng", "Anne-Marie O’Brien", "Ewan McDonald", "Smith, Jane", "王小明",
    "山田太郎", "欧阳修", "김민준", "محمد الأحمد", "Анна Петрова", "Ngozi Okonjo-Iweala", "Mark May", "Jürgen Weiß",
    "Ana de", "Li van Li", "Mac Donald", "Joost ten Have van Dam", "Cher",
]  # fmt: skip
WORDS = sorted({word for name in NAMES for word in name.replace(",", "").split()})
CONTACTS = ["jane.smith@example.org", "info@example.org", "jd@x.org", "@", "a@", "press", "@janes", "x.org/in/mark-may"]


@st.composite
def people(draw: st.DrawFn) -> ProtectedPerson:
    some = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    full = st.sampled_from(NAMES) | some
    contacts = st.lists(st.sampled_from(CONTACTS), max_size=2)
    return person(
        "P1",
        draw(full),
        name_variants=draw(st.lists(full, max_size=2)),
        emails=draw(contacts),
        handles=draw(contacts),
        phones=draw(st.lists(st.sampled_from(["020 7946 0123", "+44 (0)20 7946 0123", "12"]), max_size=1)),
    )


@trial(share=150, full=10_000)
@given(people())
def test_each_form_has_one_of_the_cores(one: ProtectedPerson) -> None:
    cores = cores_of(one)
    assert not [form for form in forms_of(Protected((one,))) if not any(core in form.squeezed for core in cores)]


@pytest.fixture
def sieved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "FEW", 0)


@pytest.mark.usefixtures("sieved")
def test_it_finds_what_a_matcher_of_everybody_would_find() -> None:
    declared = tuple(person(f"Q{number}", name) for number, name in enumerate((*DECLARED, *NAMES)))
    everybody = Protected((*PROTECTED.people, *declared), PROTECTED.organisations)
    texts = [Text(f"{text} So said {NAMES[number % len(NAMES)]}.") for number, text in enumerate(paragraphs(6_000))]
    texts += [Text("brown; may", person_field=True), Text("Thistle-\nwood and T h i s t l e w o o d"), Text("jsmith3")]
    public = ["Thorn Smith Trust", "Mark Brown Foundation"]
    matcher, looking = Matcher(forms_of(everybody), public), Lookout(everybody, public)
    for part in (texts[:1], texts[1:5], texts):
        assert list(looking.find(part)) == list(matcher.find(part))
    assert list(looking.find(texts, owners={"P02"})) == list(matcher.find(texts, owners={"P02"}))


@pytest.mark.usefixtures("sieved")
def test_forms_are_made_of_those_who_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def watching(protected: Protected) -> Any:
        asked.append(len(protected.people))
        return forms_of(protected)

    monkeypatch.setattr(lookout, "forms_of", watching)
    surnames = ["Goldthorpe", "Drumgoole", "Umberley", "Featherby", "Quillfeather", "Thistlewood", "Fernsby", "Zubrow"]
    surnames += ["Okonjo", "Whittlesea"]
    looking = Lookout(Protected(tuple(person(f"P{n}", f"Xanthe {name}") for n, name in enumerate(surnames))))
    assert not list(looking.find([Text("Nobody said so.")]))
    for name in surnames:
        assert len(list(looking.find([Text(f"{name} said so.")]))) == 1
    assert asked == [0, 1, 2, 3, 4, 5, 6, 10], "after some turns, all at once"


def test_what_does_not_look_at_the_owner_needs_none() -> None:
    class Nobody:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"looks at {name} of the owner")

    sees: dict[Callable[[Form, Context], bool], None] = dict.fromkeys(one.sees for one in JUDGEMENTS)
    everybody = Protected(tuple(person(f"P{number}", name) for number, name in enumerate(DECLARED)))
    forms = {form.words[0]: form for form in forms_of(everybody) if len(form.words) == 1}
    for text in paragraphs(4_000):
        folded = fold(text)
        for word, form in forms.items():
            start = folded.lower.find(b" %b " % word) + 1
            if start:
                anybodys = replace(form, owner=Nobody())  # type: ignore[arg-type]
                context = Context(folded.base, start, start + len(word))
                for judgement in sees.keys() - BY_OWNER:
                    judgement(anybodys, context)
