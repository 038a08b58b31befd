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
from report_kit.model.disclosure import UNASCRIBED, Count, ascribed_ways, counted, notes_by_body
from report_kit.model.drawings import HeatMap
from report_kit.model.entities import Organisation, Participant
from report_kit.model.report import Attribution, Part
from report_kit.model.sources import Note
from report_kit.model.wording import Wording

PICTURE = "derived/coverage.svg"
"""Key of the picture in `Report.drawings`; no path of a project, which never has this folder read for pictures."""

MOST_NOTES = 40
"""Notes that the picture shows one by one."""

WIDEST = 16
"""Columns that a table on a page can take."""


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
    wording: Wording,
) -> Part | None:
    """Tables and a picture; `numbers` are those of the findings, by anchor, `events` the titles, by id.

    `fewest`: so many people at least are told of.
    """
    if not notes or not themes:
        return None
    span = themes[0].span
    picture = _picture(coverage, themes, notes, events, wording)
    ascribed = {note: ascribed_ways(attributions[note]) for note in notes}
    blocks: list[b.Block] = [
        paragraph(span, anchor("coverage", "opening"), wording("coverage.opening")),
        _heading(span, "themes", wording("coverage.themes")),
        b.Figure(
            span=span,
            anchor=anchor("coverage", "picture"),
            source=PICTURE,
            alt=picture.alt,
            caption=text(span, wording("coverage.themes-table")),
        ),
        _themes(span, coverage, themes, wording),
        _heading(span, "findings", wording("coverage.findings")),
        *_findings(span, coverage, numbers, attributions, fewest, wording),
    ]
    attributable = notes_by_body(coverage, numbers, ascribed, notes, participants, organisations)
    if attributable:
        blocks.append(paragraph(span, anchor("coverage", "ascribed"), wording("coverage.ascribed")))
        blocks.append(_voices(span, numbers, attributable, wording))
    return Part(
        kind="coverage",
        id=identifier,
        title=wording("coverage.title"),
        blocks=tuple(blocks),
        span=span,
        derived=True,
        placement="back",
        drawings=(picture,),
    )


def _heading(span: Span, name: str, words: str) -> b.Heading:
    return b.Heading(span=span, anchor=anchor("coverage", name), level=2, content=text(span, words))


def _picture(
    coverage: Coverage,
    themes: Sequence[Part],
    notes: Mapping[str, Note],
    titles: Mapping[str, str],
    wording: Wording,
) -> HeatMap:
    """Themes against notes, or against events where there are too many notes for a picture that can be read."""
    events = list(dict.fromkeys(note.event for note in notes.values()))
    cited = [(theme.id, notes[note]) for theme in themes for note in coverage.themes[theme.id].notes]
    few = len(notes) <= MOST_NOTES
    columns = list(notes) if few else events
    met = Counter((theme, note.id if few else note.event) for theme, note in cited)
    counts = ", ".join(
        wording("coverage.alt-theme", number=t.number, count=len(coverage.themes[t.id].notes)) for t in themes
    )
    return HeatMap(
        path=PICTURE,
        title=wording("coverage.themes"),
        alt=wording("coverage.alt-notes" if few else "coverage.alt-events", themes=counts, count=len(notes)),
        rows=tuple(f"{theme.number} {theme.title}" for theme in themes),
        columns=tuple(titles.get(column, column) for column in columns),
        values=tuple(tuple(met[theme.id, column] for column in columns) for theme in themes),
        unit=wording("coverage.unit"),
    )


def _themes(span: Span, coverage: Coverage, themes: Sequence[Part], wording: Wording) -> b.Table:
    none = wording("none")
    rows: list[list[CellContent]] = []
    for theme in themes:
        cited = coverage.themes[theme.id].notes
        name = linked(span, f"{theme.number} {theme.title}", f"#{theme.id}")
        rows.append([name, wording.number(len(cited)), ", ".join(cited) or none])
    unused = coverage.unused_notes
    rows.append([wording("coverage.no-theme"), wording.number(len(unused)), ", ".join(unused) or none])
    head = [wording(f"coverage.{name}") for name in ("theme", "count", "notes")]
    return table(span, anchor("coverage", "themes", "table"), wording("coverage.themes-table"), head, rows)


def _findings(
    span: Span,
    coverage: Coverage,
    numbers: Mapping[str, int],
    attributions: Mapping[str, Attribution],
    fewest: int,
    wording: Wording,
) -> list[b.Block]:
    """The table of findings, and a sentence for each column that would say the same in every row."""
    told = counted({finding: coverage.findings[finding] for finding in numbers}, attributions, fewest, coverage.against)
    rows: list[dict[str, Count]] = []
    for finding, count in told.items():
        against = coverage.against.get(finding)
        rows.append(
            {
                "notes-for": Count("exact", len(coverage.findings[finding].notes)),
                "participants": count.people,
                "organisations": count.bodies,
                "notes-against": Count("exact", len(against.notes) if against else 0),
            }
        )
    heads = ("notes-for", "participants", "organisations", "notes-against")
    silent = {name for name in heads[1:] if rows and all(_says_nothing(row[name]) for row in rows)}
    if not any(coverage.findings[finding].organisations for finding in numbers):
        silent.add("organisations")
    remarks = []
    if {"participants", "organisations"} <= silent and any(row["participants"].kind == "unknown" for row in rows):
        remarks.append(wording("coverage.no-speakers"))
    if "notes-against" in silent:
        remarks.append(wording("coverage.none-against"))
    kept = [name for name in heads if name not in silent]
    lines: list[list[CellContent]] = [
        [
            linked(span, wording("label.finding", number=number), f"#{finding}"),
            *(row[name].words(wording) for name in kept),
        ]
        for (finding, number), row in zip(numbers.items(), rows, strict=True)
    ]
    head = [wording("coverage.finding"), *(wording(f"coverage.{name}") for name in kept)]
    name, label = anchor("coverage", "findings", "table"), wording("coverage.findings-table")
    made: list[b.Block] = [table(span, name, label, head, lines)]
    if remarks:
        made.insert(0, paragraph(span, anchor("coverage", "findings", "remarks"), " ".join(remarks)))
    if any(count.kind == "not-told" for row in rows for count in row.values()):
        made.append(paragraph(span, anchor("coverage", "findings", "untold"), wording("coverage.untold")))
    return made


def _says_nothing(count: Count) -> bool:
    return count.kind == "unknown" or (count.kind == "exact" and not count.number)


def _voices(
    span: Span, numbers: Mapping[str, int], attributable: Mapping[tuple[str, str], int], wording: Wording
) -> b.Table:
    names = list(dict.fromkeys(name for _, name in attributable if name != UNASCRIBED))[:WIDEST]
    columns = [*names, UNASCRIBED]
    rows: list[list[CellContent]] = [
        [
            linked(span, wording("label.finding", number=number), f"#{finding}"),
            *(wording.number(attributable.get((finding, name), 0)) for name in columns),
        ]
        for finding, number in numbers.items()
    ]
    head = [wording("coverage.finding"), *names, wording("coverage.unascribed")]
    return table(span, anchor("coverage", "voices", "table"), wording("coverage.ascribed-table"), head, rows)
