"""Tokens: the colours, sizes and lengths that a style names once and writes token(NAME) for.

In: style.yaml as a tree of values. Out: names and values, and text with the values put in. What is misspelt, out of
range or used nowhere is reported where it stands. `token(NAME)` is a function in the sense of CSS Syntax Level 3, so
that editors and linters of CSS read the files as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import reference_rules
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import Node, shown

SCHEMES = ("dark", "printed")
"""Where the web page changes its colours: on a dark screen, on paper."""

GROUPS = ("colours", *SCHEMES, "type", "lengths")
"""Keys of style.yaml that hold tokens."""

NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COLOUR = pattern(r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_LENGTH = pattern(r"(\d{0,4}(?:\.\d{1,4})?)(mm|cm|in|pt|px|rem|em|%)|0")
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "px": 15}
_TYPE = pattern(r"(\S+)/(\S+)")
_TOKEN = pattern(r"/\*.*?\*/|token\(([^()]*)\)", re.DOTALL)


@dataclass(slots=True)
class _Declared:
    """A line of style.yaml."""

    name: str
    span: Span
    used: bool = False


class Tokens:
    """What the styles that were read declare; a later one stands in for an earlier one of the same name."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._values: dict[str, str] = {}
        self._declared: dict[str, _Declared] = {}
        """By name of the token; the three of a type have one in common."""
        self._own: list[_Declared] = []
        """Those of the last style that was read."""

    def read(self, style: Node) -> None:
        """Add the tokens in the groups of style.yaml."""
        self._own = []
        for group in GROUPS:
            node = style.child(group)
            if node is None or node.is_empty:
                continue
            if node.keys is None:
                self._wrong(node.span, f"{group}: holds names and values, one on each line", "colours:\n  ink: …")
                continue
            for name, value in node.keys.values():
                self._declare(group, name, value)

    def _declare(self, group: str, name: Node, value: Node) -> None:
        key, text = name.text or "", (value.text or "").strip()
        if not NAME.fullmatch(key):
            self._wrong(name.span, f"'{shown(key)}' is no name for a token", "use small letters, digits and hyphens")
            return
        prefix = f"{group}-" if group in (*SCHEMES, "type") else ""
        declared = _Declared(f"{prefix}{key}", name.span)
        if group in ("colours", *SCHEMES):
            if not _COLOUR.fullmatch(text):
                self._wrong(value.span, f"'{shown(text)}' is no colour", 'write it as "#1b2428", in quotes')
                text = "#000000"
            made = {declared.name: _long(text.lower())}
        elif group == "lengths":
            if not is_length(text):
                self._wrong(value.span, f"'{shown(text)}' is no length", "write a number and its unit: 38mm")
                text = "0"
            made = {key: text}
        else:
            pair = _TYPE.fullmatch(text)
            if pair is None or not all(map(is_length, pair.groups())):
                self._wrong(value.span, f"'{shown(text)}' is no size with its leading", "write both: 10.3pt/15pt")
                made = {f"type-{key}": "10pt/14pt", f"size-{key}": "10pt", f"line-{key}": "14pt"}
            else:
                made = {f"type-{key}": text, f"size-{key}": pair[1], f"line-{key}": pair[2]}
        if any(one.name == declared.name for one in self._own):
            self._wrong(name.span, f"'{declared.name}' is declared in two groups", "give one of the two another name")
        self._own.append(declared)
        for token, worth in made.items():
            self._values[token], self._declared[token] = worth, declared

    def value(self, name: str, span: Span) -> str | None:
        """What stands for `name`, which is used at `span`; None (and a diagnostic) where nothing is called so."""
        if name not in self._values:
            hint = did_you_mean(name, self._values) or "docs/house-style.md lists them; style.yaml may declare others"
            self._wrong(span, f"there is no token called '{shown(name)}'", hint)
            return None
        self._declared[name].used = True
        return self._values[name]

    def put_in(self, source: SourceText, also: Mapping[str, str] | None = None) -> str:
        """The text of `source`, with the value for every token; `also` are further tokens."""

        def replaced(match: re.Match[str]) -> str:
            if match[1] is None:  # a comment
                return match[0]
            name = match[1].strip()
            if also and name in also:
                return also[name]
            return self.value(name, _span(source, match)) or match[0]

        return _TOKEN.sub(replaced, source.text)

    def in_value(self, node: Node) -> str:
        """The text of a single value of a YAML file, with the value for a token in it."""
        text = (node.text or "").strip()
        whole = _TOKEN.fullmatch(text)
        if whole is None or whole[1] is None:
            return text
        return self.value(whole[1].strip(), node.span) or "0"

    def colours(self) -> dict[str, str]:
        """Every opaque colour of the plain scheme, as '#1b2428'."""
        return {
            name: value
            for name, value in self._values.items()
            if len(value) == 7 and value.startswith("#") and not name.startswith(tuple(f"{s}-" for s in SCHEMES))
        }

    def lengths(self) -> dict[str, float]:
        """Every size and length in an absolute unit, in twentieths of a point."""
        found = {name: _LENGTH.fullmatch(value) for name, value in self._values.items()}
        return {
            name: float(one[1]) * _TWIPS[one[2]] for name, one in found.items() if one and one[2] in _TWIPS and one[1]
        }

    def report_unused(self) -> None:
        """Say which tokens of the last style nothing asked for."""
        for declared in self._own:
            if not declared.used:
                known = [name for name, each in self._declared.items() if each.used]
                hint = did_you_mean(declared.name, known) or "delete it, or write token(…) where it is meant"
                self._wrong(declared.span, f"nothing uses the token '{declared.name}'", hint)

    def _wrong(self, span: Span, message: str, hint: str) -> None:
        self._sink.add(reference_rules.BAD_HOUSE_STYLE.at(span, message, hint))


def is_length(text: str) -> bool:
    """Whether `text` is a length that a style may set: not negative, with its unit, below 10,000."""
    found = _LENGTH.fullmatch(text)
    return found is not None and (text == "0" or found[1] not in ("", "."))


def _long(colour: str) -> str:
    return colour if len(colour) != 4 else "#" + "".join(2 * digit for digit in colour[1:])


def _span(source: SourceText, match: re.Match[str]) -> Span:
    line = source.text.count("\n", 0, match.start()) + 1
    column = match.start() - (source.text.rfind("\n", 0, match.start()) + 1) + 1
    return Span(source.file, line, column, line, column + len(match[0]))
