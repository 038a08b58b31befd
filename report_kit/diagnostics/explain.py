"""explain, list_rules: what `report-kit check --explain RULE` and `--rules` print, from the rules' own fields."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent, wrap

from report_kit.diagnostics.diagnostic import Rule

WIDTH = 88
"""Columns of running text."""


def explain(rule: Rule) -> str:
    """A page on one rule: the fault, why it matters, an example, what to write instead, how to change its weight."""
    paragraphs = [
        f"{rule.name} ({_kind(rule)})",
        _filled(rule.summary),
        _filled(f"Why it matters: {rule.why}"),
        "Example:",
        indent(rule.example.strip("\n"), "    "),
        "Instead:",
        indent(rule.instead.strip("\n"), "    "),
        _filled(_settings(rule)),
    ]
    return "\n\n".join(paragraphs) + "\n"


def list_rules(rules: Iterable[Rule]) -> str:
    """A line for each rule, by group: its name, weight and summary."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.group, []).append(rule)
    return "\n".join(_group(name, members) for name, members in groups.items())


def _group(name: str, rules: list[Rule]) -> str:
    width = max(len(rule.name) for rule in rules)
    lines = [f"  {rule.name:<{width}}  {rule.severity:<7}  {rule.summary}" for rule in sorted(rules, key=_name)]
    return "\n".join([f"{name.capitalize()}:", *lines, ""])


def _name(rule: Rule) -> str:
    return rule.name


def _kind(rule: Rule) -> str:
    return f"{rule.severity}, {rule.group}" + (", always on" if rule.locked else "")


def _settings(rule: Rule) -> str:
    if rule.locked:
        return "This rule always holds: report.yaml cannot lower it, and no comment excuses it."
    return (
        f'To change its weight, write "{rule.name}: error", "warning" or "off" under "rules:" in report.yaml. '
        f'To let one place off, put "<!-- excuse: {rule.name}: the reason -->" above it (in YAML "# excuse: …").'
    )


def _filled(text: str) -> str:
    return "\n".join(wrap(" ".join(text.split()), WIDTH, break_on_hyphens=False, break_long_words=False))
