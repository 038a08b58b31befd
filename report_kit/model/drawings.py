"""Drawings that the report makes of its own numbers, as data: what is shown, not how it looks.

A figure names one by its path, as it names an author's picture. Whoever prints the report draws it, in the colours and
letters of the house style.
"""

from __future__ import annotations

from report_kit.lazy.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """Counts in rows and columns. Nothing is in it that may not be told: its words and numbers are printed as they are.

    Hashable, so that it is drawn once however many pages show it.
    """

    path: str
    """What a `Figure` names as its source; no path of a project."""
    title: str
    """Its name, for those who do not see it."""
    alt: str
    """What it shows, in a sentence."""
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    """One line for each row."""
    unit: str
    """What is counted: 'notes'."""


Drawing = HeatMap
"""Every kind of drawing."""

SHADES = ("heat-1", "heat-2", "heat-3", "heat-4", "heat-5")
"""Colours from few to many."""

PALETTE = ("heat-ground", "heat-ink", "heat-pale", "heat-line", "heat-none", *SHADES, "heat-on-few", "heat-on-many")
"""The colours of a house style that drawings are made with."""
