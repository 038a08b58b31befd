"""said_once: of one slip one message, the cause.

In: diagnostics, after excuses and severities. Out: those that are left where a rule that `hides` others has spoken. A
table drawn with signs is one fault, not a fault for each capital and each tag in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from report_kit.diagnostics.diagnostic import Diagnostic, Rule
from report_kit.diagnostics.span import Span


def said_once(diagnostics: Iterable[Diagnostic], known: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """`diagnostics` without those that begin inside of the place of one whose rule hides them."""
    found = list(diagnostics)
    hiding: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for each in found:
        rule = known.get(each.rule)
        for name in rule.hides if rule and each.span else ():
            assert each.span
            hiding[each.span.file, name].append(each.span)
    for each in found:
        span = each.span
        if span is None or not any(_begins_inside(span, place) for place in hiding.get((span.file, each.rule), ())):
            yield each


def _begins_inside(span: Span, place: Span) -> bool:
    start = (span.line, span.column)
    return (place.line, place.column) <= start < (max(place.end_line, place.line), max(place.end_column, 1))
