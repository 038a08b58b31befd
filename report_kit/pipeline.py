"""The whole way on one screen: files → Sources → Report → checks → pages → artifacts, searched for protected names.

The only module that knows every stage. `check` goes as far as the checks, `build` to the artifacts in memory; writing
them to disk is the caller's (`report_kit.cli`). Problems with content come back as diagnostics, sorted, with the
severities of report.yaml applied; a machine that cannot do the work raises MachineError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from threading import Thread
from typing import TYPE_CHECKING

from report_kit.diagnostics import Diagnostic, Rule, Severity, Sink
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.report import Report
from report_kit.model.sources import Sources
from report_kit.workspace import Workspace

if TYPE_CHECKING:
    from report_kit.confidentiality.guard import Guard
    from report_kit.confidentiality.search import ScanResult
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
    notices: tuple[str, ...] = ()
    """Sentences for whoever publishes the artifacts: whether they were searched for protected names, and how far."""
    conceal: Callable[[str], str] = str
    """Gives back a text of the report as it may be shown: with a remark in its place where it names somebody."""

    @property
    def failed(self) -> bool:
        """Whether the content has errors."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def check(workspace: Workspace, progress: Progress | None = None) -> Outcome:
    """Read, merge and check the project in `workspace`."""
    from report_kit.confidentiality.folder import guard

    sink, tell = Sink(), progress or _quiet
    watch = guard(workspace, sink)
    sources, report = _checked(watch.workspace if watch else workspace, sink, tell)
    _search(watch, workspace, report, {}, sink, tell)
    return _outcome(sink, sources, report, watch, exported=False)


def link(workspace: Workspace, progress: Progress | None = None) -> Outcome:
    """Read and merge the project in `workspace`, for questions about it; nothing is checked."""
    from report_kit.confidentiality.folder import guard

    sink = Sink()
    watch = guard(workspace, sink)  # what is read is not searched, so nothing of it is kept in the cache either
    _, report = _merged(watch.workspace if watch else workspace, sink, progress or _quiet, derive=False)
    lines: Mapping[str, tuple[str, ...]] = sink.lines
    conceal = watch.concealing(report) if watch else str
    diagnostics, lines = watch.silence(tuple(sink), lines) if watch else (tuple(sink), lines)
    return Outcome(diagnostics=diagnostics, report=report, lines=lines, conceal=conceal)


def build(
    workspace: Workspace,
    formats: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    parallel: bool = True,
    require_private: bool = False,
) -> Outcome:
    """Check the project and export it in `formats` (those of report.yaml where None).

    With `parallel`, PDF and DOCX are made in processes of their own, side by side. With `require_private` it is an
    error where the names to look for are not here.
    """
    from report_kit.confidentiality.folder import guard, not_searched
    from report_kit.exporters.workers import Workers

    tell, sink = progress or _quiet, Sink()
    artifacts: Mapping[str, bytes] = {}
    notices: tuple[str, ...] = ()
    # The slowest engine loads while the sources are read, and so does what this process needs next: reading mostly
    # waits for pandoc.
    with Workers(formats, parallel=parallel) as workers:
        from report_kit import sourcefiles

        assert sourcefiles.RULES
        Thread(target=_preload, daemon=True).start()
        watch = guard(workspace, sink, required=require_private)
        inner = watch.workspace if watch else workspace
        sources, report = _checked(inner, sink, tell)
        if watch is None or not watch.lists:
            fault, notice = not_searched(workspace.files, required=require_private, protects=_protects(report))
            sink.extend([fault] if fault else [])
            notices = (notice,) if notice else ()
        # What is not shown needs no names taken out of it, so nobody looks for them yet.
        sound = report is not None and not _outcome(sink, sources, report, None, exported=False).failed
        if report is not None and sound:
            artifacts = _export(report, formats or report.meta.outputs, workers, inner, sink, tell)
    notices += _search(watch, workspace, report, artifacts, sink, tell)
    outcome = _outcome(sink, sources, report, watch, exported=sound)
    return outcome if outcome.failed else replace(outcome, artifacts=artifacts, notices=notices)


def scan(workspace: Workspace, files: Mapping[str, bytes]) -> ScanResult | None:
    """Look in `files` (content by name) for everybody whom the project in `workspace` protects.

    The files may come from anywhere. None where the names are not here.
    """
    from report_kit.confidentiality.folder import guard

    sink = Sink()
    watch = guard(workspace, sink)
    if watch is None or not watch.lists:
        return None
    faults = Sink()
    _, report = _merged(watch.workspace, faults, _quiet)  # says who may be named, and which organisations may not
    found = watch.search(report, files)
    # What could not be read there was not looked for here.
    told, _ = watch.silence([each for each in faults if _says_who(each)], {})
    return replace(found, diagnostics=(*sink, *told, *found.diagnostics))


def _says_who(diagnostic: Diagnostic) -> bool:
    """Whether it is an error in a file that says who is to be looked for."""
    files = ("report.yaml", "sources/organisations.yaml", "sources/participants.yaml")
    return diagnostic.severity is Severity.ERROR and (diagnostic.span is None or diagnostic.span.file in files)


