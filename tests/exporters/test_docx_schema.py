"""The order of elements: Word calls a file damaged whose properties stand in another order than ECMA-376 says.

python-docx keeps the schema's sequences for its own use; they are a second opinion on ours.
"""

from __future__ import annotations

import inspect
import re

import pytest
from docx.oxml.section import CT_SectPr
from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_TblPr, CT_TcPr, CT_TrPr
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.parfmt import CT_PPr
from lxml import etree

from report_kit.exporters.docx.ooxml import ORDER, element, put, value
from tests.helpers.docx_export import rich
from tests.helpers.docx_text import q


def _sequence(kind: type) -> list[str]:
    """The children that python-docx knows, in order; the class deletes the name once it is built."""
    (listed,) = re.findall(r"_tag_seq = \((.*?)\)", inspect.getsource(kind), re.DOTALL)
    children = re.findall(r'"(\S+)"', listed)
    return ["w:headerReference", "w:footerReference", *children] if kind is CT_SectPr else children


SEQUENCES = {
    name: _sequence(kind)
    for name, kind in {
        "pPr": CT_PPr, "rPr": CT_RPr, "sectPr": CT_SectPr, "tblPr": CT_TblPr, "tcPr": CT_TcPr, "trPr": CT_TrPr,
        "style": CT_Style,
    }.items()
}  # fmt: skip
PARTS = ["document", "footnotes", "styles", "numbering", "header1", "footer1"]


@pytest.mark.parametrize("part", PARTS)
def test_properties_stand_in_the_order_of_the_schema(part: str) -> None:
    _, file = rich()
    seen = set()
    for node in file.tree(f"word/{part}.xml").iter():
        name = etree.QName(node).localname
        if name not in SEQUENCES or (name == "rPr" and etree.QName(node).namespace != etree.QName(q("w:p")).namespace):
            continue
        seen.add(name)
        ranks = [SEQUENCES[name].index("w:" + etree.QName(child).localname) for child in node]
        assert ranks == sorted(ranks), etree.tostring(node)
        repeatable = {"w:headerReference", "w:footerReference", "w:tblStylePr"}
        once = [rank for rank in ranks if SEQUENCES[name][rank] not in repeatable]
        assert len(once) == len(set(once)), etree.tostring(node)
    assert seen


@pytest.mark.parametrize("part", ["document", "footnotes"])
def test_properties_stand_first_in_what_they_describe(part: str) -> None:
    _, file = rich()
    owners = {"pPr": "p", "rPr": "r", "tblPr": "tbl", "trPr": "tr", "tcPr": "tc"}
    for node in file.tree(f"word/{part}.xml").iter(*(q(f"w:{name}") for name in owners)):
        parent = node.getparent()
        if parent.tag == q(f"w:{owners[etree.QName(node).localname]}"):
            assert parent[0] is node


def test_blocks_hold_only_what_the_schema_lets_them() -> None:
    _, file = rich()
    for holder, allowed in (("w:body", {"p", "tbl", "sdt", "sectPr"}), ("w:tc", {"tcPr", "p", "tbl"})):
        for node in file.document.iter(q(holder)):
            assert {etree.QName(child).localname for child in node} <= allowed
    assert file.document[0][-1].tag == q("w:sectPr")


def test_our_order_agrees_with_that_of_python_docx() -> None:
    for name, sequence in SEQUENCES.items():
        if name in ORDER:
            ours = [f"w:{child}" for child in ORDER[name]]
            shared = [child for child in sequence if child in ours]
            assert [child for child in ours if child in shared] == shared, name


def test_put_finds_the_place_and_replaces_what_is_there() -> None:
    node = element("w:pPr", None, value("w:pStyle", "A"), value("w:jc", "left"))
    put(node, element("w:keepNext"))
    put(node, value("w:jc", "right"))
    put(node, value("w:outlineLvl", 1))
    assert [etree.QName(child).localname for child in node] == ["pStyle", "keepNext", "jc", "outlineLvl"]
    assert node[2].get(q("w:val")) == "right"
