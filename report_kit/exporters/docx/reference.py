"""Reference document: the file from which pandoc takes styles, page, header and footer, made from the house style.

In: the job's house style, title, publishers and language. Out: a DOCX in memory. Nothing in it is made by hand: a
change of `word.yaml` is all that a new look takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.fonts import fonts_parts
from report_kit.exporters.docx.look import Look
from report_kit.exporters.docx.numbering import Numbering
from report_kit.exporters.docx.ooxml import element
from report_kit.exporters.docx.package import Parts, pack, serialise
from report_kit.exporters.docx.running import footer_part, header_part
from report_kit.exporters.docx.settings import settings_part
from report_kit.exporters.docx.styles import styles_part
from report_kit.exporters.docx.theme import theme_part
from report_kit.exporters.job import Job

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

RELATED = {
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "header1": f"{_WORD}.header+xml",
    "footer1": f"{_WORD}.footer+xml",
    "theme/theme1": "application/vnd.openxmlformats-officedocument.theme+xml",
}
"""Content types of the parts that belong to the document, by their name below `word/`."""


TURNED = {"header2": RELATED["header1"], "footer2": RELATED["footer1"]}
"""Of a document with pages turned sideways, besides."""


def reference_parts(job: Job, look: Look) -> Parts:
    """Every part of the reference document."""
    parts: dict[str, Element | bytes] = {
        "word/styles.xml": styles_part(look, job.language),
        "word/numbering.xml": Numbering(look).part(),
        "word/theme/theme1.xml": theme_part(look),
        "word/header1.xml": header_part(job.title, job.wording("draft") if job.status == "draft" else ""),
        "word/footer1.xml": footer_part(job.publishers, 1, job.wording),
        "word/footnotes.xml": _separators(),
        "word/document.xml": _document(look),
        "word/_rels/document.xml.rels": relations(RELATED),
        "_rels/.rels": relations({"document": ""}, target="word/document.xml"),
        "[Content_Types].xml": content_types(RELATED),
    }
    has_code = any("<pre" in part.html or "<code" in part.html for part in job.page.parts)
    unused = set() if has_code else set(look.fonts["code"].embed.values())
    parts |= fonts_parts(look, {name: data for name, data in job.house_style.fonts.items() if name not in unused})
    embedded = "word/_rels/fontTable.xml.rels" in parts
    parts["word/settings.xml"] = settings_part(job.language, embedded_fonts=embedded)
    return {name: part if isinstance(part, bytes) else serialise(part) for name, part in parts.items()}


def reference_docx(parts: Parts, epoch: int) -> bytes:
    """The file that pandoc reads; without the embedded fonts, which it would only carry about."""
    return pack({name: part for name, part in parts.items() if "font" not in name or name == FONT_TABLE}, epoch)


FONT_TABLE = "word/fontTable.xml"


def section_properties(look: Look, *, running: bool, turned: bool = False) -> Element:
    """`w:sectPr`: page and margins, with header and footer (`running`) or without, upright or `turned` sideways."""
    page = look.page.turned if turned else look.page
    node = element("w:sectPr")
    if running:
        number = 2 if turned else 1
        node.append(element("w:headerReference", {"w:type": "default", "r:id": f"rIdHeader{number}"}))
        node.append(element("w:footerReference", {"w:type": "default", "r:id": f"rIdFooter{number}"}))
    node.append(element("w:type", {"w:val": "nextPage"}))
    size = {"w:w": page.width, "w:h": page.height}
    node.append(element("w:pgSz", size | {"w:orient": "landscape"} if turned else size))
    margins = {f"w:{side}": getattr(page, side) for side in ("top", "right", "bottom", "left", "header", "footer")}
    node.append(element("w:pgMar", margins | {"w:gutter": 0}))
    node.append(element("w:cols", {"w:space": 720}))
    return node


def content_types(related: dict[str, str]) -> Element:
    """`[Content_Types].xml` for the document, its `related` parts, its properties, pictures and fonts."""
    root = element("ct:Types")
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        ("gif", "image/gif"),
        ("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
    ):
        root.append(element("ct:Default", {"Extension": extension, "ContentType": kind}))
    for name, kind in (
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        *((f"/word/{name}.xml", kind) for name, kind in related.items()),
    ):
        root.append(element("ct:Override", {"PartName": name, "ContentType": kind}))
    return root


def relations(related: dict[str, str], target: str = "") -> Element:
    """The relationships of the document to `related` parts, or of the package to `target`."""
    root = element("pr:Relationships")
    for name in related:
        kind = {"document": "officeDocument", "theme/theme1": "theme"}.get(name, name.rstrip("12"))
        identifier = "rId" + name.rpartition("/")[2].capitalize()
        relation = {"Id": identifier, "Type": f"{_OFFICE}/{kind}", "Target": target or f"{name}.xml"}
        root.append(element("pr:Relationship", relation))
    return root


def _document(look: Look) -> Element:
    body = element("w:body", None, element("w:p"), section_properties(look, running=True))
    return element("w:document", None, body)


def _separators() -> Element:
    """The two footnotes that every Word file has: the line above the notes, and that above a continued one."""
    root = element("w:footnotes")
    for number, name in ((-1, "separator"), (0, "continuationSeparator")):
        run = element("w:r", None, element(f"w:{name}"))
        spacing = element("w:spacing", {"w:before": 0, "w:after": 60, "w:line": 240, "w:lineRule": "auto"})
        paragraph = element("w:p", None, element("w:pPr", None, spacing), run)
        root.append(element("w:footnote", {"w:type": name, "w:id": number}, paragraph))
    return root
