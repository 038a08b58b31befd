"""The made-up report, and variants of it that leak on purpose: each name is found in each artifact, and told by id."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from report_kit import html, pipeline
from report_kit.diagnostics import Severity
from report_kit.diagnostics.renderers import RENDERERS, load
from report_kit.exporters import EXPORTERS
from report_kit.pipeline import Outcome
from tests.helpers.fictional import fictional_files
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

THEME = "themes/01-last-boat.md"
REPORT = "report.yaml"

LEAKS: Mapping[str, tuple[str, str]] = {
    # participant: (file, what is added to it); each person leaks in a way of his or her own
    "P01": (THEME, "\nThe chair thanked Theodora *Wexcombe*-Pryce.\n"),
    "P02": (THEME, "\n![Alasdair Penhallowick on the quay](figures/quay.svg){#fig-again}\n"),
    "P03": (THEME, '\n::: {.callout title="S. Llwydgoed"}\nA box.\n:::\n'),
    "P04": (THEME, "\n| Who | What |\n|---|---|\n| a | b |\n\n: As counted by Brackenshaw {#tbl-leak}\n"),
    "P05": (THEME, "\nSee [the log](https://boats.example/@tideswell_sails).\n"),
    "P06": (THEME, "\nSo we heard.[^leak]\n\n[^leak]: From van der Oevelen, Rosamund.\n"),
    "P07": (THEME, "\n## What Óstrowicz told\n\nNothing.\n"),
    "P12": (THEME, "\nINGRID\N{NO-BREAK SPACE}MANSDOTTER came late.\n"),
    "P14": (THEME, "\n王小明 came.\n"),
    "P19": (THEME, "\nليلى حداد came too.\n"),
    "P20": (THEME, "\nRing +44 (0)1632 960 120.\n"),
    "P16": (REPORT, "slug: talks-with-leopold-farthinghoe\n"),
    "P17": (REPORT, "\n"),
}


def leaking() -> dict[str, bytes]:
    """The project with all of `LEAKS`, and P17 among its key words, which only properties of files hold."""
    files = fictional_files()
    for file, text in LEAKS.values():
        files[file] += text.encode()
    files[REPORT] = files[REPORT].replace(b"  - night ferries\n", b"  - night ferries\n  - Dorothea Umberley\n")
    return files


@pytest.fixture(scope="module")
def leak() -> tuple[Outcome, MemoryWorkspace]:
    workspace = MemoryWorkspace(leaking())
    return pipeline.build(workspace, [*EXPORTERS], parallel=False), workspace


@pytest.mark.slow
def test_the_report_itself_builds_without_a_false_alarm() -> None:
    workspace = MemoryWorkspace(fictional_files())
    outcome = pipeline.build(workspace, [*EXPORTERS], parallel=False, require_private=True)
    assert not outcome.diagnostics
    assert len(outcome.artifacts) == len(EXPORTERS)
    (notice,) = outcome.notices
    assert notice.startswith(f"Searched {len(EXPORTERS)} files for protected names: no protected name found.")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["html", "pdf", "docx", "md"])
def test_every_leak_is_found_in_every_artifact(leak: tuple[Outcome, MemoryWorkspace], ending: str) -> None:
    outcome, _ = leak
    assert not outcome.artifacts
    told = [d for d in outcome.diagnostics if d.rule == "protected-name" and f"(.{ending})" in d.message]
    found = {who for who in LEAKS if any(f"names {who}," in diagnostic.message for diagnostic in told)}
    assert found == set(LEAKS) - ({"P17"} if ending == "md" else set())  # Markdown has no properties


@pytest.mark.slow
def test_each_leak_is_placed_in_its_source(leak: tuple[Outcome, MemoryWorkspace]) -> None:
    outcome, workspace = leak
    for who, (file, text) in LEAKS.items():
        if text.strip():
            source = workspace.files[file].decode()
            first = source[: source.index(text)].count("\n") + 1
            lines = range(first, first + text.count("\n") + 1)
            places = {
                (d.span.file, d.span.line)
                for d in outcome.diagnostics
                if d.rule == "protected-name" and d.span and f"names {who}," in d.message
            }
            assert any(file == place and line in lines for place, line in places), who


@pytest.mark.slow
def test_no_name_is_in_what_is_said_or_kept(leak: tuple[Outcome, MemoryWorkspace]) -> None:
    outcome, workspace = leak
    kept = b"".join(workspace.cache.values()).lower()
    printed = "".join(load(name).render(outcome.diagnostics, outcome.lines, rules={}) for name in RENDERERS).lower()
    for name in ("wexcombe", "penhallowick", "llwydgoed", "brackenshaw", "tideswell", "oevelen", "strowicz"):
        assert name not in printed
        assert name.encode() not in kept
    for name in ("mansdotter", "王小明", "ليلى", "960 120", "farthinghoe", "umberley"):
        assert name not in printed
        assert name.encode() not in kept


def small(people: str, **files: str) -> MemoryWorkspace:
    """A small project with the private list `people`."""
    return MemoryWorkspace({**MINIMAL, "sources/private/people.yaml": people, **files})


@pytest.mark.parametrize(
    ("people", "text", "found"),
    [
        ("people:\n  P1: Jane North\n", "The North Institute was there.", False),
        ("people:\n  P1: Jane North\n", "Jane North was there.", True),
        ("people:\n  P1: Beatrix Q\n", "Quay Q and question Q1 are open.", False),
        ("people:\n  P1: Beatrix Q\n", "Beatrix Q was there.", True),
        ("people:\n  P1: 王小明\n", "王小明说了。", True),
        ("people:\n  P1: ليلى حداد\n", "قالت ليلى حداد ذلك", True),
        ("people:\n  P1: Philippa Brown\n  P2: Philippa Brown\n", "Philippa Brown was there.", True),
    ],
)
def test_odd_names_are_found_and_cause_no_alarm(people: str, text: str, found: bool) -> None:
    theme = f"{MINIMAL['themes/01-money.md']}\n{text}\n"
    outcome = pipeline.build(small(people, **{"themes/01-money.md": theme}), ["html"], parallel=False)
    hits = [diagnostic for diagnostic in outcome.diagnostics if diagnostic.rule == "protected-name"]
    assert bool(hits) == found
    assert bool(outcome.artifacts) == (not found)
    if "P2" in people:
        assert "P1 or P2" in hits[0].message


@pytest.mark.parametrize("people", ["", "people:\n", "- just\n- a list\n", "people: [\n", "\x00", "people:\n  P1:\n"])
def test_a_list_that_names_nobody_stops_the_build(people: str) -> None:
    outcome = pipeline.build(small(people), ["html"], parallel=False)
    assert {diagnostic.rule for diagnostic in outcome.diagnostics} == {"private-file-fault"}
    assert not outcome.artifacts


def test_without_a_record_of_consent_nothing_that_somebody_said_is_shown() -> None:
    files = {
        "sources/participants.yaml": "- id: P1\n  descriptor: an officer\n  role: clerk\n",
        "sources/notes/table.md": (
            '---\nevent: table\nrecorded_as: verbatim\n---\n::: {.note #N1 speaker="P1"}\nBudgets are tight.\n:::\n'
        ),
    }
    outcome = pipeline.check(small("people:\n  P1: Jane North\n", **files))
    assert [diagnostic.rule for diagnostic in outcome.diagnostics] == ["consent-not-recorded", "hidden-note-cited"]
    assert outcome.report is not None
    assert outcome.report.note_attributions["N1"].level == "off_record"
    assert "Budgets" not in html.render(outcome.report, "screen")


GRIMTHORPE = """\
- id: north
  name: North Institute
