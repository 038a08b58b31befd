"""No kind of block or inline is forgotten: the templates of every medium print each, or say that they cannot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from report_kit import html
from report_kit.diagnostics import Span
from report_kit.html import page
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from tests.helpers.report_factory import report_with

TEMPLATES = Path(page.__file__).parent / "templates"
PIECES = {"ListItem", "Definition", "Cell"}
"""Printed by the blocks that they are pieces of."""


def asked_for(template: str, macro: str) -> set[str]:
    """The kinds that a macro of a template has a branch for."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    (body,) = re.findall(rf"{{% macro {macro}\(.*?{{%-? endmacro %}}", text, re.DOTALL)
    return set(re.findall(r'what == "(\w+)"', body))


@pytest.mark.parametrize("template", ["blocks.html.j2", "word/blocks.html.j2"])
def test_every_kind_of_block_has_a_branch(template: str) -> None:
    assert asked_for(template, "blocks") == {kind.__name__ for kind in get_args(b.Block)} - PIECES


@pytest.mark.parametrize("template", ["inlines.html.j2", "word/inlines.html.j2"])
def test_every_kind_of_inline_has_a_branch(template: str) -> None:
    assert asked_for(template, "inlines") == {kind.__name__ for kind in get_args(i.Inline)}


@pytest.mark.parametrize("medium", ["screen", "print", "word"])
def test_a_block_where_none_may_stand_is_no_silent_loss(medium: html.Medium) -> None:
    stray = b.Cell(span=Span("themes/01.md"), anchor="b_x", blocks=())
    with pytest.raises(TypeError, match="print no Cell here"):
        html.render(report_with(stray), medium)
