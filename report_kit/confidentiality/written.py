"""Written: names that stand in the sources, ready to say which of them a hit in an artifact comes from.

In: what the search found in the sources. Out: for a hit elsewhere, the name as somebody wrote it. A search in sorted
lists, so that two thousand hits cost two thousand times what one costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from report_kit.confidentiality.search import Hit
from report_kit.diagnostics import Span


class Written:
    """The hits in source files whose lines are known."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits: dict[tuple[str, str, int], Hit] = {}
        """The first of each owner in each line of a file."""
        self._lines: dict[tuple[str, str], list[int]] = {}
        """Lines by owner and file, in order."""
        self._files: dict[str, list[str]] = {}
        """Files by owner."""
        for hit in hits:
            for owner in hit.owners if hit.line else ():
                if (owner, hit.artifact, hit.line) in self._hits:
                    continue
                self._hits[owner, hit.artifact, hit.line] = hit
                if (owner, hit.artifact) not in self._lines:
                    self._files.setdefault(owner, []).append(hit.artifact)
                self._lines.setdefault((owner, hit.artifact), []).append(hit.line)
        for lines in self._lines.values():
            lines.sort()

    def nearest(self, hit: Hit, block: Span | None) -> Hit | None:
        """The hit that stands in `block`, from which the text around `hit` comes, else beside it in the same file.

        An anchor may be the nearest one above, so a line of the same file says more than the block with the anchor.
        Without either, the only place where that name was written, if there is but one.
        """
        if block is not None:
            for owner in hit.owners:
                if (line := self._from(owner, block.file, block.line)) and line <= max(block.line, block.end_line):
                    return self._hits[owner, block.file, line]
            for owner in hit.owners:
                if line := self._from(owner, block.file, 0):
                    return self._hits[owner, block.file, line]
        places = {(file, line) for owner in hit.owners for file, line in self._first_two(owner)}
        if len(places) != 1 and block is not None:
            return None
        found = ((owner, *place) for owner in hit.owners for place in self._first_two(owner))
        return next((self._hits[key] for key in found), None)

    def _from(self, owner: str, file: str, first: int) -> int:
        """The first line from `first` on; 0 where there is none."""
        lines = self._lines.get((owner, file), ())
        at = bisect_left(lines, first)
        return lines[at] if at < len(lines) else 0

    def _first_two(self, owner: str) -> list[tuple[str, int]]:
        """Two places are as good as many for telling that there is more than one."""
        places = ((file, line) for file in self._files.get(owner, ()) for line in self._lines[owner, file][:2])
        return [place for place, _ in zip(places, range(2), strict=False)]