- id: grimthorpe
  name: Grimthorpe Holdings
  aliases: [GriHo]
  list_consent: no
"""


@pytest.mark.parametrize("words", ["Grimthorpe Holdings sent its chief.", "griho was there."])
def test_a_body_that_must_not_be_listed_is_looked_for_without_the_private_folder(words: str) -> None:
    files = {
        "sources/organisations.yaml": GRIMTHORPE,
        "themes/01-money.md": f"{MINIMAL['themes/01-money.md']}\n{words}\n",
    }
    workspace = MemoryWorkspace({**MINIMAL, **files})
    for outcome in (pipeline.check(workspace), pipeline.build(workspace, ["html"], parallel=False)):
        (found,) = [d for d in outcome.diagnostics if d.rule == "protected-name"]
        assert found.span
        assert (found.span.file, found.span.line) == ("themes/01-money.md", 10)
        assert "grimthorpe" in found.message
        assert not outcome.artifacts


def test_a_name_in_three_artifacts_is_one_error_at_its_source() -> None:
    theme = f"{MINIMAL['themes/01-money.md']}\nJane Thistlewood was there.\n"
    workspace = small("people:\n  P1: Jane Thistlewood\n", **{"themes/01-money.md": theme})
    outcome = pipeline.build(workspace, ["html", "docx"], parallel=False)
    (found,) = [d for d in outcome.diagnostics if d.rule == "protected-name" and d.span]
    assert "a-small-report.docx, a-small-report.html" in found.message


def test_a_list_that_lacks_a_participant_does_not_do_where_the_names_are_required() -> None:
    people = {"sources/participants.yaml": "- id: P1\n- id: P2\n"}
    workspace = small("people:\n  P1: Jane Thistlewood\n", **people)
    for required in (False, True):
        outcome = pipeline.build(workspace, ["html"], parallel=False, require_private=required)
        assert [d.severity for d in outcome.diagnostics if d.rule == "participant-not-listed"] == [
            Severity.ERROR if required else Severity.WARNING
        ]
        assert bool(outcome.artifacts) != required


def test_what_is_no_name_at_all_does_not_hold_up_the_search() -> None:
    outcome = pipeline.check(small(f"people:\n  P1: {'ab' * 4000}\n"))
    assert [d.rule for d in outcome.diagnostics] == ["private-file-fault"]
