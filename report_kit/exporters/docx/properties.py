"""Properties: `docProps/core.xml` (ECMA-376-2, 11) and `docProps/app.xml`: about the report, never about its builder.

In: the job. Out: the two parts. Times are the job's epoch.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from report_kit.exporters.docx.ooxml import element
from report_kit.exporters.job import Job

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def core_part(job: Job) -> Element:
    """Title, authors, subject, key words, language, dates."""
    moment = datetime.fromtimestamp(job.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    creator = "; ".join(job.creators)  # as Word writes several
    status = {"draft": job.wording("draft"), "final": job.wording("final")}.get(job.status, "")
    root = element("cp:coreProperties")
    for name, words in (
        ("dc:title", job.title),
        ("dc:subject", job.subtitle),
        ("dc:creator", creator),
        ("cp:keywords", job.keyword_line),
        ("dc:description", job.description),
        ("cp:lastModifiedBy", creator),
        ("cp:revision", "1"),
        ("dcterms:created", moment),
        ("dcterms:modified", moment),
        ("dc:language", job.language),
        ("cp:version", job.version),
        ("cp:contentStatus", status),
    ):
        if words:
            node = element(name, {"xsi:type": "dcterms:W3CDTF"} if name.startswith("dcterms:") else None)
            node.text = words
            root.append(node)
    return root


def app_part(job: Job, pages: int) -> Element:
    """Pages and publisher. 'Microsoft Office Word' names the kind of file: readers look for it to pick their rules."""
    root = element("ep:Properties")
    for name, words in (
        ("Template", "Normal.dotm"),
        ("Pages", str(pages)),
        ("Application", "Microsoft Office Word"),
        ("DocSecurity", "0"),
        ("Company", "; ".join(job.publishers)),
        ("AppVersion", "16.0000"),
    ):
        if words:
            node = element(f"ep:{name}")
            node.text = words
            root.append(node)
    return root
