"""Footnotes that nothing leads to: pandoc leaves them out without a word, so they are looked for in the text."""

from __future__ import annotations

from report_kit.diagnostics import Span, any_of
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import line_rules
from report_kit.sourcefiles.page import Page

_DEFINITION = pattern(r" {0,3}\[\^([^\]\s]+)\]:")
_FENCE = pattern(r" {0,3}(`{3,}|~{3,})")


def report_unused_footnotes(page: Page) -> None:
    """Report every `[^x]: …` in the file of `page` that no mark leads to; call it when all blocks are read."""
    fence = ""
    first: dict[str, int] = {}
    for number, line in enumerate(page.source.lines, 1):
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence):
                fence = ""
        if fence or "[^" not in line:
            continue
        if not (definition := _DEFINITION.match(line)):
            continue
        name, span = definition[1], Span(page.file, number, 1, number, page.source.end_of(number))
        known = name.casefold()  # as pandoc does, which leads [^A] to [^a]
        if known in first:
            message = f"footnote [^{name}] is written twice; the first time in line {first[known]}"
            page.report(line_rules.UNUSED_FOOTNOTE.at(span, message, "give one of them another name"))
        elif number not in page.footnote_lines and known not in page.footnote_names:
            message = f"no mark in the text leads to footnote [^{name}]"
            hint = f"write [^{name}] where it belongs, or delete it"
            page.report(line_rules.UNUSED_FOOTNOTE.at(span, message, hint, about=[any_of(f"footnote in {page.file}")]))
        first.setdefault(known, number)
