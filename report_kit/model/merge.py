"""merge: Sources → Report. Links by id, numbers in printing order, derives what nobody should type.

In: what was read. Out: one frozen Report, and a diagnostic for every id used twice. Touches no disk, clock or process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from report_kit.diagnostics import Sink, Span
from report_kit.evidence.coverage import Coverage
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.blocks import Block, Quote
from report_kit.model.collect import Collection, Printed, collect
from report_kit.model.consent import Consents, overrides, quote_attributions
from report_kit.model.derive.order import Material, derive_parts
from report_kit.model.derive.organisations import represented
from report_kit.model.disclosure import printable, printed_by, told_of
from report_kit.model.duplicates import declared_ids, find_duplicates
from report_kit.model.entities import Organisation
from report_kit.model.evidence import build_backlinks, build_evidence, marker_anchors
from report_kit.model.index import places_of_meta
from report_kit.model.part_order import in_given_order, lettered, part_label, placement_of
from report_kit.model.report import Attribution, ContentsEntry, Evidence, NumberedFootnote, Part, Report, Target
from report_kit.model.rules import RULES
from report_kit.model.signatures import signatures
from report_kit.model.slug import part_id, slugify
from report_kit.model.sources import Note, Reference, Sources
from report_kit.model.targets import build_targets, source_targets
from report_kit.model.voices import build_coverage
from report_kit.model.walk import plain_text
from report_kit.model.wording import Wording, wording_for

__all__ = ["RULES", "merge"]


def merge(sources: Sources, sink: Sink, *, derive: bool = True) -> Report:
    """Link and number everything that was read; problems go into `sink`.

    Without `derive`, the parts that nobody writes are left out: enough for questions about what somebody wrote.
    """
    wording = wording_for(sources.meta.language)
    written = lettered(in_given_order(_in_order(_written_parts(sources), ()), sources.meta.parts.order))
    themes = tuple(part for part in written if part.kind == "theme")
    found = collect(written, sources.citations)
    sink.extend(find_duplicates(sources, written, found))
    said = _Said.of(sources, found.quotes, wording)
    linked = link(written, found, said, wording)
    notes_by_theme = _notes_by_theme(found, said.notes)
    material = Material(
        sources=sources,
        wording=wording,
        written=written,
        themes=themes,
        publishers=tuple(said.organisations[p] for p in sources.meta.publishers if p in said.organisations),
        organisations=said.organisations,
        notes=said.notes,
        notes_by_theme=notes_by_theme,
        coverage=_coverage(sources, themes, found, said, linked.evidence, notes_by_theme),
        attributions=said.note_attributions,
        participants=said.consents.participants,
        references=said.references,
        found=found,
        targets=linked.targets,
        evidence=linked.evidence,
    )
    derived = derive_parts(material, _free_ids(i for i, _ in declared_ids(sources, written, found))) if derive else ()
    # Once more over all, since derived parts hold headings and blocks of their own, and what quotes print is known now.
    parts = in_given_order(_in_order(written, derived), sources.meta.parts.order)
    found = collect(parts, sources.citations, said.shown(sources))
    found.put(places_of_meta(sources.meta))
    linked = link(parts, found, said, wording)
    return Report(
        meta=sources.meta,
        slug=sources.meta.slug or slugify(sources.meta.title),
        publishers=material.publishers,
        parts=parts,
        contents=tuple(_contents(parts, found, wording)),
        events=said.consents.events,
        organisations=said.organisations,
        participants=said.consents.participants,
        notes=said.notes,
        kept_back=said.kept_back,
        note_attributions=said.note_attributions,
        quote_attributions=said.quote_attributions,
        printed=said.printed,
        told={name: told_of(note, said.note_attributions.get(name)) for name, note in said.notes.items()},
        findings={finding.anchor: finding for finding in found.findings},
        recommendations={recommendation.anchor: recommendation for recommendation in found.recommendations},
        case_studies={case_study.anchor: case_study for case_study in found.case_studies},
        quotes=tuple(found.quotes),
        glossary=sources.glossary,
        references=said.references,
        uncited=sources.uncited,
        codes={code.id: code for code in sources.codes},
        targets=linked.targets,
        index=found.index,
        citations=sources.citations,
        citation_anchors=linked.marker_anchors,
        footnotes=_footnotes(found),
        evidence=linked.evidence,
        backlinks=build_backlinks(found.cited, linked.targets, linked.marker_anchors),
        notes_by_theme=notes_by_theme,
        coverage=material.coverage,
        theme_of={anchor: part.id for anchor, part in found.part_of.items() if part.kind == "theme"},
        counts=_counts(sources, found, said.notes, themes),
        assets=sources.assets,
        drawings={drawing.path: drawing for part in parts for drawing in part.drawings},
        word_rules=sources.word_rules,
        house_style=sources.house_style,
        release=sources.release,
        unread=sources.unread,
        hidden=sources.hidden,
        comments=sources.comments,
        lines=sources.lines,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Where the ids of some parts lead."""

    targets: Mapping[str, Target]
    """Everything that can be cited, by id."""
    evidence: tuple[Evidence, ...]
    """Every finding's evidence."""
    marker_anchors: Mapping[Span, str]
    """Anchor of every citation item's marker, by its span."""


