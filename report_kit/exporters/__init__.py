"""Stage 5: HTML page → file. One module for each format, listed in `EXPORTERS`.

In: a `Job` (the page and everything that it refers to). Out: an `Artifact`. An exporter has `NAME` (for people),
`SUFFIX` (of the file), `MEDIUM` (which page it wants) and `export(job, workspace)`; it may have `preload()`, which
loads its engine ahead of the first job.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal, Protocol, cast

from report_kit.diagnostics import Rule
from report_kit.exporters.job import Artifact, Job
from report_kit.exporters.rules import PDF_ENGINE
from report_kit.workspace import Workspace

EXPORTERS: dict[str, str] = {
    "html": "report_kit.exporters.web_page",
    "pdf": "report_kit.exporters.pdf",
    "docx": "report_kit.exporters.docx",
}
"""Module of each format, by the name that report.yaml and the command use. Imported when it is asked for."""

RULES: tuple[Rule, ...] = (PDF_ENGINE,)


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
