"""Overload: what asks too much of pandoc, and where it stands.

In: the Markdown of a file, and how pandoc failed with it. Out: a place, or a diagnostic. Two steps of pandoc grow with
the square of what they are given: marks on one letter, and brackets in one paragraph.
"""

from __future__ import annotations

from report_kit.diagnostics import Diagnostic, Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import block_rules, limits
from report_kit.sourcefiles.text import SourceText
from report_kit.workspace import ToolError

_SIGNS = pattern(rf"[^\s\w\x00-\x7f]{{{limits.MARKS_ON_A_LETTER},}}")

_PARAGRAPH = pattern(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


def overloaded_letter(body: str) -> tuple[int, int] | None:
    """Where `body` has a letter with more marks on it than any language knows."""
    if body.isascii():
        return None
    for signs in _SIGNS.finditer(body):
        from unicodedata import category

        kinds = "".join("x" if category(sign)[0] == "M" else " " for sign in signs[0])
        found = kinds.find("x" * limits.MARKS_ON_A_LETTER)
        if found >= 0:
            offset = signs.start() + found
            return body.count("\n", 0, offset) + 1, offset - body.rfind("\n", 0, offset)
    return None


def given_up(source: SourceText, body: str, failed: ToolError) -> Diagnostic:
    """That pandoc did not come to an end with `body`, and where it has most to do."""
    if failed.reason.startswith("took longer"):
        why = failed.reason
    elif "eap exhausted" in failed.output or "heap overflow" in failed.output:
        why = "needed more memory than a file may take"
    else:
        return block_rules.UNREADABLE_MARKDOWN.at(
            Span(source.file),
            f"this file cannot be read: pandoc gave up ({failed.reason})",
            "look for a passage that is no text, or split the file",
        )
    # Brackets wait for each other until a paragraph ends, so its cost grows with the square of their number.
    found = max(_PARAGRAPH.finditer(body), key=lambda one: len(one[0]) + one[0].count("]") ** 2, default=None)
    line = body.count("\n", 0, found.start()) + 1 if found else 1
    links = found[0].count("](") if found else 0
    most = f"; most of the work is this paragraph with {links:,} links" if links > 1 else "; most of the work is this"
    return block_rules.UNREADABLE_MARKDOWN.at(
        Span(source.file, line, 1),
        f"this file cannot be read: pandoc {why}{most}",
        "part the paragraph by blank lines, or split the file",
    )
