"""Footnotes: numbered from 1 as Word does, since pandoc shares one row of numbers among notes and bookmarks."""

from __future__ import annotations

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, field, q, remove, text_of, text_run
from report_kit.exporters.docx.passes.bookmarks import next_identifier

_AGAIN = "noteref-"
"""What links that stand for a further mark of a note lead to, before its number."""


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
    _mark_again(draft)


def _mark_again(draft: Draft) -> None:
    """Make a further mark of a note a NOTEREF field (ECMA-376-1, 17.16.5.37) to a bookmark around its first one."""
    marks = {r.get(q("w:id"), ""): r.getparent() for r in draft.document.iter(q("w:footnoteReference"))}
    named: set[str] = set()
    for link in list(draft.document.iter(q("w:hyperlink"))):
        number = link.get(q("w:anchor"), "").removeprefix(_AGAIN)
        mark = marks.get(number)
        if not link.get(q("w:anchor"), "").startswith(_AGAIN) or mark is None:
            continue
        name = f"_Ref_note_{number}"
        if number not in named:
            identifier = next_identifier(draft)
            mark.addprevious(element("w:bookmarkStart", {"w:id": identifier, "w:name": name}))
            mark.addnext(element("w:bookmarkEnd", {"w:id": identifier}))
            named.add(number)
        result = text_run(text_of(link), "FootnoteReference")
        for node in field(f"NOTEREF {name} \\f \\h", result, style="FootnoteReference"):
            link.addprevious(node)
        remove(link)
