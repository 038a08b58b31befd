"""Loader: the files of one house style, put together.

In: the folder of a style (a `Root`) and the scripts that the report is written in. Out: the style, its fonts not yet
opened; what is wrong with it goes to the sink, at its place.
"""

from __future__ import annotations

import re
from functools import cache

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.drawings import PALETTE
from report_kit.model.sources import HouseStyle
from report_kit.sourcefiles import limits, reference_rules
from report_kit.sourcefiles.house_style import DEFAULT, FOLDER, package_styles
from report_kit.sourcefiles.house_style.families import read_families
from report_kit.sourcefiles.house_style.fonts import (
    FONTS,
    ROLES,
    SCRIPT_FONTS,
    Family,
    FontFile,
    Medium,
    script_family,
)
from report_kit.sourcefiles.house_style.foreign_css import PICTURE_NAME
from report_kit.sourcefiles.house_style.instances import instance
from report_kit.sourcefiles.house_style.roots import PackageRoot, Root
from report_kit.sourcefiles.house_style.tokens import GROUPS, Tokens
from report_kit.sourcefiles.house_style.word import word_settings
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import Node, read_yaml, shown
from report_kit.workspace import Cache

KEYS = ("based_on", "fonts", *GROUPS)
"""What style.yaml may say."""

_FONT = pattern(r"url\(font:([^)\s]+)\)")
_PICTURE = pattern(rf"url\(\s*([\"']?)({PICTURE_NAME})\1\s*\)")


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A style before its fonts are opened."""

    style: HouseStyle
    faces: tuple[str, ...]
    """Names of the fonts that it asks for."""

    def opened(self, cached: Cache) -> dict[str, bytes]:
        """The fonts."""
        return {face: instance(_font(face), cached) for face in dict.fromkeys(self.faces)}


def _font(name: str) -> FontFile:
    return FONTS.get(name) or next(fonts[name] for fonts in SCRIPT_FONTS.values() if name in fonts)


@cache
def of_package(name: str, scripts: tuple[str, ...]) -> Unfilled:
    """A style of the toolkit."""
    sink = Sink()
    style = Loader(name, PackageRoot(name), sink, scripts).load()
    assert style is not None
    assert not sink.diagnostics, sink.diagnostics  # our bug
    return style


@dataclass(slots=True)
class Loader:
    """Reads one style."""

    name: str
    root: Root
    sink: Sink
    scripts: tuple[str, ...]

    def load(self) -> Unfilled | None:
        """The style; None (and a diagnostic) where something that it needs is not there."""
        style = self._yaml(self.root, "style.yaml")
        if style is None:
            return None
        for key, (node, _) in (style.keys or {}).items():
            if key not in KEYS:
                self._wrong(node.span, f"'{shown(key)}' says nothing here", did_you_mean(key, KEYS))
        tokens, families = Tokens(self.sink), dict[str, Family]()
        base = self._base(style)
        if base is not None:
            below = self._yaml(base, "style.yaml")
            assert below is not None
            tokens.read(below)
            families = read_families(below, {}, self.sink)
        tokens.read(style)
        families = read_families(style, families, self.sink)
        made = self._make(tokens, families, base)
        tokens.report_unused()
        return made

    def _base(self, style: Node) -> Root | None:
        node = style.child("based_on")
        if node is None:
            return None
        known = package_styles()
        if node.text in known and node.text != self.name:
            return PackageRoot(node.text)
        hint = did_you_mean(node.text or "", known) or f"there is: {', '.join(sorted(known))}"
        self._wrong(node.span, "a style is based on one that comes with the toolkit", hint)
        return None

    def _make(self, tokens: Tokens, families: dict[str, Family], base: Root | None) -> Unfilled | None:
        sheets = {}
        everyone = families | {code: script_family(code) for code in self.scripts}
        fonts = [face for family in everyone.values() for face in family.faces.values()]
        for medium in ("screen", "print"):
            found = self._sheet(f"{medium}.css", base)
            if found is None:
                return None
            root, source = found
            sheets[medium] = self._css(root, source, tokens, everyone, medium)
            fonts += [name for name in _FONT.findall(sheets[medium]) if name in FONTS]
        word = self._word(tokens, base)
        for colour in PALETTE:
            tokens.value(colour, Span(f"{FOLDER}/{self.name}/style.yaml"))
        style = HouseStyle(
            name=self.name,
            sheets=sheets,
            word=word
            | {
                "fonts": {role: family.word() for role, family in everyone.items()},
                "colours": tokens.colours(),
            },
            fonts={},
            colours=tokens.colours(),
            lengths=tokens.lengths(),
            labels={"css": families["display"].css_name, "name": families["display"].name},
        )
        return Unfilled(style, tuple(fonts))

    def _sheet(self, name: str, base: Root | None) -> tuple[Root, SourceText] | None:
        """The stylesheet `name`, of this style or the one below, and the folder it lies in."""
        before = self.sink.total
        for root in filter(None, (self.root, base)):
            source = root.stylesheet(name)
            if source is not None:
                return root, source
            if self.sink.total > before:
                return None
        self._missing(name)
        return None

    def _css(self, root: Root, source: SourceText, tokens: Tokens, families: dict[str, Family], medium: Medium) -> str:
        """A stylesheet with everything put in, and the fonts that it asks for before it."""
        others = [families[code] for code in self.scripts]
        stacks = {f"font-{role}": families[role].stack(medium, others) for role in ROLES}
        asked = {name.strip() for name in re.findall(r"token\(([^()]*)\)", source.text)}
        text = tokens.put_in(source, stacks)

        def picture(match: re.Match[str]) -> str:
            line = source.text.count("\n", 0, max(0, source.text.find(match[0]))) + 1
            place = Span(source.file, line, 1, line, source.end_of(line))
            before = self.sink.total
            address = root.picture(match[2], place, tokens.put_in)
            if not address and self.sink.total == before:
                self._wrong(place, f"there is no picture {match[2]} beside this file", "save it there")
            return f'url("{address}")'

        text = _PICTURE.sub(picture, text)
        wanted = [role for role in families if f"font-{role}" in asked or role in self.scripts]
        faces = "".join(families[role].css(medium) for role in wanted)
        return f"{faces}\n{text}"

    def _word(self, tokens: Tokens, base: Root | None) -> dict[str, object]:
        for root in filter(None, (self.root, base)):
            before = self.sink.total
            node = self._yaml(root, "word.yaml", needed=False)
            if node is not None:
                return word_settings(node, tokens, self.sink)
            if self.sink.total > before:
                return {}
        self._missing("word.yaml")
        return {}

    def _yaml(self, root: Root, name: str, *, needed: bool = True) -> Node | None:
        before = self.sink.total
        source = root.text(name, limits.STYLE_BYTES)
        node = read_yaml(source, self.sink) if source is not None else None
        if node is None and needed and self.sink.total == before:
            place = Span(f"{FOLDER}/{self.name}/{name}")
            self._wrong(place, "this file is empty", f"write what it changes, below: based_on: {DEFAULT}")
        return node

    def _missing(self, name: str) -> None:
        place = Span(f"{FOLDER}/{self.name}/style.yaml", 1, 1, 1, 2)
        self._wrong(place, f"this style has no {name}", f"add it, or write: based_on: {DEFAULT}")

    def _wrong(self, span: Span, message: str, hint: str) -> None:
        self.sink.add(reference_rules.BAD_HOUSE_STYLE.at(span, message, hint))
