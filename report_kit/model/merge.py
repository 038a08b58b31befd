"""merge: Sources → Report. Links by id, numbers in printing order, derives what nobody should type.

In: what was read. Out: one frozen Report, and a diagnostic for every id used twice. Touches no disk, clock or process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from report_kit.diagnostics import Sink
from report_kit.model.collect import Collection, collect
from report_kit.model.consent import Consents, overrides, quote_attributions
from report_kit.model.derive.order import Material, derive_parts
from report_kit.model.derive.organisations import represented
from report_kit.model.disclosure import printable, told_of
from report_kit.model.duplicates import declared_ids, find_duplicates
from report_kit.model.evidence import build_backlinks, build_evidence, marker_anchors
from report_kit.model.report import ContentsEntry, NumberedFootnote, Part, Report
from report_kit.model.rules import RULES
from report_kit.model.slug import slugify
from report_kit.model.sources import Note, Sources
from report_kit.model.targets import build_targets, source_targets
from report_kit.model.walk import plain_text

__all__ = ["RULES", "merge"]


def merge(sources: Sources, sink: Sink, *, derive: bool = True) -> Report:
    """Link and number everything that was read; problems go into `sink`.

    Without `derive`, the parts that nobody writes are left out: enough for questions about what somebody wrote.
    """
    written_notes = {note.id: note for file in sources.notes for note in file.notes}
    references = {reference.id: reference for reference in sources.references}
    organisations = {organisation.id: organisation for organisation in sources.organisations}
    front, themes, back = _written_parts(sources)
    written = (*front, *themes, *back)
    found = collect(written, sources.citations)
    sink.extend(find_duplicates(sources, written, found))

    consents = Consents(
        events={event.id: event for event in sources.events},
        participants={participant.id: participant for participant in sources.participants},
        organisations=organisations,
        default_rule=sources.meta.attribution_rule,
        overrides=overrides(found.quotes),
    )
    note_attributions = {identifier: consents.of_note(note) for identifier, note in written_notes.items()}
    attributed = quote_attributions(found.quotes, written_notes, consents)
    quoted = {quote.of for quote in found.quotes if quote.of in written_notes and not attributed[quote.anchor].refusal}
    notes, kept_back = printable(written_notes, note_attributions, quoted)
    publishers = tuple(organisations[p] for p in sources.meta.publishers if p in organisations)

    notes_by_theme = _notes_by_theme(found, notes)
    from_sources = source_targets(notes, references)
    targets = build_targets(written, found, from_sources)
    evidence = build_evidence(found.cited, targets)
    derived = (
        derive_parts(
            Material(
                sources=sources,
                written=written,
                themes=themes,
                publishers=publishers,
                organisations=organisations,
                notes=notes,
                notes_by_theme=notes_by_theme,
                attributions=note_attributions,
                participants=consents.participants,
                references=references,
                found=found,
                targets=targets,
                evidence=evidence,
            ),
            _free_ids(identifier for identifier, _ in declared_ids(sources, written, found)),
        )
        if derive
        else ()
    )
    parts = _in_order(front, themes, back, derived)
    if derived:
        # The derived parts hold headings and blocks of their own, so the walk is made again over all.
        found = collect(parts, sources.citations)
        targets = build_targets(parts, found, from_sources)
        evidence = build_evidence(found.cited, targets)
    anchors = marker_anchors(found.cited, targets)
    return Report(
        meta=sources.meta,
        slug=sources.meta.slug or slugify(sources.meta.title),
        publishers=publishers,
        parts=parts,
        contents=tuple(_contents(parts, found)),
        events=consents.events,
        organisations=organisations,
        participants=consents.participants,
        notes=notes,
        kept_back=kept_back,
        note_attributions=note_attributions,
        quote_attributions=attributed,
        told={name: told_of(note, note_attributions.get(name)) for name, note in notes.items()},
        findings={finding.anchor: finding for finding in found.findings},
        recommendations={recommendation.anchor: recommendation for recommendation in found.recommendations},
        case_studies={case_study.anchor: case_study for case_study in found.case_studies},
        quotes=tuple(found.quotes),
        glossary=sources.glossary,
        references=references,
        uncited=sources.uncited,
        codes={code.id: code for code in sources.codes},
        targets=targets,
        citations=sources.citations,
        citation_anchors=anchors,
        footnotes={
            note.anchor: NumberedFootnote(number=number, note=note)
            for number, note in enumerate(found.footnotes, start=1)
        },
        evidence=evidence,
        backlinks=build_backlinks(found.cited, targets, anchors),
        notes_by_theme=notes_by_theme,
        theme_of={anchor: part.id for anchor, part in found.part_of.items() if part.kind == "theme"},
        counts=_counts(sources, found, notes, themes),
        assets={**sources.assets, **{a.path: a for part in parts for a in part.assets}},
        word_rules=sources.word_rules,
        house_style=sources.house_style,
        release=sources.release,
        unread=sources.unread,
        lines=sources.lines,
    )


def _written_parts(sources: Sources) -> tuple[tuple[Part, ...], tuple[Part, ...], tuple[Part, ...]]:
    """The sections before the themes, the themes, and the sections after them."""
    sections = [
        Part(
            kind="section",
            id=section.head.id or _part_id(section.file),
            title=section.head.title,
            blocks=section.blocks,
            span=section.head.at("title"),
            placement=section.head.placement,
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
    front = tuple(part for part in sections if part.placement == "front")
    return front, themes, tuple(part for part in sections if part.placement != "front")


FOREWORDS = frozenset({"foreword", "preface", "section-foreword", "section-preface"})
"""Ids of front sections that stand before the executive summary."""


def _in_order(
    front: Sequence[Part], themes: Sequence[Part], back: Sequence[Part], derived: Sequence[Part]
) -> tuple[Part, ...]:
    """Foreword, executive summary, other front sections, themes, back sections, then what is derived for the back."""
    return (
        *(part for part in front if part.id in FOREWORDS),
        *(part for part in derived if part.placement == "front"),
        *(part for part in front if part.id not in FOREWORDS),
        *themes,
        *back,
        *(part for part in derived if part.placement != "front"),
    )


def _part_id(file: str) -> str:
    """The id of a section without one: its file name, which always starts with a letter here."""
    return "section-" + slugify(PurePosixPath(file).stem, limit=30)


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


def _contents(parts: Sequence[Part], found: Collection) -> Iterator[ContentsEntry]:
    """Parts, and under each the headings of its first level; the annex of notes stands as one line."""
    headings: dict[str, list[ContentsEntry]] = {}
    for part, heading in found.headings:
        if heading.level == 2 and not part.derived:
            entry = ContentsEntry(anchor=heading.anchor, title=plain_text(heading.content), level=2)
            headings.setdefault(part.id, []).append(entry)
    for part in parts:
        label = f"Theme {part.number}" if part.kind == "theme" else ""
        yield ContentsEntry(anchor=part.id, title=part.title, level=1, label=label)
        yield from headings.get(part.id, ())


def _notes_by_theme(found: Collection, notes: Mapping[str, Note]) -> dict[str, tuple[str, ...]]:
    """Notes that each theme cites, directly or through a quote, in the order of the notes."""
    quotes = {quote.id: quote.of for quote in found.quotes if quote.id}
    cited: dict[str, set[str]] = {}
    for item in found.cited:
        if item.part.kind == "theme":
            cited.setdefault(item.part.id, set()).add(quotes.get(item.id, item.id))
    return {theme: tuple(n for n in notes if n in ids) for theme, ids in cited.items()}


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
