"""Guard: watches over one run of the pipeline so that no protected name gets out, by an artifact, a message or a cache.

In: the private list, then the report with its source lines, then the artifacts. Out: diagnostics that place each name
in the source line it comes from, where that is known; and everything else that was found, with the names taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from report_kit.confidentiality.discretion import discreet
from report_kit.confidentiality.held_back import HeldBack
from report_kit.confidentiality.ids import name_in_ids
from report_kit.confidentiality.organisations import with_organisations
from report_kit.confidentiality.private import PEOPLE_FILE, read_protected
from report_kit.confidentiality.rules import PARTICIPANT_NOT_LISTED, PRIVATE_FILE_FAULT, PROTECTED_NAME
from report_kit.confidentiality.search import Hit, ScanResult, diagnostics_of, scan
from report_kit.confidentiality.silence import Lines, silenced
from report_kit.confidentiality.written import Written
from report_kit.diagnostics import Diagnostic, Severity, Sink, Span, did_you_mean
from report_kit.model.report import Report
from report_kit.names.lookout import Lookout
from report_kit.names.matcher import Text
from report_kit.names.protected import Protected
from report_kit.workspace import PRIVATE, Workspace

if TYPE_CHECKING:
    from report_kit.confidentiality.looking_back import LookingBack

PROSE = ("themes/", "sources/sections/", "sources/notes/", "report.yaml")
"""Where people write what the report says."""

NOT_SHOWN = "(not shown here: it names somebody who is protected)"


class Guard:
    """One run's watch. `workspace` is the one to read through; `lists` says whether there is a list of names at all."""

    def __init__(self, workspace: Workspace, sink: Sink, *, required: bool = False) -> None:
        """`required`: whether it is an error where somebody is missing from the list of names."""
        self._cache = HeldBack(workspace.cache)
        self.workspace = Workspace(workspace.files, self._cache, workspace.tools)
        self._required = required
        self._protected = read_protected(workspace.files, sink)
        if self._protected is None and f"{PRIVATE}/people.yml" in workspace.files.list_private():
            message = "the list of names is called people.yml, so it is not read"
            sink.add(PRIVATE_FILE_FAULT.at(None, message, f"rename it to {PEOPLE_FILE}"))
        self._report: Report | None = None
        self._lines: Lines = {}
        self._named: tuple[Hit, ...] = ()
        self._written = Written(())
        self._lookout: tuple[Report | None, Lookout] | None = None
        """With the report that says who may be named."""

    def __repr__(self) -> str:
        return "Guard()"

    @property
    def lists(self) -> bool:
        """Whether there is a list of names; False where the private folder holds other things."""
        return self._protected is not None

    @discreet
    def inspect(self, report: Report | None, lines: Lines, artifacts: Mapping[str, bytes]) -> ScanResult:
        """Look through the sources and `artifacts`, and decide what the cache may keep.

        The diagnostics name the artifact, and where in the sources the name was written; names that stand in a source
        and reach no artifact follow, since the cache and git hold that source too.
        """
        self._report, self._lines = report, lines
        protected, public = self._who(report)
        if not protected:
            self._cache.release()
            return ScanResult(diagnostics=tuple(self._missing()))
        exceptions = report.meta.leak_exceptions if report else ()
        texts = {file: "\n".join(text).encode() for file, text in lines.items()}
        lookout = self._looking(report)
        written = scan(texts, protected, exceptions=exceptions, public=public, locate=_in_file, lookout=lookout)
        # Some file has to describe an organisation; it may not be named in what is printed as it was typed.
        bodies = {organisation.id for organisation in protected.organisations}
        found = [hit for hit in written.hits if hit.artifact.startswith(PROSE) or not bodies.issuperset(hit.owners)]
        # A text is read once more with its escapes undone; what was found before needs no second message.
        placed = {(owner, hit.artifact) for hit in found if hit.line for owner in hit.owners}
        self._named = tuple(
            hit for hit in found if hit.line or placed.isdisjoint((o, hit.artifact) for o in hit.owners)
        )
        faults = [d for d in written.diagnostics if d.rule != PROTECTED_NAME.name]
        self._written = Written(self._named)
        built = scan(artifacts, protected, exceptions=exceptions, public=public, locate=self._locate, lookout=lookout)
        if lines and not found and not built.hits:
            self._cache.release()
        else:
            self._cache.forget()
        told = {(hit.span.file, hit.span.line) for hit in built.hits if hit.span}
        untold = [hit for hit in self._named if (hit.artifact, hit.line) not in told]
        ids = name_in_ids(report, self._protected.people) if report and self._protected else ()
        return replace(
            built,
            hits=(*built.hits, *untold),
            diagnostics=(*built.diagnostics, *faults, *diagnostics_of(untold), *ids, *self._missing()),
        )

    @discreet
    def search(self, report: Report | None, files: Mapping[str, bytes]) -> ScanResult:
        """Look through `files` that are not of this run; the report says who may be named."""
        self._report = report
        protected, public = self._who(report)
        exceptions = report.meta.leak_exceptions if report else ()
        return scan(files, protected, exceptions=exceptions, public=public, lookout=self._looking(report))

    @discreet
    def looking_back(self, report: Report) -> LookingBack:
        """What looks through files of earlier builds for whomever they may not name today."""
        from report_kit.confidentiality.looking_back import LookingBack

        protected, public = self._who(report)
        return LookingBack(protected, public, report.meta.leak_exceptions, report.participants.values())

    @discreet
    def silence(self, diagnostics: Sequence[Diagnostic], lines: Lines) -> tuple[tuple[Diagnostic, ...], Lines]:
        """`diagnostics` and the source lines that are shown with them, without names that somebody typed there."""
        if not self._protected or not diagnostics:
            return tuple(diagnostics), lines
        tells = self._tells(self._report)
        bare = {(hit.artifact, line) for hit in self._named for line in (hit.line, hit.line + 1)}
        told, shown = silenced(diagnostics, lines, tells, NOT_SHOWN, lambda file, number: (file, number) in bare)
        return tuple(_without_file(diagnostic, tells, lines) for diagnostic in told), shown

    @discreet
    def concealing(self, report: Report | None) -> Callable[[str], str]:
        """What gives back a text as it is, or where it names somebody a remark that it does."""
        self._report = report
        if not self._protected:
            return str
        tells = self._tells(report)
        return lambda text: NOT_SHOWN if tells(text) else text

    def _tells(self, report: Report | None) -> Callable[..., bool]:
        """What says of texts whether one of them names a person who is protected."""
        people = {person.id for person in self._protected.people} if self._protected else set()
        exempt = {e.id for e in report.meta.leak_exceptions if not e.kinds} if report else set()
        lookout = self._looking(report)
        return lambda *texts: any(
            not exempt.issuperset(match.owners) for match in lookout.find(map(Text, texts), owners=people)
        )

    def _looking(self, report: Report | None) -> Lookout:
        """What looks for everybody; made once in a run, since that takes as long as searching a report."""
        if self._lookout is None or self._lookout[0] is not report:
            protected, public = self._who(report)
            self._lookout = report, Lookout(protected, public)
        return self._lookout[1]

    def _who(self, report: Report | None) -> tuple[Protected, list[str]]:
        """Everybody who is protected, and the names that the report prints on purpose."""
        protected = self._protected or Protected()
        if report is None:
            return protected, []
        protected = with_organisations(protected, report.organisations.values(), printed=_printed(report))
        secret = {organisation.id for organisation in protected.organisations}
        public = [author.name for author in report.meta.authors]
        for organisation in report.organisations.values():
            if organisation.id not in secret:
                public += [organisation.name, organisation.short_name, *organisation.aliases]
        return protected, [name for name in public if name]

    def _missing(self) -> Iterator[Diagnostic]:
        """Participants whose names nobody looked for, and entries of the list that belong to nobody."""
        if self._report is None or not self._report.participants or self._protected is None:
            return
        people = {person.id for person in self._protected.people}
        for participant in self._report.participants.values():
            if participant.id not in people:
                missing = PARTICIPANT_NOT_LISTED.at(
                    participant.at("id"),
                    f"{participant.id} is not in {PEOPLE_FILE}, so this name is not looked for",
                    f"enter {participant.id} there",
                )
                yield replace(missing, severity=Severity.ERROR) if self._required else missing
        for unknown in sorted(people - set(self._report.participants)):
            yield PARTICIPANT_NOT_LISTED.at(
                None,
                f"{PEOPLE_FILE} lists {unknown}, who is no participant",
                did_you_mean(unknown, self._report.participants) or "declare this id in sources/participants.yaml",
            )

    def _locate(self, hit: Hit) -> Span | None:
        """Where in the sources the name was written, else the block that it came from."""
        block = self._report.index.span(hit.anchor) if self._report and hit.anchor else None
        best = self._written.nearest(hit, block)
        if best:
            return _in_file(best)
        return Span(block.file, block.line, block.column) if block else None


