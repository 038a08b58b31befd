"""References: the works cited, as the CSL style formats and orders them."""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.model import blocks as b
from report_kit.model.report import Part
from report_kit.model.sources import Reference
from report_kit.model.wording import Wording


def references_part(identifier: str, references: Sequence[Reference], wording: Wording) -> Part | None:
    """One entry for each reference; its anchor is the reference's id, so that citations lead to it."""
    if not references:
        return None
    entries = tuple(b.ReferenceEntry(span=r.span, anchor=r.id, reference=r.id, content=r.content) for r in references)
    return Part(
        kind="references",
        id=identifier,
        title=wording("references.title"),
        blocks=entries,
        span=entries[0].span,
        derived=True,
        placement="back",
    )
