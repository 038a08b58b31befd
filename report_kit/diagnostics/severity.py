"""Severities as report.yaml sets them, and the whole way from what the stages found to what is shown.

In: diagnostics as the stages made them. Out: those that count, weighed and in reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from report_kit.diagnostics import excuses
from report_kit.diagnostics.diagnostic import Diagnostic, Rule, Severity
from report_kit.diagnostics.excuses import LOCKED_RULE, UNKNOWN_RULE, excuse
from report_kit.diagnostics.order import in_order
from report_kit.diagnostics.said_once import gathered, said_once
from report_kit.diagnostics.span import Span
from report_kit.diagnostics.suggest import did_you_mean

Weight = Literal["error", "warning", "off"]
"""What `rules:` in report.yaml may say of a rule."""

RULES: tuple[Rule, ...] = excuses.RULES


def settle(
    diagnostics: Iterable[Diagnostic],
    *,
    rules: Mapping[str, Weight],
    known: Mapping[str, Rule],
    place: Callable[[str], Span | None],
    lines: Mapping[str, tuple[str, ...]],
    ran: Collection[str] | None = None,
) -> tuple[Diagnostic, ...]:
    """What remains after excuses in the sources and the severities of report.yaml, each once, in reading order.

    `rules`: the severities; `known`: every rule by name; `place`: where report.yaml names a rule; `ran`: the rules that
    were looked for, None for all.
    """
    left = excuse(diagnostics, lines, known, known if ran is None else ran)
    weighed = said_once(apply(left, rules, known, place), known)
    unfinished = {rule.name for rule in known.values() if rule.unfinished}
    return tuple(gathered(in_order(_late(one, unfinished) for one in weighed), known))


def _late(diagnostic: Diagnostic, unfinished: Collection[str]) -> Diagnostic:
    waits = diagnostic.severity is Severity.WARNING and diagnostic.rule in unfinished
    return replace(diagnostic, late=True) if waits else diagnostic


def apply(
    diagnostics: Iterable[Diagnostic],
    rules: Mapping[str, Weight],
    known: Mapping[str, Rule],
    place: Callable[[str], Span | None],
) -> tuple[Diagnostic, ...]:
    """`diagnostics` with the severities of `rules`; settings that cannot hold become diagnostics at `place(rule)`."""
    complaints = tuple(_complaints(rules, known, place))
    refused = {name for name, weight in rules.items() if name not in known or _lowers(known[name], weight)}
    weighed = []
    for diagnostic in (*diagnostics, *complaints):
        weight = None if diagnostic.rule in refused else rules.get(diagnostic.rule)
        if weight is None:
            weighed.append(diagnostic)
        elif weight != "off":
            weighed.append(replace(diagnostic, severity=Severity(weight)))
    return tuple(weighed)


def _complaints(
    rules: Mapping[str, Weight], known: Mapping[str, Rule], place: Callable[[str], Span | None]
) -> Iterator[Diagnostic]:
    for name, weight in rules.items():
        if name not in known:
            hint = did_you_mean(name, known) or "`report-kit check --rules` lists them all"
            yield UNKNOWN_RULE.at(place(name), f'there is no rule called "{name}"', hint)
        elif _lowers(known[name], weight):
            done = "switched off" if weight == "off" else "lowered to a warning"
            yield LOCKED_RULE.at(place(name), f'"{name}" always holds and cannot be {done}', "remove this line")


def _lowers(rule: Rule, weight: Weight) -> bool:
    """Whether `weight` takes something from a rule that always holds."""
    return rule.locked and (weight == "off" or (weight == "warning" and rule.severity is Severity.ERROR))
