"""Of each of these slips, alone in the report that `report-kit new` makes, one message is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from report_kit import pipeline
from tests.helpers.trials import batches
from tests.helpers.workspace import MemoryWorkspace

BASE = Path(__file__).parent / "cases" / "base"
THEME, NOTES, REPORT = "themes/01-sharing.md", "sources/notes/roundtable.md", "report.yaml"
TYPED = [
    (THEME, "[@N1; @N2]", "(@N1; @N2)"),
    (THEME, "[@N1; @N2]", "[N1; N2]"),
    (THEME, "[@N1; @N2]", "[N1, N2]"),
    (THEME, "[@N1; @N2]", "@N1, @N2"),
    (THEME, "[@N1; @N2]", "[@N1; N2]"),
    (THEME, "[@N1; @N2]", "[@N1, @N2]"),
    (THEME, "[@N1; @N2]", "[@N1 @N2]"),
    (THEME, "[@N1; @N2]", "{@N1; @N2}"),
    (THEME, "[@N1; @N2]", "[@N1; @N2"),
    (THEME, "[@N1; @N2]", "[@N1-@N3]"),
    (THEME, "[@N1; @N2]", "[@N1; @N9]"),
    (THEME, "[@N1; @N2]", "(N1, N2)"),
    (THEME, "[@N1; @N2]", "\\[@N1; @N2\\]"),
    (THEME, "[@N1; @N2]", "[[@N1; @N2]]"),
    (THEME, "[@N1; @N2]", "[@N1/@N2]"),
    (THEME, "[@N1; @N2]", "[@ N1; @ N2]"),
    (THEME, ".finding #F1", ".findng #F1"),
    (THEME, ".finding #F1", ".Finding #F1"),
    (THEME, ".finding #F1", ".findings #F1"),
    (THEME, ".finding #F1", ".finding#F1"),
    (THEME, ".finding #F1", "finding #F1"),
    (THEME, ".finding #F1", ".finding F1"),
    (THEME, ".finding #F1", ".find #F1"),
    (THEME, ".recommendation #R1", ".recomendation #R1"),
    (THEME, ".quote #Q1", ".quot #Q1"),
    (THEME, ' of="N1"', ""),
    (THEME, 'of="N1"', 'of="N9"'),
    (THEME, 'of="N1"}', 'of="N1}'),
    (THEME, "again. [@N1; @N2]\n:::", "again. [@N1; @N2]"),
    (THEME, "::: {.finding #F1}", ":: {.finding #F1}"),
    (THEME, "::: {.finding #F1}", "::: {.finding #F1"),
    (THEME, "::: {.finding #F1}", "::: (.finding #F1)"),
    (THEME, "::: {.finding #F1}", ":::finding"),
    (THEME, "::: {.finding #F1}", ":::{.finding}"),
    (THEME, "::: {.finding #F1}", "```{.finding #F1}"),
    (THEME, 'for="F1 F2"', 'for="F1 F3"'),
    (THEME, 'for="F1 F2"', "for=“F1 F2”"),
    (THEME, 'by="2030-12"', 'by="December 2030"'),
    (THEME, 'by="2030-12"', 'by="12/2030"'),
    (THEME, 'to="Exampleshire and Sampleton" ', ""),
    (NOTES, "event: roundtable\n", ""),
    (NOTES, "event: roundtable", "event: roundtabel"),
    (NOTES, "near_verbatim ", "near verbatim "),
    (NOTES, "---\nevent", "event"),
    (NOTES, "---\n\n:::", "\n\n:::"),
    (NOTES, "{.note #N1", "{.note N1"),
    (NOTES, "{.note #N1", "{.notes #N1"),
    (NOTES, 'speaker="P01"', 'speaker="P09"'),
    (NOTES, 'speaker="P01"', 'speaker="p01"'),
    (NOTES, 'codes="sharing"', 'codes="sharng"'),
    (NOTES, "again.\n:::", "again."),
    (THEME, "---\nid", "id"),
    (THEME, "title: What works is", "title: What works: is"),
    (THEME, "summary: Solutions exist, but neighbours do not hear of them. A little time would change that.\n", ""),
    (THEME, "codes: [sharing, time]", "codes: [sharing, tme]"),
    (THEME, "codes: [sharing, time]", "codes: [sharing, time"),
    (REPORT, "- exampleshire-observatory", "- exampleshire-observator"),
    (REPORT, "- exampleshire-observatory", "- Exampleshire-observatory"),
    (REPORT, "date: 2026-11-30", "date: 1 December 2026"),
    (REPORT, "status: draft", "status: fnal"),
    (REPORT, "subtitle:", "subtitel:"),
    (REPORT, "chatham_house_rule", "chatam_house_rule"),
    (REPORT, 'title: "Test report"\n', ""),
    (REPORT, "status: draft", " status: draft"),
    ("sources/participants.yaml", "id: P01", "id: P1"),
    (THEME, "We solved this two years ago", "We solved it two years ago"),
    (THEME, "next door is", "nextdoor is"),
    (THEME, "A theme starts", "See [@shraing]. A theme starts"),
    (THEME, "A theme starts", "See [F1]. A theme starts"),
    (THEME, "A theme starts", '![Alt text](pic.png "Caption"){#fig-a}\n\nSee [@fig-a]. A theme starts'),
    (THEME, "A theme starts", "A mark.[^1]\n\n[^1] The note.\n\nA theme starts"),
    (THEME, "A theme starts", "A mark.[^1]\n\n[^2]: The note.\n\nA theme starts"),
    (THEME, "A theme starts", "| a | b |\n| 1 | 2 |\n\nA theme starts"),
    (THEME, "A theme starts", '::: {.callout title="Hi"}\nText.\n\nA theme starts'),
    (THEME, "A theme starts", ":::\nText.\n:::\n\nA theme starts"),
    (THEME, "A theme starts", "# What works is learnt twice\n\nA theme starts"),
    (THEME, "A theme starts", "####Heading\n\nA theme starts"),
    (THEME, "A theme starts", "<table><tr><td>a</td></tr></table>\n\nA theme starts"),
    (THEME, "A theme starts", "```\nA theme starts"),
    (THEME, "A theme starts", "<!-- A theme starts"),
    (THEME, "A theme starts", "[four]{count=notes} A theme starts"),
    (THEME, "A theme starts", "[three]{count=nots} notes. A theme starts"),
    (THEME, "A theme starts", "[this](#F9) A theme starts"),
    (THEME, "A theme starts", "See [@tbl-x]. A theme starts"),
    (THEME, "A theme starts", "See [@fig-x, p. 3]. A theme starts"),
]
"""A file, what stands there once, and what somebody typed instead."""
CALLED = [
    (NOTES, None),
    (NOTES, "sources/notes/roundtable.md.txt"),
    (NOTES, "sources/notes/roundtable.txt"),
    (NOTES, "sources/roundtable.md"),
    (NOTES, "themes/roundtable.md"),
    (NOTES, "sources/note/roundtable.md"),
    ("sources/participants.yaml", None),
    ("sources/participants.yaml", "sources/participants.yml"),
    ("sources/events.yaml", None),
    ("sources/events.yaml", "sources/events.yaml.txt"),
    ("sources/organisations.yaml", None),
    ("sources/organisations.yaml", "sources/organizations.yaml"),
    (THEME, "themes/01-sharing.md.txt"),
    (THEME, None),
    (REPORT, None),
    (REPORT, "report.yml"),
]
"""A file, and what somebody called it; None where it is not there."""


def project() -> dict[str, str | bytes]:
    return {
        path.relative_to(BASE).as_posix(): path.read_bytes()
        for top in (REPORT, "sources", "themes")
        for path in (BASE / top, *(BASE / top).rglob("*"))
        if path.is_file()
    }


def told(files: dict[str, str | bytes]) -> list[str]:
    return [str(one) for one in pipeline.check(MemoryWorkspace(files)).diagnostics]


def test_without_a_slip_nothing_is_told() -> None:
    assert told(project()) == []


@batches(TYPED, share=12, size=50)
def test_a_slip_of_the_pen_is_one_message(inputs: Sequence[tuple[str, str, str]]) -> None:
    for path, right, typed in inputs:
        files = project()
        content = files[path]
        assert isinstance(content, bytes)
        assert right.encode() in content, right
        files[path] = content.replace(right.encode(), typed.encode(), 1)
        found = told(files)
        assert len(found) == 1, (typed, found)


@batches(CALLED, share=4, size=50)
def test_a_file_that_is_not_there_or_called_otherwise_is_one_message(inputs: Sequence[tuple[str, str | None]]) -> None:
    for path, called in inputs:
        files = project()
        content = files.pop(path)
        if called is not None:
            files[called] = content
        found = told(files)
        assert len(found) == 1, (path, called, found)
