"""check_plain: values written without quotes that YAML, or the report, takes for something else than they look.

In: a value's node and the lines it stands in. Out: a warning for a '#' that cuts the value short, and for curly quotes
round it, which are no quotes for YAML (https://yaml.org/spec/1.1/, 6.6 and 7.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.diagnostics import Sink, Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import yaml_rules

if TYPE_CHECKING:
    from report_kit.sourcefiles.yaml_reader import Node

_CUT = pattern(r"[ \t]+(#[^\s#!-][^\n]*)")
"""People put a blank between '#' and a remark of theirs; '#1' and '#data' are words."""
_CURLY = pattern("“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’")


def check_plain(node: Node, lines: tuple[str, ...], sink: Sink) -> None:
    """Report what is doubtful about a value without quotes."""
    line = lines[node.end_line - 1] if 0 < node.end_line <= len(lines) else ""
    if "#" in line and (cut := _CUT.match(line, node.end_column - 1)):
        start, end = cut.start(1) + 1, len(line.rstrip()) + 1
        sink.add(
            yaml_rules.COMMENT_IN_VALUE.at(
                Span(node.file, node.end_line, start, node.end_line, end),
                "what stands from here on is taken for a remark, and left out",
                "put the whole value into quotes, or write a blank behind '#' if it is a remark",
            )
        )
    text = node.text or ""
    if text[:1] in ("“", "„", "‘") and _CURLY.fullmatch(text):
        sink.add(
            yaml_rules.CURLY_QUOTES.at(
                node.span,
                "curly quotes are words for YAML: they are printed as part of this value",
                "take them away, or put straight quotes round the whole value if they are meant",
            )
        )
