"""unused-glossary-term: a term that the glossary explains and the report never uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.walk import inlines_of, plain_text

RULE = Rule(
    name="unused-glossary-term",
    severity=Severity.WARNING,
    summary="The glossary explains a term that stands nowhere in the report.",
    why="A glossary is read as a list of what matters here.",
    example="- term: Data lake\n  definition: A store of raw data.",
    instead="Councils build data lakes.",
    group="language",
    unfinished=True,
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Terms whose name, abbreviation and aliases nobody writes."""
    glossary = view.report.glossary
    if not glossary or view.report.unread:
        return
    text = _text(view)
    for term in glossary:
        names = [name for name in (term.term, term.abbreviation, *term.aliases) if name.strip()]
        if names and not any(_stands_in(name, text) for name in names):
            yield RULE.at(term.at("term"), f'nothing in the report mentions "{term.term}"', "use it or remove it")


def _text(view: View) -> str:
    """Everything that is printed, in lower case: notes, titles and summaries too."""
    words = [plain_text(inlines_of(placed.block)) for placed in view.placed]
    for placed in view.placed:
        # What blocks print besides their content: titles, addressees, figures.
        words += [str(getattr(placed.block, name, "")) for name in ("title", "to", "value", "alt")]
    words += [f"{part.title} {part.summary}" for part in view.report.parts if not part.derived]
    words += [term.definition for term in view.report.glossary]
    return " ".join(" ".join(words).casefold().replace("\u2019", "'").split())


def _stands_in(name: str, text: str) -> bool:
    plain = " ".join(name.casefold().replace("\u2019", "'").split())
    if plain not in text:  # much cheaper than the pattern, which only makes sure of whole words
        return False
    return re.search(rf"(?<!\w){re.escape(plain)}(?:s|es|'s)?(?!\w)", text) is not None
