"""What may be told of notes, speakers and counts is decided in one place, and what nobody decided is not told."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from report_kit import html
from report_kit.evidence.coverage import Voices
from report_kit.model import disclosure
from report_kit.model.disclosure import Count, counted
from report_kit.model.entities import Consent, Organisation, Participant
from report_kit.model.report import Attribution, Told
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged
from tests.helpers.report_factory import note
from tests.helpers.wording import ENGLISH

NOTE = note("N1", "Budgets are tight.", recorded_as="verbatim")
OPEN = Attribution(level="on_record")


@pytest.mark.parametrize("attribution", [None, Attribution(level="off_record", shown=False)])
def test_of_a_note_that_may_not_be_shown_nothing_is_told(attribution: Attribution | None) -> None:
    assert disclosure.told_of(NOTE, attribution) == Told()


def test_of_others_it_is_told_how_and_where_they_were_recorded() -> None:
    assert disclosure.told_of(NOTE, OPEN) == Told(recorded_as="verbatim", event=NOTE.event)


@pytest.mark.parametrize("medium", ["screen", "print", "word"])
def test_a_page_has_no_facts_of_a_note_of_which_nothing_may_be_told(medium: html.Medium) -> None:
    """Card and annex ask the model alone; where it says nothing of a note at all, there is no page."""
    files = {
        "report.yaml": MINIMAL["report.yaml"] + "parts: {notes: yes}\n",
        "sources/notes/table.md": MINIMAL["sources/notes/table.md"].replace("paraphrase", "verbatim"),
    }
    report = merged(MINIMAL | files)
    assert "Recorded word for word" in html.render(report, medium)
    untold = html.render(replace(report, told={"N1": Told()}), medium)
    assert "Recorded word for word" not in untold
    assert "The table, 16" not in untold
    with pytest.raises((LookupError, UndefinedError)):
        html.render(replace(report, told={}), medium)


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [("off_record", False), ("paraphrase_only", True), ("unattributed", True)],
)
def test_whole_asks_for_every_note_in_its_own_words(recorded: str, shown: bool) -> None:
    kept = Attribution(level=recorded, shown=shown, in_words=recorded == "unattributed")  # type: ignore[arg-type]
    assert disclosure.whole([OPEN]) is True
    assert disclosure.whole([OPEN, kept]) is (recorded == "unattributed")


@pytest.mark.parametrize(
    ("level", "refusal", "ways"),
    [
        ("on_record", None, {True}),
        ("role_and_organisation", None, {True}),
        ("named_after_approval", "approval_pending", {True, False}),
        ("organisation_type", None, {False}),
        ("off_record", "off_record", {False}),
    ],
)
def test_a_note_is_ascribed_where_the_organisation_may_be_named(level: str, refusal: str, ways: set[bool]) -> None:
    assert disclosure.ascribed_ways(Attribution(level=level, refusal=refusal)) == ways  # type: ignore[arg-type]


def voices(notes: int = 4, unknown: int = 0) -> Voices:
    return Voices(participants=(), organisations=(), notes=("N",) * notes, unknown_speakers=unknown)


@pytest.mark.parametrize(
    ("number", "ways", "fewest", "told"),
    [
        (2, {True}, 3, "2"),
        (2, {False}, 3, "fewer than 3"),
        (3, {False}, 3, "3"),
        (4, {False}, 5, "fewer than 5"),
        (5, {False}, 5, "5"),
        (9, {True, False}, 3, "not told"),
    ],
)
def test_a_count_is_told_where_it_shows_nobody(number: int, ways: set[bool], fewest: int, told: str) -> None:
    assert disclosure.count_of(voices(), number, frozenset(ways), fewest).words(ENGLISH) == told


def test_a_count_of_unknown_speakers_is_unknown_and_of_no_notes_nothing() -> None:
    assert disclosure.count_of(voices(unknown=1), 9, frozenset({True}), 3).words(ENGLISH) == "unknown"
    assert disclosure.count_of(voices(notes=0), 0, frozenset(), 3).words(ENGLISH) == "0"


def test_of_speakers_only_those_are_named_whose_notes_are_ascribed() -> None:
    notes = {name: replace(note(name, "Words."), speakers=(who,)) for name, who in [("N1", "P1"), ("N2", "P2")]}
    attributions = {"N1": OPEN, "N2": Attribution(level="unattributed")}
    people = {p: Participant(id=p, organisation=o) for p, o in [("P1", "camden"), ("P2", "leeds")]}
    assert disclosure.ascribed_people(["N1", "N2"], notes, attributions, people) == (["P1"], ["camden"])


@pytest.mark.parametrize(
    ("name", "consent", "listed"),
    [
        ("Ann", {"list_name": True}, True),
        ("", {"list_name": True}, False),
        ("Ann", {"list_name": False}, False),
        ("Ann", {"list_name": True, "withdrawn": True}, False),
        ("Ann", None, False),
    ],
)
def test_who_is_listed_agreed_to_it(name: str, consent: dict[str, bool] | None, listed: bool) -> None:
    agreed = Consent(attribution_level="on_record", **consent) if consent is not None else None
    assert disclosure.may_be_listed(Participant(id="P1", public_name=name, consent=agreed)) is listed


@pytest.mark.parametrize(
    ("person", "body", "told"), [(True, "yes", "Camden"), (False, "yes", ""), (True, "no", ""), (True, "", "")]
)
def test_a_body_stands_beside_a_name_where_both_agreed(person: bool, body: str, told: str) -> None:
    somebody = Participant(
        id="P1", organisation="camden", consent=Consent(attribution_level="on_record", list_org=person)
    )
    camden = Organisation(id="camden", name="Camden", list_consent=body or "unknown")  # type: ignore[arg-type]
    assert disclosure.listed_body(somebody, {"camden": camden}) == told
    assert disclosure.listed_body(somebody, {}) == ""


def test_kinds_and_roles_of_too_few_people_are_put_together() -> None:
    assert disclosure.large_enough({"council": 5, "charity": 3, "diocese": 2}, 3) == ({"council": 5, "charity": 3}, 2)
    people = [
        Participant(id=f"P{n}", role_type=role, consent=Consent(attribution_level="on_record", withdrawn=gone))
        for n, (role, gone) in enumerate([("officer", False)] * 3 + [("bishop", False)] + [("mayor", True)] * 3)
    ]
    assert disclosure.shared_roles(people, 3) == (["officer"], True)
    assert disclosure.shared_roles(people[:3], 3) == (["officer"], False)
    assert disclosure.shared_roles(people, 4) == ([], True)


def test_who_is_silent_is_a_number() -> None:
    recorded = {
        name: replace(note(name, "Words."), speakers=who) for name, who in [("N1", ("P1", "P9")), ("N2", ("P2",))]
    }
    assert disclosure.silent({"N1", "N7"}, recorded, {"P1", "P2", "P3"}) == 2


@pytest.mark.parametrize(("setting", "told"), [("", "3"), ("thresholds: {descriptor_people: 4}\n", "fewer than 4")])
def test_tables_use_the_number_that_the_report_sets(setting: str, told: str) -> None:
    people = "".join(
        f"- {{id: P{n}, organisation: body{n}, consent: {{attribution_level: unattributed}}}}\n" for n in range(1, 4)
    )
    bodies = "".join(f"- {{id: body{n}, name: Body {n}, type: council}}\n" for n in range(1, 4))
    said = "".join(f'::: {{.note #N{n} speaker="P{n}"}}\nBudgets are tight.\n:::\n\n' for n in range(1, 4))
    report = merged(
        MINIMAL
        | {
            "report.yaml": MINIMAL["report.yaml"]
            + "parts: {coverage: yes, methodology: yes, participants: yes}\n"
            + setting,
            "sources/organisations.yaml": MINIMAL["sources/organisations.yaml"] + bodies,
            "sources/participants.yaml": people,
            "sources/notes/table.md": f"---\nevent: table\nrecorded_as: paraphrase\n---\n{said}",
            "themes/01-money.md": MINIMAL["themes/01-money.md"].replace("@N1", "@N1; @N2; @N3"),
        }
    )
    page = html.render(report, "print")
    kinds = "Council" if told == "3" else "Other"
    assert f"<p>{told}</p>" in page.replace("\n", "") or f">{told}<" in page
    assert f"{told} organisations represented" in page
    assert f">{kinds}<" in page


# Counts over overlapping notes --------------------------------------------------------------------------------------


def voices_of(people: Mapping[str, str], *notes: str) -> Voices:
    speakers = tuple(dict.fromkeys(people[note] for note in notes))
    return Voices(participants=speakers, organisations=(), notes=notes)


def unnamed(*notes: str) -> dict[str, Attribution]:
    return dict.fromkeys(notes, Attribution(level="unattributed"))


PEOPLE = {"N1": "a", "N2": "b", "N3": "c", "N4": "a", "N5": "d", "N6": "e", "N7": "f"}


def test_two_counts_that_differ_by_one_note_are_not_both_told() -> None:
    rows = {"F1": voices_of(PEOPLE, "N1", "N2", "N3"), "F2": voices_of(PEOPLE, "N1", "N2", "N3", "N4")}
    told = counted(rows, unnamed(*PEOPLE), 3)
    assert told["F1"].people == Count("exact", 3)
    assert told["F2"].people == told["F2"].bodies == Count("not-told")


@pytest.mark.parametrize("other", [("N5", "N6", "N7"), ("N1", "N2", "N3"), ("N1", "N2", "N3", "N5", "N6", "N7")])
def test_counts_that_differ_by_no_few_notes_are_both_told(other: tuple[str, ...]) -> None:
    rows = {"F1": voices_of(PEOPLE, "N1", "N2", "N3"), "F2": voices_of(PEOPLE, *other)}
    told = counted(rows, unnamed(*PEOPLE), 3)
    assert [told[name].people.kind for name in rows] == ["exact", "exact"]


@given(st.lists(st.sets(st.sampled_from(sorted(PEOPLE)), min_size=2).map(sorted), max_size=6), st.integers(2, 4))
def test_no_two_told_counts_say_anything_of_fewer_notes_than_may_be_told_of(sets: list[list[str]], fewest: int) -> None:
    rows = {f"F{number}": voices_of(PEOPLE, *notes) for number, notes in enumerate(sets)}
    found = counted(rows, unnamed(*PEOPLE), fewest)
    told = [set(rows[name].notes) for name, count in found.items() if count.people.kind != "not-told"]
    for one, other in itertools.permutations(told, 2):
        assert one == other or not one & other or len(one - other) >= fewest or not one - other
