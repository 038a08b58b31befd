"""undefined-acronym: capitals that nobody spells out."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.places import find_words
from report_kit.checks.thresholds import ACRONYM_LETTERS
from report_kit.checks.unread import may_stand_in_unread
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.lazy.patterns import pattern
from report_kit.model import inlines as i
from report_kit.model.report import Report

RULE = Rule(
    name="undefined-acronym",
    severity=Severity.WARNING,
    summary="An acronym is neither in the glossary nor spelt out in the text.",
    why="What insiders read at a glance stops everyone else.",
    example="Councils fear GDPR.",
    instead="Councils fear the General Data Protection Regulation (GDPR).",
    group="language",
)
RULES = (RULE,)

_ACRONYM = pattern(r"(?<![\w&.-])[A-Z][A-Z&]*[A-Z](?=s?(?![\w&-]))")
_ROMAN = pattern(r"[IVXLCM]+")
_SPELT_OUT = pattern(r"\(\s*([A-Z][A-Z&]*[A-Z])s?\s*\)|([A-Z][A-Z&]*[A-Z])s?\s+\(")

LONGEST = 5
"""Longer runs of capitals are names or emphasis."""

KNOWN = frozenset(
    ("BBC", "CSS", "CSV", "DNA", "DOI", "EU", "GPS", "HTML", "HTTP", "HTTPS", "ID", "ISBN", "ISSN", "IT", "ITV", "JSON",
     "NATO", "NHS", "ORCID", "PDF", "PIN", "RSS", "SMS", "SQL", "SVG", "TV", "UK", "UN", "URL", "US", "USA", "VAT",
     "WWW", "XML", "YAML", "AM", "PM", "BC", "AD", "OK", "PS", "NB")
)  # fmt: skip
"""What GOV.UK's readers are taken to know, and the names of formats that every report mentions."""


def check(view: View) -> Iterator[Diagnostic]:
    """The first use of every acronym that nothing explains."""
    fewest = ACRONYM_LETTERS.of(view.report.meta)
    texts = [(text, placed) for text, placed in view.inlines_of(i.Text) if placed.part is not None]
    explained = KNOWN | _explained(view.report)
    for text, _ in texts:
        explained |= {first or second for first, second in _SPELT_OUT.findall(text.text)}
    for text, placed in texts:
        for found in _ACRONYM.finditer(text.text):
            acronym = found[0]
            if acronym in explained or not fewest <= len(acronym) <= LONGEST or _ROMAN.fullmatch(acronym):
                continue
            explained |= {acronym}
            if may_stand_in_unread(view.report, acronym):
                continue
            yield RULE.at(
                find_words(
                    view.report.lines,
                    placed.block.span,
                    acronym + ("s" if text.text.startswith("s", found.end()) else ""),
                ),
                f'"{acronym}" is explained nowhere',
                f"spell it out where it comes first, with ({acronym}) behind, or put it into sources/glossary.yaml",
            )


def _explained(report: Report) -> set[str]:
    """Acronyms in the glossary and in the names of organisations."""
    names: set[str] = set()
    for term in report.glossary:
        names |= {term.term, term.abbreviation, *term.aliases}
    for organisation in report.organisations.values():
        names |= {organisation.name, organisation.short_name, *organisation.aliases}
    return {acronym for name in names for acronym in _ACRONYM.findall(name)}
