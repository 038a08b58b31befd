"""Jobs for tests of exporters: what the pipeline would hand over for a report."""

from __future__ import annotations

from typing import Literal

from report_kit.exporters.job import Job
from report_kit.html import render
from report_kit.model.report import Report

EPOCH = 1_520_467_200
"""2018-03-08, the date of the reports that `report_factory` makes."""


def job(report: Report, medium: Literal["screen", "print", "word"], **changes: object) -> Job:
    """The job for `report`; `changes` are fields of `Job`."""
    meta = report.meta
    values: dict[str, object] = {
        "page": render(report, medium),
        "assets": report.assets,
        "house_style": report.house_style,
        "title": meta.title,
        "language": meta.language,
        "epoch": EPOCH,
        "properties": {
            "authors": "; ".join(author.name for author in meta.authors),
            "publishers": "; ".join(publisher.name for publisher in report.publishers),
            "description": meta.description,
            "keywords": ", ".join(meta.keywords),
        },
    }
    return Job(**(values | changes))  # type: ignore[arg-type]
