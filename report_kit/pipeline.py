"""The whole way on one screen: files → Sources → Report → checks → pages → artifacts.

The only module that knows every stage. `check` goes as far as the checks, `build` to the artifacts in memory; writing
them to disk is the caller's (`report_kit.cli`). Problems with content come back as diagnostics, sorted, with the
severities of report.yaml applied; a machine that cannot do the work raises MachineError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from report_kit.diagnostics import Diagnostic, Rule, Severity, Sink
from report_kit.model.report import Report
from report_kit.workspace import Workspace

if TYPE_CHECKING:
    from report_kit.exporters.job import Job
    from report_kit.exporters.workers import Workers

Progress = Callable[[str, str], None]
"""Called with the name of a stage (its folder) and what it works on."""


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

    @property
    def failed(self) -> bool:
        """Whether the content has errors."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def check(workspace: Workspace, progress: Progress | None = None) -> Outcome:
    """Read, merge and check the project in `workspace`."""
    from report_kit import checks, sourcefiles
    from report_kit.model.merge import merge

    tell, sink = progress or _quiet, Sink()
    tell("sourcefiles", "reading")
    sources = sourcefiles.read(workspace, sink)
    if sources is None:
        return Outcome(diagnostics=_settle(sink, None, {}))
    tell("model", "linking and numbering")
    report = merge(sources, sink)
    tell("checks", "checking")
    checks.run(report, sink)
    return Outcome(diagnostics=_settle(sink, report, sources.lines), report=report, lines=sources.lines)


def build(
    workspace: Workspace,
    formats: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    parallel: bool = True,
) -> Outcome:
    """Check the project and export it in `formats` (those of report.yaml where None).

    With `parallel`, PDF and DOCX are made in processes of their own, side by side.
    """
    from report_kit.exporters.workers import Workers

    with Workers(formats, parallel=parallel) as workers:  # the engines load while the sources are read
        outcome = check(workspace, progress)
        report = outcome.report
        if report is None or outcome.failed:
            return outcome
        artifacts, found = _export(report, formats or report.meta.outputs, workers, workspace, progress or _quiet)
    sink = Sink([*outcome.diagnostics, *found])
    outcome = replace(outcome, diagnostics=_settle(sink, report, outcome.lines))
    return outcome if outcome.failed else replace(outcome, artifacts=artifacts)


def _export(
    report: Report, formats: Sequence[str], workers: Workers, workspace: Workspace, tell: Progress
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Render the page that each format needs and have it converted; the slowest starts first."""
    from report_kit import exporters, html

    futures = {}
    for name in sorted(set(formats), key=("pdf", "docx", "html").index):
        exporter = exporters.load(name)
        tell("html", f"{exporter.MEDIUM} page")
        job = _job(report, html.render(report, exporter.MEDIUM))
        tell("exporters", name)
        futures[report.slug + exporter.SUFFIX] = workers.submit(name, job, workspace)
    made = {file: future.result() for file, future in futures.items()}
    found = [diagnostic for artifact in made.values() for diagnostic in artifact.diagnostics]
    return {file: made[file].data for file in sorted(made)}, found


def _job(report: Report, page: str) -> Job:
    """What every exporter gets with its page."""
    from report_kit.exporters.job import Job

    meta = report.meta
    # The report's own date stands for 'now', so that the same sources give the same bytes on any day.
    # ZIP time stamps begin in 1980 (APPNOTE 4.4.6), hence the floor.
    day = datetime(meta.date.year, meta.date.month, meta.date.day, tzinfo=UTC)
    return Job(
        page=page,
        assets=report.assets,
        house_style=report.house_style,
        title=meta.title,
        language=meta.language,
        epoch=max(int(day.timestamp()), 315_532_800),
        properties={
            "subtitle": meta.subtitle,
            "authors": "; ".join(author.name for author in meta.authors),
            "publishers": "; ".join(publisher.name for publisher in report.publishers),
            "description": meta.description,
            "keywords": ", ".join(meta.keywords),
            "licence": meta.licence,
            "version": meta.version,
            "status": meta.status,
            "date": meta.date.isoformat(),
        },
    )


def all_rules() -> dict[str, Rule]:
    """Every rule of every stage by name, in the order of the stages."""
    from report_kit import checks, exporters, sourcefiles
    from report_kit.diagnostics import severity
    from report_kit.model import merge

    stages = (sourcefiles.RULES, merge.RULES, checks.RULES, exporters.RULES, severity.RULES)
    return {rule.name: rule for rules in stages for rule in rules}


def _settle(
    diagnostics: Iterable[Diagnostic], report: Report | None, lines: Mapping[str, tuple[str, ...]]
) -> tuple[Diagnostic, ...]:
    """Apply the severities of report.yaml and the excuses in the sources, and sort."""
    raise NotImplementedError(diagnostics, report, lines)


def _quiet(stage: str, detail: str) -> None:
    """Tell nobody."""
