"""Doc: what the templates of every medium ask about the report (`doc`), so that they look nothing up themselves.

In: the merged Report. Out: labels, links, numbers and groups, ready to print. Nothing here knows a tag.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode

from report_kit.html.drawings import drawn
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import inlines as i
from report_kit.model.blocks import Block, Figure, Finding, Quote, Table
from report_kit.model.copies import copied
from report_kit.model.entities import Author, Organisation
from report_kit.model.imprint import (
    affiliation,
    bare_doi,
    contact_url,
    organisation_name,
    publisher_names,
    version,
    with_links,
)
from report_kit.model.language import right_to_left
from report_kit.model.licences import Licence, licence_named
from report_kit.model.part_order import part_label
from report_kit.model.pointers import CitationGroups, Pointer, Pointers, holds_notes
from report_kit.model.printed_quote import printed_quote
from report_kit.model.report import Backlink, ContentsEntry, NumberedFootnote, Part, Report
from report_kit.model.sources import Note
from report_kit.model.table_fit import Fit, Place, TableFits, places
from report_kit.model.walk import blocks_text, walk_blocks

if TYPE_CHECKING:
    from markupsafe import Markup

SHORT = 1_200
"""Characters that fill about half a page, with room for a heading and a list."""

BRIEF = 900
"""Characters that fill about a third of a page."""


@dataclass(frozen=True, slots=True)
class NoteCard:
    """What a marker opens on screen: a note, as far as it may be shown."""

    anchor: str
    note: Note
    blocks: tuple[Block, ...]
    """What was said, without the anchors of the annex."""
    facts: tuple[str, ...]
    """How it was recorded, and at which event; empty for a note that may not be shown."""
    annex: str
    """Id of the part that prints all notes; empty where none does."""


@dataclass(frozen=True, slots=True)
class QuoteOnPage:
    """A quote as it is printed: `PrintedQuote` with what a page adds."""

    blocks: tuple[Block, ...]
    verbatim: bool
    attribution: str
    note: Pointer | None
    """The note it comes from; None where it does not exist."""


@dataclass(frozen=True, slots=True)
class ContentsItem:
    """A part in the contents, with the headings inside it."""

    entry: ContentsEntry
    children: tuple[ContentsEntry, ...]


class Doc:
    """Answers the templates' questions about one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._wording = report.wording
        self._pointers = Pointers(report)
        cited = {report.index.note(identifier) for identifier in report.backlinks} | report.index.quotes_of.keys()
        self._carded = cited & report.notes.keys()
        self._drawn = drawn(report)
        self._fits = TableFits(report.house_style)
        # By identity: tables have no other that copies, which stand elsewhere, do not share.
        self._places = {id(table): place for part in report.parts for table, place in places(part.blocks)}

    # Words

    def say(self, key: str, /, **parts: object) -> Markup:
        """A text of the report's own, as markup; `parts` may hold markup, and are escaped where they do not."""
        from markupsafe import escape

        return escape(self._wording.template(key, parts)).format(**self._wording.shown(parts))

    # Pointers

    def label(self, identifier: str) -> str:
        """'Figure 2' for the id of a figure; empty where nothing has that id."""
        return self._pointers.label(identifier)

    def pointer(self, identifier: str) -> Pointer:
        """A pointer to `identifier`; to an unknown id, one that leads nowhere and reads as the id."""
        return self._pointers.to(identifier)

    def pointers(self, identifiers: Iterable[str]) -> tuple[Pointer, ...]:
        """A pointer to each of `identifiers`."""
        return self._pointers.all_to(identifiers)

    def citation(self, citation: i.Citation) -> CitationGroups:
        """The items of `citation`, by the way they print."""
        return self._pointers.citation(citation)

    def cited_in(self, identifier: str) -> tuple[Backlink, ...]:
        """The places that cite `identifier`, the first marker of each finding, case study or part."""
        return self._pointers.cited_in(identifier)

    def card(self, pointer: Pointer) -> str:
        """Id of the card that shows the note on screen; empty for what has none."""
        return _card_id(pointer.note) if pointer.note in self._carded else ""

    # Footnotes

    def footnote_number(self, footnote: i.Footnote | i.FootnoteMark) -> int:
        """Its running number; 0 for one inside a source note, which prints in brackets where it stands.

        The same for a further mark of it.
        """
        numbered = self._report.footnotes.get(footnote.anchor)
        return numbered.number if numbered else 0

    @property
    def footnotes(self) -> tuple[NumberedFootnote, ...]:
        """All of them, in printing order."""
        return tuple(self._report.footnotes.values())

    # Evidence

    @property
    def cards(self) -> tuple[NoteCard, ...]:
        """A card for every note that a marker points at, in the order of the notes."""
        return tuple(self._card(note) for note in self._report.notes.values() if note.id in self._carded)

    def _card(self, note: Note) -> NoteCard:
        told = self._report.told[note.id]
        event = self._report.events.get(told.event)
        facts = [self.recorded(told.recorded_as), f"{event.title}, {self.date(event.date)}" if event else ""]
        return NoteCard(
            anchor=_card_id(note.id),
            note=note,
            blocks=copied(note.blocks),
            facts=tuple(filter(None, facts)),
            annex=self._pointers.annex,
        )

    def quote(self, quote: Quote) -> QuoteOnPage:
        """The words to print for `quote`, and how they are attributed."""
        printed = printed_quote(self._report, quote)
        return QuoteOnPage(
            blocks=printed.blocks,
            verbatim=printed.verbatim,
            attribution=printed.attribution,
            note=self.pointer(printed.note) if printed.note else None,
        )

    def confidence(self, finding: Finding) -> str:
        """'Moderate confidence', or empty."""
        return self._wording.term("confidence", finding.confidence)

    def provenance(self, name: str) -> str:
        """'Public source' for `public_source`."""
        return self._wording.term("provenance", name)

    def recorded(self, name: str) -> str:
        """'Recorded as a paraphrase' for `paraphrase`."""
        return self._wording.term("recorded", name)

    # Words and links

    def organisation(self, identifier: str) -> str:
        """Its full name; the id itself where it is not declared."""
        return organisation_name(self._report, identifier)

    def asset(self, path: str) -> str:
        """The address under which exporters find a picture: `asset:PATH`, percent-encoded (RFC 3986)."""
        return "asset:" + percent_encode(path, safe="/")

    def drawing(self, path: str) -> str:
        """The SVG at `path` if report_kit drew it; empty for an author's picture, which may not become markup."""
        picture = self._drawn.get(path)
        return picture.data.decode() if picture else ""

    def logo(self, organisation: Organisation) -> str:
        """The address of its logo, or empty where it has none that could be read."""
        return self.asset(organisation.logo) if organisation.logo in self._report.assets else ""

    def size(self, path: str) -> tuple[int, int]:
        """Width and height of a picture in pixels; (0, 0) where it could not be read."""
        asset = self._drawn.get(path) or self._report.assets.get(path)
        return (asset.width, asset.height) if asset else (0, 0)

    def style_of_size(self, figure: Figure) -> str:
        """The CSS of the size that its author asks for, the other side in proportion; empty where none is asked for."""
        wide, high = figure.width, figure.height
        if not (wide or high):
            return ""
        limit = ";max-height:none" if high else ""
        return f"width:{wide or 'auto'};height:{high or 'auto'}{limit}"

    def date(self, day: dt.date) -> str:
        """'16 October 2017'."""
        return self._wording.date(day)

    def when(self, text: str) -> str:
        """'June 2018' for '2018-06'."""
        return self._wording.when(text)

    # The report as a whole

    @property
    def contents(self) -> tuple[ContentsItem, ...]:
        """Parts, each with its headings."""
        parts: list[tuple[ContentsEntry, list[ContentsEntry]]] = []
        for entry in self._report.contents:
            if entry.level == 1 or not parts:
                parts.append((entry, []))
            else:
                parts[-1][1].append(entry)
        return tuple(ContentsItem(entry, tuple(children)) for entry, children in parts)

    def part_label(self, part: Part) -> str:
        """'Theme 2', 'Appendix A'; empty for other parts."""
        return part_label(part, self._wording)

    def short(self, part: Part) -> bool:
        """Whether `part` belongs to the back matter and fills less than about half a page, so that it may share one."""
        if part.placement != "back" or holds_notes(part):
            return False
        return len(blocks_text(part.blocks)) + _room(part.blocks) <= SHORT

    def brief(self, blocks: Iterable[Block]) -> bool:
        """Whether a box with `blocks` is short enough to be kept on one page without leaving a hole on the last."""
        return len(blocks_text(blocks)) <= BRIEF

    def fit(self, table: Table) -> Fit:
        """How wide the columns of `table` are, and how it stands on the page."""
        return self._fits.fit(table, self._places.get(id(table), Place()))

    @property
    def right_to_left(self) -> bool:
        """Whether the report's language is written from right to left."""
        return right_to_left(self._report.meta.language)

    @property
    def licence(self) -> Licence | None:
        """None where report.yaml names none."""
        identifier = self._report.meta.licence
        return licence_named(identifier, self._wording) if identifier else None

    @property
    def publisher_names(self) -> str:
        """'Nesta and Mastodon C'."""
        return publisher_names(self._report)

    def suggested(self, title: Markup) -> Markup:
        """How to cite the report; `title`: as it is to be set."""
        meta = self._report.meta
        if meta.subtitle:
            title = self.say("imprint.full-title", title=title, subtitle=meta.subtitle)
        day, publishers = self.date(meta.date), self.publisher_names
        if publishers:
            return self.say("imprint.published", title=title, publishers=publishers, date=day)
        return self.say("imprint.dated", title=title, date=day)

    @property
    def version(self) -> str:
        """'2.1, draft'; empty where nothing is known of it."""
        return version(self._report)

    def affiliation(self, author: Author) -> str:
        """Name of the author's organisation, or empty."""
        return affiliation(self._report, author)

    @property
    def doi(self) -> str:
        """The DOI alone, without an address before it; empty where there is none."""
        return bare_doi(self._report.meta)

    @property
    def contact_url(self) -> str:
        """Link for `contact`: a mail address or a web page; empty where it is neither."""
        return contact_url(self._report.meta)

    @property
    def contact(self) -> tuple[tuple[str, str], ...]:
        """`contact` in pieces, each with its address or an empty one."""
        url = self.contact_url
        return ((self._report.meta.contact, url),) if url else with_links(self._report.meta.contact)

    @property
    def other_formats(self) -> tuple[tuple[str, str], ...]:
        """`alternative_formats` in such pieces."""
        return with_links(self._report.meta.alternative_formats)


def _card_id(note: str) -> str:
    """No id of an author can hold a colon."""
    return f"card:{note}"


def _room(blocks: Iterable[Block]) -> int:
    """What tables and pictures take of a page beyond their words, in characters of running text."""
    return sum(
        60 * len(block.rows) if isinstance(block, Table) else SHORT
        for block in walk_blocks(blocks)
        if isinstance(block, Table | Figure)
    )
