"""PDF: the text of the pages, joined across them, and every string in the file: properties, XMP, bookmarks, links,
annotations, form fields, attachments, alternative texts, layers, scripts, pictures' metadata, earlier versions.

Page text comes from PDFium (through `pypdfium2`), which reads what a reader would select; everything else from the
objects themselves (through `pikepdf`), all of them, so that nothing depends on knowing where a name may hide.
"""

from __future__ import annotations

import re

from report_kit.extract.binary import strings
from report_kit.extract.embedded import open_each
from report_kit.extract.pdf.objects import add_objects
from report_kit.extract.pdf.pages import add_pages
from report_kit.extract.reading import Reading

_SYNTAX = re.compile(
    rb"\bstream\r?\n.*?endstream|/[^\s()<>\[\]{}/%]*|\b(?:endobj|obj|xref|startxref|trailer|true|false|null|R|n|f)\b",
    re.DOTALL,
)
"""What was read in a better way or is the format's own: data, keys, and the words around objects."""
_VERSIONS = 5
"""Earlier versions that are read."""


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add all that the PDF `data` says."""
    if not add_objects(reading, data):
        return
    add_pages(reading, data)
    reading.add("between the objects", strings(_SYNTAX.sub(b" ", data)), fallback=True)
    if (end := data.rfind(b"%%EOF")) >= 0:
        open_each(reading, data[end:])
    versions = _earlier_versions(data)
    if len(versions) > _VERSIONS:
        reading.fault("earlier versions", f"there are more than {_VERSIONS} of them in the file; print it to PDF anew")
    for number, end in enumerate(versions[-_VERSIONS:], 1):
        prefix = f"{reading.prefix}earlier version {number} of the file: "
        earlier = Reading(reading.file, reading.reader_of, reading.budget, prefix)
        if reading.budget.take(end) and add_objects(earlier, data[:end], report=False):
            add_pages(earlier, data[:end], report=False)
            reading.pieces.extend(earlier.pieces)


def _earlier_versions(data: bytes) -> list[int]:
    """Where versions end that were saved over by appending: what was deleted is still there."""
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", data)][:-1]
    return [end for end in ends if b"/Linearized" not in data[: min(end, 1024)] or end > 4096]
