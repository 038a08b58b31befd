"""Stage 5: HTML page → file. One module for each format, listed in `EXPORTERS`.

In: a `Job` (the page and everything that it refers to). Out: an `Artifact`. An exporter has `NAME` (for people),
`SUFFIX` (of the file), `MEDIUM` (which page it wants) and `export(job, workspace)`; it may have `preload()`, which
loads its engine ahead of the first job.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from report_kit.diagnostics import Diagnostic, Rule, did_you_mean
from report_kit.exporters.missing_characters import located as located
from report_kit.exporters.rules import MISSING_CHARACTER, PDF_ENGINE, UNKNOWN_FORMAT
from report_kit.model.entities import ReportMeta

if TYPE_CHECKING:
    from report_kit.exporters.job import Artifact, Job
    from report_kit.workspace import Workspace

EXPORTERS: dict[str, str] = {
    "html": "report_kit.exporters.web_page",
    "pdf": "report_kit.exporters.pdf",
    "docx": "report_kit.exporters.docx",
}
"""Module of each format, by the name that report.yaml and the command use. Imported when it is asked for."""

OWN_PROCESS: tuple[str, ...] = ("pdf", "docx")
"""Formats slow enough for a process of their own, the slowest first. All others are made meanwhile, in this one."""

RULES: tuple[Rule, ...] = (UNKNOWN_FORMAT, PDF_ENGINE, MISSING_CHARACTER)


class Exporter(Protocol):
    """What every exporter module offers."""

    NAME: str
    SUFFIX: str

    @property
    def MEDIUM(self) -> Literal["screen", "print", "word"]:  # noqa: N802 - a constant of the module
        """Which page it takes."""
        ...

    def export(self, job: Job, workspace: Workspace) -> Artifact:
        """The file, and what the engine complained about."""
        ...


def load(name: str) -> Exporter:
    """The exporter for a format of `EXPORTERS`; KeyError for any other name."""
    return cast("Exporter", import_module(EXPORTERS[name]))


def in_order(names: Iterable[str]) -> list[str]:
    """The formats among `names`, each once, in the order in which they should start."""
    wanted = set(names)
    return [name for name in dict.fromkeys((*OWN_PROCESS, *EXPORTERS)) if name in wanted]


def unknown_formats(meta: ReportMeta) -> Iterator[Diagnostic]:
    """A diagnostic for every entry of `outputs:` that no exporter makes."""
    for place, name in enumerate(meta.outputs):
        if name not in EXPORTERS:
            hint = did_you_mean(name, EXPORTERS) or f"there are {', '.join(EXPORTERS)}"
            yield UNKNOWN_FORMAT.at(meta.at("outputs", place), f'there is no format called "{name}"', hint)
