"""read_families: the fonts that style.yaml chooses for text, labels and code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from report_kit.diagnostics import Sink, did_you_mean
from report_kit.sourcefiles import reference_rules
from report_kit.sourcefiles.house_style.fonts import FACES, FONTS, KINDS, ROLES, Family
from report_kit.sourcefiles.house_style.settings import SettingsReader
from report_kit.sourcefiles.yaml_reader import Node, shown

_KEYS = ("name", "kind", "faces", "on_screen", "in_word")
_SIGNS = frozenset(" .-_+")
"""Beside letters and digits: what the name of a font may hold, so that it stands in CSS as it is."""


def read_families(style: Node, below: Mapping[str, Family], sink: Sink) -> dict[str, Family]:
    """The family of each role, in the order of the roles; `below` are those of the style it is based on."""
    families = dict(below)
    node = style.child("fonts")
    if node is not None and not node.is_empty:
        reader = _Reader(sink)
        for role, given in reader.entries(node, ROLES):
            families[role] = reader.family(role, given, below.get(role))
    for role in ROLES:
        if role not in families:
            hint = "name a family for text, display and code, or write: based_on: plain"
            sink.add(reference_rules.BAD_HOUSE_STYLE.at((node or style).span, f"fonts: says nothing of {role}", hint))
            families[role] = Family(role=role, name="serif", kind="serif", faces={})
    return {role: families[role] for role in ROLES}


class _Reader(SettingsReader):
    def family(self, role: str, node: Node, below: Family | None) -> Family:
        """What one role says; what it leaves out is taken from `below`."""
        given = dict(self.entries(node, _KEYS))
        made = below or Family(role=role, name="", kind="serif", faces={})
        if "faces" in given:
            made = replace(made, faces=self._faces(given["faces"]))
        if "kind" in given:
            kind = given["kind"].text or ""
            if kind not in KINDS:
                self._wrong(given["kind"], f"'{shown(kind)}' is no kind of font", f"write one of {', '.join(KINDS)}")
            else:
                made = replace(made, kind=kind)
        if "name" in given:
            made = replace(made, name=self._name(given["name"]))
        if "on_screen" in given:
            made = replace(made, on_screen=self._names(given["on_screen"]))
        if "in_word" in given:
            made = replace(made, in_word=self._names(given["in_word"]))
        if not made.name or "regular" not in made.faces:
            self._wrong(node, f"the fonts for {role} need a name and faces", "name: …, and faces: {regular: …}")
        return made

    def _faces(self, node: Node) -> dict[str, str]:
        faces = {}
        for face, value in self.entries(node, FACES):
            name = value.text or ""
            if name in FONTS:
                faces[face] = name
            else:
                hint = did_you_mean(name, FONTS) or f"there are {', '.join(FONTS)}"
                self._wrong(value, f"there is no font called '{shown(name)}'", hint)
        return faces

    def _names(self, node: Node) -> tuple[str, ...]:
        if node.items is None:
            self._wrong(node, "a list of fonts is due here", "write [Georgia, Cambria]")
        return tuple(self._name(item) for item in node.items or ())

    def _name(self, node: Node) -> str:
        text = (node.text or "").strip()
        if text and len(text) < 60 and all(sign.isalnum() or sign in _SIGNS for sign in text):
            return text
        self._wrong(node, f"'{shown(text)}' is no name of a font", "use letters, digits and blanks")
        return "serif"
