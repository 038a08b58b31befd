"""pull-quote-without-body, quote-repeated, overlapping-quotes: which quotes are printed, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.places import first_line
from report_kit.checks.thresholds import QUOTE_REPEATS
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.evidence.quotes import compare, overlapping
from report_kit.model import blocks as b
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text

WITHOUT_BODY = Rule(
    name="pull-quote-without-body",
    severity=Severity.ERROR,
    summary="A pull quote repeats words that no quote in the text prints.",
    why="Screen readers skip pull quotes because they are repeats; words that stand only there are lost.",
    example='::: {.quote .pull of="N1"}\nBudgets are tight.\n:::',
    instead='::: {.quote of="N1"}\n:::\n\n::: {.quote .pull of="N1"}\nBudgets are tight.\n:::',
    group="evidence",
)

REPEATED = Rule(
    name="quote-repeated",
    severity=Severity.WARNING,
    summary="One note is quoted more often than twice.",
    why="A striking remark that returns in every chapter makes one voice sound like many.",
    example='::: {.quote of="N1"}\n:::',
    instead="One participant put it sharply [@N1].",
    group="evidence",
)

OVERLAPPING = Rule(
    name="overlapping-quotes",
    severity=Severity.WARNING,
    summary="Two quotes print some of the same words of one note.",
    why="Readers take them for two remarks.",
    example='::: {.quote of="N1"}\nBudgets are tight.\n:::\n\n::: {.quote of="N1"}\nare tight, and will be.\n:::',
    instead='::: {.quote of="N1"}\nBudgets are tight, and will be.\n:::',
    group="evidence",
)

RULES = (WITHOUT_BODY, REPEATED, OVERLAPPING)


def check(view: View) -> Iterator[Diagnostic]:
    """Quote blocks, note by note."""
    report = view.report
    body: dict[str, list[b.Quote]] = {}
    for quote in report.quotes:
        if quote.of in report.notes and not quote.pull:
            body.setdefault(quote.of, []).append(quote)
    for quote in report.quotes:
        if quote.pull and quote.of in report.notes and not _stands_in(report, quote, body.get(quote.of, [])):
            hint = f'print the same words as a quote in the text: ::: {{.quote of="{quote.of}"}}'
            yield WITHOUT_BODY.at(first_line(report.lines, quote.span), "no quote in the text has these words", hint)
    most = QUOTE_REPEATS.of(report.meta)
    for note, quotes in body.items():
        for quote in quotes[int(most) :]:
            message = f'note "{note}" has been quoted {most:g} times before'
            yield REPEATED.at(quote.of_span, message, "cite it instead, or quote another note")
        yield from _overlaps(report, note, quotes)


def _overlaps(report: Report, note: str, quotes: list[b.Quote]) -> Iterator[Diagnostic]:
    """Quotes of parts of the note that share words; the same words again are `quote-repeated`'s."""
    text = blocks_text(report.recorded(report.notes[note]).blocks)
    parts = [quote for quote in quotes if _words(report, quote) != _bare(text)]
    matches = [compare(blocks_text(quote.blocks), text) for quote in parts]
    for first, second in overlapping(matches):
        if _words(report, parts[first]) != _words(report, parts[second]):
            yield OVERLAPPING.at(
                first_line(report.lines, parts[second].span),
                f"some of these words are quoted at {parts[first].span} already",
                "quote them once, or the whole passage in one place",
            )


def _stands_in(report: Report, pull: b.Quote, body: list[b.Quote]) -> bool:
    return any(_words(report, pull) in _words(report, quote) for quote in body)


def _words(report: Report, quote: b.Quote) -> str:
    """What a quote prints: its own words, or the whole note."""
    return _bare(blocks_text(quote.blocks)) or _bare(blocks_text(report.recorded(report.notes[quote.of]).blocks))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
