"""RULES: everything that can be wrong with the files before anything is linked, beside the readers that raise it."""

from __future__ import annotations

from report_kit.diagnostics import Rule
from report_kit.sourcefiles import block_rules, file_rules, line_rules, picture_rules, reference_rules, yaml_rules

RULES: tuple[Rule, ...] = (
    *file_rules.RULES,
    *yaml_rules.RULES,
    *block_rules.RULES,
    *line_rules.RULES,
    *picture_rules.RULES,
    *reference_rules.RULES,
)
"""Every rule of this stage."""
