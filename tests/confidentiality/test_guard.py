"""The guard of a run: what looks for names is made once, however many questions the run has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from report_kit import pipeline
from report_kit.names import matcher
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

PEOPLE = "people:\n  P1: Araminta Goldthorpe\n"
FILES = MINIMAL | {
    "sources/participants.yaml": "- id: P1\n  descriptor: an officer\n",
    "sources/private/people.yaml": PEOPLE,
    # A leak in the sources, and a message in whose line somebody is named.
    "themes/01-money.md": MINIMAL["themes/01-money.md"] + "\nSo said Araminta Goldthorpe [@N41].\n",
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """One entry for each set of automata that is made."""
    made: list[int] = []
    original = matcher.automata_of

    def counted(forms: Any) -> Any:
        made.append(1)
        return original(forms)

    monkeypatch.setattr(matcher, "automata_of", counted)
    return made


def test_a_check_makes_its_automata_once(made: list[int]) -> None:
    outcome = pipeline.check(MemoryWorkspace(FILES))
    assert {"protected-name", "dangling-reference"} <= {one.rule for one in outcome.diagnostics}
    assert "Goldthorpe" not in repr((outcome.diagnostics, outcome.lines))
    assert len(made) == 1


def test_a_build_makes_its_automata_once(made: list[int]) -> None:
    outcome = pipeline.build(MemoryWorkspace(FILES), ["html"], parallel=False)
    assert outcome.failed
    assert len(made) == 1


def test_a_question_about_the_report_makes_its_automata_once(made: list[int]) -> None:
    broken = FILES["themes/01-money.md"] + "\n::: {.finding #F2}\nAraminta Goldthorpe [@N1]\n"
    outcome = pipeline.link(MemoryWorkspace({**FILES, "themes/01-money.md": broken}))
    assert outcome.diagnostics
    assert outcome.conceal("Araminta Goldthorpe") != "Araminta Goldthorpe"
    assert outcome.conceal("North Institute") == "North Institute"
    assert len(made) == 1


def test_a_scan_of_other_files_makes_its_automata_once(made: list[int]) -> None:
    faulty = {**FILES, "sources/organisations.yaml": "- id: north\n  nmae: x\n"}
    found = pipeline.scan(MemoryWorkspace(faulty), {"a.txt": b"araminta goldthorpe"})
    assert found is not None
    assert found.hits
    assert len(made) == 1
