"""tidy: after a run, the cache holds what this project still needs, and of everything else nothing.

In: a run that has come to its end. Every entry repeats what some source said, so that of a note that is deleted a copy
would stay. A kind of entry is swept only by runs that have gone over all of that kind: one that stopped half-way, or
could not understand a file, has not asked for what is still needed. Of entries that tell nothing of what the sources
say (fonts) only age and size decide.
"""

from __future__ import annotations

from collections.abc import Collection

from report_kit.cli import unchanged
from report_kit.cli.disk import DiskWorkspace
from report_kit.outcome import Outcome

MEMORY = frozenset({"ascribed", "breaches"})
"""Kinds that are no copies, and that nothing could make again."""

_READ = frozenset({*MEMORY, "citations", "formulas", "markdown", "pictures", "published", "yaml"})
"""Kinds that every check and every build asks for."""

_MADE = frozenset({"drawings"})
"""Kinds that every build asks for that makes its files."""

_LAID_OUT = frozenset({"pages"})
"""Kinds that a build asks for which makes a PDF; one that makes other files only says nothing of them."""

_KNOWN = frozenset({*_READ, *_MADE, *_LAID_OUT, "fonts", "stamps"})
"""All kinds; any other was kept by an earlier version."""


def after_run(workspace: DiskWorkspace, outcome: Outcome) -> None:
    """Sweep what a check or a build has left over, once it has kept all of its own."""
    if is_complete(outcome):
        after_the_same(workspace, workspace.cache.asked, made=bool(outcome.artifacts))
        workspace.cache.sweep({"stamps"}, unchanged.still_true(workspace))
    workspace.cache.prune()


def after_the_same(workspace: DiskWorkspace, kept: Collection[str], *, made: bool = True) -> None:
    """Remove what a complete run did not ask for: `kept` are the keys of what it did.

    To be called as well where nothing has changed since that run: another one, of other sources, may have come between
    them and have stopped half-way.
    """
    kinds = _READ | _MADE if made else _READ
    kinds |= _LAID_OUT & {key.partition("/")[0] for key in kept}
    workspace.cache.sweep(kinds | (workspace.cache.kinds() - _KNOWN), kept)


def is_complete(outcome: Outcome) -> bool:
    """Whether the run has read every source to its end, whatever else may be wrong with the content."""
    report = outcome.report
    return report is not None and not report.unread and not report.hidden
