"""Whether two PDFs are the same to whoever looks at them, has them read aloud, or follows their links.

In: the bytes of a file. Out: plain data to compare, with no object numbers in it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

Tree = tuple[Any, ...]


def pixels(data: bytes, dpi: int = 60) -> list[str]:
    """A digest of the picture of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [hashlib.sha256(page.render(scale=dpi / 72).to_pil().tobytes()).hexdigest()[:16] for page in document]
    finally:
        document.close()


def structure(data: bytes) -> Tree:
    """What is read aloud: kind, alternative text, attributes and content of every element."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: (number, _marked(page)) for number, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot.K, pages, None)


def _element(item: Any, pages: dict[Any, Any], page: Any) -> Tree:
    if isinstance(item, pikepdf.Array):
        return tuple(_element(each, pages, page) for each in item)
    if isinstance(item, int):
        return ("content", page[0], page[1].get(item))
    if item.get("/Type") == "/OBJR":
        note = item.Obj
        return ("annotation", str(note.get("/Dest", note.get("/A", {}).get("/URI", ""))), _numbers(note.Rect))
    page = pages[item.Pg.objgen] if "/Pg" in item else page
    attributes = {key: _plain(value) for key, value in item.get("/A", {}).items() if key != "/Headers"}
    headers = len(item.get("/A", {}).get("/Headers", []))
    kids = _element(item.get("/K", pikepdf.Array()), pages, page)
    return (str(item.S), str(item.get("/Alt", "")), tuple(sorted(attributes.items())), headers, page and page[0], kids)


def _plain(value: Any) -> Any:
    return _numbers(value) if isinstance(value, pikepdf.Array) else str(value)


def _numbers(values: Any) -> tuple[float, ...]:
    return tuple(round(float(each), 3) for each in values)


def _marked(page: Any) -> dict[int, str]:
    """What is shown under each number of marked content."""
    found: dict[int, list[str]] = {}
    current: list[Any] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            properties = operands[1] if len(operands) > 1 else {}
            current.append(properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None)
        elif name == "EMC":
            current.pop()
        elif current and current[-1] is not None and name in {"TJ", "Tj", "Do"}:
            found.setdefault(int(current[-1]), []).append("Do" if name == "Do" else repr(operands[0]))
    return {number: " ".join(texts) for number, texts in found.items()}


def bookmarks(data: bytes) -> list[Tree]:
    """Depth, words, page and place of every bookmark."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def rows(items: Any, depth: int) -> Iterator[Tree]:
            for item in items:
                target = item.destination
                yield depth, item.title, pages[target[0].objgen], _numbers(target[2:4])
                yield from rows(item.children, depth + 1)

        return list(rows(outline.root, 0))


def places(data: bytes) -> dict[str, Tree]:
    """Page and place of everything that can be led to."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        tree = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        return {name: (pages[target[0].objgen], _numbers(list(target)[2:4])) for name, target in tree.items()}


def links(data: bytes) -> list[Tree]:
    """Page, place and target of every link."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (number, _numbers(note.Rect), str(note.get("/Dest", note.get("/A", {}).get("/URI", ""))))
            for number, page in enumerate(pdf.pages)
            for note in page.get("/Annots", [])
        ]


def words(data: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def differences(one: bytes, other: bytes) -> list[str]:
    """What differs between two files, in words; nothing where they are alike."""
    found = []
    looks = list(zip(pixels(one), pixels(other), strict=False))
    if len(pixels(one)) != len(pixels(other)):
        found.append(f"{len(pixels(one))} pages and {len(pixels(other))}")
    found += [f"page {number} looks otherwise" for number, (a, b) in enumerate(looks, 1) if a != b]
    found += [
        f"page {number} says something else"
        for number, (a, b) in enumerate(zip(words(one), words(other), strict=False), 1)
        if a != b
    ]
    for name, ask in (("structure", structure), ("bookmarks", bookmarks), ("places", places), ("links", links)):
        if ask(one) != ask(other):
            found.append(f"the {name} differ")
    return found


def repeated_names(data: bytes) -> list[str]:
    """Names of header cells that are given twice."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = [
            str(each.ID)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ID" in each and "/S" in each
        ]
        return sorted({name for name in names if names.count(name) > 1})
