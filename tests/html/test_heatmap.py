"""The heat map: well-formed, accessible, legible, whatever the labels."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.html.drawings.heatmap import heatmap_svg
from report_kit.html.drawings.palette import palette_of
from tests.helpers.report_factory import plain_style
from tests.helpers.wording import ENGLISH

PALETTE = palette_of(plain_style())
SVG = "{http://www.w3.org/2000/svg}"
LONG = "The Chartered Institute of Public Finance and Accountancy & friends"


def drawn(rows: list[str], columns: list[str], values: list[list[int]]) -> ET.Element:
    svg = heatmap_svg(
        rows,
        columns,
        values,
        "A title",
        "What it shows",
        palette=PALETTE,
        wording=ENGLISH,
        unit="notes",
        id_prefix="m1",
    )
    return ET.fromstring(svg.text)


def printed(svg: ET.Element) -> list[str]:
    """The visible text: that of text elements without their tooltips."""
    return ["".join([text.text or "", *(child.tail or "" for child in text)]) for text in svg.iter(f"{SVG}text")]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_it_has_a_name_a_description_and_a_role() -> None:
    svg = drawn(["F1"], ["N1"], [[1]])
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "m1:title m1:desc"
    names = {element.get("id"): element.text for element in svg if element.get("id")}
    assert names == {"m1:title": "A title", "m1:desc": "What it shows"}


def test_every_number_is_printed_and_told() -> None:
    svg = drawn(["F1", "F2"], ["N1", "N2"], [[1, 0], [3, 12]])
    assert {"1", "3", "12", "F1", "F2", "N1", "N2"} <= set(printed(svg))
    cells = [group.find(f"{SVG}title") for group in svg.iter(f"{SVG}g")]
    assert [cell.text for cell in cells if cell is not None] == [
        "F1, N1: 1 notes",
        "F1, N2: 0 notes",
        "F2, N1: 3 notes",
        "F2, N2: 12 notes",
    ]


def test_a_long_label_over_a_column_is_cut_and_whole_in_its_tooltip() -> None:
    svg = drawn(["F1"], [LONG, "Nesta"], [[1, 2]])
    assert LONG not in printed(svg)
    (cut,) = [text for text in printed(svg) if text.endswith("…")]
    assert LONG.startswith(cut[:-1])
    assert [title.text for title in svg.iter(f"{SVG}title")].count(LONG) == 1


def test_a_long_label_of_a_row_takes_three_lines_before_it_is_cut() -> None:
    columns = [f"N{number}" for number in range(12)]
    short = drawn(["F1"], columns, [[1] * 12])
    two_lines = drawn(["1 Data already saves money and improves services"], columns, [[1] * 12])
    assert {"1 Data already saves money and", "improves services"} <= set(printed(two_lines))
    assert float(two_lines.get("height", 0)) > float(short.get("height", 0))
    too_long = drawn([LONG * 3], columns, [[1] * 12])
    assert [text for text in printed(too_long) if text.endswith("…")]
    assert LONG * 3 in [title.text for title in too_long.iter(f"{SVG}title")]


def test_few_columns_make_a_narrow_picture_with_room_for_labels() -> None:
    svg = drawn(["1 Data already saves money and improves services"], ["E1"], [[3]])
    assert float(svg.get("width", 0)) < 640
    assert svg.get("viewBox") == f"0 0 {svg.get('width')} {svg.get('height')}"
    assert not [text for text in printed(svg) if text.endswith("…")]


def test_text_keeps_its_contrast_on_every_shade() -> None:
    for largest in range(1, 30):
        svg = drawn(["F"], [str(n) for n in range(largest + 1)], [list(range(largest + 1))])
        for group in svg.iter(f"{SVG}g"):
            cell, number = group.find(f"{SVG}rect"), group.find(f"{SVG}text")
            if cell is not None and number is not None:
                assert contrast(str(cell.get("fill")), str(number.get("fill"))) >= 4.5


def test_more_has_a_darker_shade() -> None:
    svg = drawn(["F"], [str(n) for n in range(1, 25)], [list(range(1, 25))])
    cells = [group.find(f"{SVG}rect") for group in svg.iter(f"{SVG}g")]
    shades = [luminance(str(cell.get("fill"))) for cell in cells if cell is not None]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 5


def test_a_wide_matrix_goes_on_in_further_panels_inside_the_picture() -> None:
    columns = [f"P{number:02}" for number in range(1, 61)]
    svg = drawn(["F1", "F2"], columns, [[1] * 60, [2] * 60])
    assert printed(svg).count("F1") > 1
    assert set(columns) <= set(printed(svg))
    for cell in svg.iter(f"{SVG}rect"):
        assert float(cell.get("x", 0)) + float(cell.get("width", 0)) <= 640
        assert float(cell.get("width", 0)) >= 16


def test_what_does_not_fit_is_counted() -> None:
    assert "30 further columns are in the table." in printed(drawn(["F"], [str(n) for n in range(150)], [[0] * 150]))
    assert "5 further rows are in the table." in printed(drawn([str(n) for n in range(125)], ["x"], [[0]] * 125))


def test_nothing_is_drawn_as_nothing() -> None:
    assert printed(drawn([], [], [])) == ["There is nothing to show."]


@pytest.mark.parametrize("values", [[[1]], [[1, 2], [3, 4]], [[1, -1]], []])
def test_values_that_do_not_fit_are_refused(values: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"not 1 rows of 2|below zero"):
        heatmap_svg(["F"], ["x", "y"], values, "t", "d", palette=PALETTE, wording=ENGLISH, unit="notes")


@given(
    st.lists(st.text(max_size=40), max_size=5),
    st.lists(st.text(max_size=40), max_size=20),
    st.data(),
)
def test_any_labels_make_well_formed_xml_without_script(
    rows: list[str], columns: list[str], data: st.DataObject
) -> None:
    values = [[data.draw(st.integers(0, 40)) for _ in columns] for _ in rows]
    source = heatmap_svg(
        rows,
        columns,
        values,
        "".join(rows),
        "".join(columns),
        palette=PALETTE,
        wording=ENGLISH,
        unit="notes",
        id_prefix='a"<b',
    ).text
    svg = ET.fromstring(source)
    allowed = {"svg", "title", "desc", "rect", "g", "text"}
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= allowed
    assert not re.search(r"\bon\w+=|href|style=", re.sub(r">[^<]*<|\"[^\"]*\"", "", source))
    height = float(svg.get("height", 0))
    assert all(float(text.get("y", 0)) <= height for text in svg.iter(f"{SVG}text"))
