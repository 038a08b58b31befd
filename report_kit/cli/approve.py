"""`report-kit approve ID`: write down that speakers have approved the words of a quote or a note, as they stand now.

In: a project. Out: `approved:` of the speakers' consent in sources/participants.yaml has the id with a check sum of the
words. Nothing is approved of whoever has no consent there, or has withdrawn it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_kit.cli import options
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS
from report_kit.cli.outputs import write_sources
from report_kit.cli.results import print_diagnostics, say
from report_kit.cli.short_lived import short_lived
from report_kit.diagnostics.errors import MachineError
from report_kit.diagnostics.suggest import did_you_mean
from report_kit.sourcefiles import limits

if TYPE_CHECKING:
    from report_kit.model.approvals import Asking

FILE = "sources/participants.yaml"


@click.command()
@click.argument("identifier", metavar="[ID]", default="")
@options.project
@click.option("--all", "every", is_flag=True, help="Show all words that await approval, and ask of each.")
@click.option("--by", "person", metavar="PERSON", default="", help="Only for this speaker; otherwise for all of them.")
@short_lived()
def approve(identifier: str, folder: Path, every: bool, person: str) -> int:
    """Write down that the speakers have approved the words of quote or note ID in the report in DIR.

    The approval holds for these words: once the quote or note is changed, it has to be given again.
    """
    from report_kit import pipeline
    from report_kit.model.approvals import asking, waiting

    if every and identifier:
        identifier, folder = "", Path(identifier)
    if not every and not identifier:
        raise click.UsageError("name the quote or note, or write --all")
    if every and not sys.stdin.isatty():
        raise click.UsageError("--all asks before it writes, and nobody is there to answer: name a quote or note")
    workspace = DiskWorkspace(folder)
    outcome = pipeline.link(workspace)
    report = outcome.report
    if report is None:
        print_diagnostics("text", outcome.diagnostics, outcome.lines, {})
        return CONTENT_HAS_ERRORS
    if every:
        wanted = [one for one in waiting(report) if _is_wanted(one, outcome.conceal)]
    else:
        found = asking(report, identifier)
        if found is None:
            hint = (
                did_you_mean(identifier, (*report.notes, *(quote.id for quote in report.quotes)))
                or "ids stand after # in the sources"
            )
            raise click.UsageError(f"no quote of a note, and no note, is called '{identifier}': {hint}")
        if found.is_withheld:
            raise click.UsageError(f"{identifier} may not be printed, whoever approves it: report-kit check says why")
        if person and person not in found.speakers:
            raise click.UsageError(f"there is no {person} among its speakers: {', '.join(found.speakers) or 'none'}")
        wanted = [found]
        _show(found, outcome.conceal)
    before = data = workspace.files.read(FILE, limits.YAML_BYTES) if any(one.speakers for one in wanted) else b""
    for one in wanted:
        for speaker in one.speakers:
            if person in ("", speaker):
                data = _approved(data, speaker, one)
    speakers = {speaker for one in wanted for speaker in one.speakers if person in ("", speaker)}
    if not speakers:
        say("nothing was written: " + ("nobody of them has a consent there" if wanted else "nothing awaits approval"))
        return CONTENT_HAS_ERRORS if wanted else 0
    if data == before:
        say("nothing was written: it is approved already")
        return 0
    write_sources(workspace.root, {FILE: data}, {FILE: before})
    say(f"written to {FILE}: {', '.join(one.id for one in wanted)}, approved by {', '.join(sorted(speakers))}")
    return 0


def _approved(data: bytes, speaker: str, one: Asking) -> bytes:
    """`data`, the list of participants, in which `speaker` approves `one`."""
    from report_kit.diagnostics import Sink
    from report_kit.model.approvals import WRITTEN_DIGITS, approval_of, approves, check_sum
    from report_kit.sourcefiles.dump import CannotEdit, add_items, set_value, value_of
    from report_kit.sourcefiles.text import decode

    source = decode(FILE, data, Sink())
    people = value_of(source) if source else None
    if source is None or not isinstance(people, list):
        raise MachineError(f"{FILE} cannot be read", "run: report-kit check")
    number = next(n for n, each in enumerate(people) if isinstance(each, dict) and each.get("id") == ("str", speaker))
    path = (number, "consent", "approved")
    consent = people[number]["consent"]
    there = [item[1] for item in consent.get("approved", ())]
    if approves(there, {one.id: one.words}):
        return data
    item = f"{one.id} {check_sum(one.words)[:WRITTEN_DIGITS]}"
    old = next((n for n, each in enumerate(there) if approval_of(each).id == one.id), None)
    try:
        change = add_items(source, path, [item]) if old is None else set_value(source, (*path, old), item)
    except CannotEdit as refused:
        raise MachineError(f"{FILE} cannot be changed safely: {refused.message}", f"write by hand: {item}") from refused
    return change.written(data)


def _is_wanted(one: Asking, conceal: Callable[[str], str]) -> bool:
    _show(one, conceal)
    return click.confirm(f"Have {' and '.join(one.speakers)} approved these words?", err=True)


def _show(one: Asking, conceal: Callable[[str], str]) -> None:
    from report_kit.model.walk import blocks_text

    say(f"{one.id}, said by {' and '.join(one.speakers) or 'nobody that is known'}:")
    for line in blocks_text(one.words).splitlines():
        say(f"  {conceal(line)}")
