"""mend: the fixes that cannot change what a report says, made in its sources in memory, and proven.

In: a workspace, and what a check found there. Out: `Mended`: the new bytes of files, and what remains to be said. Each
change is proven by reading and checking the whole project again: what was to be mended is no longer found, nothing else
is found that was not before, and no word, citation or footnote is lost or gained but in the lines that were changed.
What cannot be proven is left as it is, and named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff

from report_kit import pipeline
from report_kit.checks.view import view_of
from report_kit.diagnostics.diagnostic import Diagnostic, Edit, Sink
from report_kit.diagnostics.span import Span
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import attributes_of, inlines_of, plain_text
from report_kit.outcome import Outcome
from report_kit.sourcefiles import limits
from report_kit.sourcefiles.dump import CannotEdit, Change
from report_kit.sourcefiles.text import SourceText, decode
from report_kit.workspace import Workspace
from report_kit.workspace.overlay import Overlay

_MOST = 500
"""Fixes that are made at once; the next run makes the next ones."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended, in memory."""

    files: Mapping[str, bytes]
    """New content by path."""
    read: Mapping[str, bytes]
    """What stood there."""
    outcome: Outcome
    """What is found once these files are written."""
    diff: Sequence[str]
    """The change as a unified diff, without ends of lines; lines that must not be shown are not among them."""
    made: Sequence[Diagnostic] = ()
    """What is no longer found."""
    refused: Sequence[Diagnostic] = ()
    """What could not be mended so that it is proven."""


@dataclass(slots=True)
class _Sources:
    """The files that fixes reach for."""

    workspace: Workspace
    shown: Mapping[str, Sequence[str]]
    """Their lines as they may be shown."""
    data: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, SourceText] = field(default_factory=dict)

    def read(self, file: str) -> bool:
        """Whether `file` could be read."""
        if file not in self.texts:
            try:
                data = self.workspace.files.read(file, max(limits.MARKDOWN_BYTES, limits.YAML_BYTES))
            except (OSError, ValueError):
                return False
            text = decode(file, data, Sink())
            if text is None:
                return False
            self.data[file], self.texts[file] = data, text
        return True

    def may_change(self, edit: Edit) -> bool:
        """Whether the lines of `edit` are there and hold nothing that must not be shown."""
        span = edit.span
        if not self.read(span.file):
            return False
        shown, lines = self.shown.get(span.file, ()), self.texts[span.file].lines
        return list(shown[span.line - 1 : span.end_line]) == list(lines[span.line - 1 : span.end_line])


def mend(workspace: Workspace, found: Outcome) -> Mended:
    """Make every safe fix that `found` offers and that can be proven."""
    sources = _Sources(workspace, found.lines)
    offered = [one for one in found.diagnostics if one.fix and one.fix.safe and one.fix.edits][:_MOST]
    able = [one for one in offered if one.fix and all(map(sources.may_change, one.fix.edits))]
    made, outcome = _proven(sources, found, _apart(able))
    changes = _changes(sources, made)
    left = [one for one in offered if one not in made]
    files = {file: change.written(sources.data[file]) for file, change in changes.items()}
    return Mended(files, sources.data, outcome, list(_diff(sources, changes)), made, left)


