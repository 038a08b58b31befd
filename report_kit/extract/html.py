"""HTML: visible text across inline tags, attributes, comments, styles, scripts, metadata, data URIs, nested frames."""

from __future__ import annotations

import re
from typing import Any

from report_kit.extract import fields
from report_kit.extract.piece import MARK, Mark, PieceKind
from report_kit.extract.plain import add_other_readings, decode
from report_kit.extract.reading import Reading
from report_kit.extract.xml import add_attributes, add_names, outside
from report_kit.lazy.references import unescaped

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "desc", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
        "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noscript",
        "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "svg", "table", "tbody", "td",
        "template", "text", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video", "audio", "foreignobject",
        "math", "object", "iframe", "canvas", "label", "button"
    }
)  # fmt: skip
_UNSEEN = frozenset({"script", "style"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_WRAP = re.compile(r"(?<![-\u00ad\u2010])[ \t\r\f]*\n\s*")
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK_TAG = re.compile(
    r"<(?!!--|/?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    r"|time|tspan|tt|u|var|wbr)\b)[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ODD_TAG = re.compile(r"<(?:/[^\s<>]+\s[^<>]{0,2000}|/?[^\s<>]*[^\w\s<>:/!?-][^<>]{0,2000}|![^-\[<>][^<>]{0,2000})>")
_PERSON_META = frozenset(
    {"author", "creator", "dc.creator", "dcterms.creator", "article:author", "twitter:creator", "dc.contributor"}
)


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add all that the page `data` says."""
    from lxml import etree
    from lxml import html as lxml_html
    from lxml.html import defs

    text = _text_of(data)
    if text is None:
        reading.fault("", "it is no text")
        return
    # lxml refuses text that declares an encoding, and control characters end its reading early.
    plain = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", " ", text.lstrip("\ufeff"))
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", plain)
    # The parser drops what stands after the end of the page; browsers show it.
    plain = _END.sub("", plain)
    try:
        parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=False, remove_pis=False, encoding="utf-8")
        root = lxml_html.document_fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        reading.add("text", text, lines=True)
        if text.strip():
            reading.fault("", "its HTML is damaged")
        return
    _add_page(reading, root)
    fields.add_of_tree(reading, root, table="table", row="tr", cells=("th", "td"))
    add_names(reading, root, defs.tags | defs.safe_attrs)
    if "Excessive depth" in str(parser.error_log):
        reading.fault("", "its elements are nested too deeply")
        reading.add("source", plain, fallback=True)
    # Addresses in angle brackets, and end tags that say more than their name, are in no tree.
    reading.add("tags", unescaped("\n\n".join(_ODD_TAG.findall(plain))), fallback=True)
    # Whatever the parser may have lost is in the file all the same.
    reading.add("text of the file", unescaped(_TAG.sub("", _BLOCK_TAG.sub("\n\n", plain))), fallback=True)
    add_other_readings(reading, data, text)
    doctype = re.match(r"\s*<!doctype([^>]*)>", plain, re.IGNORECASE)
    if doctype:
        reading.add("doctype", doctype[1])
    for number, comment in enumerate(outside(root), 1):
        reading.add(f"comment {number} outside the page", comment)


def _text_of(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"\0" in data[:4096]:
        return decode(data)
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _add_page(reading: Reading, root: Any) -> None:
    from lxml import etree

    flow: list[str] = []
    marks: list[Mark] = []
    anchors: list[str] = [""]
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        line = f"line {element.sourceline}"
        if event in {"comment", "pi"}:
            reading.add(f"comment, {line}", element.text or "", anchor=anchors[-1])
            flow.append(_unwrapped(element.tail))
            continue
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end":
                flow.append(_unwrapped(element.tail))
            continue
        if event == "end":
            if tag in _BLOCKS:
                flow.append("\n\n")
            if element.get("id"):
                anchors.pop()
                if tag in _BLOCKS:
                    flow.append(MARK)
                    marks.append(Mark(f"text after {line}", anchors[-1]))
            flow.append(_unwrapped(element.tail))
            continue
        if element.get("id"):
            anchors.append(element.get("id"))
        _add_attributes(reading, element, tag, line, anchors[-1])
        if tag in _BLOCKS:
            flow.append(f"\n\n{MARK}")
            marks.append(Mark(f"text, {line}" if tag != "title" else "title", anchors[-1]))
        elif tag in {"br", "wbr"}:
            flow.append("\n" if tag == "br" else "")
        if tag in _UNSEEN:
            kind = PieceKind.STYLE if tag == "style" else PieceKind.TEXT
            reading.add(f"{tag}, {line}", element.text or "", kind)
        elif tag == "pre":
            flow.append(element.text or "")
        else:
            flow.append(_unwrapped(element.text))
    reading.add("text", "".join(flow), marks=marks)


def _unwrapped(text: str | None) -> str:
    """Text with its source line breaks as spaces, as a browser shows it; after a hyphen they stay, as a tear."""
    if not text:
        return ""
    return _WRAP.sub(" ", text) if "\n" in text else text


def _add_attributes(reading: Reading, element: Any, tag: str, line: str, anchor: str) -> None:
    attributes = element.attrib
    if not attributes:
        return
    if tag == "meta":
        said = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        content = attributes.get("content") or ""
        kind = PieceKind.PERSON if said in _PERSON_META else PieceKind.PROPERTY
        reading.add(f"metadata, {said}" if said else f"metadata, {line}", content, kind)
        others = (value for key, value in attributes.items() if key != "content")
        reading.add(f"metadata, {line}", "\n\n".join(others), PieceKind.PROPERTY)
        return
    if tag in {"img", "image"} and (attributes.get("src") or attributes.get("href") or "")[:5].lower() != "data:":
        reading.images += 1
    if "srcdoc" in attributes:
        reading.open("frame.html", attributes["srcdoc"].encode("utf-8", "replace"), f"frame, {line}: ")
    add_attributes(reading, element, f"attribute {{}} of {tag}, {line}", anchor)
