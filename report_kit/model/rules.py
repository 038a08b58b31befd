"""The rules that merging itself looks for."""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

DUPLICATE_ID = Rule(
    name="duplicate-id",
    severity=Severity.ERROR,
    summary="Two things in the project have the same id.",
    why="Every link and number and all evidence goes by ids; with two of one name a reader lands on the wrong one.",
    example='::: {.note #N1}\nFirst remark.\n:::\n\n::: {.note #N1}\nSecond remark.\n:::',
    instead='::: {.note #N1}\nFirst remark.\n:::\n\n::: {.note #N2}\nSecond remark.\n:::',
    locked=True,
    # which of the two is meant by what points there, nobody knows
    hides=("note-never-used", "finding-without-recommendation", "quote-not-in-note", "unmarked-quote-change",
           "note-without-code", "uncited-reference", "unused-code", "dangling-reference", "unknown-id", "wrong-count"),
)  # fmt: skip

RULES: tuple[Rule, ...] = (DUPLICATE_ID,)
