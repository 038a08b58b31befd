"""XML of any kind: text, attributes, comments, declarations. Used for SVG, XMP and the parts of office documents.

Text is read twice over: as it flows inside the elements that make a line of text (`_LINES`), and every element for
itself where the element tells that it names a person (`dc:creator`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from report_kit.extract.piece import MARK, Mark, PieceKind
from report_kit.extract.plain import decode
from report_kit.extract.reading import Reading
from report_kit.extract.vocabulary import vocabulary

PERSON_FIELDS = frozenset(
    {
        "creator", "lastmodifiedby", "author", "authors", "manager", "contributor", "lastauthor", "person", "artist",
        "owner", "initial-creator", "printed-by", "byline", "by-line", "captionwriter", "userid", "presenceinfo",
        "contact"
    }
)  # fmt: skip
"""Elements and attributes that hold a person's name."""

_INLINE = frozenset(
    {
        "tspan", "textpath", "a", "span", "b", "i", "em", "strong", "sub", "sup", "r", "t", "rpr", "ppr", "hyperlink",
        "u", "ins", "del", "smarttag", "sdt", "sdtcontent", "bookmarkstart", "bookmarkend", "prooferr", "fldsimple",
        "s", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break", "reference-mark", "reference-mark-start",
        "reference-mark-end", "change", "change-start", "change-end", "tab", "meta"
    }
)  # fmt: skip
KindOfAttribute = Callable[[str, str], PieceKind]
"""Says of what kind an attribute is, by the names of its element and of itself, both without namespace, lower case."""
_NAMING = frozenset({"id", "href", "src", "name", "class", "target", "xml:id"})
"""Attributes that hold an identifier."""
DECLARATIONS = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[")
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2}")
"""What lacks it is numbers, lengths and paths: no name in them."""


def parse(data: bytes) -> Any:
    """The root element, or None where the XML is not well formed. Entities are not expanded, nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace, in lower case."""
    return str(tag).rpartition("}")[2].lower()


def read(reading: Reading, name: str, data: bytes) -> None:
    """Add all that `data` says; where it is not well formed, what can be seen of it, and a fault."""
    root = parse(data)
    if root is None:
        text = decode(data) or ""
        reading.add("text", text, lines=True)
        if not name.endswith((".txt", ".vml")):
            reading.fault("", "its XML is damaged")
        return
    if DECLARATIONS.search(data):
        reading.add("declarations", decode(data) or "")
    add_tree(reading, root)
    add_names(reading, root)


def add_names(reading: Reading, root: Any, known: Collection[str] = ()) -> None:
    """Add the names of elements and attributes that somebody invented: not `known`, nor words of the usual formats."""
    from lxml import etree

    names = {str(key) for element in root.iter(etree.Element) for key in (element.tag, *element.attrib)}
    words = vocabulary("css") | vocabulary("office")
    for name in sorted({key.rpartition("}")[2] for key in names}.difference(known)):
        if not all(word.lower() in words for word in _NAME_WORD.findall(name)):
            reading.add_name("name of an element", name)


def outside(root: Any) -> list[str]:
    """Comments and instructions before and after the root element."""
    nodes = (*root.itersiblings(preceding=True), *root.itersiblings()) if root.getparent() is None else ()
    return [str(node.text or "") for node in nodes]


def attribute_kind(_element: str, attribute: str) -> PieceKind:
    """The kind of an attribute in XML at large."""
    if attribute in PERSON_FIELDS:
        return PieceKind.PERSON
    if attribute == "style":
        return PieceKind.STYLE
    return PieceKind.NAME if attribute in _NAMING else PieceKind.TEXT


def element_kind(name: str) -> PieceKind:
    """The kind of an element's text in XML at large."""
    return PieceKind.STYLE if name == "style" else PieceKind.TEXT


def add_tree(
    reading: Reading,
    root: Any,
    *,
    part: str = "",
    kind_of: Callable[[str], PieceKind] = element_kind,
    kind_of_attribute: KindOfAttribute = attribute_kind,
) -> None:
    """Add the text and attributes of the tree under `root`; places begin with `part`.

    `kind_of` says of what kind the text of an element is, by its name.
    """
    from lxml import etree

    flow: list[str] = []
    marks: list[Mark] = []
    before = f"{part}, " if part else ""
    anchor = ""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        line = f"line {element.sourceline}" if element.sourceline else "text"
        if event in {"comment", "pi"}:
            kind = "comment" if event == "comment" else "instruction"
            reading.add(f"{before}{kind}, {line}", element.text or "")
            flow.append(element.tail or "")
            continue
        if not isinstance(element.tag, str):
            if event == "end":
                flow.append(element.tail or "")
            continue
        name = local(element.tag)
        if event == "start":
            anchor = element.get("id") or anchor
            if name not in _INLINE:
                flow.append(f"\n\n{MARK}")
                marks.append(Mark(f"{before}{name}, {line}", anchor, kind_of(name)))
            flow.append(element.text or "")
            if name in PERSON_FIELDS:
                said = " ".join(part.strip() for part in element.itertext())
                reading.add(f"{before}{name}", said, PieceKind.PERSON, anchor=anchor)
            add_attributes(reading, element, f"{before}{{}} of {name}, {line}", anchor, kind_of_attribute)
        else:
            if name not in _INLINE:
                flow.append("\n\n")
            flow.append(element.tail or "")
    reading.add(f"{before}text" if before else "text", "".join(flow), marks=marks)
    for number, comment in enumerate(outside(root), 1):
        reading.add(f"{before}comment {number} outside the root", comment)


def add_attributes(
    reading: Reading,
    element: Any,
    place: str,
    anchor: str = "",
    kind_of_attribute: KindOfAttribute = attribute_kind,
) -> None:
    """Add the attributes of `element`; `{}` in `place` becomes the attribute's name."""
    for key, value in element.attrib.items():
        if not _WORD.search(value):
            continue
        name = local(key)
        if name.startswith("rsid"):  # Word's numbers of editing sessions
            continue
        kind = kind_of_attribute(local(element.tag), name)
        if name in _NAMING:
            reading.add_name(place.format(name), value, kind, anchor=anchor)
        else:
            reading.add(place.format(name), value, kind, anchor=anchor)
