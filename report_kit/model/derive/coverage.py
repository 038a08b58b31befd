"""Coverage: which themes and findings rest on which notes and voices, as tables and as a picture.

What may be counted of voices, and which notes stand under an organisation's name, `disclosure` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from report_kit.diagnostics import Span
from report_kit.evidence.coverage import Coverage
from report_kit.model import blocks as b
from report_kit.model.derive.make import CellContent, anchor, linked, paragraph, table, text
from report_kit.model.disclosure import NOT_TOLD, UNASCRIBED, ascribed_ways, count_of, notes_by_body
from report_kit.model.drawings import HeatMap
from report_kit.model.entities import Organisation, Participant
from report_kit.model.report import Attribution, Part
from report_kit.model.sources import Note

PICTURE = "derived/coverage.svg"
"""Key of the picture in `Report.drawings`; no path of a project, which never has this folder read for pictures."""

MOST_NOTES = 40
"""Notes that the picture shows one by one."""

WIDEST = 16
"""Columns that a table on a page can take."""

UNTOLD = "How many people and organisations there were is not told where it would show who said what."
"""Stands under the table where some number is not told."""


def coverage_part(
    identifier: str,
    coverage: Coverage,
    themes: Sequence[Part],
    numbers: Mapping[str, int],
    notes: Mapping[str, Note],
    attributions: Mapping[str, Attribution],
    participants: Mapping[str, Participant],
    organisations: Mapping[str, Organisation],
    events: Mapping[str, str],
    fewest: int,
) -> Part | None:
    """Tables and a picture; `numbers` are those of the findings, by anchor, `events` the titles, by id.

    `fewest`: so many people at least are told of.
    """
    if not notes or not themes:
        return None
    span = themes[0].span
    picture = _picture(coverage, themes, notes, events)
    ascribed = {note: ascribed_ways(attributions[note]) for note in notes}
    blocks: list[b.Block] = [
        paragraph(
            span,
            anchor("coverage", "opening"),
            "How far this report rests on what was said: which notes each theme draws on, and how many voices stand "
            "behind each finding. A voice is a different person, however often quoted.",
        ),
        b.Heading(span=span, anchor=anchor("coverage", "themes"), level=2, content=text(span, "Themes and notes")),
        b.Figure(
            span=span,
            anchor=anchor("coverage", "picture"),
            source=PICTURE,
            alt=picture.alt,
            caption=text(span, "Notes that each theme draws on"),
        ),
        _themes(span, coverage, themes),
        b.Heading(span=span, anchor=anchor("coverage", "findings"), level=2, content=text(span, "Findings and voices")),
        *_findings(span, coverage, numbers, ascribed, fewest),
    ]
    attributable = notes_by_body(coverage, numbers, ascribed, notes, participants, organisations)
    if attributable:
        sentence = "Notes that may be ascribed to an organisation by name are counted under it, all others together."
        blocks.append(paragraph(span, anchor("coverage", "ascribed"), sentence))
        blocks.append(_voices(span, numbers, attributable))
    return Part(
        kind="coverage",
        id=identifier,
        title="What the report rests on",
        blocks=tuple(blocks),
        span=span,
        derived=True,
        placement="back",
        drawings=(picture,),
    )


def _picture(
    coverage: Coverage, themes: Sequence[Part], notes: Mapping[str, Note], titles: Mapping[str, str]
) -> HeatMap:
    """Themes against notes, or against events where there are too many notes for a picture that can be read."""
    events = list(dict.fromkeys(note.event for note in notes.values()))
    cited = [(theme.id, notes[note]) for theme in themes for note in coverage.themes[theme.id].notes]
    few = len(notes) <= MOST_NOTES
    columns = list(notes) if few else events
    met = Counter((theme, note.id if few else note.event) for theme, note in cited)
    counts = ", ".join(f"theme {t.number} draws on {len(coverage.themes[t.id].notes)}" for t in themes)
    return HeatMap(
        path=PICTURE,
        title="Themes and notes",
        alt=f"Heat map of themes against {'notes' if few else 'events'}: {counts} of {len(notes)} notes.",
        rows=tuple(f"{theme.number} {theme.title}" for theme in themes),
        columns=tuple(titles.get(column, column) for column in columns),
        values=tuple(tuple(met[theme.id, column] for column in columns) for theme in themes),
    )


def _themes(span: Span, coverage: Coverage, themes: Sequence[Part]) -> b.Table:
    rows: list[list[CellContent]] = []
    for theme in themes:
        cited = coverage.themes[theme.id].notes
        name = linked(span, f"{theme.number} {theme.title}", f"#{theme.id}")
        rows.append([name, str(len(cited)), ", ".join(cited) or "none"])
    rows.append(["No theme", str(len(coverage.unused_notes)), ", ".join(coverage.unused_notes) or "none"])
    head = ["Theme", "Count", "Notes"]
    return table(span, anchor("coverage", "themes", "table"), "Notes that each theme draws on", head, rows)


def _findings(
    span: Span, coverage: Coverage, numbers: Mapping[str, int], ascribed: Mapping[str, frozenset[bool]], fewest: int
) -> list[b.Block]:
    """The table of findings, and a sentence for each column that would say the same in every row."""
    rows: list[list[str]] = []
    for finding in numbers:
        voices, against = coverage.findings[finding], coverage.against.get(finding)
        opposed = against.notes if against else ()
        ways = frozenset(way for note in (*voices.notes, *opposed) for way in ascribed[note])
        people = count_of(voices, len(voices.participants), ways, fewest)
        bodies = count_of(voices, len(voices.organisations), ways, fewest)
        rows.append([str(len(voices.notes)), people, bodies, str(len(opposed))])
    head = ["Notes for it", "Participants", "Organisations", "Notes against or qualifying"]
    columns = dict(zip(head, zip(*rows, strict=True), strict=True)) if rows else {}
    silent = {name for name, values in columns.items() if name != head[0] and set(values) <= {"unknown", "0"}}
    if not any(coverage.findings[finding].organisations for finding in numbers):
        silent.add("Organisations")
    remarks = []
    if {"Participants", "Organisations"} <= silent and "unknown" in columns["Participants"]:
        remarks.append("The record does not say who spoke, so voices cannot be counted.")
    if head[3] in silent:
        remarks.append("No note that is cited speaks against a finding or qualifies it.")
    kept = [place for place, name in enumerate(head) if name not in silent]
    lines: list[list[CellContent]] = [
        [linked(span, f"Finding {number}", f"#{finding}"), *(row[place] for place in kept)]
        for (finding, number), row in zip(numbers.items(), rows, strict=True)
    ]
    name, label = anchor("coverage", "findings", "table"), "Voices behind each finding"
    made: list[b.Block] = [table(span, name, label, ["Finding", *(head[place] for place in kept)], lines)]
    if remarks:
        made.insert(0, paragraph(span, anchor("coverage", "findings", "remarks"), " ".join(remarks)))
    if any(NOT_TOLD in row for row in rows):
        made.append(paragraph(span, anchor("coverage", "findings", "untold"), UNTOLD))
    return made


def _voices(span: Span, numbers: Mapping[str, int], attributable: Mapping[tuple[str, str], int]) -> b.Table:
    names = list(dict.fromkeys(name for _, name in attributable if name != UNASCRIBED))[:WIDEST]
    columns = [*names, UNASCRIBED]
    rows: list[list[CellContent]] = [
        [
            linked(span, f"Finding {number}", f"#{finding}"),
            *(str(attributable.get((finding, name), 0)) for name in columns),
        ]
        for finding, number in numbers.items()
    ]
    label = "Notes for each finding by organisation, where they may be ascribed"
    return table(span, anchor("coverage", "voices", "table"), label, ["Finding", *columns], rows)
