"""new_text: what a diagnostic would have written instead, line by line, where that says best what to do."""

from __future__ import annotations

from report_kit.diagnostics.diagnostic import Diagnostic


def new_text(diagnostic: Diagnostic, most: int) -> list[str]:
    """The lines of the new text, at most `most` of them; none unless it is to be shown."""
    if diagnostic.fix is None or not diagnostic.fix.shown:
        return []
    lines = [line for edit in diagnostic.fix.edits for line in edit.text.strip("\n").split("\n") if edit.text]
    left = len(lines) - most
    return lines if left <= 1 else [*lines[:most], f"… and {left} more lines"]
