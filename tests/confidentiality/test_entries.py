"""What people type into people.yaml beside a name, and what yields nothing to look for."""

from __future__ import annotations

import pytest

from report_kit.confidentiality import parse_protected
from report_kit.diagnostics import Sink
from report_kit.names.matcher import Matcher, Text
from report_kit.names.protected import Protected
from report_kit.names.variants import forms_of


def entered(text: str) -> tuple[Protected, list[str]]:
    sink = Sink()
    return parse_protected(f"people:\n  P1: {text}\n".encode(), sink), [one.message for one in sink]


@pytest.mark.parametrize(
    "name",
    [
        "Araminta Goldthorpe FRSA", "Araminta Goldthorpe, FRSA", "Araminta Goldthorpe MRTPI CEng",
        "Araminta Goldthorpe DL", "Araminta Goldthorpe OBE RIBA", "Araminta Goldthorpe Jr.", "Araminta Goldthorpe PhD",
        "Araminta Goldthorpe (she/her)", "Araminta Goldthorpe, she/her", "Araminta Goldthorpe (née Fernsby)",
        "Araminta Goldthorpe née Fernsby", "Araminta Goldthorpe (Minty)", "Goldthorpe, Araminta",
        "The Rt Hon the Baroness Goldthorpe of Exampleshire", "Araminta Goldthorpe-",
    ],
)  # fmt: skip
def test_what_people_write_beside_a_name_does_not_hide_it(name: str) -> None:
    protected, faults = entered(f'"{name}"')
    assert faults == []
    assert list(Matcher(forms_of(protected)).find([Text("goldthorpe")]))
    assert not list(Matcher(forms_of(protected)).find([Text("her exampleshire frsa obe riba")]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Araminta Goldthorpe (née Fernsby)", "fernsby"),
        ("Araminta Goldthorpe née Fernsby", "Araminta Fernsby"),
        ("Araminta Goldthorpe (Minty)", "minty goldthorpe"),
        ("王小明 (Wang Xiaoming)", "Wang Xiaoming"),
    ],
)
def test_birth_names_and_nicknames_are_looked_for(name: str, text: str) -> None:
    protected, faults = entered(f'"{name}"')
    assert faults == []
    assert list(Matcher(forms_of(protected)).find([Text(text)]))


@pytest.mark.parametrize(
    "name",
    [
        "Araminta Goldthorpe - Exampleshire Council", "Araminta Goldthorpe & Tabitha Fernsby",
        "Araminta Goldthorpe, Exampleshire Council", "Araminta Goldthorpe (Exampleshire Council)",
    ],
)  # fmt: skip
def test_what_is_no_name_is_pointed_out_and_the_name_found_all_the_same(name: str) -> None:
    protected, faults = entered(f'"{name}"')
    assert faults == ["P1 has more in a name than a name"]
    assert list(Matcher(forms_of(protected)).find([Text("goldthorpe")]))


@pytest.mark.parametrize("entry", ["null", "~", "-x-: y", '"-"', '"???"', "{phone: 960120, name: A Bo}"])
def test_what_yields_nothing_to_look_for_is_a_fault(entry: str) -> None:
    assert entered(entry)[1]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('{name: Ann Thistlewood, phone: "960120"}', "P1: this phone number yields nothing to look for"),
        ('{name: Ann Thistlewood, handle: "@"}', "P1: this handle yields nothing to look for"),
        ('{name: Ann Thistlewood, name_variants: ["?"]}', "P1: this other name yields nothing to look for"),
    ],
)
def test_every_value_must_yield_something(entry: str, fault: str) -> None:
    assert entered(entry)[1] == [fault]


@pytest.mark.parametrize("name", ["Ada Obe", "Lin Meng", "JANE MENG", "Yo-Yo Ma"])
def test_a_surname_is_not_taken_for_letters_after_it(name: str) -> None:
    protected, _ = entered(name)
    assert [match.kind for match in Matcher(forms_of(protected)).find([Text(f"Then {name.title()} left")])]
