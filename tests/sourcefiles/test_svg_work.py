"""Work that a drawing asks for is counted before an engine does it."""

from __future__ import annotations

import pytest
from lxml import etree

from report_kit.diagnostics import Sink, Span
from report_kit.sourcefiles import svg_work
from report_kit.sourcefiles.images import read_asset
from report_kit.sourcefiles.svg_work import too_much
from tests.helpers.workspace import MemoryCache, MemoryFiles

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'


def svg(inside: str) -> str:
    return f"{HEAD}{inside}</svg>"


def levels(depth: int, times: int) -> str:
    groups = "".join(
        f'<g id="g{n}">{f"<use href={chr(34)}#g{n - 1}{chr(34)}/>" * times}</g>' for n in range(1, depth + 1)
    )
    return f'<defs><g id="g0"><rect width="1" height="1"/></g>{groups}</defs><use href="#g{depth}"/>'


FILTER = '<filter id="f"><feFlood/><feBlend in="SourceGraphic"/></filter>'

TOO_MUCH = {
    "eight levels of ten": (levels(8, 10), "<use>"),
    "a thousand levels of two": (levels(1_000, 2), "<use>"),
    "a loop of two": ('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>', "without end"),
    "a loop of one": ('<use id="x" href="#x"/>', "without end"),
    "a loop through its own parent": ('<g id="p"><rect/><use href="#p"/></g>', "without end"),
    "noise": ('<filter id="f"><feTurbulence numOctaves="1000"/></filter>', "octaves"),
    "noise without end": ('<filter id="f"><feTurbulence numOctaves="1e300"/></filter>', "octaves"),
    "a blur": ('<filter id="f"><feGaussianBlur stdDeviation="3 99999"/></filter>', "blur"),
    "a hundred thousand rectangles": ("<rect/>" * 100_000, "shapes"),
    "rules of style": (f"<style>{'a{fill:red}' * 3_000}</style>", "rules"),
    "filters": (FILTER + '<rect filter="url(#f)"/>' * 40, "filters"),
    "filters in styles": (FILTER + "<rect style=\"filter: url('#f')\"/>" * 40, "filters"),
    "filters, repeated": (f'{FILTER}<g id="a"><rect filter="url(#f)"/></g>' + '<use href="#a"/>' * 40, "filters"),
    "points": (f'<polyline points="{"0 0 " * 600_000}"/>', "points"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_no_page_can_show_is_told(name: str) -> None:
    inside, said = TOO_MUCH[name]
    assert said in too_much(etree.fromstring(svg(inside), etree.XMLParser(huge_tree=True)))


@pytest.mark.parametrize(
    "inside",
    [
        "<rect/>" * 1_000,
        levels(3, 10),
        '<use href="#nowhere"/><use href="other.svg#x"/><use/>',
        '<g id="a"><use href="#b"/></g><g id="b"><rect/></g><use href="#a"/>',
        FILTER + '<rect filter="url(#f)"/>' * 20,
        '<filter id="f"><feTurbulence numOctaves="4" baseFrequency="0.1"/><feGaussianBlur stdDeviation="3"/></filter>',
        "<g>" * 150 + "</g>" * 150,
        "<!-- a --><?x?><title>T</title>",
    ],
)
def test_what_people_draw_is_not(inside: str) -> None:
    assert too_much(etree.fromstring(svg(inside))) == ""


def test_counting_is_done_once_for_each_element(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    inside = svg_work._Counting._inside
    monkeypatch.setattr(svg_work._Counting, "_inside", lambda self, one: (asked.append(one), inside(self, one))[1])
    too_much(etree.fromstring(svg(levels(200, 50))))
    assert len(asked) < 3 * (200 * 51 + 10)


def test_it_is_told_at_the_place_where_the_picture_is_used() -> None:
    sink, here = Sink(), Span("themes/01-a.md", 3, 1)
    data = svg(levels(8, 10)).encode()
    assert read_asset(MemoryFiles({"a.svg": data}), MemoryCache(), "a.svg", here, sink) is None
    (found,) = sink
    assert (found.rule, found.span) == ("drawing-too-complex", here)
    assert 'the drawing "a.svg"' in found.message
