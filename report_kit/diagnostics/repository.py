"""The rule of git's folder. Two stages may hear that it is not opened, in the same words: so it is said once."""

from __future__ import annotations

from report_kit.diagnostics.diagnostic import Rule, Severity

REPOSITORY_REFUSED = Rule(
    name="repository-refused", severity=Severity.WARNING,
    summary="What git keeps of the project was not looked at: its folder leads out of the project, or is damaged.",
    why="Whether git keeps private files, and whether published recommendations keep their numbers, is not known then; "
    "a folder of git's from a stranger could open any file of the computer.",
    example="# .git/objects/info/alternates\n/home/ann/other-repository/.git/objects",
    instead="git repack -a -d\nrm .git/objects/info/alternates",
    locked=True,
    group="confidentiality",
)  # fmt: skip
