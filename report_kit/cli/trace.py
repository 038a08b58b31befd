"""`report-kit trace ID`: where a finding, a note, a person … comes from and where it is used, with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from report_kit.cli import options
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS
from report_kit.cli.results import give_found, print_diagnostics
from report_kit.cli.seen_from_here import prefix_of
from report_kit.cli.short_lived import short_lived
from report_kit.diagnostics.suggest import did_you_mean
from report_kit.model.trace import Step, Trace, known_ids
from report_kit.model.trace import trace as trace_id

INDENT = "  "


@click.command()
@click.argument("identifier", metavar="ID")
@options.project
@options.text_or_json
@short_lived()
def trace(identifier: str, folder: Path, form: str) -> int:
    """Follow ID along the chain of evidence, in the report in DIR: what it rests on, and what rests on it.

    ID is that of a note, quote, finding, recommendation, theme, reference, event, organisation, participant or code.
    """
    from report_kit import pipeline

    outcome = pipeline.link(DiskWorkspace(folder))
    if outcome.report is None:
        print_diagnostics("text", outcome.diagnostics, outcome.lines, {})
        return CONTENT_HAS_ERRORS
    found = trace_id(outcome.report, identifier)
    if found is None:
        hint = did_you_mean(identifier, known_ids(outcome.report)) or "ids stand after # in the sources"
        raise click.UsageError(f"nothing in this report is called '{identifier}': {hint}")
    found = _moved(found, prefix_of(folder))
    give_found(_data(found) if form == "json" else _lines(found), outcome.conceal)
    return 0


def _moved(found: Trace, prefix: str) -> Trace:
    """`found` with paths as one would open them from here."""

    def moved(step: Step) -> Step:
        span = replace(step.span, file=f"{prefix}{step.span.file}")
        return replace(step, span=span, steps=tuple(map(moved, step.steps)))

    sources, uses = tuple(map(moved, found.sources)), tuple(map(moved, found.uses))
    return Trace(step=moved(found.step), sources=sources, uses=uses) if prefix else found


def _lines(found: Trace) -> Iterator[str]:
    yield from _step(found.step, 0)
    for title, steps in (("Comes from", found.sources), ("Is used in", found.uses)):
        yield ""
        yield title if steps else f"{title}: nothing"
        for step in steps:
            yield from _step(step, 1)


def _step(step: Step, depth: int) -> Iterator[str]:
    margin = INDENT * depth
    relation = f"{step.relation} " if step.relation else ""
    name = step.id if step.id == step.label else f"{step.id} ({step.label})"
    kind = step.kind.replace("_", " ")
    yield f"{margin}{relation}{kind} {name}  {step.span}"
    if step.title:
        yield f"{margin}{INDENT}{step.title}"
    for further in step.steps:
        yield from _step(further, depth + 1)


def _data(found: Trace) -> dict[str, Any]:
    return {
        "version": 1,
        **_step_data(found.step),
        "comes_from": [_step_data(step) for step in found.sources],
        "used_in": [_step_data(step) for step in found.uses],
    }


def _step_data(step: Step) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": step.id,
        "kind": step.kind,
        "label": step.label,
        "title": step.title,
        "file": step.span.file,
        "line": step.span.line,
        "column": step.span.column,
    }
    if step.relation:
        data["relation"] = step.relation
    if step.steps:
        data["steps"] = [_step_data(further) for further in step.steps]
    return data
