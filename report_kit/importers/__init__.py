"""Importers: foreign formats → note files and codes. One module for each format, listed in `IMPORTERS`.

In: files from elsewhere, as bytes, and a `Destination`, what the project holds already. Out: `Imported`, the files of
the project that are new or changed, whole, and what is wrong with those that were given; where something is, no files.

An importer has `NAME` (for people), `recognises(source)` and `read(source, sink)`, which gives `Remark`s by document.
What becomes of them is the same for all, and stands in `landing`: ids, files, codes, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from report_kit.diagnostics import Severity, Sink
from report_kit.importers.destination import Destination
from report_kit.importers.landing import land
from report_kit.importers.remarks import Given, Imported, Remark
from report_kit.importers.rules import RULES, UNREADABLE
from report_kit.sourcefiles.text import SourceText, decode

__all__ = ["IMPORTERS", "RULES", "Destination", "Given", "Imported", "Remark", "bring_in", "names"]

IMPORTERS: tuple[str, ...] = ("report_kit.importers.taguette",)
"""Module of each format, in the order in which they are asked whether a file is theirs."""

BYTES = 20_000_000
"""How large a file may be; the transcripts of a hundred interviews are a tenth of it."""


class Importer(Protocol):
    """What every importer module offers."""

    NAME: str

    def recognises(self, source: SourceText) -> bool:
        """Whether `source` is of this format, told by what it holds and not by its name."""
        ...

    def read(self, source: SourceText, sink: Sink) -> Sequence[Sequence[Remark]]:
        """The remarks in `source`, document by document.

        What is wrong goes to `sink`, with its place and without a word of what stands there.
        """
        ...


def bring_in(files: Sequence[Given], destination: Destination) -> Imported:
    """What becomes of `files` in the project: its new and changed files, or what is wrong with `files`."""
    sink = Sink()
    documents = [document for given in files for document in _read(given, sink)]
    if any(diagnostic.severity is Severity.ERROR for diagnostic in sink):
        return Imported(diagnostics=tuple(sink))
    return land(documents, destination, tuple(sink))


def names() -> tuple[str, ...]:
    """What can be imported, in words for people."""
    return tuple(importer.NAME for importer in map(_load, IMPORTERS))


def _read(given: Given, sink: Sink) -> Sequence[Sequence[Remark]]:
    if len(given.data) > BYTES:
        message = f"this file is larger than {BYTES / 1_000_000:g} MB"
        sink.add(UNREADABLE.at(given.span, message, "export a part of it at a time"))
        return ()
    source = decode(given.file, given.data, sink)
    if source is None:
        return ()
    for importer in map(_load, IMPORTERS):
        if importer.recognises(source):
            return importer.read(source, sink)
    what = "this file is of no kind that is known here" if source.text.strip() else "this file is empty"
    sink.add(UNREADABLE.at(given.span, what, f"what can be imported: {', '.join(names())}"))
    return ()


def _load(module: str) -> Importer:
    return cast("Importer", import_module(module))
