from report_kit.diagnostics import Rule, Severity, Span
from report_kit.diagnostics.severity import RULES, apply, settle


def rule(name, severity=Severity.ERROR, *, locked=False):
    return Rule(name=name, severity=severity, summary="s", why="w", example="e", instead="i", locked=locked)


SOFT = rule("note-never-used", Severity.WARNING)
HARD = rule("finding-without-evidence")
LOCKED = rule("duplicate-id", locked=True)
KNOWN = {known.name: known for known in (SOFT, HARD, LOCKED, *RULES)}
HERE = Span("themes/01-x.md", 3, 1)


def place(name):
    return Span("report.yaml", 5, 3, 5, 3 + len(name))


def weighed(*diagnostics, **rules):
    rules = {name.replace("_", "-"): weight for name, weight in rules.items()}
    return [(d.rule, d.severity.value) for d in apply(diagnostics, rules, KNOWN, place)]


def test_report_yaml_can_raise_lower_and_silence():
    soft, hard = SOFT.at(HERE, "m"), HARD.at(HERE, "m")
    assert weighed(soft, hard) == [("note-never-used", "warning"), ("finding-without-evidence", "error")]
    assert weighed(soft, note_never_used="error") == [("note-never-used", "error")]
    assert weighed(hard, finding_without_evidence="warning") == [("finding-without-evidence", "warning")]
    assert weighed(soft, note_never_used="off") == []


def test_a_locked_rule_stays_as_it_is_and_the_attempt_is_reported_where_it_stands():
    found = apply([LOCKED.at(HERE, "m")], {"duplicate-id": "off"}, KNOWN, place)
    assert [(d.rule, d.severity.value) for d in found] == [("duplicate-id", "error"), ("locked-rule", "error")]
    assert found[1].span == place("duplicate-id")


def test_a_locked_rule_may_be_named_with_its_own_weight():
    assert weighed(LOCKED.at(HERE, "m"), duplicate_id="error") == [("duplicate-id", "error")]


def test_the_guard_of_locked_rules_cannot_be_switched_off_itself():
    assert weighed(duplicate_id="off", locked_rule="off") == [("locked-rule", "error"), ("locked-rule", "error")]


def test_an_unknown_rule_gets_a_suggestion():
    (found,) = apply([], {"note-never-usd": "off"}, KNOWN, place)
    assert (found.rule, found.hint) == ("unknown-rule", "did you mean note-never-used?")


def settled(*diagnostics, lines, rules=None, ran=None):
    return settle(diagnostics, rules=rules or {}, known=KNOWN, place=place, lines=lines, ran=ran)


def test_settling_excuses_first_and_weighs_afterwards():
    lines = {"themes/01-x.md": ("<!-- excuse: note-never-used: kept for later -->", "", "::: {.note #N1}")}
    found = SOFT.at(HERE, "m")
    assert settled(found, lines=lines) == ()
    assert [d.rule for d in settled(lines=lines)] == ["unused-excuse"]
    assert settled(lines=lines, rules={"unused-excuse": "off"}) == ()


def test_an_excuse_for_a_rule_that_was_not_looked_for_is_not_called_unused():
    lines = {"themes/01-x.md": ("Text. <!-- excuse: note-never-used: kept for later -->",)}
    assert settled(lines=lines, ran={"finding-without-evidence"}) == ()


def test_what_only_means_that_work_goes_on_is_told_last():
    waits = Rule("uncited", Severity.WARNING, "s", "w", "e", "i", unfinished=True)
    known = {**KNOWN, "uncited": waits}
    found = [waits.at(Span("a.yaml", 1), "x"), SOFT.at(Span("b.md", 1), "y"), HARD.at(None, "z")]
    told = settle(found, rules={}, known=known, place=place, lines={})
    assert [one.rule for one in told] == ["finding-without-evidence", "note-never-used", "uncited"]
    raised = settle(found, rules={"uncited": "error"}, known=known, place=place, lines={})
    assert [one.rule for one in raised] == ["finding-without-evidence", "uncited", "note-never-used"]
