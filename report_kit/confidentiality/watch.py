"""Watch: what one run of the pipeline asks of confidentiality. Where there are no names here, it lets everything pass.

In: the workspace, then the report, the source lines and the artifacts. Out: diagnostics, and sentences for whoever
publishes. The search itself is in `guard`, which is loaded where there is somebody to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from report_kit.confidentiality.folder import guard, not_searched
from report_kit.diagnostics import Diagnostic, Severity, Sink
from report_kit.model.report import Report
from report_kit.workspace import Workspace

if TYPE_CHECKING:
    from report_kit.confidentiality.guard import Guard
    from report_kit.confidentiality.looking_back import LookingBack
    from report_kit.confidentiality.search import ScanResult

Lines = Mapping[str, tuple[str, ...]]
"""Source text by file."""

_SAY_WHO = ("report.yaml", "sources/organisations.yaml", "sources/participants.yaml")
"""Files that say who is to be looked for."""


class Watch:
    """Over one run. What is read goes through `workspace`, which keeps nothing that names somebody."""

    def __init__(self, workspace: Workspace, sink: Sink, *, required: bool = False) -> None:
        """`required`: whether it is an error where names to look for are not here. Faults of the list go to `sink`."""
        self._outside = workspace
        self._required = required
        self._guard: Guard | None = guard(workspace, sink, required=required)
        self.workspace = self._guard.workspace if self._guard else workspace

    @property
    def lists(self) -> bool:
        """Whether there is a list of names."""
        return self._guard is not None and self._guard.lists

    def notice(self, report: Report | None, sink: Sink) -> tuple[str, ...]:
        """What to tell of a search that cannot run, if anything; it goes to `sink` where names are required."""
        if self.lists:
            return ()
        fault, notice = not_searched(self._outside.files, required=self._required, protects=_protects(report))
        sink.extend([fault] if fault else [])
        return (notice,) if notice else ()

    def inspect(self, report: Report | None, sink: Sink, artifacts: Mapping[str, bytes]) -> tuple[str, ...]:
        """Look in the sources (the lines of `sink`) and in what was made; what to tell of it besides diagnostics."""
        looking = self._guard
        if looking is None:
            if report is None or not any(o.list_consent == "no" for o in report.organisations.values()):
                return ()
            # Bodies that must not be listed are named in the sources themselves, so they are looked for in any case.
            from report_kit.confidentiality.guard import Guard

            looking = Guard(self._outside, sink)
        found = looking.inspect(report, sink.lines, artifacts)
        sink.extend(found.diagnostics)
        return (found.summary,) if artifacts and self.lists else ()

    def search(self, report: Report | None, files: Mapping[str, bytes]) -> ScanResult | None:
        """Look in `files` that are not of this run; None where the names are not here."""
        return self._guard.search(report, files) if self._guard and self._guard.lists else None

    def looking_back(self, report: Report) -> LookingBack | None:
        """What looks through files of earlier builds for names; None where there is nobody to look for."""
        if self._guard is not None:
            return self._guard.looking_back(report)
        named = any(person.public_name for person in report.participants.values())
        if not named and not any(o.list_consent == "no" for o in report.organisations.values()):
            return None
        from report_kit.confidentiality.guard import Guard

        return Guard(self._outside, Sink()).looking_back(report)

    def silence(self, diagnostics: Sequence[Diagnostic], lines: Lines) -> tuple[tuple[Diagnostic, ...], Lines]:
        """`diagnostics` and the source lines that are shown with them, without names that somebody typed there."""
        return self._guard.silence(diagnostics, lines) if self._guard else (tuple(diagnostics), lines)

    def concealing(self, report: Report | None) -> Callable[[str], str]:
        """What gives back a text as it is, or where it names somebody a remark that it does."""
        return self._guard.concealing(report) if self._guard else str

    @staticmethod
    def says_who(diagnostic: Diagnostic) -> bool:
        """Whether it is an error in a file that says who is to be looked for."""
        placed = diagnostic.span is None or diagnostic.span.file in _SAY_WHO
        return diagnostic.severity is Severity.ERROR and placed


def _protects(report: Report | None) -> bool:
    """Whether somebody or some body is described that a list of names would protect: a public source protects none."""
    return (
        report is None
        or bool(report.participants)
        or any(o.list_consent == "no" for o in report.organisations.values())
    )
