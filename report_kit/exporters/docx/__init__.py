"""DOCX: the Word page through pandoc, then what pandoc leaves out, part by part.

In: the page for `word`. Out: a DOCX of named styles, with contents, cross-references, footnotes, captions and
properties, that a person can edit. The bytes depend on the job alone.

The way: pictures into the page → reference document from the house style → pandoc → passes over the XML → package.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal

from report_kit.exporters.job import Artifact, Job
from report_kit.workspace import Workspace

NAME = "Word"
SUFFIX = ".docx"
MEDIUM: Literal["word"] = "word"

TIMEOUT = 120
"""Seconds that pandoc may take; a report of 100,000 words takes three."""

ARGUMENTS = (
    "--sandbox",
    "--from=html-auto_identifiers",  # made-up ids could take the place of anchors
    "--to=docx",
    "--reference-doc=reference.docx",
    "--syntax-highlighting=none",
    "--output=-",
    "+RTS",
    "-M1G",
    "-RTS",
)


def preload() -> None:
    """Load what takes time ahead of the first job."""
    for module in ("finish", "passes", "pictures"):
        import_module(f"report_kit.exporters.docx.{module}")
    for engine in ("lxml.etree", "fontTools.ttLib", "resvg_py"):
        import_module(engine)


def export(job: Job, workspace: Workspace) -> Artifact:
    """A DOCX of the job's page.

    Raises ToolError where pandoc fails, MachineError where it is missing or the house style's `word.yaml` is unusable.
    """
    from report_kit.exporters.docx.draft import draft_from
    from report_kit.exporters.docx.finish import finished_parts
    from report_kit.exporters.docx.look import read_look
    from report_kit.exporters.docx.package import pack, unpack
    from report_kit.exporters.docx.passes import PASSES
    from report_kit.exporters.docx.pictures import embed_pictures
    from report_kit.exporters.docx.reference import reference_docx, reference_parts

    look = read_look(job.house_style.word)
    reference = reference_parts(job, look)
    page = embed_pictures(job, look).encode()
    files = {"reference.docx": reference_docx(reference, job.epoch)}
    written = unpack(workspace.tools.run("pandoc", ARGUMENTS, page, TIMEOUT, files=files, epoch=job.epoch))
    draft = draft_from(written, look, job)
    for improve in PASSES:
        improve(draft)
    return Artifact(data=pack(finished_parts(draft, written, reference, job), job.epoch))
