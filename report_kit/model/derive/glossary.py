"""Glossary: terms and what they mean, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.derive.make import anchor, text
from report_kit.model.entities import GlossaryTerm
from report_kit.model.report import Part
from report_kit.model.sources import Reference
from report_kit.model.wording import Wording


def glossary_part(
    identifier: str, terms: Iterable[GlossaryTerm], references: Mapping[str, Reference], wording: Wording
) -> Part | None:
    """A definition list; the abbreviation follows its term."""
    items = []
    for term in sorted(terms, key=lambda t: t.term.casefold()):
        name = anchor("term", term.term)
        words = f"{term.term} ({term.abbreviation})" if term.abbreviation else term.term
        meaning: list[i.Inline] = [i.Text(span=term.at("definition"), text=term.definition)]
        if term.source in references:
            # The citation itself was formatted with all others; here a link to the entry is enough.
            place = term.at("source")
            link = i.Link(span=place, content=text(place, wording("glossary.source")), url=f"#{term.source}")
            meaning += (i.Text(span=place, text=" "), link)
        body = b.Paragraph(span=term.at("definition"), anchor=name + "_p", content=tuple(meaning))
        items.append(b.Definition(span=term.at(), anchor=name, term=text(term.at("term"), words), meanings=((body,),)))
    if not items:
        return None
    return Part(
        kind="glossary",
        id=identifier,
        title=wording("glossary.title"),
        blocks=(b.DefinitionList(span=items[0].span, anchor=anchor("glossary", "list"), items=tuple(items)),),
        span=items[0].span,
        derived=True,
        placement="back",
    )
