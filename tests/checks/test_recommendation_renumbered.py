"""A recommendation that was published keeps its number."""

from __future__ import annotations

import subprocess
from pathlib import Path

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.diagnostics import Diagnostic
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

HEAD = "---\nid: {0}\ntitle: About {0}\nsummary: What was said of it.\norder: {1}\n---\n"
FINDING = "::: {{.finding #F{0}}}\nMoney is short [@N1].\n:::\n\n"
RECOMMENDATION = '::: {{.recommendation #{0} to="councils" by="2018" for="F1"}}\nSave {0}.\n:::\n\n'


def theme(name: str, order: int, finding: int, *recommendations: str) -> str:
    text = HEAD.format(name, order) + FINDING.format(finding)
    return text + "".join(RECOMMENDATION.format(r) for r in recommendations)


PUBLISHED = {
    "themes/01-money.md": theme("money", 2, 1, "R2", "R3"),
    "themes/02-people.md": theme("people", 1, 2, "R1"),
}


def check(now: dict[str, str]) -> list[Diagnostic]:
    workspace = MemoryWorkspace({**MINIMAL, **now})
    workspace.tools.release = ("v1.0", {**MINIMAL, **PUBLISHED})
    return [d for d in pipeline.check(workspace).diagnostics if d.rule == "recommendation-renumbered"]


def test_the_same_recommendations_are_no_matter() -> None:
    assert check(PUBLISHED) == []


def test_new_ones_at_the_end_are_no_matter() -> None:
    assert check({**PUBLISHED, "themes/01-money.md": theme("money", 2, 1, "R2", "R3", "R4")}) == []


def test_a_new_one_in_front_moves_the_others_and_each_is_named() -> None:
    found = check({**PUBLISHED, "themes/02-people.md": theme("people", 1, 2, "R9", "R1")})
    assert [d.message for d in found] == [
        'recommendation "R2" was number 2 in v1.0 and is number 3 now',
        'recommendation "R3" was number 3 in v1.0 and is number 4 now',
        'recommendation "R9" has number 1, which was that of "R1" in v1.0',
        'recommendation "R1" was number 1 in v1.0 and is number 2 now',
    ]
    assert found[0].span is not None
    assert found[0].span.file == "themes/01-money.md"


def test_a_dropped_one_gives_its_number_to_nobody() -> None:
    found = check({**PUBLISHED, "themes/01-money.md": theme("money", 2, 1, "R3")})
    assert [d.message for d in found] == ['recommendation "R3" was number 3 in v1.0 and is number 2 now']


def test_the_newest_tag_of_a_real_repository_counts(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    def write(files: dict[str, str]) -> None:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)

    def renumbered() -> list[str]:
        diagnostics = pipeline.check(DiskWorkspace(tmp_path)).diagnostics
        return [d.message for d in diagnostics if d.rule == "recommendation-renumbered"]

    write({**MINIMAL, **PUBLISHED})
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    write({"themes/01-money.md": theme("money", 2, 1, "R3", "R2")})
    assert renumbered() == []
    git("tag", "v1.0", "HEAD")
    assert renumbered() == [
        'recommendation "R3" was number 3 in v1.0 and is number 2 now',
        'recommendation "R2" was number 2 in v1.0 and is number 3 now',
    ]
    git("pack-refs", "--all")
    assert len(renumbered()) == 2
    git("commit", "-qam", "second")
    git("tag", "v2.0", "HEAD")
    assert renumbered() == []
