"""`report-kit forget`: copies of what may no longer be told → gone from this folder; what to do about the others."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import click

from report_kit.cli import options
from report_kit.cli.cache import FOLDER as CACHE
from report_kit.cli.cache import FolderCache
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS, in_plain_words
from report_kit.cli.journal import alone
from report_kit.cli.outputs import output_folder, remove_stale
from report_kit.cli.published import PublishedFiles
from report_kit.cli.results import give, say
from report_kit.cli.seen_from_here import prefix_of
from report_kit.lazy.dataclasses import dataclass
from report_kit.published import Breach, Search, is_known
from report_kit.workspace.temporary import sweep


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to go."""

    breaches: Mapping[str, Breach]
    """By file."""
    mates: Sequence[str]
    """Files of the same sets that are good themselves: a set is whole, or it is not there."""


@click.command()
@options.project
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Look in this output folder too.")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@click.option("--yes", is_flag=True, help="Remove without asking.")
def forget(folder: Path, output: Path | None, dry_run: bool, yes: bool) -> int:
    """Remove the copies of what may no longer be told from the report in DIR, and say what to do about the others.

    Looked through are the files of earlier builds, for words of notes that must not be printed (off the record,
    withdrawn, agreed to be paraphrased only) and for names that must not. Files that have them go, with those that were
    made beside them; so do the cache and what killed runs have left. Sources are never touched.

    Exits with 1 where something that should go is still there.
    """
    from report_kit import pipeline

    workspace = DiskWorkspace(folder)
    place = output_folder(workspace.root, output)
    files = PublishedFiles(workspace, place)
    outcome, found = pipeline.look_back(workspace, files)
    report, shown = outcome.report, _shown(folder, files, outcome.conceal)
    if report is None or not is_known(report):
        unread = sorted(report.unread) if report else ["report.yaml"]
        say(
            f"nothing was removed: {outcome.conceal(', '.join(unread)) or 'some of it'} cannot be understood, so nobody"
        )
        say("knows what may be told. Run report-kit check, mend what it says, and run this again.")
        return CONTENT_HAS_ERRORS
    for name in found.unread:
        say(f"could not be read to its end, so look at it yourself: {shown(name)}")
    plan = _planned(found, files.names(report.slug))
    for line in _told(plan, shown):
        give(line)
    if dry_run or not _agreed(yes=yes):
        say("nothing was removed" + (": --yes removes all this without asking" if not dry_run else ""))
        return CONTENT_HAS_ERRORS if plan.breaches else 0
    with alone(place):  # a build that writes just now would leave half a set
        left = _removed(plan, files)
    FolderCache(workspace.root).empty()
    for name, reason in left.items():
        say(f"could not be removed: {shown(name)}: {reason}")
        breach = plan.breaches.get(name)
        if breach and (data := files.read(name)) is not None:
            files.remember("breaches", data, json.dumps([breach.notes, breach.owners]))
    remove_stale(place)
    remove_stale(workspace.root, place.name)
    sweep(Path(tempfile.gettempdir()))
    say("removed" + (", but for those named above" if left else ""))
    from report_kit.cli.elsewhere import advice

    for line in advice(workspace.root, report, list(plan.breaches.values())):
        give(outcome.conceal(line))
    return CONTENT_HAS_ERRORS if left or found.unread else 0


def _shown(folder: Path, files: PublishedFiles, conceal: Callable[[str], str]) -> Callable[[str], str]:
    """What gives the name of a file as it may be printed, and as one would type it from here."""
    prefix = prefix_of(folder)
    return lambda name: conceal(name if files.is_elsewhere(name) else f"{prefix}{name}")


def _planned(found: Search, names: Collection[str]) -> _Plan:
    breaches = {breach.file: breach for breach in found.breaches}
    sets = {_set_of(name) for name in breaches}
    return _Plan(breaches, [name for name in names if name not in breaches and _set_of(name) in sets])


def _set_of(name: str) -> PurePosixPath:
    """What the files of one build have in common: `dist/report.pdf` and `dist/report.html` differ by their endings."""
    path = PurePosixPath(name)
    return path.with_name(path.name.split(".")[0] or path.name)


def _told(plan: _Plan, shown: Callable[[str], str]) -> Iterator[str]:
    """What is to go, and why."""
    for name, breach in plan.breaches.items():
        why = [f"words of {', '.join(breach.notes)}"] if breach.notes else []
        why += [f"names {', '.join(breach.owners)}"] if breach.owners else []
        why += [f"tells too much of who said {', '.join(breach.ascribed)}"] if breach.ascribed else []
        yield f"{shown(name)} ({'; '.join(why)})"
    for name in plan.mates:
        yield f"{shown(name)} (made beside it; the next build makes the whole set anew)"
    if not plan.breaches:
        yield "no file of an earlier build says what may no longer be told"
    yield f"{CACHE}/ (all of it; the next build takes a little longer)"


def _agreed(*, yes: bool) -> bool:
    return yes or (sys.stdin.isatty() and click.confirm("Remove these?", err=True))


def _removed(plan: _Plan, files: PublishedFiles) -> dict[str, str]:
    """Remove the files of `plan`; those that are still there, with the reason."""
    left = {}
    for name in (*plan.breaches, *plan.mates):
        try:
            files.path(name).unlink(missing_ok=True)
        except OSError as refused:
            left[name] = in_plain_words(refused, "remove it").message
    return left
