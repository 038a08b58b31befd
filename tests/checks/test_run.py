"""What holds for all checks together."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from report_kit import pipeline
from report_kit.checks import CHECKS, RULES, run
from report_kit.checks.view import view_of
from report_kit.diagnostics import Severity, Sink
from report_kit.model import inlines as i
from tests.helpers.projects import generated_projects, project
from tests.helpers.report_factory import rich_report
from tests.helpers.workspace import MemoryWorkspace


def test_rules_have_names_of_their_own_named_after_the_fault():
    names = [rule.name for rule in pipeline.all_rules().values()]
    assert len(RULES) == len({rule.name for rule in RULES})
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name) for name in names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_documents_itself(rule):
    for sentence in (rule.summary, rule.why):
        assert sentence.endswith((".", "?"))
    assert rule.example.strip()
    assert rule.instead.strip()
    assert rule.example != rule.instead
    assert rule.group in {"structure", "evidence", "confidentiality", "language"}


def test_errors_of_confidentiality_are_locked():
    errors = [rule for rule in RULES if rule.group == "confidentiality" and rule.severity is Severity.ERROR]
    assert errors
    assert all(rule.locked for rule in errors)


def test_every_check_says_only_what_it_declares():
    report = rich_report()
    view = view_of(report)
    for check in CHECKS:
        declared = {rule.name for rule in check.RULES}
        allowed = declared | {"note-changed"}  # also raised where a quote's context is gone
        assert {diagnostic.rule for diagnostic in check.check(view)} <= allowed


def test_a_view_reaches_footnotes_and_notes_but_no_derived_part():
    files = project() | {
        "sources/sections/introduction.md": "---\ntitle: Introduction\n---\nOne.[^1]\n\n[^1]: Two [@N1].\n"
    }
    report = pipeline.check(MemoryWorkspace(files)).report
    view = view_of(report)
    texts = [text.text.strip() for text, _ in view.inlines_of(i.Text)]
    assert "Two" in texts
    assert texts.count("Budgets are tight.") == 1  # the note itself, not the annex that prints it
    assert {item.id for item, _ in view.citation_items()} == {"N1"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(generated_projects())
def test_checks_find_no_error_in_a_generated_project(files):
    outcome = pipeline.check(MemoryWorkspace(files))
    assert [d for d in outcome.diagnostics if d.severity is Severity.ERROR] == []


def test_running_twice_says_the_same():
    report = rich_report()
    first, second = Sink(), Sink()
    run(report, first)
    run(report, second)
    assert first.diagnostics == second.diagnostics
