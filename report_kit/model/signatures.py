"""signatures: who signs a section, as blocks under its text, so that every output prints them."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.derive.make import anchor
from report_kit.model.entities import Signature
from report_kit.model.sources import Section


def signatures(section: Section) -> Iterator[b.Block]:
    """For each: the portrait, then name, role and organisation, a line each."""
    for number, signature in enumerate(section.head.signed_by):
        span = section.head.at("signed_by", number, "name")
        name = anchor("signature", section.file, str(number))
        source = section.portraits.get(signature.portrait, "")
        if source:
            place = section.head.at("signed_by", number, "portrait")
            yield b.Figure(span=place, anchor=f"{name}_portrait", source=source, alt=signature.name, placing="portrait")
        yield b.Paragraph(span=span, anchor=name, content=tuple(_lines(section, number, signature)))


def _lines(section: Section, number: int, signature: Signature) -> Iterator[i.Inline]:
    for field in ("name", "role", "organisation"):
        words, span = getattr(signature, field), section.head.at("signed_by", number, field)
        if not words:
            continue
        text = i.Text(span=span, text=words)
        if field == "name":
            yield i.Styled(span=span, style="strong", content=(text,))
        else:
            yield i.LineBreak(span=span)
            yield text
