"""Every rule has a page in this folder; every case on it says exactly what it is expected to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import pipeline
from report_kit.diagnostics.order import in_order
from report_kit.diagnostics.renderers import load
from tests.helpers.cases import Case, cases_of, update
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

PAGES = sorted(Path(__file__).parent.glob("*.md"))
CASES = [case for page in PAGES for case in cases_of(page)]

WITHOUT_PAGE: dict[str, str] = {
    "unreadable-markdown": "what provokes it keeps pandoc busy until its time or memory is up",
    "unscanned-artifact": "no file that a build makes is unreadable; see tests/confidentiality/test_scan.py",
    "leak-scan-not-run": "only --require-private raises it; see tests/cli/test_confidentiality.py",
    "recommendation-renumbered": "git has to hold a release; see tests/checks/test_recommendation_renumbered.py",
    "private-file-tracked": "git has to keep a private file; see tests/cli/test_confidentiality.py",
    "published-without-consent": "an earlier build has to lie there; see tests/cli/test_old_copies.py",
    "repository-refused": "git's own folder has to lead out; see tests/cli/test_git.py",
    "character-without-font": "only making the PDF tells; see tests/exporters/test_missing_characters.py",
    "drawing-not-shown": "only a build draws; see tests/exporters/test_trial.py",
    "lost-text": "only a build compares; see tests/completeness",
    "pdf-engine": "it repeats what WeasyPrint says of a page; no project is known to provoke it",
}
"""Rules that a small project cannot show, and why."""


def check(case: Case) -> tuple[str, set[str]]:
    """What is printed for a case, without the closing count, and the rules that were raised."""
    outcome = pipeline.check(MemoryWorkspace(case.project(MINIMAL), forbidden=sorted(case.forbidden)))
    printed = load("text").render(outcome.diagnostics, outcome.lines)
    without_count = "".join(line + "\n" for line in printed.splitlines()[:-1])
    return without_count, {diagnostic.rule for diagnostic in in_order(outcome.diagnostics)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page.stem}: {case.name}")
def test_a_case_says_what_its_page_expects(case, request):
    printed, _ = check(case)
    if request.config.getoption("--update-golden") and printed != case.expected:
        update(case, printed)
        return
    assert printed == case.expected


def test_the_minimal_project_is_silent():
    assert pipeline.check(MemoryWorkspace(MINIMAL)).diagnostics == ()


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert {page.stem for page in PAGES} == set(pipeline.all_rules()) - set(WITHOUT_PAGE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_the_fault_and_how_to_do_without_it(page, request):
    if request.config.getoption("--update-golden"):
        pytest.skip("the pages are being written")
    rule = page.stem
    assert page.read_text(encoding="utf-8").startswith(f"# {rule}\n")
    cases = cases_of(page)
    assert any(f"[{rule}]" in case.expected for case in cases), "no case shows the fault"
    instead = [case for case in cases if case.name.startswith("Instead")]
    assert instead, "no case is called 'Instead'"
    assert all(f"[{rule}]" not in case.expected for case in instead)
