"""PIXELS: how many CSS pixels the absolute units of length have (CSS Values and Units Level 4, 6.2)."""

from __future__ import annotations

PIXELS = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6,
}  # fmt: skip
