"""word_settings: `word.yaml` as plain values, checked, tokens put in.

In: its tree of values. Out: what the Word exporter reads (`page`, `styles`, `table`). What cannot be a length, a
colour or a font is reported where it stands and left out.
"""

from __future__ import annotations

from typing import Any

from report_kit.diagnostics import Sink
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles.house_style.fonts import ROLES
from report_kit.sourcefiles.house_style.settings import SettingsReader
from report_kit.sourcefiles.house_style.tokens import Tokens
from report_kit.sourcefiles.yaml_reader import Node, shown

_PAGE = dict.fromkeys(("width", "height", "top", "bottom", "left", "right", "header", "footer"), "length")
_RULE = {"width": "length", "space": "length", "colour": "colour"}
_STYLE = {
    "size": "size",
    **dict.fromkeys(("line", "before", "after", "left", "right", "hanging", "tracking"), "length"),
    **dict.fromkeys(("bold", "italic", "caps"), "yes"),
    **dict.fromkeys(("rule_top", "rule_bottom", "rule_left", "box"), "rule"),
    "colour": "colour",
    "fill": "colour",
    "font": "font",
    "align": "align",
}
_TABLE = {"rule": "rule", "head_rule": "rule", "padding": "length"}
_LENGTH = pattern(r"(-?\d{0,4}(?:\.\d{1,4})?)(mm|pt)?")
_A4 = {"width": 595.0, "height": 842.0}
_LEAST, _MOST = 72, 4000
"""Points of text across a page and down."""
_CHOICES = {"font": ROLES, "align": ("left", "right", "center"), "yes": ("yes", "no", "true", "false", "on", "off")}


def word_settings(root: Node, tokens: Tokens, sink: Sink) -> dict[str, Any]:
    """What `root`, the content of word.yaml, sets."""
    reader = _Reader(tokens, sink)
    made: dict[str, Any] = {"page": {}, "styles": {}, "table": {}}
    for key, value in reader.entries(root, ("page", "styles", "table")):
        if key == "page":
            made["page"] = reader.page(value)
        elif key == "table":
            made["table"] = reader.settings(value, _TABLE)
        else:
            made["styles"] = {name: reader.settings(style, _STYLE) for name, style in reader.entries(value)}
    return made


class _Reader(SettingsReader):
    EXAMPLE = "write {size: 12, line: 17}"

    def __init__(self, tokens: Tokens, sink: Sink) -> None:
        super().__init__(sink)
        self._tokens = tokens

    def page(self, node: Node) -> dict[str, str]:
        """The page, if it leaves room for text."""
        made = self.settings(node, _PAGE)
        size = {name: points(length) or 0 for name, length in made.items()}
        for side, (one, other) in {"width": ("left", "right"), "height": ("top", "bottom")}.items():
            room = size.get(side, _A4[side]) - size.get(one, 72) - size.get(other, 72)
            if min(size.values(), default=0) < 0 or not _LEAST <= room <= _MOST:
                self._wrong(node, f"the {side} of this page leaves no room for text", "write width: 210mm, left: 30mm")
        return made

    def settings(self, node: Node, kinds: dict[str, str]) -> dict[str, Any]:
        """The settings of one style, the page or the tables."""
        made = {}
        for name, value in self.entries(node, tuple(kinds)):
            read = self._value(value, kinds[name])
            if read is not _NOTHING:
                made[name] = read
        return made

    def _value(self, node: Node, kind: str) -> Any:
        if kind == "rule":
            return self._rule(node)
        text = self._tokens.in_value(node)
        if kind == "colour":
            return text if self._tokens.value(text, node.span) is not None else _NOTHING
        if kind == "size":
            size = points(text) or 0
            if size >= 1:
                return f"{round(size * 2) / 2:g}"  # Word knows half points (ECMA-376-1, 17.3.2.38)
            self._wrong(node, f"'{shown(text)}' is no size of type", "write 10.5")
            return _NOTHING
        if kind == "length":
            if points(text) is not None:
                return text.removesuffix("pt")
            self._wrong(node, f"'{shown(text)}' is no length in points or mm", "write 12, 12.5 or 30mm")
            return _NOTHING
        if text.lower() in _CHOICES[kind]:
            return text.lower()
        self._wrong(node, f"'{shown(text)}' is none of {', '.join(_CHOICES[kind])}", "")
        return _NOTHING

    def _rule(self, node: Node) -> Any:
        """A line; None where the style it is based on has one and this has none."""
        if node.is_empty:
            return None
        made = self.settings(node, _RULE)
        if "colour" not in made:
            self._wrong(node, "this line has no colour", "write {width: 0.5, colour: line}")
        return made


_NOTHING = object()


def points(length: str) -> float | None:
    """A length in points; None where it is none."""
    found = _LENGTH.fullmatch(length)
    if found is None or not any(sign.isdigit() for sign in found[1]):
        return None
    return float(found[1]) * (72 / 25.4 if found[2] == "mm" else 1)
