"""elsewhere: what to do about copies that no command can reach: the sources, git, releases, and files that were sent.

In: the report, and what was found in its files. Out: lines for whoever has to act; ids, paths and commands, never words
that somebody said.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from report_kit.cli.git import kept_files
from report_kit.cli.git_folder import find
from report_kit.cli.published import FOLDER
from report_kit.model.report import Report
from report_kit.published import Breach
from report_kit.workspace import RepositoryError

_TAGS = 10
"""Of the newest, as far as names tell."""


def advice(root: Path, report: Report, breaches: Sequence[Breach]) -> Iterator[str]:
    """What is left to do, step by step."""
    notes = sorted({note for breach in breaches for note in (*breach.notes, *breach.ascribed)})
    sources = sorted({report.notes[note].span.file for note in notes if note in report.notes})
    yield ""
    yield "What this command cannot reach:"
    if sources:
        kept = [note for note in notes if note in report.notes]
        yield f"- The sources: {', '.join(kept)} in {', '.join(sources)}. What was withdrawn or said off the record,"
        yield "  delete there; what may be paraphrased can stay."
    yield from _git(root, sources)
    yield "- Files that were sent or put up: ask everybody who got one (co-authors, designers, printers, partners, who"
    yield "  runs the website) to delete it and to say so; where it is public, take it down, and ask search engines and"
    yield "  archives (web.archive.org) to drop it. Look into mailboxes, shared folders and backups of your own."
    yield "- Whoever said it, or is named: tell what could be called back, and what could not."


def _git(root: Path, sources: Sequence[str]) -> Iterator[str]:
    """About the repository, where there is one."""
    try:
        git = find(root)
        tags = sorted(git.tags()) if git else []
        outputs = kept_files(root, FOLDER)
    except RepositoryError as refused:
        yield f"- git: {refused.reason}"
        return
    if git is None:
        yield "- git: there is no repository here; look into those of your co-authors."
        return
    project = root.relative_to(git.top).as_posix()
    above = "" if project == "." else shlex.quote(f"{project}/")
    paths = " ".join(map(shlex.quote, [*(sources or ["sources"]), *([FOLDER] if outputs else [])]))
    yield "- git keeps every earlier version, and so does each copy. Which commits have touched the files in question:"
    yield f"    git log --all --oneline -- {paths}"
    yield "  To take words out of all of them, write them, one to a line, into a file outside of the project, make a"
    yield "  fresh copy (git clone), and run in it (https://github.com/newren/git-filter-repo):"
    yield "    git filter-repo --replace-text ../words.txt"
    if outputs:
        yield f"    git filter-repo --force --invert-paths --path {above}{FOLDER}"
    yield "  Delete that file, and push with --force --all, then with --force --tags. Everybody else makes a new copy,"
    yield "  and whoever hosts the repository is asked to clear what it has cached."
    if tags:
        names = [tag.removeprefix("refs/tags/") for tag in tags]
        more = f" and {len(names) - _TAGS} more" if len(names) > _TAGS else ""
        yield f"- Releases ({', '.join(names[-_TAGS:])}{more}): look into the files of each, withdraw those that"
        yield "  have it, and publish a corrected one that says that it takes their place."
