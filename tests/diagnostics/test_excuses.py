import pytest

from report_kit.diagnostics import Rule, Severity, Span
from report_kit.diagnostics.excuses import RULES, excuse

BIG = Rule(name="big-table", severity=Severity.WARNING, summary="s", why="w", example="e", instead="i")
SMALL = Rule(name="small-table", severity=Severity.WARNING, summary="s", why="w", example="e", instead="i")
LOCKED = Rule(name="leak", severity=Severity.ERROR, summary="s", why="w", example="e", instead="i", locked=True)
KNOWN = {rule.name: rule for rule in (BIG, SMALL, LOCKED, *RULES)}


def left(text, *at, file="themes/01-x.md", rule=BIG):
    """Rules and lines that remain of diagnostics of `rule` at the lines `at`."""
    diagnostics = [rule.at(Span(file, line, 1), "m") for line in at]
    found = excuse(diagnostics, {file: tuple(text.splitlines())}, KNOWN, KNOWN)
    return [(d.rule, d.span.line) for d in found]


def test_at_the_end_of_a_line_it_excuses_that_line():
    text = "A table. <!-- excuse: big-table: the room is wide -->\nAnother."
    assert left(text, 1) == []
    assert left(text, 1, 2) == [("big-table", 2)]


def test_above_a_paragraph_it_excuses_the_paragraph_to_the_next_blank_line():
    text = "<!-- excuse: big-table: wide -->\nOne\ntwo.\n\nThree."
    assert left(text, 2, 3, 5) == [("big-table", 5)]


def test_above_a_fenced_div_it_excuses_all_of_it():
    callout = "::: callout\nTwo.\n:::\n"
    text = f"<!-- excuse: big-table: wide -->\n\n:::: {{.finding #F1}}\nOne.\n\n{callout}\nThree.\n::::\n\nFour."
    assert left(text, 3, 4, 7, 10, 13) == [("big-table", 13)]


def test_two_excuses_above_one_block_both_count():
    text = "<!-- excuse: small-table: x -->\n<!-- excuse: big-table: wide -->\nTable."
    assert left(text, 3) == [("unused-excuse", 1)]


def test_two_excuses_on_one_line_above_a_block_both_count():
    text = "<!-- excuse: small-table: x --> <!-- excuse: big-table: wide -->\nTable."
    assert left(text, 2) == [("unused-excuse", 1)]


def test_a_reason_may_take_several_lines_and_hold_colons():
    text = "<!-- excuse: big-table: as agreed\non 3 May: see minutes -->\nTable."
    assert left(text, 3) == []


def test_it_excuses_its_own_rule_only():
    text = "Table. <!-- excuse: small-table: narrow -->"
    assert left(text, 1) == [("big-table", 1), ("unused-excuse", 1)]


@pytest.mark.parametrize("comment", ["<!-- excuse: big-table -->", "<!-- excuse: big-table: -->", "<!-- excuse -->"])
def test_without_a_reason_it_excuses_nothing_and_is_reported(comment):
    assert left(f"Table. {comment}", 1) == [("big-table", 1), ("excuse-without-reason", 1)]


def test_it_cannot_excuse_a_locked_rule():
    text = "Name. <!-- excuse: leak: I asked her -->"
    assert left(text, 1, rule=LOCKED) == [("leak", 1), ("locked-rule", 1)]


def test_it_names_a_rule_that_exists():
    assert left("Table. <!-- excuse: big-tabel: wide -->") == [("unknown-rule", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- excuse: big-table: wide -->\n```",
        "~~~~ html\n~~~\n<!-- excuse: big-table: wide -->\n~~~~",
        "Write `<!-- excuse: big-table: wide -->` above it.",
        "<!-- an ordinary comment that has no excuse: big-table: x -->",
        "<!-- excuse: big-table: never closed",
    ],
)
def test_what_is_shown_as_code_or_is_no_excuse_is_left_alone(text):
    assert left(text) == []


def test_after_a_fence_is_closed_excuses_count_again():
    assert left("```\ncode\n```\nTable. <!-- excuse: big-table: wide -->") == [("unused-excuse", 4)]


def test_in_yaml_it_stands_after_a_hash():
    text = "- id: a\n  name: A # excuse: big-table: wide\n# excuse: big-table: wide\n- id: b\n  name: B\n- id: c\n"
    assert left(text, 2, 5, 6, file="sources/events.yaml") == [("big-table", 6)]


def test_in_front_matter_it_stands_after_a_hash_too():
    text = "---\n# excuse: big-table: wide\ntitle: T\n---\n# excuse: big-table: a heading here\n"
    assert left(text, 3, 5) == [("big-table", 5)]


def test_in_bibtex_it_stands_after_a_percent_sign():
    text = "% excuse: big-table: wide\n@book{a,\n  title = {A},\n}\n@book{b,\n}\n"
    assert left(text, 2, 5, file="sources/references.bib") == [("big-table", 5)]


def test_a_quoted_anchor_in_yaml_is_no_excuse():
    assert left("url: https://x.org/#excuse: big-table: wide", file="sources/events.yaml") == []


def test_a_hostile_file_takes_no_long_time():
    line = "<!-- excuse" + " " * 50_000 + "<!--" * 10_000
    assert left("\n".join([line] * 20)) == []
    nested = "<!-- excuse: big-table: x -->\n::: {.a}\n" * 20_000
    assert ("unused-excuse", 1) in left(nested)
