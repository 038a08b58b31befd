"""The whole way on one screen: files → Sources → Report → checks → pages → artifacts, no word lost, no name printed.

The only module that knows every stage. `check` goes as far as the checks, `build` to the artifacts in memory; writing
them to disk is the caller's (`report_kit.cli`). Problems with content come back as diagnostics, sorted, with the
severities of report.yaml applied; a machine that cannot do the work raises MachineError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from report_kit.diagnostics import Rule, Sink
from report_kit.model.report import Report
from report_kit.outcome import Outcome, settled, silenced
from report_kit.workspace import Workspace

if TYPE_CHECKING:
    from report_kit.confidentiality.search import ScanResult
    from report_kit.confidentiality.watch import Watch
    from report_kit.exporters.workers import Workers
    from report_kit.published import Earlier, Search

Progress = Callable[[str, str], None]
"""Called with the name of a stage (its folder) and what it works on."""


def check(workspace: Workspace, progress: Progress | None = None, *, earlier: Earlier | None = None) -> Outcome:
    """Read, merge and check the project in `workspace`, and look whether files of `earlier` builds may stay."""
    from report_kit.confidentiality.watch import Watch

    sink, tell = Sink(), progress or _quiet
    watch = Watch(workspace, sink)
    report = _checked(watch.workspace, sink, tell)
    tell("confidentiality", "looking for protected names")
    watch.inspect(report, sink, {})
    if report is not None and earlier is not None:
        _held_against(earlier, earlier.names(report.slug), report, watch, sink)
    return silenced(_settled(sink, report, exported=False), report, watch)


def link(workspace: Workspace, progress: Progress | None = None) -> Outcome:
    """Read and merge the project in `workspace`, for questions about it; nothing is checked."""
    from report_kit.confidentiality.watch import Watch

    sink = Sink()
    watch = Watch(workspace, sink)  # what is read is not searched, so nothing of it is kept in the cache either
    report = _merged(watch.workspace, sink, progress or _quiet, derive=False)
    conceal = watch.concealing(report)
    found = silenced(Outcome(diagnostics=tuple(sink), lines=sink.lines), report, watch)
    return replace(found, conceal=conceal)


def build(
    workspace: Workspace,
    formats: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    parallel: bool = True,
    require_private: bool = False,
    strict: bool = False,
    earlier: Earlier | None = None,
    workers: Workers | None = None,
) -> Outcome:
    """Check the project and export it in `formats` (those of report.yaml where None).

    With `parallel`, PDF and DOCX are made in processes of their own, side by side; whoever builds again and again has
    them in `workers`, which stay open, know their engines, and remember what they made. With `require_private` it is an
    error where the names to look for are not here. Files of `earlier` builds must not say what may not be told any
    more, unless those of this one will take their place: with `strict`, they do so only where nothing at all is wrong.
    """
    from report_kit.confidentiality.watch import Watch
    from report_kit.exporters.workers import Workers

    tell, sink = progress or _quiet, Sink()
    artifacts: Mapping[str, bytes] = {}
    # The slowest engine loads while the sources are read, and so does what this process needs next: reading mostly
    # waits for pandoc.
    with nullcontext(workers) if workers else Workers(formats, parallel=parallel) as made_by:
        from report_kit import sourcefiles

        assert sourcefiles.RULES
        Thread(target=_preload, daemon=True).start()
        watch = Watch(workspace, sink, required=require_private)
        report = _checked(watch.workspace, sink, tell)
        notices = watch.notice(report, sink)
        sound = report is not None and not _settled(sink, report, exported=False).failed
        if report is not None and sound:
            sound = _drawn(report, watch.workspace, sink, tell, parallel=parallel)
        if report is not None and sound:
            asked_for = formats or report.meta.outputs
            artifacts = _exported(report, asked_for, made_by, watch.workspace, sink, tell)
            tell("completeness", "looking for lost words")
            _compared(report, artifacts, asked_for, sink)
    tell("confidentiality", "looking for protected names")
    notices += watch.inspect(report, sink, artifacts)
    if report is not None and earlier is not None:
        found = _settled(sink, report, exported=sound)
        made = {} if found.failed or (strict and found.diagnostics) else artifacts
        _held_against(earlier, earlier.names(report.slug, made), report, watch, sink, made=made)
    outcome = silenced(_settled(sink, report, exported=sound), report, watch)
    return outcome if outcome.failed else replace(outcome, artifacts=artifacts, notices=notices)


def look_back(workspace: Workspace, earlier: Earlier) -> tuple[Outcome, Search]:
    """Look through the files of `earlier` builds for what may not be told any more; good ones are read again too.

    The outcome has the report, and what is wrong with the sources: of what cannot be read, nothing can be looked for.
    """
    from report_kit.confidentiality.watch import Watch
    from report_kit.published import Looking, Search, is_known

    sink = Sink()
    watch = Watch(workspace, sink)
    report = _merged(watch.workspace, sink, _quiet, derive=False)
    found = Search()
    if report is not None and is_known(report):
        found = Looking(report, watch).search(earlier, earlier.names(report.slug), again=True)
    conceal = watch.concealing(report)
    outcome = silenced(Outcome(diagnostics=tuple(sink), lines=sink.lines), report, watch)
    return replace(outcome, conceal=conceal), found


def scan(workspace: Workspace, files: Mapping[str, bytes]) -> ScanResult | None:
    """Look in `files` (content by name) for everybody whom the project in `workspace` protects.

    The files may come from anywhere. None where the names are not here.
    """
    from report_kit.confidentiality.watch import Watch

    sink, faults = Sink(), Sink()
    watch = Watch(workspace, sink)
    report = _merged(watch.workspace, faults, _quiet) if watch.lists else None
    found = watch.search(report, files)  # the report says who may be named, and which organisations may not
    # What could not be read there was not looked for here.
    told, _ = watch.silence([each for each in faults if watch.says_who(each)], {})
    return found and replace(found, diagnostics=(*sink, *told, *found.diagnostics))


def _held_against(
    earlier: Earlier,
    names: Sequence[str],
    report: Report,
    watch: Watch,
    sink: Sink,
    made: Mapping[str, bytes] | None = None,
) -> None:
    """Complain of those files of `earlier` builds that say what may not be told; `made`: those of this build."""
    if not names and not made:
        return
    from report_kit.published import Looking, complaint, is_known

    if not is_known(report):
        return
    looking = Looking(report, watch)
    looking.note(earlier, (made or {}).values())
    sink.extend(complaint(looking.search(earlier, names).breaches))


def _preload() -> None:
    """Load what comes after reading; whoever needs it first waits for it, as with any import."""
    from report_kit import checks, html
    from report_kit.model import merge

    assert checks.RULES
    assert merge.RULES
    html.preload()


def _merged(workspace: Workspace, sink: Sink, tell: Progress, *, derive: bool = True) -> Report | None:
    """The first two stages."""
    from report_kit import sourcefiles
    from report_kit.model.garbage import without_garbage_collection
    from report_kit.model.merge import merge

    tell("sourcefiles", "reading")
    sources = sourcefiles.read(workspace, sink)
    if sources is None:
        return None
    tell("model", "linking and numbering")
    with without_garbage_collection():
        return merge(sources, sink, derive=derive)


def _checked(workspace: Workspace, sink: Sink, tell: Progress) -> Report | None:
    """The first three stages."""
    from report_kit import checks, exporters
    from report_kit.model.garbage import without_garbage_collection

    report = _merged(workspace, sink, tell)
    if report is not None:
        tell("checks", "checking")
        with without_garbage_collection():
            checks.run(report, sink)
        sink.extend(exporters.unknown_formats(report.meta))
    return report


def _exported(
    report: Report, formats: Sequence[str], workers: Workers, workspace: Workspace, sink: Sink, tell: Progress
) -> dict[str, bytes]:
    """Render the page that each format needs, if it needs one, and have the file made; the slowest starts first."""
    from report_kit import exporters, html
    from report_kit.exporters.job import job_for
    from report_kit.exporters.missing_characters import complaints

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
        workspace.cache.claim(artifact.used)
        for remark in artifact.remarks:
            tell("exporters", remark)
        for key, data in artifact.kept.items():
            workspace.cache.put(key, data)
        sink.extend(artifact.diagnostics)
        sink.extend(complaints(artifact.missing, report.lines))
    return {file: made[file].data for file in sorted(made)}


def _drawn(report: Report, workspace: Workspace, sink: Sink, tell: Progress, *, parallel: bool) -> bool:
    """Whether every drawing of the report can be drawn; each is tried by itself, once."""
    if not any(asset.media_type == "image/svg+xml" for asset in report.assets.values()):
        return True
    from report_kit.exporters.trial import tried

    tell("exporters", "trying out drawings")
    sink.extend(tried(report, workspace.cache, parallel=parallel))
    return not _settled(sink, report, exported=False).failed


def _compared(report: Report, artifacts: Mapping[str, bytes], formats: Sequence[str], sink: Sink) -> None:
    """Hold the words of the sources against the model and what was made of it."""
    from report_kit import checks, exporters, sourcefiles
    from report_kit.completeness.inspection import inspect
    from report_kit.model import merge

    endings = tuple(exporters.load(name).SUFFIX for name in formats if not exporters.is_partial(name))
    whole = {file: data for file, data in artifacts.items() if file.endswith(endings)}
    stages = (sourcefiles.RULES, merge.RULES, checks.lost_definitions.RULES, exporters.RULES)
    told = frozenset(rule.name for rules in stages for rule in rules)
    sink.extend(inspect(report, whole, [one.span for one in sink if one.rule in told and one.span]))


def all_rules(*, exported: bool = True) -> dict[str, Rule]:
    """Every rule of every stage by name, in the order of the stages; without those of exporting if not `exported`."""
    from report_kit import checks, completeness, confidentiality, exporters, sourcefiles
    from report_kit.diagnostics import severity
    from report_kit.model import merge

    stages = [sourcefiles.RULES, merge.RULES, checks.RULES, confidentiality.RULES, severity.RULES]
    later = [exporters.RULES, completeness.RULES] if exported else []
    return {rule.name: rule for rules in (*stages, *later) for rule in rules}


def _settled(sink: Sink, report: Report | None, *, exported: bool) -> Outcome:
    """What was found so far, weighed; `exported`: whether the exporters have said theirs."""
    from report_kit.checks import not_asked_for

    ran = all_rules(exported=exported).keys() - (not_asked_for(report.meta) if report else set())
    if report and (report.unread or report.hidden):
        ran = set()  # what an excuse is for may stand in what could not be read
    return settled(sink, report.meta if report else None, all_rules(), ran)


def _quiet(stage: str, detail: str) -> None:
    """Tell nobody."""
