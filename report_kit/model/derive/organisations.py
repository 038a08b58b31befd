"""Organisations represented: those that sat at the table and agreed to be listed."""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.model import blocks as b
from report_kit.model.derive.make import anchor, linked
from report_kit.model.entities import Organisation
from report_kit.model.report import Part
from report_kit.model.wording import Wording


def represented(organisations: Iterable[Organisation]) -> list[Organisation]:
    """Those that may be listed, in the order of the alphabet, a leading 'The' left aside."""
    listed = [o for o in organisations if o.represented and o.list_consent == "yes"]
    return sorted(listed, key=lambda o: o.name.casefold().removeprefix("the "))


def organisations_part(identifier: str, organisations: Iterable[Organisation], wording: Wording) -> Part | None:
    """The list as a part of its own."""
    listed = represented(organisations)
    if not listed:
        return None
    items = []
    for organisation in listed:
        span, name = organisation.at("name"), anchor("organisation", organisation.id)
        # The abbreviation is part of the name as printed, unless the name already shows it.
        short = organisation.short_name
        words = f"{organisation.name} ({short})" if short and short not in organisation.name else organisation.name
        line = b.Paragraph(span=span, anchor=name + "_p", content=linked(span, words, organisation.url))
        items.append(b.ListItem(span=span, anchor=name, blocks=(line,)))
    span = listed[0].at()
    return Part(
        kind="organisations",
        id=identifier,
        title=wording("organisations.title"),
        blocks=(b.BulletList(span=span, anchor=anchor("organisations", "list"), items=tuple(items)),),
        span=span,
        derived=True,
        placement="back",
    )
