"""package: the parts of a DOCX (Open Packaging Conventions, ECMA-376-2) in and out of a ZIP archive.

The archive depends on nothing but the parts and the epoch: fixed order, fixed time stamps, fixed attributes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
"""Readers that guess the kind of a file from its first bytes look for these at the front."""

STORED = (".png", ".jpeg", ".jpg", ".gif")
"""Pictures are compressed already."""

Parts = dict[str, bytes]
"""Content by name inside the archive."""


def unpack(data: bytes) -> Parts:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes], epoch: int) -> bytes:
    """A package of `parts`, each with the time `epoch` (seconds since 1970; the ZIP format begins in 1980)."""
    moment = max(datetime.fromtimestamp(epoch, UTC), datetime(1980, 1, 1, tzinfo=UTC))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda n: (FIRST.index(n) if n in FIRST else len(FIRST), n)):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.create_system = 0  # else the file would tell which system built it
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


def parse(data: bytes) -> Element:
    """The root element of an XML part; no entity is resolved and nothing is fetched."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def serialise(root: Element) -> bytes:
    """An XML part as Word writes it: UTF-8, standalone, prefixes declared once at the top."""
    from lxml import etree

    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"] if root.nsmap.get("w") else None)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
