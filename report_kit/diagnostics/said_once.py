"""said_once: of one slip one message, the cause.

In: diagnostics, after excuses and severities. Out: those that are left where a rule that `hides` others has spoken, in
the same place or of the same id. A table drawn with signs is one fault, not a fault for each capital and each tag in
it; and where a work is cited with a slip in its id, it is no fault of its own that nothing cites the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report_kit.diagnostics.diagnostic import Diagnostic, Rule, Severity
from report_kit.diagnostics.span import Span

_PLACES = 6
"""Further places that a message names; more are counted."""


def said_once(diagnostics: Iterable[Diagnostic], known: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """`diagnostics` without those that follow from another."""
    found = list(diagnostics)
    hiding: dict[tuple[str, str], list[Span]] = defaultdict(list)
    hidden: dict[tuple[str, str], Severity] = {}
    errors: dict[str, list[Span]] = defaultdict(list)
    for each in found:
        rule = known.get(each.rule)
        if each.span and each.severity is Severity.ERROR:
            errors[each.span.file].append(each.span)
        for name in rule.hides if rule else ():
            for identifier in each.about:
                if hidden.get((name, identifier)) is not Severity.ERROR:
                    hidden[name, identifier] = each.severity
            if each.span:
                hiding[each.span.file, name].append(each.span)
    for each in found:
        span = each.span
        # A warning stops no build, so it may not keep back what would.
        speakers = {hidden.get((each.rule, identifier)) for identifier in each.about}
        if Severity.ERROR in speakers or (Severity.WARNING in speakers and each.severity is Severity.WARNING):
            continue
        if any(
            error != span and _begins_inside(error, place) for place in each.follows for error in errors[place.file]
        ):
            continue
        if span is None or not any(_begins_inside(span, place) for place in hiding.get((span.file, each.rule), ())):
            yield each


def gathered(diagnostics: Iterable[Diagnostic], known: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """`diagnostics`, in order, with those that say the same of several places made one, which names them all."""
    alike: dict[object, list[Diagnostic]] = {}
    for number, each in enumerate(diagnostics):
        rule = known.get(each.rule)
        joins = rule is not None and rule.gathered and each.span is not None and each.fix is None
        alike.setdefault((each.rule, each.severity, each.message, each.hint) if joins else number, []).append(each)
    for first, *others in alike.values():
        yield replace(first, hint=_with_places(first, others)) if others else first


def _with_places(first: Diagnostic, others: list[Diagnostic]) -> str:
    """The hint of `first`, and where else it holds."""
    assert first.span
    named = []
    for other in others[:_PLACES]:
        assert other.span
        line = f"{other.span.line}:{other.span.column}"
        named.append(line if other.span.file == first.span.file else f"{other.span.file}:{line}")
    more = f" and {len(others) - _PLACES} more" if len(others) > _PLACES else ""
    also = f"the same in {len(others)} other place{'s'[: len(others) != 1]}: {', '.join(named)}{more}"
    return f"{first.hint}; {also}" if first.hint else also


def _begins_inside(span: Span, place: Span) -> bool:
    start = (span.line, span.column)
    return (place.line, place.column) <= start < (max(place.end_line, place.line), max(place.end_column, 1))
