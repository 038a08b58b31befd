"""Recommendations in one table: what, to whom, by when, and on which findings they rest."""

from __future__ import annotations

from collections.abc import Mapping

from report_kit.model import inlines as i
from report_kit.model.collect import Collection
from report_kit.model.derive.make import CellContent, anchor, linked, pointers, table
from report_kit.model.derive.restate import restated
from report_kit.model.report import Part, Target
from report_kit.model.wording import Wording


def recommendations_part(
    identifier: str, found: Collection, targets: Mapping[str, Target], wording: Wording
) -> Part | None:
    """A row for each recommendation; the status column only where somebody noted one."""
    if not found.recommendations:
        return None
    numbers = {finding.anchor: number for number, finding in enumerate(found.findings, start=1)}
    statuses = {r.anchor: dict(r.attributes).get("status", "") for r in found.recommendations}
    head = [wording(f"recommendations.{name}") for name in ("recommendation", "to", "by", "findings")]
    if any(statuses.values()):
        head.append(wording("recommendations.status"))
    rows: list[list[CellContent]] = []
    for number, item in enumerate(found.recommendations, start=1):
        place = item.span
        label = i.Styled(span=place, style="strong", content=linked(place, f"{number}", f"#{item.anchor}"))
        lead = (label, i.Text(span=place, text=". "))
        what = restated(lead, item.blocks, ("recommendations", item.anchor), targets)
        rests_on = pointers(place, [(f"{numbers[f]}", f) for f in item.findings if f in numbers])
        row: list[CellContent] = [
            what,
            item.to or wording("not-stated"),
            wording.when(item.by) or wording("not-stated"),
            rests_on or wording("none"),
        ]
        if len(head) == 5:
            row.append(wording.term("status", statuses[item.anchor]) or wording("status.proposed"))
        rows.append(row)
    span = found.recommendations[0].span
    return Part(
        kind="recommendations",
        id=identifier,
        title=wording("recommendations.title"),
        blocks=(table(span, anchor("recommendations", "table"), wording("recommendations.table"), head, rows),),
        span=span,
        derived=True,
        placement="back",
    )