def _apart(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose edits reach neither for words nor for whole lines of an earlier one; later runs mend the rest.

    Other words of one line may be changed at once.
    """
    taken: dict[str, list[Span]] = {}
    kept = []
    for one in diagnostics:
        assert one.fix
        spans = [edit.span for edit in one.fix.edits]
        if not any(_meet(span, other) for span in spans for other in taken.get(span.file, ())):
            kept.append(one)
            for span in spans:
                taken.setdefault(span.file, []).append(span)
    return kept


def _meet(one: Span, other: Span) -> bool:
    """Whether two edits of one file reach for the same words, or one of them for whole lines that the other is in."""
    if one.line == one.end_line and other.line == other.end_line:
        return one.line == other.line and one.column <= other.end_column and other.column <= one.end_column
    # An edit up to the start of a line does not touch it.
    first, last = (range(s.line, s.end_line + (s.end_column > 1 or s.line == s.end_line)) for s in (one, other))
    return first.start < last.stop and last.start < first.stop


def _proven(sources: _Sources, before: Outcome, wanted: list[Diagnostic]) -> tuple[list[Diagnostic], Outcome]:
    """As many of `wanted` as can be proven together, and what is found once they are made."""
    if not wanted:
        return [], before
    after = _after(sources, before, wanted)
    if after is not None:
        return wanted, after
    if len(wanted) == 1:
        return [], before
    half = len(wanted) // 2
    first, outcome = _proven(sources, before, wanted[:half])
    second, other = _proven(sources, before, wanted[half:])
    if not first or not second:
        return first + second, other if second else outcome
    both = _after(sources, before, first + second)
    return (first + second, both) if both is not None else (first, outcome)


def _after(sources: _Sources, before: Outcome, made: Sequence[Diagnostic]) -> Outcome | None:
    """What is found once `made` are mended; None where that is not what was wanted."""
    try:
        changes = _changes(sources, made)
    except CannotEdit:
        return None
    texts = {file: change.after.text for file, change in changes.items()}
    around = sources.workspace
    after = pipeline.check(Workspace(Overlay(around.files, texts), around.cache, around.tools))
    if before.report is None or after.report is None or not _is_less(before, after, made):
        return None
    lost, gained = Counter[str](), Counter[str]()
    for change in changes.values():
        old, new = _touched(change)
        lost += old - new
        gained += new  # what stood there as a mark, {note}, may be a word now: a title
    was, is_now = _words(before.report), _words(after.report)
    return after if (was - is_now) <= lost and (is_now - was) <= gained else None


def _is_less(before: Outcome, after: Outcome, made: Sequence[Diagnostic]) -> bool:
    """Whether all that `made` said is gone, and nothing came but what its fixes ask for."""
    allowed = Counter(one.rule for one in before.diagnostics)
    allowed -= Counter(one.rule for one in made)
    allowed += Counter(rule for one in made if one.fix for rule in one.fix.asks)
    return Counter(one.rule for one in after.diagnostics) <= allowed


def _changes(sources: _Sources, made: Iterable[Diagnostic]) -> dict[str, Change]:
    edits: dict[str, list[Edit]] = {}
    for one in made:
        for edit in one.fix.edits if one.fix else ():
            edits.setdefault(edit.span.file, []).append(edit)
    return {file: Change.of(sources.texts[file], edits[file]) for file in sorted(edits)}


def _touched(change: Change) -> tuple[Counter[str], Counter[str]]:
    """The words in the lines that `change` reaches for, before and after."""
    file = change.source.file
    diff = list(unified_diff(change.source.lines, change.after.lines, file, file, n=0, lineterm=""))[2:]
    old = Counter(word for line in diff if line.startswith("-") for word in _in_source(line[1:]))
    return old, Counter(word for line in diff if line.startswith("+") for word in _in_source(line[1:]))


def _words(report: Report) -> Counter[str]:
    """What stands in `report`: words, citations, footnotes."""
    found: Counter[str] = Counter()
    view = view_of(report)
    for placed in view.placed:
        found.update(_in_text(plain_text(inlines_of(placed.block))))
        for _, words in attributes_of(placed.block):
            found.update(_in_text(words))
    found.update(f"@{item.id}" for item, _ in view.citation_items())
    found["footnotes"] += sum(1 for _ in view.inlines_of(i.Footnote))
    return found


def _in_source(line: str) -> Iterator[str]:
    """Words of a line, and citations, which an id that is changed takes with it."""
    yield from _in_text(line)
    yield from (found[0] for found in re.finditer(r"@[\w.:-]*\w", line))


def _in_text(text: str) -> Iterator[str]:
    return (found[0].casefold() for found in re.finditer(r"\w+", text))


def _diff(sources: _Sources, changes: Mapping[str, Change]) -> Iterator[str]:
    for file, change in changes.items():
        shown = tuple(sources.shown[file])  # lines with a protected name are masked in it, and never changed
        after = Change.of(SourceText(file, "\n".join(shown), shown), change.edits).after.lines
        yield from unified_diff(shown, after, file, file, n=1, lineterm="")
