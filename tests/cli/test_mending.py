"""`report-kit check --fix`: shows a difference, asks, keeps line ends, and changes nothing that it cannot prove."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli.mending import mend
from report_kit.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from report_kit.outcome import Outcome
from tests.checks.test_hints import FILE, HEAD, PICTURE, VARIANTS, check
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

BULLETS = f"{HEAD}• Waste\n• Housing\n"


def laid_out(folder: Path, text: str) -> Path:
    for path, content in (MINIMAL | {FILE: text}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode())
    return folder / FILE


def run(folder: Path, *options: str) -> int:
    return cli.main(["check", "-q", str(folder), *options])


def test_without_a_terminal_it_shows_the_difference_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = laid_out(tmp_path, BULLETS)
    assert run(tmp_path, "--fix") == 0
    told = capsys.readouterr().err
    assert "-• Waste\n-• Housing\n+- Waste\n+- Housing\n" in told
    assert f"--- {tmp_path}/{FILE}" in told
    assert "nothing was written: --yes writes these changes without asking" in told
    assert file.read_text() == BULLETS


def test_with_yes_it_writes_and_says_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = laid_out(tmp_path, BULLETS + "\nSee [six] of them.\n")
    assert run(tmp_path, "--fix", "--yes") == 0
    told = capsys.readouterr().err
    assert file.read_text() == f"{HEAD}- Waste\n- Housing\n\nSee [six] of them.\n"
    assert "mended: 1" in told
    assert "[bracketed-number]" in told
    assert "[typed-bullet]" not in told


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool) -> None:
    file = laid_out(tmp_path, BULLETS)

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("report_kit.cli.check.sys.stdin", Terminal())
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _="": answer)
    assert run(tmp_path, "--fix") == 0
    assert ("•" not in file.read_text()) is written


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_a_byte_order_mark_and_a_missing_last_end_stay(tmp_path: Path, end: str, mark: str) -> None:
    text = f"{HEAD}Service\tSaved\nWaste\t20\n\n• One\n• Two"
    file = laid_out(tmp_path, mark + text.replace("\n", end))
    assert run(tmp_path, "--fix", "--yes") == 0
    table = "| Service | Saved |\n|---------|------:|\n| Waste   |    20 |\n\n: …"
    assert file.read_bytes().decode() == mark + f"{HEAD}{table}\n\n- One\n- Two".replace("\n", end)


def test_yes_alone_is_a_slip(tmp_path: Path) -> None:
    laid_out(tmp_path, BULLETS)
    assert run(tmp_path, "--yes") == 2


def test_a_plain_check_says_how_many_can_be_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid_out(tmp_path, BULLETS)
    run(tmp_path)
    assert "1 of them can be mended by: report-kit check --fix" in capsys.readouterr().err


def offering(outcome: Outcome, *fixes: Fix) -> Outcome:
    found = [Diagnostic("typed-bullet", Severity.WARNING, "wrong", fix.edits[0].span, fix=fix) for fix in fixes]
    return Outcome(diagnostics=(*outcome.diagnostics, *found), report=outcome.report, lines=outcome.lines)


@pytest.mark.parametrize("text", ["Spending **rose in May.", "Spending rose [@N9].", "::: {.finding"])
def test_what_brings_another_fault_is_not_made(text: str) -> None:
    workspace = MemoryWorkspace(MINIMAL | {FILE: f"{HEAD}Spending rose.\n\nIt fell in June.\n"})
    fix = Fix("change it", (Edit(Span(FILE, 4, 1, 4, 15), text),), safe=True)
    made = mend(workspace, offering(pipeline.check(workspace), fix))
    assert made.files == {}
    assert [one.message for one in made.refused] == ["wrong"]


def test_a_fix_that_takes_words_away_elsewhere_is_refused_and_the_others_are_made() -> None:
    """A comment that is opened hides what follows: the words below are lost, though no edit touched them."""
    workspace = MemoryWorkspace(MINIMAL | {FILE: f"{HEAD}Spending rose.\n\nIt fell in June.\n\n-->\n"})
    outcome = pipeline.check(workspace)
    assert outcome.diagnostics == ()
    bad = Fix("open a comment", (Edit(Span(FILE, 4, 15, 4, 15), "\n\n<!--"),), safe=True)
    good = Fix("write an exclamation mark", (Edit(Span(FILE, 6, 16, 6, 17), "!"),), safe=True)
    made = mend(workspace, offering(outcome, bad, good))
    assert [one.fix for one in made.refused] == [bad]
    assert made.files == {FILE: f"{HEAD}Spending rose.\n\nIt fell in June!\n\n-->\n".encode()}


SAFE = [(rule, text) for rule, texts in VARIANTS.items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), SAFE, ids=lambda value: value[:40])
def test_every_safe_fix_is_proven_and_mends_what_it_is_for(rule: str, text: str) -> None:
    before = check(text)
    offered = [one for one in before.diagnostics if one.fix and one.fix.safe]
    if not offered:
        return
    files = MINIMAL | {FILE: HEAD + text, "sources/sections/bars.png": PICTURE}
    made = mend(MemoryWorkspace(files), before)
    assert made.refused == []
    # What a table shows, nobody can know but its author: the same rule asks on, where the words are due.
    assert {one.message for one in made.outcome.diagnostics} <= {"the words of this caption are missing still"}


def test_a_line_that_names_somebody_is_neither_shown_nor_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEAD}• Araminta Goldthorpe\n\nService\tSaved\nAraminta Goldthorpe\t20\n\nText.\n\nItem\tSum\nWaste\t20\n"
    file = laid_out(tmp_path, text)
    (tmp_path / "sources/participants.yaml").write_text("- id: P1\n  descriptor: an officer\n")
    (tmp_path / "sources/private").mkdir()
    (tmp_path / "sources/private/people.yaml").write_text("people:\n  P1: Araminta Goldthorpe\n")
    assert run(tmp_path, "--fix", "--yes") == 1
    printed = capsys.readouterr()
    assert "goldthorpe" not in (printed.err + printed.out).lower()
    table = "| Item  | Sum |\n|-------|----:|\n| Waste |  20 |\n\n: …"
    assert file.read_text() == text.replace("Item\tSum\nWaste\t20", table)
