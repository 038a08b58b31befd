"""Reports through the Word exporter, as tests of it need them."""

from __future__ import annotations

from functools import cache

from report_kit.exporters.docx import export
from report_kit.exporters.job import Job
from report_kit.model.report import Report
from tests.helpers import exporting
from tests.helpers import report_factory as make
from tests.helpers.docx_text import Docx
from tests.helpers.workspace import MemoryWorkspace


def job(report: Report, **changes: object) -> Job:
    """A job as the pipeline makes it."""
    return exporting.job(report, "word", **changes)


def word_file(report: Report, **changes: object) -> Docx:
    """The report as a Word file."""
    return Docx(export(job(report, **changes), MemoryWorkspace()).data)


@cache
def rich() -> tuple[Report, Docx]:
    """The report with every kind of block, and its Word file; made once for all tests."""
    report = make.rich_report()
    return report, word_file(report)
