"""in_given_order, lettered: the parts of a report in the order that report.yaml gives, and the letters of appendices.

In: the parts as they stand by themselves, and names. Out: the same parts. A name is that of a derived part, `themes`,
or the id of a section. What is not named stands before them, if it is front matter, else behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product, takewhile
from string import ascii_uppercase
from typing import Literal

from report_kit.model.entities import SectionHead
from report_kit.model.report import Part
from report_kit.model.wording import Wording

THEMES = "themes"
"""Stands for all themes."""


def in_given_order(parts: Sequence[Part], order: Sequence[str]) -> tuple[Part, ...]:
    """`parts`, those that `order` names in its order; what comes to stand before the themes is front matter."""
    if not order:
        return tuple(parts)
    chosen: list[Part] = []
    for name in order:
        chosen += [part for part in named(parts, name) if part not in chosen]
    front = [part for part in parts if part.placement == "front" and part not in chosen]
    rest = [part for part in parts if part not in chosen and part not in front]
    # Themes that nobody names stay behind the front matter.
    themes = [part for part in rest if part.kind == "theme"]
    start = sum(1 for part in takewhile(lambda part: part.placement == "front", chosen)) if themes else 0
    back = [part for part in rest if part.kind != "theme"]
    placed = [*front, *chosen[:start], *themes, *chosen[start:], *back]
    first = next((number for number, part in enumerate(placed) if part.kind == "theme"), len(placed))
    return tuple(
        part if part.kind == "theme" else replace(part, placement="front" if number < first else "back")
        for number, part in enumerate(placed)
    )


def placement_of(head: SectionHead) -> Literal["front", "back"]:
    """Where a section stands: as it says, or as its kind usually does."""
    if head.placement:
        return head.placement
    return "back" if head.kind in ("acknowledgements", "biographies", "appendix") else "front"


def lettered(parts: Sequence[Part]) -> tuple[Part, ...]:
    """`parts`, the appendices among them with the letters of their order: A to Z, AA …"""
    letters = ("".join(each) for size in (1, 2) for each in product(ascii_uppercase, repeat=size))
    return tuple(replace(part, letter=next(letters, "")) if part.role == "appendix" else part for part in parts)


def part_label(part: Part, wording: Wording) -> str:
    """'Theme 2', 'Appendix A'; empty for other parts."""
    if part.kind == "theme":
        return wording("label.theme", number=part.number)
    return wording("label.appendix", number=part.letter) if part.letter else ""


def named(parts: Sequence[Part], name: str) -> list[Part]:
    """The parts that `name` means: one, all themes, or none."""
    plain = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if plain == THEMES:
        return [part for part in parts if part.kind == "theme"]
    derived = [part for part in parts if part.derived and part.kind.replace("_", "-") == plain]
    written = [part for part in parts if not part.derived and part.kind != "theme"]
    return derived or [part for part in written if part.id.casefold() in (plain, f"section-{plain}")][:1]
