"""The page by part: every part can be found, and joined they are the page."""

from __future__ import annotations

import re
from typing import Literal

import lxml.html
import pytest

from report_kit.html import render, render_by_part
from report_kit.model.page import Page
from tests.helpers import report_factory as make

MEDIA: tuple[Literal["screen", "print", "word"], ...] = ("screen", "print", "word")
FRONT = {
    "screen": ["cover", "contents"],
    "print": ["cover", "imprint", "contents"],
    "word": ["cover", "imprint", "contents"],
}
BACK = {"screen": ["footnotes", "cards", "imprint"], "print": [], "word": ["footnotes"]}


@pytest.mark.parametrize("medium", MEDIA)
def test_joined_they_are_the_page(medium: Literal["screen", "print", "word"]) -> None:
    report = make.rich_report()
    page = render_by_part(report, medium)
    assert page.html == render(report, medium)
    assert page.html.startswith("<!DOCTYPE html>")
    assert page.html.endswith("</html>\n")


@pytest.mark.parametrize("medium", MEDIA)
def test_every_part_of_the_report_is_one_of_the_page_in_order(medium: Literal["screen", "print", "word"]) -> None:
    report = make.rich_report()
    keys = [part.key for part in render_by_part(report, medium).parts]
    assert keys == [*FRONT[medium], *(f"part:{part.id}" for part in report.parts), *BACK[medium]]


@pytest.mark.parametrize("medium", MEDIA)
def test_each_part_is_whole_and_knows_the_ids_in_it(medium: Literal["screen", "print", "word"]) -> None:
    page = render_by_part(make.rich_report(), medium)
    for part in page.parts:
        inside = lxml.html.fragment_fromstring(f"<div>{part.html}</div>")
        assert list(part.anchors) == inside.xpath(".//@id"), part.key
        opened, closed = (
            len(re.findall(tag, part.html)) for tag in (r"<(?:div|section|ol)\b", r"</(?:div|section|ol)>")
        )
        assert opened == closed, part.key
    whole = lxml.html.document_fromstring(page.html)
    around = {"content:"} if medium == "screen" else set()
    assert {name for part in page.parts for name in part.anchors} | around == set(whole.xpath("//@id"))


def test_a_finding_is_in_the_part_that_it_stands_in() -> None:
    parts = {part.key: part for part in render_by_part(make.rich_report(), "screen").parts}
    assert "F1" in parts["part:leadership"].anchors
    assert "F1" not in parts["part:money"].anchors
    assert ">Finding 1<" in parts["part:leadership"].html


def test_words_that_look_like_an_id_are_none() -> None:
    report = make.report_with('<p id="made-up"> id="made-up"', make.callout(' id="made-up" ', "A box."))
    page = render_by_part(report, "screen")
    assert not [name for part in page.parts for name in part.anchors if "made" in name]


def test_what_a_report_does_not_have_is_no_part() -> None:
    keys = [part.key for part in render_by_part(make.report_with("Text."), "screen").parts]
    assert keys[:3] == ["cover", "contents", "part:only"]
    assert not {"footnotes", "cards"} & set(keys)


def test_no_part_gives_an_empty_page() -> None:
    assert Page().html == ""
