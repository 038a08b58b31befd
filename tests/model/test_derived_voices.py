"""What the derived parts count of voices lets nobody work out who said what."""

from __future__ import annotations

import pytest

from report_kit.model import blocks as b
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged

ORGANISATIONS = """\
- {id: north, name: North Institute, list_consent: yes}
- {id: camden, name: Camden, list_consent: yes}
- {id: leeds, name: Leeds, list_consent: yes}
"""
BODIES = ("camden", "leeds", "camden", "leeds", "north")


def report(levels: str, notes: dict[str, str], finding: str, people: str = "") -> Report:
    """A report on record: a participant for each letter of `levels` ('n'amed, 'u'nattributed), `notes` by speaker."""
    kinds = {"n": "on_record", "u": "unattributed"}
    people = people or "".join(
        f"- {{id: P{number}, organisation: {body}, consent: {{attribution_level: {kinds[level]}}}}}\n"
        for number, (level, body) in enumerate(zip(levels, BODIES, strict=False), start=1)
    )
    said = "".join(f'::: {{.note #{note} speaker="{who}"}}\nBudgets are tight.\n:::\n\n' for note, who in notes.items())
    return merged(
        {
            "report.yaml": MINIMAL["report.yaml"] + "parts: {coverage: yes, methodology: yes}\n",
            "sources/organisations.yaml": ORGANISATIONS,
            "sources/events.yaml": "- {id: table, title: T, date: 2017-10-16, attribution_rule: on_record}\n",
            "sources/participants.yaml": people,
            "sources/notes/table.md": f"---\nevent: table\nrecorded_as: paraphrase\n---\n{said}",
            "themes/01-money.md": MINIMAL["themes/01-money.md"].replace("Money is short [@N1].", finding),
        }
    )


def rows(report: Report, kind: str, label: str) -> list[dict[str, str]]:
    """The rows of a derived table, by the words of its head."""
    (part,) = (part for part in report.parts if part.kind == kind)
    (table,) = (block for block in part.blocks if isinstance(block, b.Table) and block.label == label)
    lines = [[blocks_text(cell.blocks) for cell in row] for row in (*table.head, *table.rows)]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def voices(report: Report) -> tuple[str, str]:
    """What is told of participants and organisations behind the only finding."""
    (row,) = rows(report, "coverage", "Voices behind each finding")
    return row["Participants"], row["Organisations"]


def untold(report: Report) -> bool:
    (part,) = (part for part in report.parts if part.kind == "coverage")
    return "who said what" in blocks_text(part.blocks)


@pytest.mark.parametrize("other", ["P1", "P2"])
def test_beside_a_note_that_is_ascribed_nobody_learns_whose_the_other_is(other: str) -> None:
    people = """\
- {id: P1, organisation: camden, consent: {attribution_level: on_record}}
- {id: P2, organisation: leeds, consent: {attribution_level: on_record}}
"""
    quoted = '\n:::\n\n::: {.quote of="N2" attribution="unattributed"}\n'
    made = report("", {"N1": "P1", "N2": other}, "Money is short [@N1; @N2]." + quoted, people)
    assert voices(made) == ("not told", "not told")
    assert untold(made)


def test_a_note_against_the_finding_counts_too() -> None:
    finding = 'Money may be short [@N1] [@N2]{relation="contradicts"}.'
    assert voices(report("nu", {"N1": "P1", "N2": "P2"}, finding)) == ("not told", "not told")


def test_where_every_note_is_ascribed_voices_are_counted() -> None:
    made = report("nnn", {"N1": "P1", "N2": "P2", "N3": "P3"}, "Money is short [@N1; @N2; @N3].")
    assert voices(made) == ("3", "2")
    assert not untold(made)


def test_where_none_is_ascribed_voices_are_counted_from_three_on() -> None:
    notes = {"N1": "P1", "N2": "P2", "N3": "P3", "N4": "P3"}
    assert voices(report("uuu", notes, "Money is short [@N1; @N2; @N3].")) == ("3", "fewer than 3")
    assert voices(report("uuu", notes, "Money is short [@N3; @N4].")) == ("fewer than 3", "fewer than 3")


def test_a_note_whose_use_is_not_approved_yet_stands_under_no_organisation() -> None:
    people = """\
- {id: P1, organisation: camden, consent: {attribution_level: on_record}}
- {id: P2, organisation: leeds, consent: {attribution_level: on_record, approval_needed: yes}}
"""
    made = report("", {"N1": "P1", "N2": "P2"}, "Money is short [@N1; @N2].", people)
    label = "Notes for each finding by organisation, where they may be ascribed"
    assert rows(made, "coverage", label) == [{"Finding": "Finding 1", "Camden": "1", "Voices not ascribed": "1"}]
    assert voices(made) == ("not told", "not told")


def test_notes_are_counted_by_organisation_by_way_of_a_quote_too() -> None:
    finding = 'Money is short [@Q1].\n:::\n\n::: {.quote #Q1 of="N1"}'
    made = report("n", {"N1": "P1"}, finding)
    label = "Notes for each finding by organisation, where they may be ascribed"
    assert rows(made, "coverage", label) == [{"Finding": "Finding 1", "Camden": "1", "Voices not ascribed": "0"}]


def sample(people: str) -> str:
    """What the methodology says of who took part."""
    found = rows(
        report("", {"N1": "P1"}, "Money is short [@N1].", people), "methodology", "Items of the COREQ checklist"
    )
    return next(row["In this report"] for row in found if row["Item"] == "16")


def person(number: int, role: str, consent: str = "{attribution_level: unattributed}") -> str:
    return f"- {{id: P{number}, organisation: {BODIES[number - 1]}, role_type: {role}, consent: {consent}}}\n"


def test_only_roles_that_three_people_share_are_told() -> None:
    officers = "".join(person(number, "officer") for number in (1, 2, 3))
    assert sample(officers) == "officer"
    assert sample(officers + person(4, "suffragan bishop")) == "officer and others"


def test_the_role_of_somebody_who_withdrew_counts_for_none() -> None:
    gone = person(3, "officer", "{attribution_level: unattributed, withdrawn: yes}")
    assert sample(person(1, "officer") + person(2, "officer") + gone) == "fewer than 3 organisations represented"
    # Somebody who was never asked.
    unasked = person(5, "officer").replace(", consent: {attribution_level: unattributed}", "")
    assert sample(person(1, "officer") + person(2, "officer") + unasked) == "3 organisations represented"
