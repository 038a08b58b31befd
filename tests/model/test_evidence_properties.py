"""What always holds of evidence: ids are only names, files only places, and every count is what anybody would count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_kit import html, pipeline
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text
from tests.helpers.printed import report_words
from tests.helpers.projects import MINIMAL, REPORT, generated_projects
from tests.helpers.workspace import MemoryCache, MemoryWorkspace

FICTIONAL = Path(__file__).parents[1] / "reports" / "fictional-everything"
READ = (".md", ".yaml", ".bib", ".svg")
CACHE = MemoryCache()
"""What pandoc made of files that no example changes."""

NOTE = re.compile(r'^::: \{\.note #([\w.-]+)(?: speaker="([^"]*)")?', re.MULTILINE)
YAML_NOTE = re.compile(r"^  - id: (\S+)\n(?:    speaker: (.*)\n)?", re.MULTILINE)
FINDING = re.compile(r"^::: \{\.finding #([\w.-]+)[^}]*\}\n(.*?)\n:::$", re.MULTILINE | re.DOTALL)
CITATION = re.compile(r"\[(@[^\]]+)\](?:\{relation=\"(\w+)\"\})?")


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The made-up report, without what is private."""
    return {
        path.relative_to(FICTIONAL).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(FICTIONAL.rglob("*"))
        if path.suffix in READ and "private" not in path.parts
    }


def checked(files: Mapping[str, str]) -> Report:
    """The report of `files`, which must be in order."""
    workspace = MemoryWorkspace(dict(files), cache=CACHE)
    outcome = pipeline.check(workspace)
    assert not outcome.diagnostics
    assert outcome.report is not None
    return outcome.report


def renamed(text: str, old: str, new: str) -> str:
    """`text` with one id for another, in anchors made of it too: `c_H1_2`."""
    return re.sub(rf"(?<![A-Za-z0-9]){old}(?![A-Za-z0-9])", new, text)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(old=st.sampled_from(["H1", "H2", "C17", "V3", "F1", "F12", "R1", "R8", "Q1", "P01", "P13", "P24"]))
def test_renaming_an_id_everywhere_changes_nothing_but_the_id(files: dict[str, str], old: str) -> None:
    assert any(renamed(text, old, "") != text for text in files.values())
    after = checked({path: renamed(text, old, "Zq7") for path, text in files.items()})
    before = checked(files)
    for medium in ("screen", "print", "word"):
        assert renamed(html.render(after, medium), "Zq7", old) == html.render(before, medium)


@settings(max_examples=25, deadline=None)
@given(places=st.permutations(range(9)))
def test_where_a_file_lies_changes_nothing_that_order_does_not_say(places: list[int]) -> None:
    """Sections and themes say their order; nothing else that is counted, cited or printed looks at a file's name."""
    report, moved = checked(_ordered(range(9))), checked(_ordered(places))
    assert _told(moved) == _told(report)


def _ordered(places: range | list[int]) -> dict[str, str]:
    """Three sections, three themes and three note files; `places` gives the number in each file's name."""
    files = {**MINIMAL, "report.yaml": REPORT + "parts:\n  coverage: yes\n  evidence: yes\n  executive_summary: yes\n"}
    for old in ("themes/01-money.md", "sources/notes/table.md"):
        del files[old]
    for number in range(3):
        section, theme, notes = (places[number + shift] for shift in (0, 3, 6))
        files[f"sources/sections/{section}.md"] = (
            f"---\ntitle: Section {number}\nid: s{number}\norder: {number}\n---\nText.\n"
        )
        files[f"themes/{theme}.md"] = (
            f"---\nid: t{number}\ntitle: Theme {number}\nsummary: Summary.\norder: {number}\n---\n"
            f"::: {{.finding #F{number}}}\nIt is so [@N{number}; @N{(number + 1) % 3}].\n:::\n"
        )
        files[f"sources/notes/{notes}.md"] = (
            f"---\nevent: table\nrecorded_as: paraphrase\n---\n::: {{.note #N{number}}}\nRemark {number}.\n:::\n"
        )
    return files


def _told(report: Report) -> object:
    """What a reader is told, notes in any order: they have none of their own."""
    flow, _ = report_words(report)
    coverage = report.coverage
    return (
        [(part.title, part.number, blocks_text(part.blocks)) for part in report.parts if not part.derived],
        Counter(re.findall(r"\w+", " ".join(flow))),
        [(entry.title, entry.label) for entry in report.contents],
        {identifier: (target.label, target.number) for identifier, target in report.targets.items() if target.authored},
        {(link.finding, link.target, link.relation) for link in report.evidence},
        {identifier: {link.within for link in links} for identifier, links in report.backlinks.items()},
        {theme: set(voices.notes) for theme, voices in coverage.themes.items()},
        report.counts,
    )


def test_the_counts_of_the_made_up_report_are_those_of_a_naive_recount(files: dict[str, str]) -> None:
    assert recount(files).items() <= checked(files).counts.items()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=generated_projects())
def test_the_counts_of_any_report_are_those_of_a_naive_recount(files: dict[str, str]) -> None:
    outcome = pipeline.check(MemoryWorkspace(files))
    assert outcome.report is not None
    assert recount(files).items() <= outcome.report.counts.items()


def recount(files: Mapping[str, str]) -> dict[str, int]:
    """The counts as somebody would make them who knows nothing but the source texts."""
    texts = "\n".join(text for path, text in files.items() if path.startswith(("themes/", "sources/sections/")))
    found = {
        "themes": sum(path.startswith("themes/") and path.endswith(".md") for path in files),
        "events": _entries(files, "events"),
        "notes": len(list(_notes(files))),
        "findings": len(re.findall(r"\{\.finding\b", texts)),
        "recommendations": len(re.findall(r"\{\.recommendation\b", texts)),
        "case_studies": len(re.findall(r"\{\.case-study\b", texts)),
        "quotes": len(re.findall(r"\{\.quote\b", texts)),
    }
    if "sources/participants.yaml" in files:
        found["participants"] = _entries(files, "participants")
    return found


def _entries(files: Mapping[str, str], name: str) -> int:
    return len(re.findall(r"^- id:", files.get(f"sources/{name}.yaml", ""), re.MULTILINE))


def _notes(files: Mapping[str, str]) -> Iterator[tuple[str, set[str]]]:
    """Every note with its speakers."""
    for path, text in files.items():
        if path.startswith("sources/notes/"):
            pattern = YAML_NOTE if path.endswith(".yaml") else NOTE
            yield from ((found[1], set((found[2] or "").split())) for found in pattern.finditer(text))


def test_the_voices_behind_each_finding_are_those_of_a_naive_recount(files: dict[str, str]) -> None:
    speakers = dict(_notes(files))
    voices = checked(files).coverage.findings
    counted = 0
    for path, text in files.items():
        for finding, body in FINDING.findall(text) if path.startswith("themes/") else ():
            supporting = {
                name
                for cluster, relation in CITATION.findall(body)
                if relation in ("", "supports")
                for name in re.findall(r"@([\w.-]+)", cluster)
                if name in speakers
            }
            people = {person for name in supporting for person in speakers[name]}
            assert set(voices[finding].participants) == people, finding
            counted += 1
    assert counted == len(voices) == 12
