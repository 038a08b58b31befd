"""What the linters have no rule for: no function is longer than a screen."""

from __future__ import annotations

import ast
from pathlib import Path

import report_kit

ROOT = Path(report_kit.__file__).parent
LONGEST_FUNCTION = 80


def test_no_function_is_longer_than_eighty_lines() -> None:
    long = []
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{file.relative_to(ROOT)}: {node.name} has {lines} lines")
    assert not long
