"""report_kit: from a roundtable's notes to a published report, with the evidence attached.

The data goes one way, stage by stage, each a package of the same name:

1. `sourcefiles`  files → `Sources`: YAML and Markdown, with the place of every value
2. `model`        `Sources` → `Report`: merged, linked, numbered
3. `checks`       `Report` → diagnostics: one rule per module
4. `html`         `Report` → pages: for the screen, for print, for Word
5. `exporters`    page → file: web page, PDF, DOCX
6. `completeness`  files and sources → words that were lost on the way
7. `confidentiality`  files and private names → what must not be published

`pipeline` knows the whole way; `evidence` judges plain text and numbers; `extract` reads any file into pieces of text,
`names` finds names in it; `workspace` is the one window to the outside world; `diagnostics` are what every stage says
about content; `cli` is the command `report-kit`. The names below are the public API:

    from pathlib import Path
    from report_kit import DiskWorkspace, build

    outcome = build(DiskWorkspace(Path("my-report")), ["html"])
    for name, data in outcome.artifacts.items():
        Path(name).write_bytes(data)
"""

from __future__ import annotations

__version__ = "0.1.0"

_HOME = {
    "Artifact": "report_kit.exporters.job",
    "Cache": "report_kit.workspace",
    "Diagnostic": "report_kit.diagnostics",
    "DiskWorkspace": "report_kit.cli.disk",
    "Files": "report_kit.workspace",
    "Job": "report_kit.exporters.job",
    "MachineError": "report_kit.diagnostics",
    "Outcome": "report_kit.pipeline",
    "Overlay": "report_kit.workspace.overlay",
    "Report": "report_kit.model.report",
    "Rule": "report_kit.diagnostics",
    "Severity": "report_kit.diagnostics",
    "Sink": "report_kit.diagnostics",
    "Sources": "report_kit.model.sources",
    "Span": "report_kit.diagnostics",
    "ToolError": "report_kit.workspace",
    "Tools": "report_kit.workspace",
    "Workspace": "report_kit.workspace",
    "all_rules": "report_kit.pipeline",
    "build": "report_kit.pipeline",
    "check": "report_kit.pipeline",
    "merge": "report_kit.model.merge",
    "read": "report_kit.sourcefiles",
    "render": "report_kit.html",
    "scan": "report_kit.pipeline",
}
"""Module of each public name, imported when it is first used, so that `report-kit --help` answers at once."""

__all__ = ["__version__", *_HOME]  # noqa: PLE0604 - all of them are strings


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'report_kit' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
