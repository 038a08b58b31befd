"""Of one slip, one message: what follows from it in the same place is left out, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_kit.diagnostics import Rule, Severity, Span
from report_kit.diagnostics.said_once import said_once
from report_kit.diagnostics.severity import settle

PLAIN = Rule(name="undefined-acronym", severity=Severity.WARNING, summary="s", why="w", example="e", instead="i")
CAUSE = replace(PLAIN, name="typed-heading", hides=("undefined-acronym",))
KNOWN = {rule.name: rule for rule in (PLAIN, CAUSE)}
LINES = Span("a.md", 4, 3, 6, 9)


@pytest.mark.parametrize("place", [Span("a.md", 4, 3, 4, 5), Span("a.md", 5, 1), Span("a.md", 6, 8)])
def test_what_begins_inside_is_hidden(place: Span) -> None:
    assert [one.rule for one in said_once([PLAIN.at(place, "m"), CAUSE.at(LINES, "m")], KNOWN)] == ["typed-heading"]


@pytest.mark.parametrize(
    "place", [Span("a.md", 4, 2), Span("a.md", 6, 9), Span("a.md", 7, 1), Span("b.md", 5, 1), None]
)
def test_what_begins_elsewhere_is_said(place: Span | None) -> None:
    assert len(list(said_once([PLAIN.at(place, "m"), CAUSE.at(LINES, "m")], KNOWN))) == 2


def test_a_rule_does_not_hide_itself_nor_others_than_it_names() -> None:
    other = replace(PLAIN, name="long-sentence")
    found = [CAUSE.at(LINES, "m"), CAUSE.at(Span("a.md", 5, 1), "n"), other.at(Span("a.md", 5, 1), "m")]
    assert list(said_once(found, {**KNOWN, other.name: other})) == found


def test_what_is_switched_off_or_excused_hides_nothing() -> None:
    found = [PLAIN.at(Span("a.md", 4, 3), "m"), CAUSE.at(LINES, "m")]
    off = settle(found, rules={"typed-heading": "off"}, known=KNOWN, place=lambda _: None, lines={}, ran=())
    assert [one.rule for one in off] == ["undefined-acronym"]
    lines = {"a.md": ("", "", "<!-- excuse: typed-heading: a motto -->", "  WORDS", "", "")}
    excused = settle(found, rules={}, known=KNOWN, place=lambda _: None, lines=lines, ran=())
    assert [one.rule for one in excused] == ["undefined-acronym"]
