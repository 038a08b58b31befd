"""Evidence annex: each finding with all that it rests on, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_kit.model import inlines as i
from report_kit.model.collect import Collection
from report_kit.model.derive.make import CellContent, anchor, linked, pointers, table
from report_kit.model.derive.restate import restated
from report_kit.model.report import Evidence, Part, Target
from report_kit.model.wording import Wording

RELATIONS = ("supports", "qualifies", "contradicts", "illustrates")


def evidence_part(
    identifier: str, found: Collection, evidence: Sequence[Evidence], targets: Mapping[str, Target], wording: Wording
) -> Part | None:
    """A row for each finding; a column for each relation that occurs."""
    if not found.findings:
        return None
    by_finding: dict[tuple[str, str], list[Target]] = {}
    for link in evidence:
        if link.target in targets:
            by_finding.setdefault((link.finding, link.relation), []).append(targets[link.target])
    relations = [r for r in RELATIONS if r == "supports" or any(link.relation == r for link in evidence)]
    rows: list[list[CellContent]] = []
    for number, finding in enumerate(found.findings, start=1):
        place = finding.span
        name = linked(place, wording("label.finding", number=number), f"#{finding.anchor}")
        label = i.Styled(span=place, style="strong", content=name)
        lead = (label, i.Text(span=place, text=": "))
        row: list[CellContent] = [restated(lead, finding.blocks, ("evidence", finding.anchor), targets)]
        for relation in relations:
            known = by_finding.get((finding.anchor, relation), ())
            row.append(pointers(place, [(_words(target), target.anchor) for target in known]) or wording("nothing"))
        rows.append(row)
    span = found.findings[0].span
    head = [wording("evidence.finding"), *(wording(f"evidence.{relation}") for relation in relations)]
    title = wording("evidence.title")
    return Part(
        kind="evidence",
        id=identifier,
        title=title,
        blocks=(table(span, anchor("evidence", "table"), title, head, rows),),
        span=span,
        derived=True,
        placement="back",
    )


def _words(target: Target) -> str:
    """How the annex calls a target: a reference by its id, since its full entry would burst the cell."""
    return target.id if target.kind in {"reference", "note", "quote"} else target.label
