"""seen_from_here: diagnostics with paths as one would open them, instead of paths inside the project.

In: what was found, and the project's folder as it was typed. Out: the same, each path starting where the command was
started; so a report in a folder of a repository gets its marks in pull requests.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from report_kit.diagnostics.diagnostic import Diagnostic
from report_kit.diagnostics.span import Span

_FARTHEST = 3
"""How many folders up a report.yaml is looked for: `sources/notes/` is two below it."""

Lines = Mapping[str, tuple[str, ...]]


def seen_from_here(
    folder: Path, diagnostics: Sequence[Diagnostic], lines: Lines, *, apart: Collection[str] = ()
) -> tuple[Sequence[Diagnostic], Lines]:
    """`diagnostics` and `lines` of the project in `folder`; what is in `apart` was given from here already."""
    prefix = prefix_of(folder)

    def path(file: str) -> str:
        return file if file in apart else f"{prefix}{file}"

    def moved(span: Span) -> Span:
        return replace(span, file=path(span.file))

    found = []
    for diagnostic in diagnostics:
        if diagnostic.rule == "no-report" and (up := _way_up(folder)):
            diagnostic = replace(diagnostic, hint=f"it is in {up}: go there, or name that folder")  # noqa: PLW2901
        if prefix and diagnostic.span:
            diagnostic = replace(diagnostic, span=moved(diagnostic.span))  # noqa: PLW2901
        if prefix and (fix := diagnostic.fix):
            edits = tuple(replace(edit, span=moved(edit.span)) for edit in fix.edits)
            diagnostic = replace(diagnostic, fix=replace(fix, edits=edits))  # noqa: PLW2901
        found.append(diagnostic)
    return found, {path(file): text for file, text in lines.items()} if prefix else lines


def prefix_of(folder: Path) -> str:
    """What leads from here to the files of `folder`: nothing, 'm/', '../m/', or an absolute path."""
    here = current_folder()
    for whole in (Path(os.path.abspath(folder)), folder.resolve()):  # noqa: PTH100 - links stay as they were typed
        if whole == here:
            return ""
        if here is not None and whole.is_relative_to(here):
            return f"{whole.relative_to(here).as_posix()}/"
    return f"{folder.as_posix().rstrip('/')}/"


def current_folder() -> Path | None:
    """The working folder; None where somebody has deleted it meanwhile."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def _way_up(folder: Path) -> str:
    """The folder above `folder` that holds a report.yaml, as one would type it; empty where there is none."""
    root = folder.resolve()
    for steps, above in enumerate(list(root.parents)[:_FARTHEST], 1):
        if (above / "report.yaml").is_file():
            return "/".join([".."] * steps) if root == current_folder() else str(above)
    return ""
