"""Plain text for people: place, rule and message, the source line, a caret under the place, the next step.

themes/01-leadership.md:14:9: error[dangling-reference]: no note, reference or figure is called "N41"
14 | …more data-literate than they were [@N41].
^^^ did you mean N14?

Where the new text says best what to do, it follows, each of its lines behind a '+'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from report_kit.diagnostics.diagnostic import Diagnostic, Rule, Severity
from report_kit.diagnostics.display import visible
from report_kit.diagnostics.order import in_order, summary
from report_kit.diagnostics.renderers.excerpt import excerpt
from report_kit.diagnostics.renderers.new_text import new_text

_MOST_LINES = 14
"""Of a new text that are printed; `check --fix` shows all of it."""
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_FAINT, _RESET = "\x1b[2m", "\x1b[0m"


def render(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, tuple[str, ...]],
    *,
    rules: Mapping[str, Rule] | None = None,
    colour: bool = False,
    width: int = 100,
) -> str:
    """The diagnostics with their source lines, none wider than about `width` cells, and a closing count."""
    ordered = in_order(diagnostics)
    if not ordered:
        return ""
    printed = [line for diagnostic in ordered for line in _diagnostic(diagnostic, lines, colour=colour, width=width)]
    return "\n".join([*printed, summary(ordered), ""])


def _diagnostic(
    diagnostic: Diagnostic, lines: Mapping[str, tuple[str, ...]], *, colour: bool, width: int
) -> Iterator[str]:
    paint = _COLOURS[diagnostic.severity] if colour else ""
    faint, reset = (_FAINT, _RESET) if colour else ("", "")
    hint = visible(diagnostic.hint or (diagnostic.fix.message if diagnostic.fix else ""))
    span = diagnostic.span
    place = f"{visible(str(span))}: " if span else ""
    yield f"{place}{paint}{diagnostic.severity}[{visible(diagnostic.rule)}]{reset}: {visible(diagnostic.message)}"
    source = lines.get(span.file, ()) if span else ()
    if span and 1 <= span.line <= len(source):
        gutter = f"  {span.line} | "
        shown = excerpt(source[span.line - 1], span, max(width - len(gutter), 20))
        yield f"{faint}{gutter}{reset}{shown.text}".rstrip()
        caret = f"{' ' * (len(gutter) + shown.indent)}{paint}{'^' * shown.carets}{reset}"
        yield f"{caret} {hint}" if hint else caret
    elif hint:
        yield f"  {hint}"
    for line in new_text(diagnostic, _MOST_LINES):
        yield f"{faint}    +{reset} {visible(line)}".rstrip()
