"""GitHub workflow commands, which GitHub shows as annotations beside the lines of a pull request.

Form and escaping: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands and
`packages/core/src/command.ts` of https://github.com/actions/toolkit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from report_kit.diagnostics.diagnostic import Diagnostic, Rule
from report_kit.diagnostics.display import visible
from report_kit.diagnostics.order import in_order
from report_kit.diagnostics.renderers.new_text import new_text

_MOST_LINES = 40
"""Of a new text that an annotation shows."""


def render(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, tuple[str, ...]],
    *,
    rules: Mapping[str, Rule] | None = None,
    colour: bool = False,
    width: int = 100,
) -> str:
    """One command on a line of its own for each diagnostic."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in in_order(diagnostics))


def _command(diagnostic: Diagnostic) -> str:
    properties: dict[str, object] = {}
    if span := diagnostic.span:
        properties |= {"file": span.file, "line": span.line}
        if span.end_line > span.line:
            # GitHub takes columns only where the annotation stays on one line.
            properties |= {"endLine": span.end_line}
        else:
            properties |= {"col": span.column}
            properties |= {"endColumn": span.end_column} if span.end_column else {}
    properties["title"] = diagnostic.rule
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    words = (diagnostic.message, diagnostic.hint, *new_text(diagnostic, _MOST_LINES))
    message = "\n".join(visible(line) for line in words if line)
    return f"::{diagnostic.severity} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
