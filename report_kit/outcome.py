"""Outcome: what a run of the pipeline found and made.

In: what the stages said of the content. Out: the same with the severities of report.yaml and the excuses in the sources
applied, in reading order, and nothing in it that names somebody who is protected.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from report_kit.diagnostics import Diagnostic, Rule, Severity, Sink
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.entities import ReportMeta
from report_kit.model.report import Report

if TYPE_CHECKING:
    from report_kit.confidentiality.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found and made."""

    diagnostics: tuple[Diagnostic, ...]
    """Every problem, in reading order."""
    report: Report | None = None
    """The merged report; None where report.yaml was unusable."""
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Source text by file, for printing diagnostics."""
    artifacts: Mapping[str, bytes] = field(default_factory=dict)
    """Exported files by name; empty where the content has errors."""
    notices: tuple[str, ...] = ()
    """Sentences for whoever publishes the artifacts: whether they were searched for protected names, and how far."""
    conceal: Callable[[str], str] = str
    """Gives back a text of the report as it may be shown: with a remark in its place where it names somebody."""

    @property
    def failed(self) -> bool:
        """Whether the content has errors."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def settled(sink: Sink, meta: ReportMeta | None, known: Mapping[str, Rule], ran: Collection[str]) -> Outcome:
    """What `sink` holds, weighed by `meta` (None: report.yaml was unusable) and the excuses in the sources.

    `known`: every rule by name; `ran`: names of the rules that were looked for.
    """
    from report_kit.diagnostics.severity import settle

    diagnostics = settle(
        sink,
        rules=meta.rules if meta else {},
        known=known,
        place=lambda rule: meta.at("rules", rule) if meta else None,
        lines=sink.lines,
        ran=ran,
    )
    return Outcome(diagnostics=diagnostics, lines=sink.lines)


def silenced(outcome: Outcome, report: Report | None, watch: Watch) -> Outcome:
    """`outcome` with `report`, and without names, and words off the record, that stand where a message shows them."""
    from report_kit.confidentiality.unspoken import without_withheld

    diagnostics, lines = without_withheld(*watch.silence(outcome.diagnostics, outcome.lines), report)
    return Outcome(diagnostics=diagnostics, report=report, lines=lines)
