"""Fonts: static instances of variable files, the same at any time, kept in the cache."""

from __future__ import annotations

import io
import time

import pytest
from fontTools.ttLib import TTFont

from report_kit.sourcefiles.house_style import instances
from report_kit.sourcefiles.house_style.fonts import FONTS, SCRIPT_FONTS, FontFile
from tests.helpers.workspace import MemoryCache

ALL = FONTS | {name: font for fonts in SCRIPT_FONTS.values() for name, font in fonts.items()}


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "_MADE", {})


def opened(font: FontFile) -> TTFont:
    return TTFont(io.BytesIO(instances.instance(font, MemoryCache())))


@pytest.mark.parametrize("name", ALL)
def test_a_font_is_static_and_knows_its_name_and_weight(name: str) -> None:
    font, wanted = opened(ALL[name]), ALL[name]
    assert "fvar" not in font
    assert font["name"].getDebugName(16) == wanted.family
    assert font["name"].getDebugName(17) == wanted.style
    assert font["OS/2"].usWeightClass == dict(wanted.axes)["wght"]
    assert bool(font["OS/2"].fsSelection & 1) == (wanted.style == "Italic")
    assert font["head"].macStyle == {"Bold": 1, "Italic": 2}.get(wanted.style, 0)


@pytest.mark.parametrize("name", FONTS)
def test_the_fonts_of_every_report_have_greek_and_cyrillic_letters(name: str) -> None:
    characters = opened(FONTS[name]).getBestCmap()
    greek, cyrillic = (*range(0x391, 0x3A2), *range(0x3B1, 0x3CA)), range(0x410, 0x450)
    assert {*greek, *cyrillic, *map(ord, "£€–—“”‘’…¶")} <= characters.keys()


@pytest.mark.parametrize(
    ("name", "ascent", "descent"), [("SourceSerif4-Regular", 1036, 335), ("SourceSans3-Bold", 984, 273)]
)
def test_lines_are_as_high_wherever_a_program_looks(name: str, ascent: int, descent: int) -> None:
    font = opened(FONTS[name])
    line, system = font["hhea"], font["OS/2"]
    assert (line.ascent, -line.descent, line.lineGap) == (ascent, descent, 0)
    assert (system.sTypoAscender, -system.sTypoDescender, system.sTypoLineGap) == (ascent, descent, 0)
    assert (system.usWinAscent, system.usWinDescent) == (ascent, descent)


def test_the_same_font_has_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    font = FONTS["SourceCodePro-Regular"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = instances.instance(font, MemoryCache())
    instances._MADE.clear()
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert instances.instance(font, MemoryCache()) == first


def test_a_font_is_cut_once_for_a_project(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, font = MemoryCache(), FONTS["SourceSans3-Regular"]
    first = instances.instance(font, cache)
    instances._MADE.clear()
    monkeypatch.setattr(instances, "_cut", lambda *_: pytest.fail("cut again"))
    assert instances.instance(font, cache) == first
