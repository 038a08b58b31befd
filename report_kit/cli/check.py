"""`report-kit check`: a project → its problems. With `--fix`: what can be mended safely is. With `--rules` and
`--explain`: what is looked for, and why. With `--comments`: what the authors wrote to each other.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_kit.cli import options, tidy
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.outputs import write_sources
from report_kit.cli.progress import Progress
from report_kit.cli.published import PublishedFiles
from report_kit.cli.results import REST_NOT_READ, exit_code, give, print_diagnostics, say, stopped_at_report_yaml
from report_kit.cli.seen_from_here import prefix_of, seen_from_here
from report_kit.cli.short_lived import short_lived
from report_kit.confidentiality.rules import PUBLISHED_WITHOUT_CONSENT
from report_kit.diagnostics.suggest import did_you_mean

if TYPE_CHECKING:
    from report_kit.outcome import Outcome


@click.command()
@options.project
@click.option("--rules", is_flag=True, help="List every rule instead of checking.")
@click.option("--explain", "rule", metavar="RULE", help="Explain one rule instead of checking.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what the report says; asks first.")
@click.option("--yes", is_flag=True, help="With --fix: write the changes without asking.")
@click.option("--comments", is_flag=True, help="List what the authors wrote to each other instead of checking.")
@options.strict
@options.form
@options.quiet
@short_lived()
def check(
    folder: Path,
    rules: bool,
    rule: str | None,
    fix: bool,
    yes: bool,
    comments: bool,
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
    if comments:
        from report_kit.cli.comments import list_comments

        return list_comments(folder, form)
    if yes and not fix:
        raise click.UsageError("--yes belongs to --fix")
    workspace = DiskWorkspace(folder)
    with Progress(quiet=quiet) as progress:
        outcome = pipeline.check(workspace, progress, earlier=PublishedFiles(workspace))
    mendable = sum(1 for one in outcome.diagnostics if one.fix and one.fix.safe)
    tidy.after_run(workspace, outcome)
    if fix and mendable:
        outcome = _mended(folder, workspace, outcome, yes=yes)
    print_diagnostics(form, *seen_from_here(folder, outcome.diagnostics, outcome.lines), {})
    if form == "text" and not outcome.diagnostics:
        say("no problems found")
    if form == "text" and mendable and not fix:
        say(f"{mendable} of them can be mended by: report-kit check --fix")
    if form == "text" and stopped_at_report_yaml(outcome.lines, read=outcome.report is not None):
        say(REST_NOT_READ)
    return exit_code(outcome.diagnostics, strict=strict)


def _mended(folder: Path, workspace: DiskWorkspace, found: Outcome, *, yes: bool) -> Outcome:
    """Show the safe fixes of `found`, write them where that is wanted, and give what is left to say."""
    from report_kit.cli.mending import mend

    made = mend(workspace, found)
    prefix = prefix_of(folder)
    for line in made.diff:
        say(f"{line[:4]}{prefix}{line[4:]}" if line.startswith(("--- ", "+++ ")) else line)
    for one in made.refused:
        say(f"not mended: {one.span}: {one.message}")
    if not made.files:
        return found
    if not yes and not sys.stdin.isatty():
        say("nothing was written: --yes writes these changes without asking")
        return found
    if not yes and not click.confirm("Write these changes?", err=True):
        say("nothing was written")
        return found
    write_sources(workspace.root, made.files, made.read)
    say(f"mended: {len(made.made)}")
    # What is wrong with earlier files, no change of a source mends.
    still = [one for one in found.diagnostics if one.rule == PUBLISHED_WITHOUT_CONSENT.name]
    return dataclasses.replace(made.outcome, diagnostics=(*still, *made.outcome.diagnostics))
