from report_kit.diagnostics import Rule, Severity
from report_kit.diagnostics.explain import explain, list_rules

SOFT = Rule(
    name="note-never-used",
    severity=Severity.WARNING,
    summary="No finding cites this note.",
    why="A remark that nobody cites is lost.",
    example="::: {.note #N1}\n:::",
    instead="[@N1]",
)
LOCKED = Rule(
    name="leak",
    severity=Severity.ERROR,
    summary="A name.",
    why="A promise.",
    example="x",
    instead="y",
    locked=True,
    group="confidentiality",
)


def test_an_explanation_holds_every_field_and_the_way_to_change_the_weight():
    text = explain(SOFT)
    assert text.startswith("note-never-used (warning, structure)\n")
    assert "No finding cites this note." in text
    assert "A remark that nobody cites is lost." in text
    assert "    ::: {.note #N1}\n    :::\n" in text
    assert "    [@N1]\n" in text
    assert "<!-- excuse: note-never-used: the reason -->" in " ".join(text.split())


def test_a_locked_rule_says_that_it_always_holds():
    text = explain(LOCKED)
    assert "always on" in text
    assert "excuse:" not in text


def test_the_list_goes_by_group_and_name():
    text = list_rules([SOFT, LOCKED])
    assert text.splitlines() == [
        "Structure:",
        "  note-never-used  warning  No finding cites this note.",
        "",
        "Confidentiality:",
        "  leak  error    A name.",
    ]
