"""The rule of this stage."""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

LOST_TEXT = Rule(
    name="lost-text",
    severity=Severity.ERROR,
    summary="Words of a source do not stand in a file that was made of it.",
    why="A report in which a sentence is missing is wrong, and nobody who reads it can see that.",
    example="Two councils shared their data.\n\n[Leeds]: pending",
    instead="Two councils shared their data.\n\nLeeds: pending",
    group="completeness",
)

RULES = (LOST_TEXT,)
