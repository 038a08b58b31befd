"""telling-count: a number of people that the report keeps back, written by its author all the same."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.grounds import ANYONE, statement_text
from report_kit.checks.places import called, find_words
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.evidence.language import mask_quotes
from report_kit.evidence.numbers import parse_number
from report_kit.evidence.quantifiers import find_numbers_of_people

RULE = Rule(
    name="telling-count",
    severity=Severity.ERROR,
    summary="A finding says how many people hold it, and that number would tell who said what.",
    why="'One participant holds' over two notes says that both are the same person's. Where one of them is ascribed, "
    "the other is, too. For that reason the tables keep the number back.",
    example="# N1 is on record, N3 must not be ascribed, and both are by P01\n"
    "::: {.finding #F1}\nOne participant holds that the numbers are not understood [@N1; @N3].\n:::",
    instead="::: {.finding #F1}\nThe numbers are not understood [@N1; @N3].\n:::",
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Every finding of which the number of people is kept back."""
    report = view.report
    for anchor, voices in view.kept_back.items():
        finding = report.findings[anchor]
        words = mask_quotes(statement_text(finding.blocks))
        said = [(word, n) for word, n in find_numbers_of_people(words) if word.casefold() not in ANYONE]
        declared = " ".join(dict(finding.attributes).get("quantifier", "").casefold().split())
        said += [(declared, 1 if declared == "a single" else parse_number(declared) or 0)]
        # More than could have said it are those who were there.
        said = [(word, n) for word, n in said if 0 < n <= max(len(voices.participants), len(voices.notes))]
        for word, _ in said[:1]:
            yield RULE.at(
                find_words(report.lines, finding.span, word),
                f'"{word}" says how many people {called(finding)} rests on, which would tell who said what in '
                f"{' and '.join(voices.notes) if len(voices.notes) < 4 else f'its {len(voices.notes)} notes'}",
                "say what was held, and not by how many",
            )
