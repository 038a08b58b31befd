"""A format is one module and one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import ModuleType

import pytest

from report_kit import exporters, pipeline
from report_kit.diagnostics import Span
from report_kit.exporters.job import Artifact, Job, job_for
from report_kit.model.entities import ReportMeta
from report_kit.workspace import Workspace
from tests.helpers import report_factory as make
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace


def plain(monkeypatch: pytest.MonkeyPatch, export: Callable[[Job, Workspace], Artifact], **more: object) -> None:
    """Make `export` the format `plain`, which shows little of the report."""
    module = ModuleType("tests.plain")
    vars(module).update({"NAME": "plain text", "SUFFIX": ".txt", "MEDIUM": "screen", "export": export, "PARTIAL": True})
    vars(module).update(more)
    monkeypatch.setitem(sys.modules, "tests.plain", module)
    monkeypatch.setitem(exporters.EXPORTERS, "plain", "tests.plain")


def test_a_new_format_needs_no_more_than_its_module_and_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    plain(monkeypatch, lambda job, _: Artifact(data=job.title.encode()))
    files = {**MINIMAL, "report.yaml": MINIMAL["report.yaml"] + "outputs: [plain, html]\n"}
    outcome = pipeline.build(MemoryWorkspace(files), parallel=False)
    assert not outcome.diagnostics
    assert outcome.artifacts["a-small-report.txt"] == b"A small report"
    assert sorted(outcome.artifacts) == ["a-small-report.html", "a-small-report.txt"]


def test_a_format_may_take_the_report_itself_and_then_no_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def export(job: Job, workspace: Workspace) -> Artifact:
        assert job.report is not None
        assert job.page.parts == ()
        return Artifact(data=job.report.parts[0].title.encode())

    plain(monkeypatch, export, MEDIUM=None)
    told: list[str] = []
    outcome = pipeline.build(MemoryWorkspace(MINIMAL), ["plain"], lambda stage, _: told.append(stage), parallel=False)
    assert outcome.artifacts == {"a-small-report.txt": b"Money"}
    assert "html" not in told


def test_a_format_that_takes_a_page_gets_its_parts_and_not_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def export(job: Job, workspace: Workspace) -> Artifact:
        assert job.report is None
        return Artifact(data=" ".join(part.key for part in job.page.parts).encode())

    plain(monkeypatch, export, MEDIUM="print")
    outcome = pipeline.build(MemoryWorkspace(MINIMAL), ["plain"], parallel=False)
    (data,) = outcome.artifacts.values()
    assert data.decode().startswith("cover imprint contents part:money ")


def test_what_no_font_has_is_told_with_its_place_by_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    plain(monkeypatch, lambda *_: Artifact(data=b"", missing="q"))
    theme = MINIMAL["themes/01-money.md"].replace("short", "qhort")
    outcome = pipeline.build(MemoryWorkspace(MINIMAL | {"themes/01-money.md": theme}), ["plain"], parallel=False)
    assert [(one.rule, one.span) for one in outcome.diagnostics] == [
        ("character-without-font", Span("themes/01-money.md", 7, 10, 7, 11))
    ]


def test_a_format_is_whole_unless_it_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    plain(monkeypatch, lambda *_: Artifact(data=b"A small report"))
    assert exporters.is_partial("plain")
    assert not pipeline.build(MemoryWorkspace(MINIMAL), ["plain"], parallel=False).failed
    del sys.modules["tests.plain"].PARTIAL
    assert not exporters.is_partial("plain")
    outcome = pipeline.build(MemoryWorkspace(MINIMAL), ["plain"], parallel=False)
    assert {one.rule for one in outcome.diagnostics} == {"lost-text"}


def test_no_two_formats_are_written_into_the_same_file() -> None:
    suffixes = [exporters.load(name).SUFFIX for name in exporters.EXPORTERS]
    assert len(set(suffixes)) == len(suffixes), suffixes


def test_a_format_is_loaded_only_where_it_is_asked_for() -> None:
    code = (
        "import sys; from report_kit import exporters; exporters.load('html')\n"
        "print([m for m in sys.modules if 'markdown' in m or 'docx' in m or m.endswith('.pdf')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_the_formats_of_every_report_exist() -> None:
    assert set(ReportMeta.__dataclass_fields__["outputs"].default) <= set(exporters.EXPORTERS)


def test_a_date_before_the_zip_format_becomes_its_first_day() -> None:
    report = make.report_with("Text.", date=date(1971, 2, 3))
    assert job_for(report, None).epoch == datetime(1980, 1, 1, tzinfo=UTC).timestamp()


def test_the_slowest_format_starts_first_and_each_once() -> None:
    assert exporters.in_order(["html", "pdf", "html", "docx", "nothing"]) == ["pdf", "docx", "html"]
