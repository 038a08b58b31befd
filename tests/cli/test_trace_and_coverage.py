"""`report-kit trace` and `coverage`, on the made-up report that has one of everything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from report_kit import cli
from tests.helpers.fictional import PEOPLE, PROJECT
from tests.helpers.projects import MINIMAL


def told(capsys: pytest.CaptureFixture[str], *words: str, project: Path = PROJECT) -> str:
    """What a command prints that succeeds."""
    code = cli.main([*words, str(project)])
    said = capsys.readouterr()
    assert code == 0, said.err
    return said.out


def data(capsys: pytest.CaptureFixture[str], *words: str, project: Path = PROJECT) -> dict[str, Any]:
    """The same as JSON."""
    found: dict[str, Any] = json.loads(told(capsys, *words, "--format", "json", project=project))
    assert found["version"] == (2 if "coverage" in words else 1)
    return found


def steps(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every step, outer before inner."""
    for step in found:
        yield step
        yield from steps(step.get("steps", []))


def links(found: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    """How the steps on the first level are linked: relation, kind, id."""
    return {(step["relation"], step["kind"], step["id"]) for step in found}


KINDS = {
    "H1": "note",
    "Q1": "quote",
    "F1": "finding",
    "R1": "recommendation",
    "CS1": "case_study",
    "last-boat": "theme",
    "demand": "code",
    "P01": "participant",
    "harbour-table": "event",
    "tidewater": "organisation",
    "vesper2020night": "reference",
    "tbl-boats": "table",
}


@pytest.mark.parametrize(("identifier", "kind"), KINDS.items())
def test_every_kind_of_id_is_traced_to_its_place(
    identifier: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = data(capsys, "trace", identifier)
    assert (found["id"], found["kind"]) == (identifier, kind)
    for step in (found, *steps(found["comes_from"]), *steps(found["used_in"])):
        line = Path(step["file"]).read_text(encoding="utf-8").splitlines()[step["line"] - 1]
        assert step["column"] <= len(line) + 1
    assert found["comes_from"] or found["used_in"]
    text = told(capsys, "trace", identifier)
    assert text.startswith(f"{kind.replace('_', ' ')} {identifier}")
    assert f"{found['file']}:{found['line']}:{found['column']}" in text


def test_a_finding_leads_to_notes_and_events_and_on_to_recommendations(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = data(capsys, "trace", "F1")
    assert {("supports", "note", "H1"), ("contradicts", "note", "H5"), ("qualifies", "note", "V13")} <= links(
        found["comes_from"]
    )
    note = next(step for step in found["comes_from"] if step["id"] == "H1")
    assert links(note["steps"]) == {("said by a council officer at", "event", "harbour-table")}
    assert ("answered by", "recommendation", "R1") in links(found["used_in"])
    assert ("stands in", "theme", "last-boat") in links(found["used_in"])


def test_a_note_leads_to_its_quotes_codes_and_findings(capsys: pytest.CaptureFixture[str]) -> None:
    used = links(data(capsys, "trace", "H2")["used_in"])
    assert {("supports", "finding", "F1"), ("quoted as", "quote", "Q1"), ("coded as", "code", "demand")} <= used


def test_a_code_comes_from_notes_and_is_interpreted_in_a_theme(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "trace", "demand")
    assert Path(found["file"]).samefile(PROJECT / "sources/codes.yaml")
    assert ("marks", "note", "H1") in links(found["comes_from"])
    assert ("interpreted in", "theme", "last-boat") in links(found["used_in"])


def test_people_appear_by_id_alone(capsys: pytest.CaptureFixture[str]) -> None:
    private = PEOPLE.read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in private.splitlines() if line.strip().startswith("name:")]
    assert len(names) > 20
    for words in (["trace", "P01"], ["trace", "harbour-table"], ["coverage"]):
        text = told(capsys, *words) + told(capsys, *words, "--format", "json")
        assert not [name for name in names if name in text]


def test_an_unknown_id_is_wrong_usage_and_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["trace", "h11", str(PROJECT)]) == 2
    assert "nothing in this report is called 'h11': did you mean H11?" in capsys.readouterr().err
    assert cli.main(["trace", "!", str(PROJECT)]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    """A report whose findings, case studies and codes go round in circles."""
    files = MINIMAL | {
        "sources/codes.yaml": "- id: a\n  parent: b\n- id: b\n  parent: a\n",
        "themes/01-money.md": (
            "---\nid: money\ntitle: Money\nsummary: What was said.\ncodes: [a]\n---\n"
            "::: {.finding #F1}\nOne [@F2; @CS1].\n:::\n\n::: {.finding #F2}\nTwo [@F1; @CS1].\n:::\n\n"
            '::: {.case-study #CS1 organisation="north" provenance="public_source"}\nIt shows [@CS1; @F1].\n:::\n'
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("identifier", ["F1", "CS1", "a", "money", "table", "N1"])
def test_circles_end(identifier: str, circle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "trace", identifier, project=circle)
    assert len(list(steps([*found["comes_from"], *found["used_in"]]))) < 40


def test_a_report_that_cannot_be_read_has_errors_and_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["trace", "F1"], ["coverage"]):
        assert cli.main([*words, str(tmp_path)]) == 1
        assert "no-report" in capsys.readouterr().err


def test_coverage_counts_notes_and_voices(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "coverage")
    assert len(found["themes"]) == 4
    assert len(found["findings"]) == 12
    assert len(found["findings"]["F1"]["notes"]) == 16
    assert sorted(found["against"]["F1"]["notes"]) == ["H5", "H6", "V13"]
    assert found["silent_participants"] == 3
    assert found["one_voice_themes"] == found["unused_notes"] == []
    assert (found["findings"]["F2"]["voices"], found["findings"]["F2"]["voices_in_words"]) == (6, "6")
    assert (found["findings"]["F1"]["voices"], found["findings"]["F1"]["voices_in_words"]) == (None, "not told")


def test_coverage_as_text_has_a_row_for_each_theme_and_finding(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [line.split() for line in told(capsys, "coverage").splitlines()]
    assert ["last-boat", "5", "10", "9", "24", "not", "told"] in rows
    assert ["F2", "6", "6", "5", "0"] in rows
    assert ["F1", "16", "not", "told", "not", "told", "3"] in rows


def test_coverage_names_orphans_and_themes_carried_by_one_voice(
    circle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (circle / "sources/codes.yaml").unlink()
    (circle / "sources/participants.yaml").write_text(
        "- id: P1\n  consent: {attribution_level: on_record}\n- id: P2\n  consent: {attribution_level: on_record}\n",
        encoding="utf-8",
    )
    (circle / "sources/events.yaml").write_text(
        "- id: table\n  title: The table\n  date: 2017-10-16\n  attribution_rule: on_record\n", encoding="utf-8"
    )
    (circle / "sources/notes/table.md").write_text(
        "---\nevent: table\nrecorded_as: paraphrase\n---\n"
        '::: {.note #N1 speaker="P1"}\nOne.\n:::\n\n::: {.note #N2 speaker="P1"}\nTwo.\n:::\n\n'
        '::: {.note #N3 speaker="P2"}\nThree.\n:::\n',
        encoding="utf-8",
    )
    (circle / "themes/01-money.md").write_text(
        "---\nid: money\ntitle: Money\nsummary: What was said.\n---\n"
        "::: {.finding #F1}\nOne [@N1; @N2].\n:::\n\n::: {.finding #F2}\nTwo.\n:::\n",
        encoding="utf-8",
    )
    text = told(capsys, "coverage", project=circle)
    for line in (
        "Notes that nothing cites: N3",
        "Participants whose words nothing cites: 1",
        "Themes carried by one voice: money",
        "Findings carried by one voice: F1",
        "Findings that no note supports: F2",
    ):
        assert line in text.splitlines()


def test_an_excuse_in_place_silences_one_finding_and_no_other(circle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (circle / "sources/codes.yaml").unlink()
    finding = "::: {.finding #%s}\nIt is so.\n:::\n"
    excused = "<!-- excuse: finding-without-evidence: the table was of one mind -->\n" + finding % "F1"
    (circle / "themes/01-money.md").write_text(
        f"---\nid: money\ntitle: Money\nsummary: What was said [@N1].\n---\nSaid [@N1].\n\n{excused}\n{finding % 'F2'}",
        encoding="utf-8",
    )
    assert cli.main(["check", str(circle), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [one["message"] for one in found if one["rule"] == "finding-without-evidence"] == [
        'finding "F2" cites no evidence'
    ]


def test_taking_consent_away_adds_nobody_to_those_whose_words_nothing_cites(
    circle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [f"- id: P{n}\n  consent: {{attribution_level: on_record}}\n" for n in range(1, 5)]
    notes = [f'::: {{.note #N{n} speaker="P{n}"}}\nRemark {n}.\n:::\n' for n in range(1, 5)]
    (circle / "sources/notes/table.md").write_text(
        "---\nevent: table\nrecorded_as: paraphrase\n---\n" + "\n".join(notes), encoding="utf-8"
    )
    (circle / "themes/01-money.md").write_text(
        "---\nid: money\ntitle: Money\nsummary: What was said.\n---\n::: {.finding #F1}\nOne [@N1; @N2; @N3].\n:::\n",
        encoding="utf-8",
    )
    for consents in ("".join(people), "".join(people[1:]) + "- id: P1\n"):
        (circle / "sources/participants.yaml").write_text(consents, encoding="utf-8")
        assert data(capsys, "coverage", project=circle)["silent_participants"] == 1


def test_places_are_told_as_one_would_open_them(
    circle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(circle.parent)
    assert f"  {circle.name}/sources/notes/table.md:" in told(capsys, "trace", "N1", project=Path(circle.name))
    monkeypatch.chdir(circle)
    assert "  sources/notes/table.md:" in told(capsys, "trace", "N1", project=Path())
