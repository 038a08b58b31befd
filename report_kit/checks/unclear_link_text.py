"""unclear-link-text: a link whose words do not say where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import inlines as i
from report_kit.model.walk import plain_text

RULE = Rule(
    name="unclear-link-text",
    severity=Severity.WARNING,
    summary="A link has no words, or words such as 'click here'.",
    why="Screen readers list links by their words alone, and on paper 'here' leads nowhere (WCAG 2.4.4).",
    example="Nesta's summary is [here](https://www.nesta.org.uk/blog/).",
    instead="See [Nesta's summary of the roundtable](https://www.nesta.org.uk/blog/).",
)
RULES = (RULE,)

_UNCLEAR = frozenset(
    ("click", "click here", "click this", "follow this link", "here", "link", "this link", "more", "read more",
     "find out more", "learn more", "see more", "see here", "this", "this page", "web page", "website", "download")
)  # fmt: skip
"""Words that could stand on any link."""


def check(view: View) -> Iterator[Diagnostic]:
    """Links without words, and with words that say nothing on their own."""
    for link, _ in view.inlines_of(i.Link):
        words = " ".join(plain_text(link.content).split())
        if not words:
            yield RULE.at(link.span, "this link has no words", "write between [ and ] where it leads")
        elif words.casefold().strip(" .:…>»→") in _UNCLEAR:
            yield RULE.at(link.span, f'"{words}" does not say where the link leads', "name the page that it opens")
