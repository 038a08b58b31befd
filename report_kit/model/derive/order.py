"""derive_parts: the derived parts in printing order, those that report.yaml switches on and that have data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from report_kit.evidence.coverage import Coverage
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.collect import Collection
from report_kit.model.derive.about import about_part
from report_kit.model.derive.coverage import coverage_part
from report_kit.model.derive.evidence import evidence_part
from report_kit.model.derive.glossary import glossary_part
from report_kit.model.derive.methodology import methodology_part
from report_kit.model.derive.notes import notes_part
from report_kit.model.derive.organisations import organisations_part
from report_kit.model.derive.participants import participants_part
from report_kit.model.derive.quantifiers import quantifiers_part
from report_kit.model.derive.recommendations import recommendations_part
from report_kit.model.derive.references import references_part
from report_kit.model.derive.summary import summary_part
from report_kit.model.disclosure import fewest_of, whole
from report_kit.model.entities import Organisation, Participant
from report_kit.model.report import Attribution, Evidence, Part, Target
from report_kit.model.sources import Note, Reference, Sources
from report_kit.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What derived parts are made from."""

    sources: Sources
    wording: Wording
    """The words that they say beside the data."""
    written: Sequence[Part]
    themes: Sequence[Part]
    publishers: tuple[Organisation, ...]
    organisations: Mapping[str, Organisation]
    notes: Mapping[str, Note]
    notes_by_theme: Mapping[str, Sequence[str]]
    coverage: Coverage
    """What themes and findings rest on."""
    attributions: Mapping[str, Attribution]
    """By note."""
    participants: Mapping[str, Participant]
    references: Mapping[str, Reference]
    found: Collection
    """What the walk over the written parts found."""
    targets: Mapping[str, Target]
    """What the written parts and the sources have that can be cited."""
    evidence: Sequence[Evidence]
    """What each finding rests on."""


Maker = Callable[[Material, str], Part | None]
"""Makes a part with the id given to it, or None where there is nothing to print."""


def _evidence(m: Material, identifier: str) -> Part | None:
    return evidence_part(identifier, m.found, m.evidence, m.targets, m.wording)


def _notes(m: Material, identifier: str) -> Part | None:
    all_whole = whole(m.attributions.values())
    return notes_part(identifier, m.notes, m.themes, m.notes_by_theme, m.wording, whole=all_whole)


def _coverage(m: Material, identifier: str) -> Part | None:
    numbers = {finding.anchor: number for number, finding in enumerate(m.found.findings, start=1)}
    return coverage_part(
        identifier,
        m.coverage,
        m.themes,
        numbers,
        m.notes,
        m.attributions,
        m.participants,
        m.organisations,
        {event.id: event.title for event in m.sources.events},
        fewest_of(m.sources.meta),
        m.wording,
    )


# Printing order; the names are the keys of `parts:` in report.yaml and, freed of underscores, the wanted ids.
MAKERS: tuple[tuple[str, Maker], ...] = (
    ("executive_summary", lambda m, i: summary_part(i, m.sources.meta, m.themes, m.found, m.targets, m.wording)),
    ("recommendations", lambda m, i: recommendations_part(i, m.found, m.targets, m.wording)),
    (
        "participants",
        lambda m, i: participants_part(
            i,
            m.sources.events,
            m.sources.participants,
            m.organisations,
            m.references,
            fewest_of(m.sources.meta),
            m.wording,
        ),
    ),
    ("organisations", lambda m, i: organisations_part(i, m.sources.organisations, m.wording)),
    ("about", lambda m, i: about_part(i, m.publishers, m.wording)),
    (
        "methodology",
        lambda m, i: methodology_part(
            i,
            m.sources.meta,
            m.sources.events,
            m.sources.participants,
            m.organisations,
            m.notes,
            m.sources.codes,
            m.found,
            m.wording,
        ),
    ),
    ("quantifiers", lambda m, i: quantifiers_part(i, m.sources.meta, m.wording)),
    ("coverage", _coverage),
    ("glossary", lambda m, i: glossary_part(i, m.sources.glossary, m.references, m.wording)),
    ("references", lambda m, i: references_part(i, m.sources.references, m.wording)),
    ("evidence", _evidence),
    ("notes", _notes),
)


def derive_parts(material: Material, free: Callable[[str], str]) -> tuple[Part, ...]:
    """The parts that are switched on; `free` gives an id that nobody else has."""
    switches = material.sources.meta.parts
    made = (maker(material, free(name.replace("_", "-"))) for name, maker in MAKERS if getattr(switches, name))
    return tuple(part for part in made if part is not None)
