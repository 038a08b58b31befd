"""The newest tagged release: which number each recommendation had when the report was last published.

In: the lines of that release that begin a recommendation or say where a file stands. Out: a `Release`. The numbers are
counted as `merge` counts them: front sections, themes, back sections, each by `order` and file name.
"""

from __future__ import annotations

import re

from report_kit.diagnostics import Sink
from report_kit.diagnostics.repository import REPOSITORY_REFUSED
from report_kit.lazy.patterns import pattern
from report_kit.model.sources import Release
from report_kit.workspace import RepositoryError, Tools

PATTERN = "^(order|placement):|^ *:::+ *[{]?[^}]*[.]?recommendation"
"""What is asked for, as a POSIX extended regular expression."""

_SETTING = pattern(r"(order|placement):\s*['\"]?([\w.]+)")
_RECOMMENDATION = pattern(r"\s*:::+\s*\{(?=[^}]*\.recommendation\b)[^}]*#([A-Za-z][\w.-]*)")


def read_release(tools: Tools, sink: Sink) -> Release | None:
    """The newest release that git has a tag for, or None; to `sink` goes why git was not asked."""
    try:
        found = tools.released(PATTERN)
    except RepositoryError as refused:
        sink.add(REPOSITORY_REFUSED.at(None, refused.reason, refused.hint))
        return None
    if found is None:
        return None
    name, lines = found
    files: dict[str, list[str]] = {}
    for path, line in lines:
        if path.startswith(("themes/", "sources/sections/")):
            files.setdefault(path, []).append(line)
    ids = [match[1] for path in sorted(files, key=lambda p: _place(p, files[p])) for match in _begun(files[path])]
    return Release(name=name, recommendations={identifier: n for n, identifier in enumerate(ids, start=1)})


def _begun(lines: list[str]) -> list[re.Match[str]]:
    return [match for line in lines if (match := _RECOMMENDATION.match(line))]


def _place(path: str, lines: list[str]) -> tuple[int, float, str]:
    """Where the file stands in the report."""
    # The first of each is the one in the front matter, which opens the file.
    settings = {match[1]: match[2] for line in reversed(lines) if (match := _SETTING.match(line))}
    try:
        order = float(settings.get("order", "inf" if path.startswith("themes/") else "100"))
    except ValueError:
        order = float("inf")
    if path.startswith("themes/"):
        return 1, order, path
    return (2 if settings.get("placement") == "back" else 0), order, path
