"""Fonts: `fontTable.xml` (ECMA-376-1, 17.8) with what to take instead, and the font files themselves, so that the
report looks the same on a machine that has none of them. Only fonts whose licence allows embedding belong here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from report_kit.exporters.docx.look import Look
from report_kit.exporters.docx.ooxml import element, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"

_SLOTS = (("regular", "w:embedRegular"), ("bold", "w:embedBold"), ("italic", "w:embedItalic"))


def fonts_parts(look: Look, files: Mapping[str, bytes]) -> dict[str, Element | bytes]:
    """The font table, its relationships and the embedded files, by name of the part."""
    table = element("w:fonts")
    relations = element("pr:Relationships")
    parts: dict[str, Element | bytes] = {}
    for font in look.fonts.values():
        node = element("w:font", {"w:name": font.name})
        if font.instead:
            node.append(value("w:altName", ",".join(font.instead)))
        node.append(value("w:charset", "00"))
        node.append(value("w:family", font.family))
        node.append(value("w:pitch", "fixed" if font.family == "modern" else "variable"))
        for slot, slot_element in _SLOTS:
            data = files.get(font.embed.get(slot, ""))
            if data is None or not data.startswith(b"\0\1\0\0"):  # Word embeds TrueType outlines only
                continue
            number = len(relations) + 1
            key = _key(data)
            parts[f"word/fonts/font{number}.odttf"] = obfuscate(data, key)
            relation = {"Id": f"rId{number}", "Type": FONT_RELATION, "Target": f"fonts/font{number}.odttf"}
            relations.append(element("pr:Relationship", relation))
            node.append(element(slot_element, {"r:id": f"rId{number}", "w:fontKey": key}))
        table.append(node)
    parts["word/fontTable.xml"] = table
    if len(relations):
        parts["word/_rels/fontTable.xml.rels"] = relations
    return parts


def obfuscate(data: bytes, key: str) -> bytes:
    """`data` as the standard wants embedded fonts (17.8.1): the first 32 bytes combined with the GUID `key`.

    Its own inverse.
    """
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ mask[index % 16] for index, byte in enumerate(data[:32]))
    return head + data[32:]


def _key(data: bytes) -> str:
    """A GUID made from the file, so that the same font gives the same bytes in every build."""
    digits = hashlib.sha256(data).hexdigest()[:32].upper()
    return "{" + "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])) + "}"
