"""Read and merge a project in memory, and insist on silence unless a test asks for noise."""

from __future__ import annotations

from collections.abc import Mapping

from report_kit import sourcefiles
from report_kit.diagnostics import Diagnostic, Sink
from report_kit.model.merge import merge
from report_kit.model.report import Report
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace


def merged(files: Mapping[str, str | bytes] | None = None) -> Report:
    """The report of the minimal project with `files` over it; any diagnostic fails the test."""
    report, diagnostics = merged_noisily(files)
    assert not diagnostics, "\n".join(f"{d.span}: {d.rule}: {d.message}" for d in diagnostics)
    return report


def merged_noisily(files: Mapping[str, str | bytes] | None = None) -> tuple[Report, list[Diagnostic]]:
    """The report, and what reading and merging had to say."""
    sink = Sink()
    sources = sourcefiles.read(MemoryWorkspace({**MINIMAL, **(files or {})}), sink)
    assert sources is not None, sink.diagnostics
    return merge(sources, sink), sink.diagnostics