def _protects(report: Report | None) -> bool:
    """Whether somebody or some body is described that a list of names would protect: a public source protects none."""
    return (
        report is None
        or bool(report.participants)
        or any(o.list_consent == "no" for o in report.organisations.values())
    )


def _preload() -> None:
    """Load what comes after reading; whoever needs it first waits for it, as with any import."""
    from report_kit import checks, html
    from report_kit.model import merge

    assert checks.RULES
    assert merge.RULES
    html.preload()


def _merged(
    workspace: Workspace, sink: Sink, tell: Progress, *, derive: bool = True
) -> tuple[Sources | None, Report | None]:
    """The first two stages."""
    from report_kit import sourcefiles
    from report_kit.model.garbage import without_garbage_collection
    from report_kit.model.merge import merge

    tell("sourcefiles", "reading")
    sources = sourcefiles.read(workspace, sink)
    if sources is None:
        return None, None
    tell("model", "linking and numbering")
    with without_garbage_collection():
        return sources, merge(sources, sink, derive=derive)


def _checked(workspace: Workspace, sink: Sink, tell: Progress) -> tuple[Sources | None, Report | None]:
    """The first three stages."""
    from report_kit import checks, exporters
    from report_kit.model.garbage import without_garbage_collection

    sources, report = _merged(workspace, sink, tell)
    if report is not None:
        tell("checks", "checking")
        with without_garbage_collection():
            checks.run(report, sink)
        sink.extend(exporters.unknown_formats(report.meta))
    return sources, report


def _export(
    report: Report, formats: Sequence[str], workers: Workers, workspace: Workspace, sink: Sink, tell: Progress
) -> dict[str, bytes]:
    """Render the page that each format needs, if it needs one, and have the file made; the slowest starts first."""
    from report_kit import exporters, html
    from report_kit.exporters.job import job_for

    futures = {}
    workers.keep(formats)
    for name in exporters.in_order(formats):
        exporter = exporters.load(name)
        page = None
        if exporter.MEDIUM:
            tell("html", f"{exporter.MEDIUM} page")
            page = html.render_by_part(report, exporter.MEDIUM)
        tell("exporters", name)
        futures[report.slug + exporter.SUFFIX] = workers.submit(name, job_for(report, page), workspace)
    made = {file: future.result() for file, future in futures.items()}
    for artifact in made.values():
        sink.extend(artifact.diagnostics)
        sink.extend(exporters.complaints(artifact.missing, report.lines))
    return {file: made[file].data for file in sorted(made)}


def _search(
    watch: Guard | None,
    workspace: Workspace,
    report: Report | None,
    artifacts: Mapping[str, bytes],
    sink: Sink,
    tell: Progress,
) -> tuple[str, ...]:
    """Look for protected names in the sources and in what was made; what to tell of it besides diagnostics."""
    if watch is None:
        if report is None or not any(o.list_consent == "no" for o in report.organisations.values()):
            return ()
        # Bodies that must not be listed are named in the sources themselves, so they are looked for in any case.
        from report_kit.confidentiality.guard import Guard

        watch = Guard(workspace, sink)
    tell("confidentiality", "looking for protected names")
    found = watch.inspect(report, sink.lines, artifacts)
    sink.extend(found.diagnostics)
    return (found.summary,) if artifacts and watch.lists else ()


def all_rules(*, exported: bool = True) -> dict[str, Rule]:
    """Every rule of every stage by name, in the order of the stages; without those of exporting if not `exported`."""
    from report_kit import checks, confidentiality, exporters, sourcefiles
    from report_kit.diagnostics import severity
    from report_kit.model import merge

    stages = [sourcefiles.RULES, merge.RULES, checks.RULES, confidentiality.RULES, severity.RULES]
    if exported:
        stages.append(exporters.RULES)
    return {rule.name: rule for rules in stages for rule in rules}


def _outcome(
    sink: Sink, sources: Sources | None, report: Report | None, watch: Guard | None, *, exported: bool
) -> Outcome:
    """What was found, with the severities of report.yaml and the excuses in the sources applied, in order."""
    from report_kit.checks import wording
    from report_kit.diagnostics.severity import settle

    lines: Mapping[str, tuple[str, ...]] = sink.lines
    known = all_rules()
    ran = set(known if exported else all_rules(exported=False))
    if sources and not sources.meta.language_checks:
        ran -= {rule.name for rule in wording.RULES}
    settled = settle(
        sink,
        rules=sources.meta.rules if sources else {},
        known=known,
        place=lambda rule: sources.meta.at("rules", rule) if sources else None,
        lines=lines,
        ran=ran,
    )
    if watch:
        settled, lines = watch.silence(settled, lines)
    return Outcome(diagnostics=settled, report=report, lines=lines)


def _quiet(stage: str, detail: str) -> None:
    """Tell nobody."""
