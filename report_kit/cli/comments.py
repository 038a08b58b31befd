"""list_comments: what the authors of a report wrote to each other in its sources, and no output has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS
from report_kit.cli.results import give_found, print_diagnostics
from report_kit.cli.seen_from_here import prefix_of
from report_kit.model.report import Report

FORMS = ("text", "json")


def list_comments(folder: Path, form: str) -> int:
    """Print the comments of the report in `folder` as text or JSON, in the order of the files; gives the exit code."""
    from report_kit import pipeline

    if form not in FORMS:
        raise click.UsageError(f"--comments prints {' or '.join(FORMS)}")
    outcome = pipeline.link(DiskWorkspace(folder))
    if outcome.report is None:
        print_diagnostics("text", outcome.diagnostics, outcome.lines, {})
        return CONTENT_HAS_ERRORS
    prefix = prefix_of(folder)
    found = _data(outcome.report, prefix) if form == "json" else _lines(outcome.report, prefix, outcome.conceal)
    give_found(found, outcome.conceal)
    return 0


def _lines(report: Report, prefix: str, conceal: Callable[[str], str]) -> Iterator[str]:
    for comment in report.comments:
        who = conceal(", ".join(part for part in (comment.by, comment.date) if part))
        yield f"{prefix}{comment.span.file}:{comment.span.line}:{comment.span.column}: {who}".rstrip()
        yield from (f"  {line}" for line in comment.text.splitlines() if line.strip())
    if not report.comments:
        yield "no comments: write ::: comment, or <!-- … -->"


def _data(report: Report, prefix: str) -> dict[str, Any]:
    return {
        "version": 1,
        "comments": [
            {
                "file": f"{prefix}{comment.span.file}",
                "line": comment.span.line,
                "column": comment.span.column,
                "by": comment.by,
                "date": comment.date,
                "text": comment.text,
            }
            for comment in report.comments
        ],
    }