def _in_file(hit: Hit) -> Span | None:
    """The place of a hit in a source file."""
    return Span(hit.artifact, hit.line, hit.column) if hit.line else None


def _place_among(span: Span, files: Iterable[str]) -> str:
    """Where `span` is, without the name of its file: by its number among its neighbours."""
    path = PurePosixPath(span.file)
    folder = f"{path.parent}/" if path.parent.name else "the project's folder"
    near = [PurePosixPath(file) for file in sorted(files)]
    alike = [one for one in near if one.parent == path.parent and one.suffix == path.suffix]
    if path not in alike:
        return f"in a file in {folder}, line {span.line}"
    if len(alike) == 1:
        return f"in the {path.suffix} file in {folder}, line {span.line}"
    number = f"file {alike.index(path) + 1} of the {len(alike)} {path.suffix} files"
    return f"in {number} in {folder}, by name, line {span.line}"


def _printed(report: Report) -> Iterable[str]:
    """Ids of organisations that the report names on purpose, whoever sat at the table."""
    yield from report.makers
    yield from (study.organisation for study in report.case_studies.values() if study.provenance == "public_source")


def _without_file(diagnostic: Diagnostic, tells: Callable[..., bool], files: Iterable[str]) -> Diagnostic:
    """`diagnostic`, without the name of a file that names somebody."""
    if diagnostic.span and tells(diagnostic.span.file):
        where = _place_among(diagnostic.span, files)
        where = "in a folder whose name tells it as well" if tells(where) else where
        message = f"{diagnostic.message} ({where}; the name of that file names somebody: rename it)"
        diagnostic = replace(diagnostic, span=None, message=message)
    return diagnostic
