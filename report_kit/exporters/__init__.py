"""Stage 5: HTML page, or report → file. One module for each format, listed in `EXPORTERS`.

In: a `Job` (the page and everything that it refers to, or the report). Out: an `Artifact`. An exporter has `NAME` (for
people), `SUFFIX` (how the file's name ends; no two share one), `MEDIUM` (which page it wants; None for the report
itself) and `export(job, workspace)`. It may have `preload()`, which loads its engine ahead of the first job, and
`PARTIAL = True` where it shows a part of the report only; of all others a test wants every word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from report_kit.diagnostics import Diagnostic, Rule, did_you_mean
from report_kit.exporters.rules import DRAWING_NOT_SHOWN, MISSING_CHARACTER, PDF_ENGINE, UNKNOWN_FORMAT
from report_kit.model.entities import ReportMeta

if TYPE_CHECKING:
    from report_kit.exporters.job import Artifact, Job
    from report_kit.workspace import Workspace

EXPORTERS: dict[str, str] = {
    "html": "report_kit.exporters.web_page",
    "pdf": "report_kit.exporters.pdf",
    "docx": "report_kit.exporters.docx",
    "markdown": "report_kit.exporters.markdown",
}
"""Module of each format, by the name that report.yaml and the command use. Imported when it is asked for.

`ReportMeta.outputs` says which are made where nobody asks; any other is optional."""

OWN_PROCESS: tuple[str, ...] = ("pdf", "docx")
"""Formats slow enough for a process of their own, the slowest first. All others are made meanwhile, in this one."""

RULES: tuple[Rule, ...] = (UNKNOWN_FORMAT, PDF_ENGINE, DRAWING_NOT_SHOWN, MISSING_CHARACTER)


class Exporter(Protocol):
    """What every exporter module offers."""

    NAME: str
    SUFFIX: str

    @property
    def MEDIUM(self) -> Literal["screen", "print", "word"] | None:  # noqa: N802 - a constant of the module
        """Which page it takes; None where it takes the report."""
        ...

    def export(self, job: Job, workspace: Workspace) -> Artifact:
        """The file, and what the engine complained about."""
        ...


def load(name: str) -> Exporter:
    """The exporter for a format of `EXPORTERS`; KeyError for any other name."""
    return cast("Exporter", import_module(EXPORTERS[name]))


def is_partial(name: str) -> bool:
    """Whether a format shows a part of the report only, such as a summary."""
    return bool(getattr(load(name), "PARTIAL", False))


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
