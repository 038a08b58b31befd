"""Pointers: what citations and other pointers print and where they lead, in every output alike.

In: the merged report. Out: a `Pointer` for each id, and the items of a citation in the groups in which they print.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model import inlines as i
from report_kit.model.blocks import NoteEntry
from report_kit.model.report import Backlink, Part, Report
from report_kit.model.walk import walk_inlines

_EVIDENCE = frozenset({"note", "quote"})
"""Kinds that print as an evidence marker; references print as citeproc formats them, the rest as their label."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """One item of a citation, or another pointer, ready to print."""

    label: str
    """'N14', 'Figure 2', 'Finding 3'."""
    href: str
    """'#N14'; empty where nothing has that id."""
    anchor: str = ""
    """Id of this marker, so that the target can lead back to it; may be empty."""
    title: str = ""
    """Opening words of the target."""
    relation: str = ""
    """How it bears on the finding around it, where that is not support: qualifies, contradicts, illustrates."""
    relation_words: str = ""
    """The same as it is printed."""
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    """Id of the note that it leads to, itself or by a quote from it; empty for what is no evidence."""


@dataclass(frozen=True, slots=True)
class CitationGroups:
    """The items of one citation by the way they print, each group in the order written."""

    places: tuple[Pointer, ...]
    """Cross-references: findings, figures, tables, themes, sections …"""
    references: tuple[i.Inline, ...]
    """The whole formatted citation of the works among the items; empty where there is none."""
    works: tuple[Pointer, ...]
    """The works themselves: their anchors and where they lead."""
    linked: bool
    """True where `references` holds links to its works already."""
    evidence: tuple[Pointer, ...]
    """Notes and quotes."""


class Pointers:
    """The pointers of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._relations: dict[tuple[Span, str], str] = {(e.span, e.target): e.relation for e in report.evidence}
        self.annex = next((part.id for part in report.parts if holds_notes(part)), "")
        """Id of the part that prints all notes; empty where none does."""

    def label(self, identifier: str) -> str:
        """'Figure 2' for the id of a figure; empty where nothing has that id."""
        target = self._report.targets.get(identifier)
        return target.label if target else ""

    def to(self, identifier: str) -> Pointer:
        """A pointer to `identifier`; to an unknown id, one that leads nowhere and reads as the id."""
        target = self._report.targets.get(identifier)
        if target is None:
            return Pointer(label=identifier, href="")
        note = self._report.index.note(target.id) if target.kind in _EVIDENCE else ""
        printed = target.kind != "note" or bool(self.annex)
        return Pointer(label=target.label, href=f"#{target.anchor}" if printed else "", title=target.title, note=note)

    def citation(self, citation: i.Citation) -> CitationGroups:
        """The items of `citation`, by the way they print."""
        places, works, evidence = [], [], []
        for item in citation.items:
            target = self._report.targets.get(item.id)
            pointer = self._cited(item, citation.relation, again=citation.again)
            if target is None or target.kind in _EVIDENCE:
                evidence.append(pointer)
            elif target.kind == "reference":
                works.append(pointer)
            else:
                places.append(pointer)
        formatted = self._report.citations.get(citation.span, ()) if works else ()
        if citation.again:
            formatted = tuple(_marked_again(inline) for inline in formatted)
        linked = any(isinstance(inline, i.Link | i.Footnote | i.FootnoteMark) for inline in walk_inlines(formatted))
        return CitationGroups(tuple(places), formatted, tuple(works), linked, tuple(evidence))

    def _cited(self, item: i.CitationItem, written: str, *, again: bool) -> Pointer:
        relation = written or self._relations.get((item.span, item.id), "")
        return replace(
            self.to(item.id),
            anchor="" if again else self._report.citation_anchors.get(item.span, ""),
            relation="" if relation == "supports" else relation,
            relation_words=self._report.wording.term("relation", relation),
            prefix=item.prefix,
            suffix=item.suffix,
        )

    def cited_in(self, identifier: str) -> tuple[Backlink, ...]:
        """The places that cite `identifier`, the first marker of each finding, case study or part."""
        first: dict[str, Backlink] = {}
        for link in self._report.backlinks.get(identifier, ()):
            first.setdefault(link.within, link)
        return tuple(first.values())

    def all_to(self, identifiers: Iterable[str]) -> tuple[Pointer, ...]:
        """A pointer to each of `identifiers`."""
        return tuple(map(self.to, identifiers))


def _marked_again(inline: i.Inline) -> i.Inline:
    """A formatted citation's footnote, which some styles set, as a further mark of it."""
    return i.FootnoteMark(span=inline.span, anchor=inline.anchor) if isinstance(inline, i.Footnote) else inline


def holds_notes(part: Part) -> bool:
    """Whether `part` prints source notes."""
    return any(isinstance(block, NoteEntry) for block in part.blocks)
