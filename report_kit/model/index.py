"""index: everything that has an anchor, where it was written, and what leads to it.

In: what `collect` meets on its one walk over the parts. Out: an `Index`, by which a word in an output leads back to the
line of its source: the leak scan, the preview and the review of a returned Word file all ask here.

Blocks and footnotes have anchors of their own. A text that is no block has one made of what it is and whose it is, with
a colon between, which no id of an author can hold: `title:money` is a theme's title, `summary:money` its summary,
`to:R1` the addressee of a recommendation, `subtitle:` the report's subtitle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.blocks import Block, Quote
from report_kit.model.entities import ReportMeta
from report_kit.model.walk import attributes_of

if TYPE_CHECKING:
    from report_kit.model.report import Part

PRINTED_META = ("title", "subtitle", "version", "contact", "alternative_formats")
"""Texts of report.yaml that cover and imprint print."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something that is printed was written."""

    anchor: str
    span: Span
    """Where it was written: for a copy, where the original was."""
    part: str = ""
    """Id of the part that it is printed in; empty for cover and imprint."""
    block: Block | None = None
    """The block; None for texts that are none, and for footnotes."""
    text: str = ""
    """The words of a text that is no block."""


@dataclass(frozen=True, slots=True)
class Index:
    """What leads from an output to the sources, and from one thing to another."""

    places: Mapping[str, Place] = field(default_factory=dict)
    """By anchor."""
    note_of: Mapping[str, str] = field(default_factory=dict)
    """The note that a quote prints words of, by the quote's id."""
    quotes_of: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    """The quotes that print words of a note, in printing order, by the note's id."""
    anchor_of: Mapping[str, str] = field(default_factory=dict)
    """Where an entity that is described in YAML (an organisation, a participant, an event) is first printed, by id."""

    def span(self, anchor: str) -> Span | None:
        """Where what has this anchor was written; None where nothing has it."""
        place = self.places.get(anchor)
        return place.span if place else None

    def note(self, identifier: str) -> str:
        """The note that `identifier` leads to: for the id of a quote, the note that it is from; else the id itself."""
        return self.note_of.get(identifier, identifier)


def text_anchor(kind: str, of: str = "") -> str:
    """The anchor of a text that is no block: `title:money`."""
    return f"{kind}:{of}"


def places_of_meta(meta: ReportMeta) -> Iterator[Place]:
    """The texts of report.yaml that are printed."""
    for name in PRINTED_META:
        if words := getattr(meta, name):
            yield Place(text_anchor(name), meta.at(name), text=words)


def places_of_part(part: Part) -> Iterator[Place]:
    """A part itself, its title, and its summary."""
    yield Place(part.id, part.span, part.id)
    yield Place(text_anchor("title", part.id), part.span, part.id, text=part.title)
    if part.summary and part.head is not None:
        yield Place(text_anchor("summary", part.id), part.head.at("summary"), part.id, text=part.summary)


def places_of_block(block: Block, part: Part) -> Iterator[Place]:
    """A block, and the texts that it prints beside its content."""
    yield Place(block.anchor, block.span, part.id, block)
    for name, words in attributes_of(block):
        span = dict(getattr(block, "places", ())).get(name, block.span)
        yield Place(text_anchor(name, block.anchor), span, part.id, text=words)
