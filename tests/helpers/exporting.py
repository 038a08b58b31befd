"""Jobs for tests of exporters: what the pipeline would hand over for a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from report_kit.exporters.job import Job, job_for
from report_kit.html import render_by_part
from report_kit.model.report import Report

EPOCH = 1_520_467_200
"""2018-03-08, the date of the reports that `report_factory` makes."""


def job(report: Report, medium: Literal["screen", "print", "word"] | None, **changes: Any) -> Job:
    """The job for `report`; `changes` are fields of `Job`."""
    page = render_by_part(report, medium) if medium else None
    return replace(job_for(report, page), **changes)
