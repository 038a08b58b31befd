"""Quantifier scale: what 'most', 'some' and 'a few' mean in this report, in distinct participants."""

from __future__ import annotations

from report_kit.diagnostics import Span
from report_kit.evidence.scale import DEFAULT_SCALE, Band, Limit, Scale, ScaleError
from report_kit.model.derive.make import anchor, paragraph, table
from report_kit.model.entities import ReportMeta
from report_kit.model.report import Part
from report_kit.model.wording import Wording


def scale_of(meta: ReportMeta) -> Scale:
    """The report's scale; the usual one where report.yaml names none, or one that a check reports as unreadable."""
    try:
        return Scale.from_mapping(meta.quantifiers)
    except ScaleError:
        return DEFAULT_SCALE


def quantifiers_part(identifier: str, meta: ReportMeta, wording: Wording) -> Part:
    """A sentence and a table."""
    span: Span = meta.at("quantifiers")
    scale = scale_of(meta)
    bands = scale.printed(used=[q.casefold() for q in meta.quantifiers])
    title = wording("quantifiers.title")
    return Part(
        kind="quantifiers",
        id=identifier,
        title=title,
        blocks=(
            paragraph(span, anchor("quantifiers", "opening"), wording("quantifiers.opening")),
            table(
                span,
                anchor("quantifiers", "table"),
                title,
                [wording("quantifiers.word"), wording("quantifiers.participants")],
                [(_label(band, wording), _meaning(band, wording)) for band in bands],
            ),
        ),
        span=span,
        derived=True,
        placement="back",
    )


def _label(band: Band, wording: Wording) -> str:
    """Its word in the report's language; one that is not of the usual scale is the report's own."""
    return wording.term("quantifier", band.label.replace(" ", "-")) or band.label


def _meaning(band: Band, wording: Wording) -> str:
    """What `band` covers: 'more than 50%', '4 up to 50%', '2 to 3', '1'."""
    low, high = band.at_least, band.at_most
    if low and high:
        if low == high:
            return _amount(low, wording)
        kind = "below" if high.exclusive else "to" if low.percent == high.percent else "mixed"
        key = f"more-than-{kind}" if low.exclusive else kind
        return wording(f"quantifiers.{key}", low=_amount(low, wording), high=_amount(high, wording))
    if low:
        return wording(f"quantifiers.{'more-than' if low.exclusive else 'or-more'}", low=_amount(low, wording))
    assert high is not None
    return wording(f"quantifiers.{'less-than' if high.exclusive else 'up-to'}", high=_amount(high, wording))


def _amount(limit: Limit, wording: Wording) -> str:
    number = wording.number(limit.amount)
    return wording("quantifiers.percent", number=number) if limit.percent else number
