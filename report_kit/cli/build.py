"""`report-kit build`: a project → finished files in its output folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import click

from report_kit.cli import options, tidy, unchanged
from report_kit.cli.cache import FolderCache
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.outputs import output_folder, require_writable, write_outputs
from report_kit.cli.progress import Progress
from report_kit.cli.published import PublishedFiles
from report_kit.cli.results import (
    REST_NOT_READ,
    exit_code,
    failed,
    give,
    print_diagnostics,
    say,
    stopped_at_report_yaml,
)
from report_kit.cli.seen_from_here import current_folder, seen_from_here
from report_kit.diagnostics.diagnostic import Diagnostic

_SUFFIXES = (".html", ".pdf", ".docx")
"""Of what is made; a problem in it is told by the file's name, since the file itself may not have been written."""


@click.command()
@options.project
@click.option(
    "-f",
    "--file-format",
    "formats",
    type=options.FormatName(),
    multiple=True,
    help="Make this format; may be repeated.  [default: outputs in report.yaml]",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Put the files here.  [default: DIR/dist]")
@click.option("--fresh", is_flag=True, help="Empty the cache, take nothing from earlier runs, and keep nothing.")
@click.option("--require-private", is_flag=True, help="Fail where the names to look for are not here.")
@options.strict
@options.form
@options.quiet
def build(
    folder: Path,
    formats: tuple[str, ...],
    output: Path | None,
    fresh: bool,
    require_private: bool,
    strict: bool,
    form: str,
    quiet: bool,
) -> int:
    """Make the web page, the PDF and the Word file of the report in DIR.

    Where the content has errors, they are printed and the earlier files stay as they were. So they do where one of the
    files would name somebody in sources/private/: see `report-kit check --explain protected-name`.
    """
    workspace = DiskWorkspace(folder, use_cache=not fresh)
    if fresh:
        FolderCache(workspace.root).empty(but=tidy.MEMORY)
    target = output_folder(workspace.root, output)
    choices = (*formats, *(["require-private"] if require_private else []))
    earlier = unchanged.recall(workspace, target, choices)
    if earlier is not None:
        if earlier.kept:
            tidy.after_the_same(workspace, earlier.kept)
        found = seen_from_here(folder, earlier.diagnostics, earlier.lines)
        _tell(form, *found, target, earlier.outputs, earlier.notices, same=True)
        return exit_code(earlier.diagnostics, strict=strict)

    from report_kit import pipeline
    from report_kit.cli.private_folder import OUTDATED, is_outdated

    require_writable(target)
    with Progress(quiet=quiet) as progress:
        outcome = pipeline.build(
            workspace,
            formats or None,
            progress,
            require_private=require_private,
            strict=strict,
            earlier=PublishedFiles(workspace, target),
        )
    made = {one.span.file for one in outcome.diagnostics if one.span and one.span.file.endswith(_SUFFIXES)}
    found = seen_from_here(folder, outcome.diagnostics, outcome.lines, apart=made)
    if failed(outcome.diagnostics, strict=strict):
        tidy.after_run(workspace, outcome)
        _tell(form, *found, target, ())
        if form == "text" and stopped_at_report_yaml(outcome.lines, read=outcome.report is not None):
            say(REST_NOT_READ)
        return exit_code(outcome.diagnostics, strict=strict)
    write_outputs(target, outcome.artifacts)
    unchanged.remember(
        workspace,
        target,
        choices,
        outcome.artifacts,
        outcome.diagnostics,
        outcome.lines,
        outcome.notices,
        workspace.cache.asked if tidy.is_complete(outcome) else (),
    )
    tidy.after_run(workspace, outcome)
    stale = (OUTDATED,) if is_outdated(workspace.root) else ()
    _tell(form, *found, target, tuple(outcome.artifacts), (*outcome.notices, *stale))
    return 0


def _tell(
    form: str,
    diagnostics: Sequence[Diagnostic],
    lines: Mapping[str, tuple[str, ...]],
    folder: Path,
    names: Sequence[str],
    notices: Sequence[str] = (),
    *,
    same: bool = False,
) -> None:
    """Print what was found, then what was made."""
    paths = [folder / name for name in names]
    made = (
        []
        if form != "json"
        else [
            {"path": str(path), "bytes": len(data := path.read_bytes()), "sha256": sha256(data).hexdigest()}
            for path in paths
        ]
    )
    print_diagnostics(form, diagnostics, lines, {"outputs": made, "unchanged": same, "notices": list(notices)})
    if form != "text":
        return
    for path in paths:
        give(str(_short(path)))
    for notice in notices:
        say(notice)
    if same:
        say("nothing has changed since these were made")
    elif not paths:
        say("nothing was written" + (f"; {folder.name}/ is as it was" if folder.exists() else ""))


def _short(path: Path) -> Path:
    """`path` as one would type it from here."""
    here = current_folder()
    return path.relative_to(here) if here is not None and path.is_relative_to(here) else path
