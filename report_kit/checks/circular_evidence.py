"""circular-evidence: findings, case studies and recommendations that rest only on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report_kit.checks.places import place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.model import blocks as b

RULE = Rule(
    name="circular-evidence",
    severity=Severity.ERROR,
    summary="A finding rests on something that in turn rests on the finding, and on nothing else.",
    why="A chain of evidence has to end in what was said or published; this one runs in a circle.",
    example="::: {.finding #F1}\nCosts fall [@CS1].\n:::\n\n::: {.case-study #CS1}\nIt shows what [@F1] says.\n:::",
    instead="::: {.finding #F1}\nCosts fall [@CS1; @N4].\n:::",
    group="evidence",
)
RULES = (RULE,)

_CHAIN = ("finding", "case_study", "recommendation")
"""Kinds of targets that need ground of their own; notes, quotes and references are the ground."""

_Pointers = Mapping[str, Mapping[str, Span]]


def check(view: View) -> Iterator[Diagnostic]:
    """Each circle once, at the citation that leads into it."""
    pointers, ground = _pointers(view)
    for circle in _circles(pointers, ground):
        yield RULE.at(
            pointers[circle[0]][circle[1]],
            f"the evidence goes round in a circle: {' → '.join(circle)}",
            "cite a note or a reference on which one of them rests",
        )


def in_circles(view: View) -> set[str]:
    """Everything in a circle that is reported; nothing where report.yaml switched this rule off."""
    if view.report.meta.rules.get(RULE.name) == "off":
        return set()
    return {member for circle in _circles(*_pointers(view)) for member in circle}


def _circles(pointers: _Pointers, ground: set[str]) -> Iterator[list[str]]:
    """Circles that share no member, each as a way from its first member back to it."""
    reported: set[str] = set()
    for start in pointers:
        if start in reported or start in ground:
            continue
        circle = _circle(start, pointers)
        if circle and not reported & set(circle):
            reported |= set(circle)
            yield circle


def _pointers(view: View) -> tuple[dict[str, dict[str, Span]], set[str]]:
    """Who cites whom in the chain, with the place; and those that reach a note, a quote or a reference."""
    targets = view.report.targets
    pointers: dict[str, dict[str, Span]] = {}
    ground: set[str] = set()
    for item, placed in view.citation_items():
        target = targets.get(item.id)
        for block in (*placed.around, placed.block):
            if not isinstance(block, b.Finding | b.CaseStudy | b.Recommendation) or target is None:
                continue
            if target.kind in _CHAIN:
                pointers.setdefault(block.anchor, {}).setdefault(item.id, item.span)
            elif target.kind in {"note", "quote", "reference"}:
                ground.add(block.anchor)
    for recommendation in view.report.recommendations.values():
        for finding in recommendation.findings:
            if finding in view.report.findings:
                place = place_of(view.report.lines, recommendation.span, finding, "for=")
                pointers.setdefault(recommendation.anchor, {}).setdefault(finding, place)
    for quote, placed in view.blocks_of(b.Quote):
        ground.update(block.anchor for block in placed.around if quote.of in targets)
    return pointers, _grounded(pointers, ground)


def _grounded(pointers: _Pointers, ground: set[str]) -> set[str]:
    """Everything from which a path leads to `ground`."""
    citing: dict[str, list[str]] = {}
    for source, cited in pointers.items():
        for target in cited:
            citing.setdefault(target, []).append(source)
    reached, waiting = set(ground), list(ground)
    while waiting:
        for source in citing.get(waiting.pop(), ()):
            if source not in reached:
                reached.add(source)
                waiting.append(source)
    return reached


def _circle(start: str, pointers: _Pointers) -> list[str]:
    """A shortest way from `start` back to it, both ends included; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for here in waiting:
        for there in pointers.get(here, ()):
            if there == start:
                way = [start, here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1] if len(way) > 2 else [start, start]
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return []
