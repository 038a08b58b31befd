"""`check --fix` on ids that tell who spoke: other ids, wherever they stand, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.extract.formats import read_file
from tests.helpers.projects import MINIMAL

FILES = {
    "sources/participants.yaml": (
        "- id: P01\n  descriptor: a council officer\n"
        "  consent: {attribution_level: unattributed, approval_needed: yes, approved: [P01.1 00000000]}\n"
    ),
    "sources/notes/table.md": (
        "---\nevent: table\nrecorded_as: verbatim\n---\n"
        '::: {.note #P01.1 speaker="P01"}\nBudgets are tight.\n:::\n\n'
        '::: {.note #P01.12 speaker="P01"}\nP01.1 is no word of mine.\n:::\n'
    ),
    "themes/01-money.md": (
        "---\nid: money\ntitle: Money\nsummary: What was said of money.\n---\n"
        "::: {.finding #F1}\nMoney is short [@P01.1, p. 3; @P01.12], as [they say](#P01.1) and [@money].\n:::\n\n"
        '::: {.quote #Q1 of="P01.1"}\nBudgets are tight.\n:::\n\n'
        '::: {.recommendation #R-P01 to="All" by="2030-01" for="F1"}\nFind money [@P01.1].\n:::\n'
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in (MINIMAL | FILES).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_every_reference_follows(project: Path) -> None:
    cli.main(["check", "-q", "--fix", "--yes", str(project)])
    assert "telling-id" not in {one.rule for one in pipeline.check(DiskWorkspace(project)).diagnostics}
    theme = (project / "themes/01-money.md").read_text()
    assert "[@N1, p. 3; @N2], as [they say](#N1) and [@money]" in theme
    assert '::: {.quote #Q1 of="N1"}' in theme
    assert '::: {.recommendation #R1 to="All" by="2030-01" for="F1"}' in theme
    notes = (project / "sources/notes/table.md").read_text()
    assert '#N1 speaker="P01"' in notes
    assert '#N2 speaker="P01"' in notes
    people = (project / "sources/participants.yaml").read_text()
    assert people == FILES["sources/participants.yaml"].replace("P01.1 0", "N1 0")


PERSON = "- id: P01\n  public_name: Ann Other\n  descriptor: a clerk\n  consent: {attribution_level: on_record}\n"
EVENT = MINIMAL["sources/events.yaml"].replace("chatham_house_rule", "on_record")


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "markdown"])
def test_no_anchor_or_name_of_an_output_says_who_spoke(project: Path, form: str) -> None:
    (project / "sources/participants.yaml").write_text(PERSON)
    (project / "sources/events.yaml").write_text(EVENT)
    notes = project / "sources/notes/table.md"
    notes.write_text(notes.read_text().replace("P01.1 is no word", "That is no word"))
    assert pipeline.build(DiskWorkspace(project), [form], parallel=False).artifacts == {}
    cli.main(["check", "-q", "--fix", "--yes", str(project)])
    outcome = pipeline.build(DiskWorkspace(project), [form], parallel=False)
    assert outcome.artifacts
    for name, data in outcome.artifacts.items():
        assert b"P01" not in data
        assert not [piece for piece in read_file(name, data).pieces if "P01" in piece.text]
