"""Building blocks of WordprocessingML (ECMA-376-1): names, elements, and the order in which children must stand.

Word refuses a file whose properties stand in another order than the schema's, so everything is put in place by `put`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES: Mapping[str, str] = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

BARE = frozenset({"ct", "pr", "ep"})
"""Written without a prefix: pandoc and some readers look for these elements by their bare names."""

_ORDER = """
pPr: pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
  suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
  spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
  divId cnfStyle rPr sectPr pPrChange
rPr: rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
  webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
  eastAsianLayout specVanish oMath
tblPr: tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
  tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
trPr: cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden
tcPr: cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
style: name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
  personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr
"""

ORDER: Mapping[str, tuple[str, ...]] = {
    name: tuple(children.split()) for name, children in re.findall(r"(?ms)^(\w+): (.*?)(?=^\w|\Z)", _ORDER)
}
"""Children by the name of their parent, both without prefix, in the order of the schema."""


@cache
def q(name: str) -> str:
    """`w:p` in the notation of lxml."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, attributes: Mapping[str, str | int] | None = None, *children: Element) -> Element:
    """An element with prefixed names: `element("w:jc", {"w:val": "right"})`."""
    from lxml import etree

    prefix = name.partition(":")[0]
    names: dict[str | None, str] = {None if prefix in BARE else prefix: NAMESPACES[prefix]}
    made = etree.Element(q(name), nsmap=cast("dict[str, str]", names))  # the stubs know no default namespace
    for key, value in (attributes or {}).items():
        made.set(q(key) if ":" in key else key, str(value))
    made.extend(children)
    return made


def value(name: str, setting: str | int) -> Element:
    """An element whose only attribute is `w:val`."""
    return element(name, {"w:val": setting})


def val(node: Element, path: str) -> str:
    """`w:val` of the element at `path` ('w:pPr/w:pStyle') below `node`; empty where there is none."""
    found = node.find("/".join(map(q, path.split("/"))))
    return found.get(q("w:val"), "") if found is not None else ""


def remove(node: Element) -> None:
    """Take `node` and all in it out of the tree; text after it is white space here."""
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def put(parent: Element, child: Element) -> Element:
    """Put `child` where the schema wants it under `parent` (a key of `ORDER`), in place of one with the same name."""
    order = ORDER[_local(parent)]
    rank = order.index(_local(child))
    for position, sibling in enumerate(parent):
        other = order.index(_local(sibling)) if _local(sibling) in order else len(order)
        if other == rank:
            parent.replace(sibling, child)
            return child
        if other > rank:
            parent.insert(position, child)
            return child
    parent.append(child)
    return child


def properties(owner: Element) -> Element:
    """The `pPr`, `rPr`, `tblPr`, `trPr` or `tcPr` of a paragraph, run, table, row or cell; made where it is missing."""
    name = f"w:{_local(owner)}Pr"
    found = owner.find(q(name))
    if found is None:
        found = element(name)
        owner.insert(0, found)
    return found


def style_of(paragraph: Element) -> str:
    """Id of a paragraph's style; empty where it names none."""
    return val(paragraph, "w:pPr/w:pStyle")


def set_style(paragraph: Element, style: str) -> None:
    """Give `paragraph` the style with the id `style`."""
    put(properties(paragraph), value("w:pStyle", style))


def text_run(text: str, style: str = "") -> Element:
    """A run of plain text, in a character style where one is named."""
    words = element("w:t")
    words.text = text
    if text.strip() != text:
        words.set(q("xml:space"), "preserve")
    run = element("w:r", None, words)
    if style:
        put(properties(run), value("w:rStyle", style))
    return run


def text_of(node: Element) -> str:
    """The words inside `node`; a tab or break is a space."""
    parts = []
    for piece in node.iter(q("w:t"), q("w:tab"), q("w:br")):
        parts.append(piece.text or "" if piece.tag == q("w:t") else " ")
    return "".join(parts)


def field(instruction: str, *result: Element, style: str = "") -> Iterator[Element]:
    """The runs of a complex field (ECMA-376-1, 17.16.18) that shows `result` until somebody updates it."""
    code = element("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    for node in (element("w:fldChar", {"w:fldCharType": "begin"}), code,
                 element("w:fldChar", {"w:fldCharType": "separate"})):  # fmt: skip
        yield _in_run(node, style)
    yield from result
    yield _in_run(element("w:fldChar", {"w:fldCharType": "end"}), style)


def _in_run(node: Element, style: str) -> Element:
    run = element("w:r", None, node)
    if style:
        put(properties(run), value("w:rStyle", style))
    return run


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
