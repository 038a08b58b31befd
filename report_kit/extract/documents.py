"""Word files and their kin (Office Open XML, OpenDocument), and any other zip archive.

In a Word file a name may stand in the text, headers, footnotes, comments, tracked changes, properties, custom XML, the
list of people, settings, link targets, file names and pictures; every part is read. Text is joined across runs inside a
paragraph, three times where changes are tracked: as it stands, as it will read, as it read before.
"""

from __future__ import annotations

from typing import Any

from report_kit.extract import archives, fields, workbook, xml
from report_kit.extract.piece import MARK, Mark, PieceKind
from report_kit.extract.plain import decode
from report_kit.extract.reading import Reading

_TEXT = frozenset({"t", "deltext"})
_CODES = frozenset({"instrtext", "delinstrtext", "fldchar"})
_ASIDE = frozenset({"note", "annotation", "frame", "custom-shape", "txbxcontent", "ruby-text", "rt", "tracked-changes"})
_PARAGRAPHS = frozenset({"p", "si", "is", "h", "comment", "footnote", "endnote", "tc", "tr", "table-cell", "table-row"})
_OPEN_DOCUMENT = ("content.xml", "styles.xml")
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
_SAID = frozenset(
    {"descr", "title", "alt", "author", "initials", "tooltip", "id", "anchor", "presenceinfo", "userid", "creator"}
)
"""Attributes in which people write."""
_NAMED = frozenset({"bookmarkstart", "docpr", "cnvpr", "property", "person", "comment", "tag", "alias", "hyperlink"})
"""Elements whose name is given by people."""
_FONT_ATTRIBUTES = frozenset({"typeface", "ascii", "hansi", "cs", "eastasia", "font-family"})
_FONT_ELEMENTS = frozenset({"font", "font-face", "altname"})


def read(reading: Reading, name: str, data: bytes) -> None:
    """Add everything in the archive `data`."""
    files = archives.members(reading, data)
    if files is None:
        return
    names = {path for path, _ in files}
    workbook.add_sheets(reading, files)
    office = "[Content_Types].xml" in names or "content.xml" in names
    if name.lower().endswith((".docx", ".xlsx", ".pptx")) and "[Content_Types].xml" not in names:
        reading.fault("", "its list of parts is missing")
    for path, content in files:
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
    if xml.DECLARATIONS.search(content):
        reading.add(f"{path}, declarations", decode(content) or "")
    folder = path.partition("/")[0]
    if (folder in {"word", "ppt", "xl"} and not path.endswith(".rels")) or path.endswith(_OPEN_DOCUMENT):
        _Paragraphs(reading, path, root).add()
        fields.add_of_tree(reading, root, table="tbl", row="tr", cells=("tc",))
        fields.add_of_tree(reading, root, table="table", row="table-row", cells=("table-cell",))
    else:
        kind_of = _kind_of_application if path == "docProps/app.xml" else xml.element_kind
        xml.add_tree(reading, root, part=path, kind_of=kind_of, kind_of_attribute=_kind_in_tree)


def _kind_of_attribute(element: str, attribute: str) -> PieceKind:
    """The kind of an attribute in a part of an office document."""
    if attribute in xml.PERSON_FIELDS:
        return PieceKind.PERSON
    if attribute in _SAID or (attribute in {"name", "val", "value"} and element in _NAMED):
        return PieceKind.TEXT
    is_font = attribute in _FONT_ATTRIBUTES or element in _FONT_ELEMENTS
    return PieceKind.FONT_VALUE if is_font else PieceKind.FORMAT_VALUE


def _kind_in_tree(element: str, attribute: str) -> PieceKind:
    return PieceKind.STYLE if attribute == "style" else _kind_of_attribute(element, attribute)


def _kind_of_application(element: str) -> PieceKind:
    """The kind of an element's text in the part that tells about the program."""
    return PieceKind.PRODUCT if element == "application" else xml.element_kind(element)


