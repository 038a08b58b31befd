"""SARIF 2.1.0 for code forges and viewers: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import PurePath
from urllib.parse import quote

from report_kit.diagnostics.diagnostic import Diagnostic, Fix, Rule
from report_kit.diagnostics.order import in_order
from report_kit.diagnostics.span import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, tuple[str, ...]],
    *,
    rules: Mapping[str, Rule] | None = None,
    colour: bool = False,
    width: int = 100,
) -> str:
    """A log with one run: what is known of every rule in `rules`, and a result for each diagnostic."""
    known = rules or {}
    index = {name: number for number, name in enumerate(known)}
    run = {
        "tool": {
            "driver": {
                "name": "report-kit",
                "semanticVersion": version("report-kit"),
                "rules": [_rule(rule) for rule in known.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, index) for diagnostic in in_order(diagnostics)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    example = f"{rule.why}\n\nExample:\n\n{rule.example}\n\nInstead:\n\n{rule.instead}"
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.why}"},
        "help": {"text": example},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.group]},
    }


def _result(diagnostic: Diagnostic, index: Mapping[str, int]) -> dict[str, object]:
    words = (diagnostic.message, diagnostic.hint)
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "level": diagnostic.severity.value,
        "message": {"text": "\n".join(filter(None, words))},
    }
    if diagnostic.rule in index:
        result["ruleIndex"] = index[diagnostic.rule]
    if diagnostic.span:
        place = {"artifactLocation": _file(diagnostic.span.file), "region": _region(diagnostic.span)}
        result["locations"] = [{"physicalLocation": place}]
    if diagnostic.fix and diagnostic.fix.edits:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _file(path: str) -> dict[str, object]:
    # %SRCROOT% is what viewers take for the root of the checkout; a path is a URI reference, so it is encoded.
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": max(span.end_column, 1)}
    return region


def _fix(fix: Fix) -> dict[str, object]:
    changes: dict[str, list[dict[str, object]]] = {}
    for edit in fix.edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.span.file, []).append(replacement)
    return {
        "description": {"text": fix.message},
        "artifactChanges": [
            {"artifactLocation": _file(file), "replacements": replacements} for file, replacements in changes.items()
        ],
    }
