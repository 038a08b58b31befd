"""`report-kit check`: a project → its problems. With `--rules` and `--explain`: what is looked for, and why."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from report_kit.cli import options
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.progress import Progress
from report_kit.cli.results import REST_NOT_READ, exit_code, give, print_diagnostics, say, stopped_at_report_yaml
from report_kit.cli.seen_from_here import seen_from_here
from report_kit.cli.short_lived import short_lived
from report_kit.diagnostics.suggest import did_you_mean


@click.command()
@options.project
@click.option("--rules", is_flag=True, help="List every rule instead of checking.")
@click.option("--explain", "rule", metavar="RULE", help="Explain one rule instead of checking.")
@options.strict
@options.form
@options.quiet
@short_lived()
def check(
    folder: Path,
    rules: bool,
    rule: str | None,
    strict: bool,
    form: str,
    quiet: bool,
) -> int:
    """Name every problem of the report in DIR, with its place and the next step.

    Exits with 1 where the content has errors.
    """
    from report_kit import pipeline

    if rules or rule is not None:
        from report_kit.diagnostics.explain import explain, list_rules

    if rules:
        known = pipeline.all_rules().values()
        give(
            json.dumps([dataclasses.asdict(each) for each in known], indent=2) if form == "json" else list_rules(known)
        )
        return 0
    if rule is not None:
        found = pipeline.all_rules().get(rule)
        if found is None:
            hint = did_you_mean(rule, pipeline.all_rules()) or "report-kit check --rules lists them all"
            raise click.UsageError(f"there is no rule '{rule}': {hint}")
        give(json.dumps(dataclasses.asdict(found), indent=2) if form == "json" else explain(found).rstrip("\n"))
        return 0
    with Progress(quiet=quiet) as progress:
        outcome = pipeline.check(DiskWorkspace(folder), progress)
    print_diagnostics(form, *seen_from_here(folder, outcome.diagnostics, outcome.lines), {})
    if form == "text" and not outcome.diagnostics:
        say("no problems found")
    if form == "text" and stopped_at_report_yaml(outcome.lines, read=outcome.report is not None):
        say(REST_NOT_READ)
    return exit_code(outcome.diagnostics, strict=strict)
