"""Word files and their kin (Office Open XML, OpenDocument), and any other zip archive.

In a Word file a name may stand in the text, headers, footnotes, comments, tracked changes, properties, custom XML, the
list of people, settings, link targets, file names and pictures; every part is read. Text is joined across runs inside a
paragraph, three times where changes are tracked: as it stands, as it will read, as it read before.
"""

from __future__ import annotations

from typing import Any

from report_kit.confidentiality.artifacts import Reading
from report_kit.confidentiality.extract import archives, xml
from report_kit.confidentiality.extract.plain import decode
from report_kit.confidentiality.normalise import MARK

_TEXT = frozenset({"t", "deltext", "delinstrtext"})
_PARAGRAPHS = frozenset({"p", "si", "is", "h", "comment", "footnote", "endnote", "tc", "tr", "table-cell", "table-row"})
_AWAY = frozenset({"ins", "moveto"})
_GONE = frozenset({"del", "movefrom"})
_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "nobreakhyphen": "-",
    "softhyphen": "\u00ad",
    "line-break": "\n",
    "s": " ",
}


def read(reading: Reading, name: str, data: bytes) -> None:
    """Add everything in the archive `data`."""
    files = archives.members(reading, data)
    if files is None:
        return
    office = "[Content_Types].xml" in files or "content.xml" in files
    if name.lower().endswith((".docx", ".xlsx", ".pptx")) and "[Content_Types].xml" not in files:
        reading.fault("", "its list of parts is missing")
    for path, content in files.items():
        suffix = path.rpartition(".")[2].lower()
        if office and suffix in {"xml", "rels", "vml"}:
            _add_part(reading, path, content)
        elif content and not (office and suffix == "odttf"):  # obfuscated fonts are noise
            reading.open(path, content, f"{path}: ")


def _add_part(reading: Reading, path: str, content: bytes) -> None:
    root = xml.parse(content)
    if root is None:
        reading.add(path, decode(content) or "")
        reading.fault(path, "its XML is damaged")
        return
    if b"<!ENTITY" in content:
        reading.add(f"{path}, declarations", decode(content) or "")
    folder = path.partition("/")[0]
    if (folder in {"word", "ppt", "xl"} and not path.endswith(".rels")) or path == "content.xml":
        _Paragraphs(reading, path, root).add()
    else:
        xml.add_tree(reading, root, part=path)


class _Paragraphs:
    """The text of one part, paragraph by paragraph, before and after its tracked changes."""

    def __init__(self, reading: Reading, path: str, root: Any) -> None:
        self.reading, self.path, self.root = reading, path, root
        self.flows: dict[str, list[str]] = {"": [], "with changes accepted": [], "with changes rejected": []}
        self.marks: list[tuple[str, str]] = []
        self.changed = False

    def add(self) -> None:
        from lxml import etree

        inserted = deleted = number = 0
        place, anchor = self.path, ""
        for event, element in etree.iterwalk(self.root, events=("start", "end", "comment", "pi")):
            if event in {"comment", "pi"}:
                self.reading.add(f"{self.path}, XML comment", element.text or "")
                continue
            if not isinstance(element.tag, str):
                continue
            name = xml.local(element.tag)
            if event == "end":
                inserted -= name in _AWAY
                deleted -= name in _GONE
                if name in _PARAGRAPHS:
                    self._put("\n\n", 0, 0)
                elif name in {"span", "a"}:  # OpenDocument has text after its inline elements
                    self._put(element.tail or "", inserted, deleted)
                continue
            inserted += name in _AWAY
            deleted += name in _GONE
            self.changed = self.changed or bool(inserted or deleted)
            if name == "bookmarkstart":
                anchor = next((value for key, value in element.attrib.items() if xml.local(key) == "name"), anchor)
            if name in _PARAGRAPHS:
                number += name in {"p", "h", "si"}
                place = f"{self.path}, paragraph {number}" if name in {"p", "h", "si"} else f"{self.path}, {name}"
                self._put(f"\n\n{MARK}", 0, 0)
                self.marks.append((place, anchor))
                self._put(element.text if name in {"p", "h"} else "", inserted, deleted)
            elif name in _TEXT or name in {"span", "a"}:
                self._put(element.text, inserted, deleted)
            elif name in _CHARACTERS:
                self._put(_CHARACTERS[name], inserted, deleted)
            elif element.text and not element.text.isspace():
                self.reading.add(
                    f"{place}, {name}", element.text, anchor=anchor, person_field=name in xml.PERSON_FIELDS
                )
                self.reading.add(f"{place}, {name}", element.tail or "")
            xml.add_attributes(self.reading, element, f"{place}, {{}} of {name}", anchor)
        for view, flow in self.flows.items():
            if not view or self.changed:
                self.reading.add(f"{self.path} {view}".strip(), "".join(flow), marks=self.marks)

    def _put(self, text: str | None, inserted: int, deleted: int) -> None:
        if text:
            self.flows[""].append(text)
            if not deleted:
                self.flows["with changes accepted"].append(text)
            if not inserted:
                self.flows["with changes rejected"].append(text)
