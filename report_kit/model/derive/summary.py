"""Executive summary: the findings and recommendations in their own words, so that it cannot drift from the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.collect import Collection
from report_kit.model.derive.make import anchor, linked, paragraph, text
from report_kit.model.derive.restate import restated
from report_kit.model.entities import ReportMeta
from report_kit.model.report import Part, Target
from report_kit.model.wording import Wording


def summary_part(
    identifier: str,
    meta: ReportMeta,
    themes: Sequence[Part],
    found: Collection,
    targets: Mapping[str, Target],
    wording: Wording,
) -> Part | None:
    """The report's description, under each theme's title its findings, then all recommendations."""
    blocks: list[b.Block] = []
    for theme in themes:
        findings = [f for f in found.findings if found.part_of[f.anchor] is theme]
        if findings:
            blocks.append(_heading(theme.span, theme.id, theme.title))
            claims = ((f, wording("label.finding", number=found.findings.index(f) + 1)) for f in findings)
            blocks.append(_list(theme.id, claims, targets))
    if found.recommendations:
        span = found.recommendations[0].span
        blocks.append(_heading(span, "recommendations", wording("summary.recommendations")))
        labelled = enumerate(found.recommendations, start=1)
        asked = ((r, wording("label.recommendation", number=number)) for number, r in labelled)
        blocks.append(_list("recommendations", asked, targets))
    if not blocks:
        return None
    if meta.description:
        blocks.insert(0, paragraph(meta.at("description"), anchor("summary", "description"), meta.description))
    return Part(
        kind="executive_summary",
        id=identifier,
        title=wording("summary.title"),
        blocks=tuple(blocks),
        span=blocks[0].span,
        derived=True,
        placement="front",
    )


def _heading(span: Span, name: str, title: str) -> b.Heading:
    return b.Heading(span=span, anchor=anchor("summary", name), level=2, content=text(span, title))


_Labelled = Iterable[tuple[b.Finding | b.Recommendation, str]]
"""Findings or recommendations with their labels."""


def _list(name: str, labelled: _Labelled, targets: Mapping[str, Target]) -> b.BulletList:
    items = tuple(_items(labelled, targets))
    return b.BulletList(span=items[0].span, anchor=anchor("summary", name, "list"), items=items)


def _items(labelled: _Labelled, targets: Mapping[str, Target]) -> Iterator[b.ListItem]:
    for block, label in labelled:
        name = anchor("summary", block.anchor, "item")
        pointer = linked(block.span, label, f"#{block.anchor}")
        colon: i.Inline = i.Text(span=block.span, text=": ")
        said = restated((*pointer, colon), block.blocks, ("summary", block.anchor), targets)
        yield b.ListItem(span=block.span, anchor=name, blocks=said)
