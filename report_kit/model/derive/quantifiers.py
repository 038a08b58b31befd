"""Quantifier scale: what 'most', 'some' and 'a few' mean in this report, in distinct participants."""

from __future__ import annotations

from report_kit.diagnostics import Span
from report_kit.evidence.scale import DEFAULT_SCALE, Scale, ScaleError
from report_kit.model.derive.make import anchor, paragraph, table
from report_kit.model.entities import ReportMeta
from report_kit.model.report import Part


def scale_of(meta: ReportMeta) -> Scale:
    """The report's scale; the usual one where report.yaml names none, or one that a check reports as unreadable."""
    try:
        return Scale.from_mapping(meta.quantifiers)
    except ScaleError:
        return DEFAULT_SCALE


def quantifiers_part(identifier: str, meta: ReportMeta) -> Part:
    """A sentence and a table."""
    span: Span = meta.at("quantifiers")
    scale = scale_of(meta)
    rows = [(band.label, band.meaning) for band in scale.printed(used=[q.casefold() for q in meta.quantifiers])]
    opening = (
        "Words for amounts mean the same throughout this report. They count different people, not how often "
        "something was said."
    )
    return Part(
        kind="quantifiers",
        id=identifier,
        title="What words for amounts mean",
        blocks=(
            paragraph(span, anchor("quantifiers", "opening"), opening),
            table(
                span,
                anchor("quantifiers", "table"),
                "What words for amounts mean",
                ["Word", "Participants"],
                rows,
            ),
        ),
        span=span,
        derived=True,
        placement="back",
    )
