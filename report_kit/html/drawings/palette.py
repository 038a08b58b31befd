"""Palette: the colours and letters of drawings, from the house style's tokens."""

from __future__ import annotations

from report_kit.lazy.dataclasses import dataclass
from report_kit.model.drawings import SHADES
from report_kit.model.sources import HouseStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as '#1b2428'."""

    ground: str
    ink: str
    pale: str
    line: str
    none: str
    """A cell without a number."""
    shades: tuple[tuple[str, str], ...]
    """Fill, and ink on it, from few to many."""
    labels: tuple[str, ...]
    """Font families to try before any of the system's."""


def palette_of(style: HouseStyle) -> Palette:
    """The palette of a house style; every style has these tokens (`PALETTE`)."""
    colours = style.colours
    few = len(SHADES) // 2 + 1
    inks = [colours["heat-on-few" if place < few else "heat-on-many"] for place in range(len(SHADES))]
    return Palette(
        ground=colours["heat-ground"],
        ink=colours["heat-ink"],
        pale=colours["heat-pale"],
        line=colours["heat-line"],
        none=colours["heat-none"],
        shades=tuple((colours[shade], ink) for shade, ink in zip(SHADES, inks, strict=True)),
        labels=tuple(style.labels.values()),
    )
