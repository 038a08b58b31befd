"""The plain house style: its colours can be told apart, and the PDF engine understands its stylesheet."""

from __future__ import annotations

import itertools
import logging
import re

import pytest

from report_kit.html.drawings.heatmap import heatmap_svg
from tests.helpers.report_factory import plain_style

VARIABLE = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")


def palettes() -> dict[str, dict[str, str]]:
    """Colours by name, for light and for dark."""
    first, second = re.findall(r":root \{(.*?)\}", plain_style().screen_css, re.DOTALL)[:2]
    light = dict(VARIABLE.findall(first))
    return {"light": light, "dark": light | dict(VARIABLE.findall(second))}


def luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_every_ground_it_is_printed_on(scheme: str) -> None:
    colours = palettes()[scheme]
    for text, ground in itertools.product(("ink", "muted", "accent"), ("paper", "tint", "sand")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for text, ground in (("cover-ink", "cover"), ("cover-soft", "cover"), ("mark-ink", "mark"), ("paper", "accent")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_the_house_style_knows_the_classes_of_the_heat_map_and_keeps_its_numbers_legible_in_the_dark() -> None:
    svg = heatmap_svg(["a"], list("bcdef"), [[1, 2, 3, 4, 5]], "Title", "What it shows").text
    fills = re.findall(r'class="cell (shade-\d)" fill="(#[0-9a-f]{6})"', svg)
    inks = re.findall(r'class="(on-shade-\d)" fill="(#[0-9a-f]{6})"', svg)
    dark = dict(fills) | dict(inks)
    screen = plain_style().screen_css
    (rules,) = re.findall(r"@media screen and \(prefers-color-scheme: dark\) \{(.*?)\n\}", screen, re.DOTALL)
    for selector, colour in re.findall(r"\.drawing ([^{]+?) \{ fill: (#[0-9a-f]+) \}", rules):
        long = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
        dark |= dict.fromkeys(re.findall(r"(?:on-)?shade-\d", selector), long)
    for number in range(1, 6):
        assert contrast(dark[f"shade-{number}"], dark[f"on-shade-{number}"]) >= 4.5, number
    assert all(f".drawing .{name} {{" in screen for name in ("ground", "ink", "pale", "none", "cell"))


def test_print_uses_the_light_palette_and_no_other_colour() -> None:
    without_pictures = re.sub(r"url\([^)]*\)", "", plain_style().print_css)
    printed = set(re.findall(r"#[0-9a-f]{3,6}", without_pictures))
    assert printed <= {*palettes()["light"].values(), "#fff"}


def test_the_pdf_engine_understands_every_line_of_the_print_stylesheet(caplog: pytest.LogCaptureFixture) -> None:
    import weasyprint

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.CSS(string=plain_style().print_css)
    assert caplog.messages == []


@pytest.mark.parametrize("css", ["screen_css", "print_css"])
def test_the_stylesheets_ask_for_nothing_outside_the_house_style(css: str) -> None:
    addresses = re.findall(r"url\(([^)]*)\)", getattr(plain_style(), css))
    fonts = {a for a in addresses if a.startswith("font:")}
    assert fonts
    assert fonts <= {f"font:{name}" for name in plain_style().fonts}
    assert all(a.startswith(("font:", "data:image/svg+xml")) for a in addresses)
    assert "@import" not in getattr(plain_style(), css)
