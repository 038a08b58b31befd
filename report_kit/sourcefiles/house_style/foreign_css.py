"""harmless: whether a stylesheet of a project reaches for nothing outside of its own folder.

In: the text of a stylesheet, tokens not yet put in. Out: True, or False and a diagnostic for every place that reaches
out. The text is read as browsers read it (CSS Syntax Level 3, by tinycss2), so that neither escapes nor comments hide
anything.
"""

from __future__ import annotations

import re
from typing import Any

from report_kit.diagnostics import Sink, Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import reference_rules
from report_kit.sourcefiles.house_style.fonts import FONTS
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import shown

PICTURE_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:svg|png|jpe?g|gif|webp)"
"""Name of a picture in the style's own folder, as a pattern."""

_PICTURE = pattern(PICTURE_NAME)

MOST_NESTED = 20
"""Brackets within brackets."""

MOST_RULES = 3000
"""Rules and commas; the engine holds every selector against every element of the report. Ours has 400."""

_FETCHING = frozenset(("image-set", "-webkit-image-set", "image", "cross-fade", "-webkit-cross-fade", "src", "paint",
                       "element", "expression"))  # fmt: skip
"""Functions that take an address as plain text, draw what is not in the file, or (once) ran a script."""
_RUNNING = frozenset(("behavior", "-ms-behavior", "-moz-binding"))
_STEERING = frozenset(("import", "charset", "namespace"))
_MARKUP = pattern(r"</|<!|]]>")
"""What could end the `style` element that holds the stylesheet in a page."""


def harmless(source: SourceText, sink: Sink) -> bool:
    """Whether `source` reaches for nothing but the toolkit's fonts and pictures beside it."""
    import tinycss2

    before = sink.total

    def refuse(line: int, column: int, message: str, hint: str) -> None:
        sink.add(reference_rules.UNSAFE_CSS.at(Span(source.file, line, column, line, column + 1), message, hint))

    for number, line in enumerate(source.lines, start=1):
        for match in _MARKUP.finditer(line):
            hint = "delete it; in a value, write it as an escape"
            refuse(number, match.start() + 1, f"'{match[0]}' has no place in a stylesheet", hint)
    count = 0
    waiting = [(node, 1) for node in tinycss2.parse_component_value_list(source.text, skip_comments=True)]
    while waiting:
        node, depth = waiting.pop()
        if problem := _problem(node):
            refuse(node.source_line, node.source_column, *problem)
        count += node.type == "{} block" or node == ","
        if count > MOST_RULES:
            message = f"there are more than {MOST_RULES:,} rules here, which no report can be laid out with"
            refuse(1, 1, message, "write only what differs from the style below, with based_on")
            break
        inside = getattr(node, "content", None) or getattr(node, "arguments", None) or ()
        if inside and depth >= MOST_NESTED:
            message = f"brackets stand more than {MOST_NESTED} deep within each other"
            refuse(node.source_line, node.source_column, message, "write it simpler")
            break
        waiting += [(each, depth + 1) for each in inside]
    return sink.total == before


def _problem(node: Any) -> tuple[str, str] | None:
    """What is wrong with one token, and what to do."""
    match node.type:
        case "url":
            return _address(node.value)
        case "function" if node.lower_name == "url":
            words = [each for each in node.arguments if each.type not in ("whitespace", "comment")]
            return _address(words[0].value if len(words) == 1 and words[0].type == "string" else "")
        case "function" if node.lower_name in _FETCHING:
            return f"{node.lower_name}() may fetch what is not in the style", "write url(NAME) with a picture beside it"
        case "at-keyword" if node.lower_value in _STEERING:
            return f"@{node.lower_value} is not read here", "write the rules themselves into this file"
        case "ident" if node.lower_value in _RUNNING:
            return f"{node.lower_value} runs scripts in some programs", "delete it"
        case "error":
            return f"this cannot be read as CSS ({shown(str(node.message))})", "close what was opened, or delete it"
        case _:
            return None


def _address(written: str) -> tuple[str, str] | None:
    if written.startswith("font:"):
        if written.removeprefix("font:") in FONTS:
            return None
        return f"there is no font called '{shown(written.removeprefix('font:'))}'", "docs/house-style.md lists them"
    if _PICTURE.fullmatch(written) or re.fullmatch(r"#[\w-]+", written):
        return None
    hint = "put the picture beside this file and write its name: url(name.svg)"
    return f"'{shown(written)}' is not in the style's own folder", hint
