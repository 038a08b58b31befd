"""The private folder itself: whether git keeps it, and whether the names in it can be had.

In: the workspace. Out: `Guard` where there are names to look for, else what to say about that. What is here is loaded
by every run, so it loads nothing else before it has to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.confidentiality.rules import LEAK_SCAN_NOT_RUN, PRIVATE_FILE_TRACKED
from report_kit.diagnostics import Diagnostic, Sink
from report_kit.diagnostics.repository import REPOSITORY_REFUSED
from report_kit.workspace import ENCRYPTED, KEY_VARIABLE, Files, RepositoryError, Workspace

if TYPE_CHECKING:
    from report_kit.confidentiality.guard import Guard

NO_NAMES = "there is no sources/private/people.yaml here"
ELSEWHERE = "build the final version where the names are"


def guard(workspace: Workspace, sink: Sink, *, required: bool = False) -> Guard | None:
    """The watch over a run on `workspace`, or None where there is no folder of names to look for.

    `required`: whether it is an error where a participant is missing from it. Reports to `sink` what is wrong with the
    folder. Raises MachineError where the encrypted folder does not open.
    """
    try:
        tracked = len(workspace.tools.tracked_private())
    except RepositoryError as refused:
        sink.add(REPOSITORY_REFUSED.at(None, refused.reason, refused.hint))
        tracked = 0
    if tracked:
        files = "1 file" if tracked == 1 else f"{tracked} files"
        # File names are not told: 'consent-jane-smith.pdf'.
        sink.add(
            PRIVATE_FILE_TRACKED.at(
                None,
                f"git keeps {files} of sources/private/",
                "run: git rm -r --cached sources/private; then ask whoever keeps the repository to clear its history",
            )
        )
    if not workspace.files.list_private():
        return None
    from report_kit.confidentiality.guard import Guard

    return Guard(workspace, sink, required=required)


def not_searched(files: Files, *, required: bool, protects: bool) -> tuple[Diagnostic | None, str]:
    """What to say where there are no names to look for: an error where they are `required`, else a notice.

    `protects`: whether the report describes anybody whose name could be missing; if not, and none are locked away,
    there is nothing to say.
    """
    locked = files.exists(ENCRYPTED)
    if locked:
        missing, hint = f"the names are locked in {ENCRYPTED}", f"give its key in {KEY_VARIABLE}"
    else:
        missing, hint = NO_NAMES, ELSEWHERE
    if required:
        return LEAK_SCAN_NOT_RUN.at(None, f"the search for protected names could not run: {missing}", hint), ""
    return None, f"Not searched for protected names: {missing}; {hint}." if locked or protects else ""
