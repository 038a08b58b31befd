"""unknown-part: a name in `parts:` that no part has, or that stands there twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from report_kit.model.entities import Parts
from report_kit.model.part_order import THEMES, named

RULE = Rule(
    name="unknown-part",
    severity=Severity.ERROR,
    summary="The order of parts names something that is no part, or names it twice.",
    why="What was meant is missing where readers look for it, or stands somewhere else.",
    example="parts: [executive_summary, themes, recomendations]",
    instead="parts: [executive_summary, themes, recommendations]",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Every name in the list."""
    report = view.report
    parts = report.meta.parts
    order, is_table = parts.order, parts.says("order")
    kinds = [field.name for field in fields(Parts) if field.name != "order"]
    sections = [part.id for part in report.parts if not part.derived and part.kind != "theme"]
    known = (THEMES, *kinds, *sections)
    seen: set[str] = set()
    for number, name in enumerate(order):
        plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
        place = parts.at("order", number) if is_table else parts.at(number)
        if plain in seen:
            yield RULE.at(place, f'"{name}" stands in the order twice', "keep one of the two")
        elif not named(report.parts, name) and plain not in kinds:
            if report.unread:
                continue  # it may be in a file that was not understood
            hint = did_you_mean(plain, [one.replace("-", "_") for one in known]) or did_you_mean(name, known)
            yield RULE.at(place, f'there is no part called "{name}"', hint or f"there are {', '.join(known)}")
        elif plain in kinds and not getattr(parts, plain):
            yield RULE.at(place, f'"{name}" stands in the order, and is switched off', f"write {plain}: yes below it")
        seen.add(plain)
