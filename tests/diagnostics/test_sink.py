"""Sink: of what is wrong a thousand times over, some hundred are told, and how many more there are."""

from __future__ import annotations

import json

import pytest

from report_kit.diagnostics import Diagnostic, Severity, Sink, Span, renderers
from report_kit.diagnostics.diagnostic import MOST


def wrong(number: int, rule: str = "a-rule", severity: Severity = Severity.ERROR, file: str = "a.md") -> Diagnostic:
    return Diagnostic(rule, severity, f"wrong {number}", Span(file, number, 1))


def filled(count: int) -> Sink:
    sink = Sink()
    sink.extend(wrong(number) for number in range(1, count + 1))
    return sink


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1])
def test_some_hundred_are_all_kept(count: int) -> None:
    assert [one.message for one in filled(count)] == [f"wrong {number}" for number in range(1, count + 1)]


def test_beyond_them_one_says_how_many_more_there_are_and_weighs_as_much() -> None:
    *kept, last = filled(5_000)
    assert len(kept) == MOST
    assert last.message.startswith(f"{5_000 - MOST:,} more of this kind in this file, from here on, are not listed")
    assert (last.rule, last.severity, last.span) == ("a-rule", Severity.ERROR, Span("a.md", MOST + 1, 1))


def test_each_rule_and_each_file_is_counted_by_itself() -> None:
    sink = filled(5_000)
    sink.add(wrong(1, rule="other"), wrong(1, file="b.md"), Diagnostic("a-rule", Severity.ERROR, "of the project"))
    assert len(list(sink)) == MOST + 4
    assert sink.total == 5_003


def test_whoever_asks_whether_there_was_anything_new_hears_of_what_is_only_counted() -> None:
    sink = filled(5_000)
    before = sink.total
    sink.add(wrong(6_000))
    assert sink.total == before + 1


@pytest.mark.parametrize("form", renderers.RENDERERS)
def test_every_form_tells_of_the_rest(form: str) -> None:
    text = renderers.load(form).render(filled(5_000), {})
    assert text.count("not listed") == 1
    if form in ("json", "sarif"):
        json.loads(text)