def link(parts: Iterable[Part], found: Collection, said: _Said, wording: Wording) -> Linked:
    """Number what was `found` in `parts`, and resolve what points at it or at what was said."""
    targets = build_targets(parts, found, source_targets(said.notes, said.references), wording)
    return Linked(
        targets=targets,
        evidence=build_evidence(found.cited, targets),
        marker_anchors=marker_anchors(found.cited, (*targets, *found.places)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What was said and read, by id, as far as it may be printed."""

    consents: Consents
    organisations: Mapping[str, Organisation]
    references: Mapping[str, Reference]
    note_attributions: Mapping[str, Attribution]
    notes: Mapping[str, Note]
    kept_back: Mapping[str, Note]
    quote_attributions: Mapping[str, Attribution]
    printed: Mapping[str, tuple[Block, ...]]
    """What each quote prints."""

    @classmethod
    def of(cls, sources: Sources, quotes: Sequence[Quote], wording: Wording) -> _Said:
        """What may be printed where `quotes` print words of notes, and may ask for less to be told of them."""
        organisations = {organisation.id: organisation for organisation in sources.organisations}
        consents = Consents(
            events={event.id: event for event in sources.events},
            participants={participant.id: participant for participant in sources.participants},
            organisations=organisations,
            wording=wording,
            default_rule=sources.meta.attribution_rule,
            overrides=overrides(quotes),
        )
        recorded = {note.id: note for file in sources.notes for note in file.notes}
        note_attributions = {identifier: consents.of_note(note) for identifier, note in recorded.items()}
        attributed = quote_attributions(quotes, recorded, consents)
        quoted = {q.of for q in quotes if q.of in recorded and not attributed[q.anchor].refusal}
        notes, kept_back = printable(recorded, note_attributions, quoted, wording)
        return cls(
            consents=consents,
            organisations=organisations,
            references={reference.id: reference for reference in sources.references},
            note_attributions=note_attributions,
            notes=notes,
            kept_back=kept_back,
            quote_attributions=attributed,
            printed={q.anchor: printed_by(q, notes, recorded, attributed.get(q.anchor)) for q in quotes},
        )

    def shown(self, sources: Sources) -> Printed:
        """What the walk over parts meets behind blocks that only point at it."""
        described = (*sources.organisations, *sources.participants, *sources.events, *sources.codes)
        return Printed(notes=self.notes, quotes=self.printed, entities=described)


def _written_parts(sources: Sources) -> tuple[Part, ...]:
    """The sections and the themes."""
    sections = [
        Part(
            kind="section",
            id=section.head.id or part_id(section.file),
            title=section.head.title,
            blocks=(*section.blocks, *signatures(section)),
            span=section.head.at("title"),
            placement=placement_of(section.head),
            role="" if section.head.kind == "section" else section.head.kind,
            head=section.head,
        )
        for section in sources.sections
    ]
    themes = tuple(
        Part(
            kind="theme",
            id=theme.head.id,
            title=theme.head.title,
            number=number,
            summary=theme.head.summary,
            blocks=theme.blocks,
            span=theme.head.at("title"),
            head=theme.head,
        )
        for number, theme in enumerate(sources.themes, start=1)
    )
    return (*sections, *themes)


FOREWORDS = frozenset({"foreword", "preface", "section-foreword", "section-preface"})
"""Ids of front sections that stand before the executive summary."""


def _in_order(written: Sequence[Part], derived: Sequence[Part]) -> tuple[Part, ...]:
    """Foreword, executive summary, other front sections, themes, back sections, what is derived, appendices, notes."""
    front, themes, back = ([p for p in written if p.placement == place] for place in ("front", "body", "back"))
    opening = [part for part in front if part.role == "foreword" or part.id in FOREWORDS]
    annexes = [part for part in derived if part.kind in ("evidence", "notes")]
    return (
        *opening,
        *(part for part in derived if part.placement == "front"),
        *(part for part in front if part not in opening),
        *themes,
        *(part for part in back if not part.role),
        *(part for part in back if part.role in ("foreword", "acknowledgements", "biographies")),
        *(part for part in derived if part.placement != "front" and part not in annexes),
        *(part for part in back if part.role == "appendix"),
        *annexes,
    )


def _free_ids(taken: Iterable[str]) -> Callable[[str], str]:
    """Gives ids for derived parts, out of the way of those that authors chose."""
    used = set(taken)

    def free(wanted: str) -> str:
        identifier, number = wanted, 2
        while identifier in used:
            identifier, number = f"{wanted}-{number}", number + 1
        used.add(identifier)
        return identifier

    return free


def _contents(parts: Sequence[Part], found: Collection, wording: Wording) -> Iterator[ContentsEntry]:
    """Parts, and under each the headings of its first level; the annex of notes stands as one line."""
    headings: dict[str, list[ContentsEntry]] = {}
    for part, heading in found.headings:
        if heading.level == 2 and not part.derived:
            entry = ContentsEntry(anchor=heading.anchor, title=plain_text(heading.content), level=2)
            headings.setdefault(part.id, []).append(entry)
    for part in parts:
        yield ContentsEntry(anchor=part.id, title=part.title, level=1, label=part_label(part, wording))
        yield from headings.get(part.id, ())


def _footnotes(found: Collection) -> dict[str, NumberedFootnote]:
    """Footnotes with their numbers, by anchor."""
    numbered = (NumberedFootnote(number=n, note=note) for n, note in enumerate(found.footnotes, start=1))
    return {one.note.anchor: one for one in numbered}


def _notes_by_theme(found: Collection, notes: Mapping[str, Note]) -> dict[str, tuple[str, ...]]:
    """Notes that each theme cites, directly or through a quote, in the order of the notes."""
    cited: dict[str, set[str]] = {}
    for item in found.cited:
        if item.part.kind == "theme":
            cited.setdefault(item.part.id, set()).add(found.note_of.get(item.id, item.id))
    return {theme: tuple(n for n in notes if n in ids) for theme, ids in cited.items()}


def _coverage(
    sources: Sources,
    themes: Sequence[Part],
    found: Collection,
    said: _Said,
    evidence: Sequence[Evidence],
    notes_by_theme: Mapping[str, Sequence[str]],
) -> Coverage:
    """What themes and findings rest on."""
    return build_coverage(
        notes_by_theme={theme.id: notes_by_theme.get(theme.id, ()) for theme in themes},
        findings=[finding.anchor for finding in found.findings],
        evidence=evidence,
        note_of=found.note_of,
        notes=said.notes,
        coded=[note for file in sources.notes for note in file.notes],
        participants=said.consents.participants,
        codes=sources.codes,
    )


def _counts(sources: Sources, found: Collection, notes: Mapping[str, Note], themes: Sequence[Part]) -> dict[str, int]:
    """What the data says of itself, by the names that `count=` takes."""
    counts = {
        "organisations": len(represented(sources.organisations)),
        "publishers": len(sources.meta.publishers),
        "events": len(sources.events),
        "notes": len(notes),
        "themes": len(themes),
        "findings": len(found.findings),
        "recommendations": len(found.recommendations),
        "case_studies": len(found.case_studies),
        "quotes": len(found.quotes),
        "figures": len(found.figures),
        "tables": len(found.tables),
        "references": len(sources.references),
    }
    attended = [event.attended for event in sources.events]
    if sources.participants:
        counts["participants"] = len(sources.participants)
    elif attended and all(len(heads) == 1 for heads in attended):
        # Nobody is described one by one: the head counts of the events are what is known, if they agree.
        counts["participants"] = sum(heads[0].value for heads in attended)
    return counts
