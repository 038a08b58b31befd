"""targets: everything that can be cited, by id, with its number and the words that a pointer to it prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model.collect import DERIVED_ANCHOR, Collection
from report_kit.model.part_order import part_label
from report_kit.model.report import Part, Target
from report_kit.model.sources import Note, Reference
from report_kit.model.walk import blocks_text, plain_text
from report_kit.model.wording import Wording

_B = TypeVar("_B", bound=b.Block)

OPENING = 80
"""Characters of a block's opening words in tooltips and lists."""


def opening_words(blocks: Iterable[b.Block]) -> str:
    """The first words of `blocks`, cut at a word after some eighty characters."""
    text = " ".join(blocks_text(blocks).split())
    if len(text) <= OPENING:
        return text
    return text[:OPENING].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def source_targets(notes: Mapping[str, Note], references: Mapping[str, Reference]) -> dict[str, Target]:
    """Notes and references by id: what can be cited whatever the report's parts are."""
    targets = {
        note.id: Target(
            id=note.id,
            kind="note",
            anchor=note.id,
            label=note.id,
            title=opening_words(note.blocks),
            span=note.span,
            authored=_is_authored(note.id),
        )
        for note in notes.values()
        if note.id
    }
    for reference in references.values():
        target = Target(
            id=reference.id,
            kind="reference",
            anchor=reference.id,
            label=plain_text(reference.content),
            span=reference.span,
            authored=_is_authored(reference.id),
        )
        targets.setdefault(reference.id, target)
    return targets


def build_targets(
    parts: Iterable[Part], found: Collection, from_sources: Mapping[str, Target], wording: Wording
) -> dict[str, Target]:
    """Targets by id. The first of two with one id wins; `duplicate-id` reports the second.

    `from_sources`: those that `source_targets` gave.
    """
    targets: dict[str, Target] = {}

    def add(
        kind: str, identifier: str, span: Span, *, label: str = "", title: str = "", number: int = 0, letter: str = ""
    ) -> None:
        if identifier:
            targets.setdefault(
                identifier,
                Target(
                    id=identifier,
                    kind=kind,
                    anchor=identifier,
                    label=wording(f"label.{kind}", number=f"{letter}{number}") if number else label,
                    title=title,
                    number=0 if letter else number,
                    span=span,
                    authored=_is_authored(identifier),
                ),
            )

    for part in parts:
        if part.kind == "theme":
            add("theme", part.id, part.span, title=part.title, number=part.number)
        else:
            add("section", part.id, part.span, label=part_label(part, wording) or part.title, title=part.title)
    _numbered(found.findings, "finding", add, lambda f: opening_words(f.blocks))
    _numbered(found.recommendations, "recommendation", add, lambda r: opening_words(r.blocks))
    _numbered(found.case_studies, "case_study", add, lambda c: c.title)
    # A picture that nobody captioned or named has nothing that a number could stand before.
    counted = [f for f in found.figures if f.caption or _is_authored(f.anchor)]
    _numbered(counted, "figure", add, lambda f: plain_text(f.caption), found.part_of)
    _numbered(found.tables, "table", add, lambda t: plain_text(t.caption), found.part_of)
    for quote in found.quotes:
        add("quote", quote.id, quote.span, label=quote.id)
    for _, heading in found.headings:
        if not heading.anchor.startswith(DERIVED_ANCHOR):
            title = plain_text(heading.content)
            add("heading", heading.anchor, heading.span, label=title, title=title)
    return {**targets, **{name: target for name, target in from_sources.items() if name not in targets}}


def _is_authored(identifier: str) -> bool:
    return not identifier.startswith(DERIVED_ANCHOR)


def _numbered(
    blocks: Iterable[_B],
    kind: str,
    add: Callable[..., None],
    title: Callable[[_B], str],
    part_of: Mapping[str, Part] | None = None,
) -> None:
    """Number `blocks`; those in an appendix start anew, behind its letter."""
    counts: Counter[str] = Counter()
    for block in blocks:
        part = (part_of or {}).get(block.anchor)
        letter = part.letter if part else ""
        counts[letter] += 1
        add(kind, block.anchor, block.span, title=title(block), number=counts[letter], letter=letter)
