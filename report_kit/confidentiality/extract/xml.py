"""XML of any kind: text, attributes, comments, declarations. Used for SVG, XMP and the parts of office documents.

Text is read twice over: as it flows inside the elements that make a line of text (`_LINES`), and every element for
itself where the element tells that it names a person (`dc:creator`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from report_kit.confidentiality.artifacts import Reading
from report_kit.confidentiality.extract.plain import decode
from report_kit.confidentiality.normalise import MARK
from report_kit.confidentiality.words import vocabulary

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


def add_tree(reading: Reading, root: Any, *, part: str = "") -> None:
    """Add the text and attributes of the tree under `root`; places begin with `part`."""
    from lxml import etree

    flow: list[str] = []
    marks: list[tuple[str, str]] = []
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
                marks.append((f"{before}{name}, {line}", anchor))
            flow.append(element.text or "")
            if name in PERSON_FIELDS:
                said = " ".join(part.strip() for part in element.itertext())
                reading.add(f"{before}{name}", said, person_field=True, anchor=anchor)
            add_attributes(reading, element, f"{before}{{}} of {name}, {line}", anchor)
        else:
            if name not in _INLINE:
                flow.append("\n\n")
            flow.append(element.tail or "")
    reading.add(f"{before}text" if before else "text", "".join(flow), marks=marks)
    for number, comment in enumerate(outside(root), 1):
        reading.add(f"{before}comment {number} outside the root", comment)


def add_attributes(reading: Reading, element: Any, place: str, anchor: str = "") -> None:
    """Add the attributes of `element`; `{}` in `place` becomes the attribute's name."""
    for key, value in element.attrib.items():
        if not _WORD.search(value):
            continue
        name = local(key)
        if name.startswith("rsid"):
            continue
        if name in PERSON_FIELDS:
            reading.add(place.format(name), value, person_field=True, anchor=anchor)
        elif name in {"id", "href", "src", "name", "class", "target", "xml:id"}:
            reading.add_name(place.format(name), value, anchor=anchor)
        else:
            reading.add(place.format(name), value, anchor=anchor)
