"""Scripts: where a report is written in several further scripts, words in each get its own font.

The theme has one font for all complex scripts, which does for a report that has one of them. Otherwise a run is parted
where the script changes, and each part names its font (ECMA-376-1, 17.3.2.26).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.look import ROLES
from report_kit.exporters.docx.ooxml import element, put, q
from report_kit.model.scripts import script_of, scripts_in

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def name_script_fonts(draft: Draft) -> None:
    """Name the font of every run in one of several further scripts."""
    if len(draft.look.fonts.keys() - set(ROLES)) < 2:
        return
    for story in draft.stories():
        for run in list(story.iter(q("w:r"))):
            text = run.find(q("w:t"))
            content = [child for child in run if child.tag != q("w:rPr")]
            if text is not None and content == [text] and scripts_in([text.text or ""]):
                _part(run, text.text or "")


def _part(run: Element, text: str) -> None:
    """Put a run for each piece of `text` in the place of `run`."""
    parent = run.getparent()
    assert parent is not None
    for family, piece in pieces(text):
        made = deepcopy(run)
        words = made.find(q("w:t"))
        assert words is not None
        words.text = piece
        words.set(_SPACE, "preserve")
        if family:
            look = made.find(q("w:rPr"))
            if look is None:
                look = element("w:rPr")
                made.insert(0, look)
            put(look, element("w:rFonts", {"w:cs": family}))
        run.addprevious(made)
    parent.remove(run)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Font (empty: the style's own) and words of each piece of `text`; blanks stay with what is before them."""
    families, family = [], ""
    for sign in text:
        script = script_of(sign)
        if script is not None or sign.isalnum():
            family = script.family if script else ""
        families.append(family)
    for family, group in groupby(zip(families, text, strict=True), key=lambda each: each[0]):
        yield family, "".join(sign for _, sign in group)
