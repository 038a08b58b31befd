"""inspect: the whole comparison on one screen.

In: the report and the finished files that are to hold all of it. Out: `lost-text` diagnostics, one for each passage,
which names the files that lack it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_kit.completeness.printed import printed
from report_kit.completeness.rules import LOST_TEXT
from report_kit.completeness.runs import Run, counted, letters
from report_kit.completeness.search import lost
from report_kit.completeness.written import in_model, written
from report_kit.diagnostics import Diagnostic, Span
from report_kit.extract.running_text import running_text
from report_kit.model.report import Report

_SHOWN = 60
"""Characters of what is missing that a message repeats."""

_FAR = 5_000
"""Lines of a span that are looked at."""

_HINT = "write it another way; where nothing is missing, excuse it with the reason"


def inspect(report: Report, files: Mapping[str, bytes], told: Sequence[Span]) -> Iterator[Diagnostic]:
    """What the sources say and the model or one of `files` (content by name) does not.

    `told`: places of which a message has said already that something there is not printed as it was written.
    """
    explained = {(span.file, line) for span in told for line in _lines(span)}

    def is_explained(span: Span) -> bool:
        return any((span.file, line) in explained for line in _lines(span))

    for file, words in sorted(written(report).items()):
        yield from _unread(file, [run for run in words if not is_explained(run.span)], report)
    runs = [run for run in printed(report) if not is_explained(run.span)]
    missing: dict[Run, list[str]] = {}
    for name, data in files.items():
        for run in _lacking(runs, running_text(data) or ""):
            missing.setdefault(run, []).append(name)
    for run, names in missing.items():
        yield LOST_TEXT.at(_place(run.span), f'"{_shown(run.text)}" does not stand in {" and ".join(names)}', _HINT)


def _unread(file: str, runs: list[Run], report: Report) -> Iterator[Diagnostic]:
    """What stands in the Markdown body `file` and was not understood as a word of the report."""
    told: set[int] = set()
    for run in _lacking(runs, in_model(report, file)):
        if run.span.line not in told:
            told.add(run.span.line)
            # What was noted down may be kept back, so no message repeats it.
            line = report.lines[file][run.span.line - 1]
            opened = len(line[: run.span.column - 1].rstrip("[(<{*_~`\"'"))
            rest = line[opened:]
            words = "something in this line" if file.startswith("sources/notes/") else f'"{_shown(rest)}"'
            yield LOST_TEXT.at(run.span, f"{words} stands in no output: it was read as something else than text", _HINT)


def _lacking(runs: Iterable[Run], text: str) -> Iterator[Run]:
    """Those of `runs` that `text` lacks; of a script whose letters are only counted, the first run that has too few."""
    yield from lost(runs, letters(text))
    there = counted(text)
    for run in runs:
        there -= counted(run.text)
        if there < 0:
            yield run
            return


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


def _lines(span: Span) -> range:
    """Numbers of its lines, as far as anybody would look."""
    return range(span.line, min(max(span.line, span.end_line), span.line + _FAR) + 1)


def _place(span: Span) -> Span:
    """The first line of `span`: an excuse stands above a block or at the end of its first line."""
    return Span(span.file, span.line, span.column)
