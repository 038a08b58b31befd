"""front_matter_end: where the YAML at the head of a Markdown file ends.

In: the lines of a file. Out: a number. All stages that look at lines ask here, so that none of them takes a value of
the head for prose, or prose for a value.
"""

from __future__ import annotations

from collections.abc import Sequence


def front_matter_end(lines: Sequence[str]) -> int:
    """The number of the line that closes the front matter, counted from 1; 0 where there is none, or it has no end."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)
