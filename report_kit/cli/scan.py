"""`report-kit scan FILES…`: any files → the protected names in them, by participant id and place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import click

from report_kit.cli import options
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.errors import CONTENT_HAS_ERRORS, in_plain_words
from report_kit.cli.results import print_diagnostics, say
from report_kit.cli.seen_from_here import seen_from_here
from report_kit.confidentiality.rules import UNSCANNED_ARTIFACT
from report_kit.diagnostics.diagnostic import Diagnostic
from report_kit.diagnostics.errors import MachineError

_IN_PROJECT = ("report.yaml", "sources/", "themes/")
MAX_BYTES = 512 * 2**20
"""Of one file; a scanned book of 500 pages has a tenth of that."""


@click.command()
@click.argument("files", metavar="FILES...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--project",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(path_type=Path),
    help="The report whose participants are looked for.  [default: the current folder]",
)
@options.form
def scan(files: tuple[Path, ...], folder: Path, form: str) -> int:
    """Look in FILES for everybody whom sources/private/ of a report lists.

    FILES may come from anywhere: the designer's PDF, the Word file on its way to a partner. Text, properties,
    comments, tracked changes, attachments and what is written inside pictures' files are searched; pixels are not.

    Exits with 1 where a name is found, or a file cannot be searched.
    """
    from report_kit import pipeline

    missing = [number for number, path in enumerate(files, 1) if not path.is_file()]  # a pipe would be waited for
    if len(missing) == len(files):
        raise MachineError("there is no such file", "check how it is spelt")
    contents = _contents(files, missing)
    found = pipeline.scan(DiskWorkspace(folder), contents)
    if found is None:
        raise MachineError(
            "there are no names to look for: this project has no sources/private/people.yaml",
            "name the report with --project DIR, or give the key of sources/private.age in REPORT_KIT_PRIVATE_KEY",
        )
    if form != "text":  # programs read all
        found = replace(found, diagnostics=found.in_full)
    if missing:
        found = replace(found, diagnostics=(*found.diagnostics, *(_not_there(number) for number in missing)))
    extra = {"files": found.artifacts, "pictures": found.images, "notices": [found.summary]}
    if found.diagnostics or form != "text":
        places = {one.span.file for one in found.diagnostics if one.span}
        given = {file for file in places if file in contents or not file.startswith(_IN_PROJECT)}
        print_diagnostics(form, *seen_from_here(folder, found.diagnostics, {}, apart=given), extra)
    if form == "text":
        say(found.summary)
    return 0 if found.clean else CONTENT_HAS_ERRORS


def _not_there(number: int) -> Diagnostic:
    return UNSCANNED_ARTIFACT.at(
        None, f"file {number} of those that were named is not there, or is no file", "check how it is spelt"
    )


def _contents(files: tuple[Path, ...], missing: Collection[int]) -> dict[str, bytes]:
    """Content of each of `files` by the name it was given under. Raises MachineError where one cannot be read.

    `missing`: numbers of those that are no files.
    """
    contents: dict[str, bytes] = {}
    for number, path in enumerate(files, 1):
        if number in missing:
            continue
        # Not by its name, which may be that of a person: 'jane-smith.pdf'.
        which = "the file" if len(files) == 1 else f"file {number}"
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError as refused:
            raise in_plain_words(refused, f"read {which}") from refused
        if len(data) > MAX_BYTES:
            raise MachineError(f"{which} is larger than {MAX_BYTES // 2**20} MB", "split it, or take its pictures out")
        contents[path.as_posix()] = data
    return contents
