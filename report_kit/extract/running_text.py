"""running_text: what a reader of a finished file reads, in its order: a web page, a PDF, a Word file, or plain text.

In: the bytes of a file that this toolkit made. Out: its text, footnotes after the rest where the format keeps them
apart; None where the file cannot be read. Properties, scripts and descriptions are left out: `formats.read_file` has
those.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from report_kit.extract.pdf import pages

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKS = re.compile(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|&lt;", re.DOTALL)
"""Of Markdown: what is escaped, a stretch of code, or a bracket."""
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def running_text(data: bytes) -> str | None:
    """The text of the file `data`; of words in attributes, none."""
    if data.startswith(b"%PDF-"):
        return pages.running_text(data)
    if data.startswith(b"PK\x03\x04"):
        return _of_word(data)
    text = data.decode("utf-8", "replace")
    return _of_page(text) if text.lstrip()[:9].lower() == "<!doctype" else _of_markdown(text)


def _of_page(text: str) -> str:
    """The words of the body, without what is hidden until it is asked for, which says again what stands elsewhere."""
    from lxml import html

    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    body: Any = html.document_fromstring(text.encode(), parser=parser).find("body")
    for hidden in body.xpath(".//style | .//script | .//template | .//*[@popover]"):
        hidden.drop_tree()
    return "".join(body.itertext())


def _of_markdown(text: str) -> str:
    """The text with `<` where the Markdown exporter writes `&lt;`: outside of code, and not behind a backslash."""
    return _MARKS.sub(lambda found: "<" if found[0] == "&lt;" else found[0], text) if "&lt;" in text else text


def _of_word(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            return "\n".join("".join(_runs(archive.read(part))) for part in _WORD_PARTS if part in names)
    except (zipfile.BadZipFile, KeyError, ValueError):
        return None


def _runs(part: bytes) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    for node in etree.fromstring(part, parser=parser).iter(f"{_WORD}t", f"{_WORD}p", f"{_MATHS}t"):
        yield "\n" if node.tag == f"{_WORD}p" else node.text or ""
