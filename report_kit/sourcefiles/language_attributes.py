"""read_setting: in which language and direction a piece of text is set, as its attributes `lang` and `dir` say.

In: the `name="value"` pairs of one node. Out: a `Setting`. A language that is written from right to left says so by
itself (HTML knows the direction only where it is written: https://html.spec.whatwg.org/#the-dir-attribute), so
`{lang=ar}` alone turns its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model.inlines import Inline, Phrase
from report_kit.model.language import right_to_left
from report_kit.sourcefiles import yaml_rules
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.yaml_reader import shown

NAMES = ("lang", "dir")
"""Attributes that any text may have."""
_DIRECTIONS = ("rtl", "ltr")


class Setting(NamedTuple):
    """Language and direction; each empty where nothing is said."""

    language: str = ""
    direction: str = ""


def read_setting(page: Page, pairs: Iterable[Sequence[str]], span: Span) -> Setting:
    """What the attributes of a node at `span` say; a direction that is none is reported."""
    values = {name.lower(): value.strip() for name, value in pairs}
    language, written = values.get("lang", ""), values.get("dir", "")
    direction = written.lower()
    if direction not in _DIRECTIONS:
        if written and direction != "auto":  # 'auto' of HTML: as the letters say
            place = page.place_of(written, page.place_of("dir=", span))
            message = f"'{shown(written)}' is no direction of reading"
            page.report(yaml_rules.UNKNOWN_VALUE.at(place, message, "write dir=rtl (right to left) or dir=ltr"))
        direction = "rtl" if language and right_to_left(language) else ""
    return Setting(language, direction)


def set_apart(page: Page, blocks: tuple[b.Block, ...], setting: Setting, span: Span) -> tuple[b.Block, ...]:
    """`blocks` in a group with the language and direction of `setting`, where it says anything."""
    if not any(setting):
        return blocks
    anchor = page.anchors.next()
    return (b.Group(span=span, anchor=anchor, blocks=blocks, language=setting.language, direction=setting.direction),)


def set_apart_in_line(content: tuple[Inline, ...], setting: Setting, span: Span) -> tuple[Inline, ...]:
    """The same for words in a line."""
    if not any(setting) or not content:
        return content
    return (Phrase(span=span, content=content, language=setting.language, direction=setting.direction),)
