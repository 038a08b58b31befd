"""About the publishers: one paragraph for each, in the order of the cover."""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.model import blocks as b
from report_kit.model.derive.make import anchor, linked, paragraph, text
from report_kit.model.entities import Organisation
from report_kit.model.report import Part
from report_kit.model.wording import Wording


def about_part(identifier: str, publishers: Sequence[Organisation], wording: Wording) -> Part | None:
    """A heading and a paragraph for every publisher that says something about itself."""
    blocks: list[b.Block] = []
    for publisher in publishers:
        if not publisher.about:
            continue
        span, name = publisher.at("about"), anchor("about", publisher.id)
        blocks += (
            b.Heading(span=publisher.at("name"), anchor=name, level=2, content=text(span, publisher.name)),
            paragraph(span, name + "_p", publisher.about),
        )
        if publisher.url:
            place = publisher.at("url")
            shown = publisher.url.split("://", 1)[-1].rstrip("/")
            content = linked(place, shown, publisher.url)
            blocks.append(b.Paragraph(span=place, anchor=name + "_url", content=content))
    if not blocks:
        return None
    return Part(
        kind="about",
        id=identifier,
        title=wording("about.title", count=len(publishers)),
        blocks=tuple(blocks),
        span=blocks[0].span,
        derived=True,
        placement="back",
    )
