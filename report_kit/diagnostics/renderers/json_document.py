"""JSON for programs. The shape is stable; a change that could break a reader raises `version`.

    {"version": 1,
     "summary": {"errors": 1, "warnings": 0},
     "diagnostics": [{"rule": "dangling-reference", "severity": "error", "message": "…",
                      "file": "themes/01-x.md", "line": 14, "column": 9, "endLine": 14, "endColumn": 12,
                      "hint": "did you mean N14?",
                      "fix": {"message": "write N14", "safe": false,
                              "edits": [{"file": "…", "line": 14, "column": 9, "endLine": 14, "endColumn": 12,
                                         "text": "N14"}]}}]}

`file`, `line` and `column` are null for a fault of the whole project, `endLine` and `endColumn` where only the start is
known, `hint` and `fix` where there is none. Lines and columns count from 1, columns in code points; `endColumn` is the
column after the last character.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from report_kit.diagnostics.diagnostic import Diagnostic, Fix, Rule, Severity
from report_kit.diagnostics.order import in_order
from report_kit.diagnostics.span import Span


def render(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, tuple[str, ...]],
    *,
    rules: Mapping[str, Rule] | None = None,
    colour: bool = False,
    width: int = 100,
) -> str:
    """One JSON object in ASCII, so that no terminal and no encoding can garble it."""
    ordered = in_order(diagnostics)
    severities = [diagnostic.severity for diagnostic in ordered]
    document = {
        "version": 1,
        "summary": {
            "errors": severities.count(Severity.ERROR),
            "warnings": severities.count(Severity.WARNING),
        },
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in ordered],
    }
    return json.dumps(document, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "hint": diagnostic.hint or None,
        "fix": _fix(diagnostic.fix),
    }


def _place(span: Span | None) -> dict[str, object]:
    if span is None:
        return dict.fromkeys(("file", "line", "column", "endLine", "endColumn"))
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line or None,
        "endColumn": span.end_column or None,
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.span), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}
