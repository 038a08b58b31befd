"""Source notes, under the theme that first cites them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_kit.model import blocks as b
from report_kit.model.derive.make import anchor, paragraph, text
from report_kit.model.report import Part
from report_kit.model.sources import Note
from report_kit.model.wording import Wording


def notes_part(
    identifier: str,
    notes: Mapping[str, Note],
    themes: Sequence[Part],
    notes_by_theme: Mapping[str, Sequence[str]],
    wording: Wording,
    *,
    whole: bool,
) -> Part | None:
    """Every note once, in note order under each theme; those that no theme cites come last.

    `whole`: whether none of them is kept back.
    """
    if not notes:
        return None
    blocks: list[b.Block] = []
    left = dict(notes)
    for theme in themes:
        entries = [_entry(left.pop(n)) for n in notes_by_theme.get(theme.id, ()) if n in left]
        if entries:
            heading = text(theme.span, wording("theme-titled", number=theme.number, title=theme.title))
            blocks.append(b.Heading(span=theme.span, anchor=anchor("notes", theme.id), level=2, content=heading))
            blocks += entries
    if left:
        first = next(iter(left.values())).span
        heading = text(first, wording("notes.uncited"))
        blocks.append(b.Heading(span=first, anchor=anchor("notes", "rest"), level=2, content=heading))
        blocks += [_entry(note) for note in left.values()]
    span = next(iter(notes.values())).span
    opening = wording("notes.opening") if whole else wording("notes.opening-held-back")
    return Part(
        kind="notes",
        id=identifier,
        title=wording("notes.title"),
        blocks=(paragraph(span, anchor("notes", "opening"), opening), *blocks),
        span=span,
        derived=True,
        placement="back",
    )


def _entry(note: Note) -> b.NoteEntry:
    return b.NoteEntry(span=note.span, anchor=note.id, note=note.id)
