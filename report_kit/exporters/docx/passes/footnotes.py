"""Footnotes: numbered from 1 as Word does, since pandoc shares one row of numbers among notes and bookmarks."""

from __future__ import annotations

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import q


def number_footnotes(draft: Draft) -> None:
    """Number notes in the order of their references; one without a reference goes."""
    numbers: dict[str, str] = {}
    for reference in draft.document.iter(q("w:footnoteReference")):
        identifier = reference.get(q("w:id"), "")
        numbers.setdefault(identifier, str(len(numbers) + 1))
        reference.set(q("w:id"), numbers[identifier])
    for note in list(draft.footnotes):
        identifier = note.get(q("w:id"), "")
        if q("w:type") in note.attrib:
            continue
        if identifier in numbers:
            note.set(q("w:id"), numbers[identifier])
        else:
            draft.footnotes.remove(note)
