"""finish: the parts of the finished package, from the passed-over draft, pandoc's pictures and the reference document.

Of pandoc's own package only the text, its links and its pictures are kept; everything else is the reference document's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element
from report_kit.exporters.docx.package import Parts, parse, serialise
from report_kit.exporters.docx.properties import app_part, core_part
from report_kit.exporters.docx.reference import RELATED, TURNED, content_types, relations
from report_kit.exporters.docx.running import footer_part, header_part
from report_kit.exporters.docx.styles import variant_part
from report_kit.exporters.job import Job

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"

PROPERTIES = {
    "/docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", f"{_PACKAGE}/core-properties"),
    "/docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{_OFFICE}/extended-properties",
    ),
}


def finished_parts(draft: Draft, written: Parts, reference: Parts, job: Job) -> Parts:
    """Every part of the DOCX. `written` is pandoc's package, `reference` that of the reference document."""
    made: dict[str, Element] = {
        "word/document.xml": draft.document,
        "word/footnotes.xml": draft.footnotes,
        "word/numbering.xml": draft.numbering.part(),
        "word/styles.xml": _styles(draft, reference),
        "word/footer1.xml": footer_part(job.publishers, draft.pages, job.wording),
        "word/_rels/document.xml.rels": _relations("document", draft.document, written, reference),
        "docProps/core.xml": core_part(job),
        "docProps/app.xml": app_part(job, draft.pages),
        "[Content_Types].xml": _content_types(RELATED | (TURNED if draft.turned else {})),
        "_rels/.rels": _package_relations(reference),
    }
    if draft.turned:
        status = job.wording("draft") if job.status == "draft" else ""
        made["word/header2.xml"] = header_part(job.title, status, draft.look.page)
        made["word/footer2.xml"] = footer_part(job.publishers, draft.pages, job.wording, draft.look.page)
        made["word/_rels/document.xml.rels"].extend(relations(TURNED))
    notes = _relations("footnotes", draft.footnotes, written, {})
    if len(notes):
        made["word/_rels/footnotes.xml.rels"] = notes
    pictures = {name: data for name, data in written.items() if name.startswith("word/media/")}
    return reference | pictures | {name: serialise(part) for name, part in made.items()}


def _styles(draft: Draft, reference: Parts) -> Element:
    root = parse(reference["word/styles.xml"])
    root.extend(variant_part(style, draft.look) for style in draft.variants.values())
    return root


def _relations(part: str, root: Element, written: Parts, reference: Parts) -> Element:
    """The part's own relationships, and those of pandoc's that its text still refers to.

    A picture in a footnote stands, in pandoc's package, among the relationships of the document.
    """
    name = f"word/_rels/{part}.xml.rels"
    relations = parse(reference[name]) if name in reference else element("pr:Relationships")
    used = {
        value for node in root.iter() for key, value in node.attrib.items() if str(key).startswith("{" + _OFFICE + "}")
    }
    for source in dict.fromkeys((name, "word/_rels/document.xml.rels")):
        own = {relation.get("Id") for relation in relations}
        relations.extend(
            relation
            for relation in (list(parse(written[source])) if source in written else ())
            if relation.get("Id") in used and relation.get("Id") not in own
        )
    return relations


def _content_types(related: dict[str, str]) -> Element:
    root = content_types(related)
    root.extend(
        element("ct:Override", {"PartName": name, "ContentType": kind}) for name, (kind, _) in PROPERTIES.items()
    )
    return root


def _package_relations(reference: Parts) -> Element:
    root = parse(reference["_rels/.rels"])
    for number, (name, (_, kind)) in enumerate(PROPERTIES.items(), start=1):
        relation = {"Id": f"rIdProperties{number}", "Type": kind, "Target": name.removeprefix("/")}
        root.append(element("pr:Relationship", relation))
    return root