class _Paragraphs:
    """The text of one part, paragraph by paragraph, before and after its tracked changes.

    Notes, comments and boxes that stand inside a paragraph are texts of their own, so that they tear no name apart.
    """

    def __init__(self, reading: Reading, path: str, root: Any) -> None:
        self.reading, self.path, self.root = reading, path, root
        self.open_document = not path.startswith(("word/", "ppt/", "xl/"))
        """Whether spaces between elements are text: in OpenDocument they are, in Word files they are layout."""
        self.flow = _Flow()
        self.around: list[_Flow] = []
        self.codes: list[str] = []
        self.changed = False

    def add(self) -> None:
        from lxml import etree

        inserted = deleted = number = inside = 0
        place, anchor = self.path, ""
        for event, element in etree.iterwalk(self.root, events=("start", "end", "comment", "pi")):
            if event in {"comment", "pi"}:
                self.reading.add(f"{self.path}, XML comment", element.text or "")
                self._put_tail(element, inside, inserted, deleted)
                continue
            if not isinstance(element.tag, str):
                if event == "end":
                    self._put_tail(element, inside, inserted, deleted)
                continue
            name = xml.local(element.tag)
            if event == "end":
                inserted -= name in _AWAY
                deleted -= name in _GONE
                inside -= name in {"p", "h"}
                if name in _PARAGRAPHS:
                    self._put("\n\n", 0, 0)
                if name in _ASIDE:
                    self._finish()
                    self.flow = self.around.pop()
                self._put_tail(element, inside, inserted, deleted)
                continue
            inserted += name in _AWAY
            deleted += name in _GONE
            self.changed = self.changed or bool(inserted or deleted)
            if name == "bookmarkstart":
                anchor = next((value for key, value in element.attrib.items() if xml.local(key) == "name"), anchor)
            if name in _ASIDE:
                self.around.append(self.flow)
                self.flow = _Flow()
            inside += name in {"p", "h"}
            if name in _PARAGRAPHS:
                number += name in {"p", "h", "si"}
                place = f"{self.path}, paragraph {number}" if name in {"p", "h", "si"} else f"{self.path}, {name}"
                self._put(f"\n\n{MARK}", 0, 0)
                self.flow.marks.append(Mark(place, anchor))
                self._put(element.text if name in {"p", "h"} else "", inserted, deleted)
            else:
                self._add_text(name, element, inside, inserted, deleted, place, anchor)
            xml.add_attributes(self.reading, element, f"{place}, {{}} of {name}", anchor, _kind_of_attribute)
        self._add_code("", None, place, anchor)
        self._finish()
        for comment in xml.outside(self.root):
            self.reading.add(f"{self.path}, XML comment", comment)

    def _add_text(
        self, name: str, element: Any, inside: int, inserted: int, deleted: int, place: str, anchor: str
    ) -> None:
        """What stands at the beginning of an element that is no paragraph."""
        person = name in xml.PERSON_FIELDS
        if name in _TEXT or name in {"span", "a"}:
            self._put(element.text, inserted, deleted)
        elif name in _CODES:
            self._add_code(name, element, place, anchor)
        elif name in _CHARACTERS:
            self._put(_CHARACTERS[name], inserted, deleted)
        elif inside and self.open_document and not person:
            self._put(element.text, inserted, deleted)
        elif element.text and not element.text.isspace():
            kind = PieceKind.PERSON if person else PieceKind.TEXT
            self.reading.add(f"{place}, {name}", element.text, kind, anchor=anchor)

    def _add_code(self, name: str, element: Any, place: str, anchor: str) -> None:
        """A field's code, which may stand in pieces; `fldChar` tells where it begins and ends."""
        if name in {"instrtext", "delinstrtext"}:
            self.codes.append(element.text or "")
        elif self.codes and name == "fldchar" and "begin" in element.attrib.values():
            self.codes.append("\n")
        elif self.codes:
            self.reading.add(f"{place}, instrText", "".join(self.codes), anchor=anchor)
            self.codes.clear()

    def _finish(self) -> None:
        for view, parts in self.flow.views.items():
            if not view or self.changed:
                self.reading.add(f"{self.path} {view}".strip(), "".join(parts), marks=self.flow.marks)

    def _put_tail(self, element: Any, inside: int, inserted: int, deleted: int) -> None:
        tail = element.tail
        if tail and ((inside and self.open_document) or not tail.isspace()):
            self._put(tail, inserted, deleted)

    def _put(self, text: str | None, inserted: int, deleted: int) -> None:
        if text:
            self.flow.views[""].append(text)
            if not deleted:
                self.flow.views["with changes accepted"].append(text)
            if not inserted:
                self.flow.views["with changes rejected"].append(text)


class _Flow:
    """Text that is read in one go."""

    def __init__(self) -> None:
        self.views: dict[str, list[str]] = {"": [], "with changes accepted": [], "with changes rejected": []}
        self.marks: list[Mark] = []
