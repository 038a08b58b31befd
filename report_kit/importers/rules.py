"""What may be wrong with a file from elsewhere. No report.yaml has a say in it: it is no part of the project."""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

UNREADABLE = Rule(
    name="unreadable-import",
    severity=Severity.ERROR,
    summary="A file that is to be imported cannot be understood, wholly or in one place.",
    why="What is left out without a word is evidence that is missing later.",
    example="id,document,tag,content\ntwelve,interview,trust,We wrote to them.",
    instead="id,document,tag,content\n12,interview,trust,We wrote to them.",
    locked=True,
)

INCOMPLETE = Rule(
    name="incomplete-import",
    severity=Severity.WARNING,
    summary="Something in a file that is imported becomes no note.",
    why="It may be missed later.",
    example="id,document,tag,content\n12,interview,trust,",
    instead="id,document,tag,content\n12,interview,trust,We wrote to them.",
)

RULES = (UNREADABLE, INCOMPLETE)
