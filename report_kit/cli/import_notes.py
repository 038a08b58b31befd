"""`report-kit import FILE…`: what was coded elsewhere → note files and codes, all of them or none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS, in_plain_words
from report_kit.cli.outputs import write_sources
from report_kit.cli.results import exit_code, give, print_diagnostics, say
from report_kit.cli.seen_from_here import prefix_of, seen_from_here
from report_kit.diagnostics.diagnostic import Severity
from report_kit.diagnostics.suggest import did_you_mean

_WRONG_NOW = "nothing was imported: what the report has already cannot be read; mend that first"


class _Import(click.Command):
    """Its help names every kind of file that there is; they are looked up only where it is asked for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of the importers."""
        from report_kit.importers import names

        with formatter.section("Kinds of FILE"):
            formatter.write_dl([(name, "") for name in names()])


@click.command("import", cls=_Import)
@click.option(
    "--project", "folder", metavar="DIR", default=".", type=click.Path(path_type=Path), help="The report.  [default: .]"
)
@click.option("--event", metavar="ID", help="Event where it was said; needed where the report has several.")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def import_notes(folder: Path, event: str | None, files: tuple[Path, ...]) -> int:
    """Make notes of what was coded elsewhere, and add its codes to the codebook.

    FILE is of one of the kinds below; which, the command sees for itself. Nothing that is in the report is changed, and
    what was imported before is not imported again. Nobody is quoted: who spoke is not known.
    """
    from report_kit import pipeline
    from report_kit.importers import Given, bring_in
    from report_kit.importers.destination import destination

    workspace = DiskWorkspace(folder)
    given = [Given(str(file), _content(file)) for file in files]
    outcome = pipeline.link(workspace)
    report = outcome.report
    if report is None or report.unread:
        errors = [each for each in outcome.diagnostics if each.severity is Severity.ERROR]
        print_diagnostics("text", *seen_from_here(folder, errors, outcome.lines), {})
        say(_WRONG_NOW)
        return CONTENT_HAS_ERRORS
    place = destination(workspace.files, report, _event(event, list(report.events)))
    imported = bring_in(given, place)
    # Their lines are not shown: they tell names of documents, and so of people.
    print_diagnostics(
        "text", *seen_from_here(folder, imported.diagnostics, {}, apart=[each.file for each in given]), {}
    )
    if any(each.severity is Severity.ERROR for each in imported.diagnostics):
        say("nothing was imported")
        return CONTENT_HAS_ERRORS
    write_sources(workspace.root, imported.files, place.files)
    for path in sorted(imported.files):
        give(f"{prefix_of(folder)}{path}")
    say(_told(imported.notes, imported.codes, imported.known))
    if imported.notes:
        say("Next: look for names in the words, add who spoke where you know it, and run: report-kit check")
    return exit_code(imported.diagnostics, strict=False)


def _content(file: Path) -> bytes:
    from report_kit.importers import BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(BYTES + 1)
    except OSError as refused:
        raise in_plain_words(refused, f"read {file}") from refused


def _event(chosen: str | None, events: Sequence[str]) -> str:
    """The event that was `chosen`, or the only one; asked for where there are several and somebody can answer."""
    if not events:
        raise click.UsageError("the report has no event yet: write when it was said into sources/events.yaml")
    if chosen is not None and chosen not in events:
        hint = did_you_mean(chosen, events) or f"there are {', '.join(events)}"
        raise click.UsageError(f"there is no event '{chosen}': {hint}")
    if chosen is not None or len(events) == 1:
        return chosen or events[0]
    if not sys.stdin.isatty():
        raise click.UsageError(f"say with --event where it was said; there are {', '.join(events)}")
    return str(click.prompt("Event where it was said", type=click.Choice(list(events))))


def _told(notes: int, codes: int, known: int) -> str:
    parts = [_counted(notes, "new note"), _counted(codes, "new code")]
    return ", ".join(parts) + (f"; {known} imported before" if known else "")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
