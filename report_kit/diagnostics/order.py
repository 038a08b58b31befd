"""in_order: diagnostics as they are printed, by place, each problem once."""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.diagnostics.diagnostic import Diagnostic, Severity


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """`diagnostics` by file, line, column, then rule; faults of the whole project first; repeats left out.

    What can wait comes behind all others.
    """
    once: dict[object, Diagnostic] = {}
    for diagnostic in diagnostics:
        once.setdefault((diagnostic.rule, diagnostic.span, diagnostic.message), diagnostic)
    return tuple(sorted(once.values(), key=lambda one: (one.late, _place(one))))


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """'2 errors, 1 warning'; empty where there are none."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((severity.value, severities.count(severity)) for severity in Severity)
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts if count)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    if span is None:
        return "", 0, 0, diagnostic.rule, diagnostic.message
    return span.file, span.line, span.column, diagnostic.rule, diagnostic.message
