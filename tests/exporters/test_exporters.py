"""A format is one module and one line."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from report_kit import exporters, pipeline
from report_kit.exporters.job import Artifact, Job
from report_kit.workspace import Workspace
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace


def test_a_new_format_needs_no_more_than_its_module_and_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def export(job: Job, workspace: Workspace) -> Artifact:
        return Artifact(data=job.title.encode())

    module = ModuleType("tests.plain")
    module.NAME, module.SUFFIX, module.MEDIUM, module.export = "plain text", ".txt", "screen", export  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tests.plain", module)
    monkeypatch.setitem(exporters.EXPORTERS, "plain", "tests.plain")
    files = {**MINIMAL, "report.yaml": MINIMAL["report.yaml"] + "outputs: [plain, html]\n"}
    outcome = pipeline.build(MemoryWorkspace(files), parallel=False)
    assert not outcome.diagnostics
    assert outcome.artifacts["a-small-report.txt"] == b"A small report"
    assert sorted(outcome.artifacts) == ["a-small-report.html", "a-small-report.txt"]


def test_the_slowest_format_starts_first_and_each_once() -> None:
    assert exporters.in_order(["html", "pdf", "html", "docx", "nothing"]) == ["pdf", "docx", "html"]
