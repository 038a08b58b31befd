"""A DOCX for tests: its parts as trees, and its text twin (style and words of every paragraph, in order)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}


def q(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


class Docx:
    """A file to ask questions of."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def tree(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    @cached_property
    def document(self) -> etree._Element:
        return self.tree("word/document.xml")

    @cached_property
    def notes(self) -> etree._Element:
        return self.tree("word/footnotes.xml")

    @cached_property
    def styles(self) -> etree._Element:
        return self.tree("word/styles.xml")

    def find(self, path: str) -> list[etree._Element]:
        """Elements of the document at an XPath."""
        return list(self.document.xpath(path, namespaces=NAMES))

    def style_names(self) -> dict[str, str]:
        """Name of each style by its id."""
        return {
            style.get(q("w:styleId")): style.find(q("w:name")).get(q("w:val"))
            for style in self.styles.iter(q("w:style"))
        }

    def twin(self, part: str = "word/document.xml") -> list[tuple[str, str]]:
        """Name of the style and words of every paragraph, in order."""
        names = self.style_names()
        return [(names.get(style(p), style(p)), words(p)) for p in self.tree(part).iter(q("w:p"))]

    def in_style(self, name: str) -> list[str]:
        """Words of every paragraph in this style."""
        return [text for style_name, text in self.twin() if style_name == name]

    def paragraph(self, start: str) -> etree._Element:
        """The first paragraph whose words begin with `start`."""
        return next(p for p in self.document.iter(q("w:p")) if words(p).startswith(start))

    def footnotes(self) -> list[str]:
        """Words of each note, its paragraphs parted by line breaks."""
        return [
            "\n".join(words(p) for p in note.iter(q("w:p"))).strip()
            for note in self.notes.iter(q("w:footnote"))
            if q("w:type") not in note.attrib
        ]

    def bookmarks(self) -> dict[str, etree._Element]:
        """Starts by name; fails where two have one name."""
        found: dict[str, etree._Element] = {}
        for root in (self.document, self.notes):
            for start in root.iter(q("w:bookmarkStart")):
                assert start.get(q("w:name")) not in found, start.get(q("w:name"))
                found[start.get(q("w:name"))] = start
        return found

    def marked(self, name: str) -> str:
        """The words inside a bookmark."""
        start = self.bookmarks()[name]
        inside = []
        for node in start.itersiblings():
            if node.tag == q("w:bookmarkEnd") and node.get(q("w:id")) == start.get(q("w:id")):
                return "".join(inside)
            inside.append(words(node))
        raise AssertionError(f"the bookmark {name} has no end beside its start")

    def fields(self) -> Iterator[tuple[str, str]]:
        """Instruction and shown result of every complex field, innermost first."""
        for paragraph_root in (self.document, self.notes):
            stack: list[list[str]] = []
            for node in paragraph_root.iter(q("w:fldChar"), q("w:instrText"), q("w:t"), q("w:tab")):
                kind = node.get(q("w:fldCharType"))
                if kind == "begin":
                    stack.append(["", "", "code"])
                elif kind == "separate":
                    stack[-1][2] = "result"
                elif kind == "end":
                    instruction, result, _ = stack.pop()
                    yield instruction.strip(), result
                    if stack and stack[-1][2] == "result":
                        stack[-1][1] += result
                elif node.tag == q("w:instrText"):
                    stack[-1][0] += node.text or ""
                elif stack and stack[-1][2] == "result":
                    stack[-1][1] += node.text if node.tag == q("w:t") else "\t"
            assert not stack, "a field does not end"


def style(paragraph: etree._Element) -> str:
    """Id of its style."""
    found = paragraph.find(f"{q('w:pPr')}/{q('w:pStyle')}")
    return "" if found is None else found.get(q("w:val"))


def words(node: etree._Element) -> str:
    """Text, with tabs and line breaks as white space."""
    signs = {q("w:tab"): "\t", q("w:br"): "\n"}
    pieces = node.iter(q("w:t"), q("w:tab"), q("w:br"), q("m:t"))
    return "".join(signs.get(piece.tag) or piece.text or "" for piece in pieces if piece.getparent().tag != q("w:tabs"))
