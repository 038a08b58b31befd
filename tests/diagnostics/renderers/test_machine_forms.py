"""The forms that programs read: JSON, GitHub's commands, SARIF."""

import json

import pytest

from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.diagnostics.renderers import RENDERERS, load

SPAN = Span("themes/ä b.md", 3, 5, 3, 9)
RULE = Rule(
    name="dangling-reference",
    severity=Severity.ERROR,
    summary="It leads nowhere.",
    why="Readers cannot follow it.",
    example="[@N41]",
    instead="[@N14]",
)
FIX = Fix("write @N14", (Edit(SPAN, "@N14"),))
FULL = RULE.at(SPAN, 'nothing is called "N41"', "did you mean N14?", FIX)
BARE = Diagnostic("no-report", Severity.WARNING, "there is no report.yaml")


def render(name, *diagnostics):
    return load(name).render(diagnostics, {}, rules={RULE.name: RULE})


@pytest.mark.parametrize("name", RENDERERS)
def test_every_form_takes_the_same_arguments(name):
    assert isinstance(load(name).render([FULL], {}, rules={}, colour=False, width=80), str)


def test_json_holds_every_field_of_a_diagnostic():
    assert json.loads(render("json", FULL, BARE)) == {
        "version": 1,
        "summary": {"errors": 1, "warnings": 1},
        "diagnostics": [
            {
                "rule": "no-report",
                "severity": "warning",
                "message": "there is no report.yaml",
                "file": None,
                "line": None,
                "column": None,
                "endLine": None,
                "endColumn": None,
                "hint": None,
                "fix": None,
            },
            {
                "rule": "dangling-reference",
                "severity": "error",
                "message": 'nothing is called "N41"',
                "file": "themes/ä b.md",
                "line": 3,
                "column": 5,
                "endLine": 3,
                "endColumn": 9,
                "hint": "did you mean N14?",
                "fix": {
                    "message": "write @N14",
                    "safe": False,
                    "edits": [
                        {
                            "file": "themes/ä b.md",
                            "line": 3,
                            "column": 5,
                            "endLine": 3,
                            "endColumn": 9,
                            "text": "@N14",
                        }
                    ],
                },
            },
        ],
    }


def test_json_of_nothing_is_still_a_document():
    assert json.loads(render("json"))["diagnostics"] == []


def test_github_commands_carry_place_and_hint():
    assert render("github", FULL) == (
        "::error file=themes/ä b.md,line=3,col=5,endColumn=9,title=dangling-reference"
        '::nothing is called "N41"%0Adid you mean N14?\n'
    )


def test_github_columns_are_left_out_of_spans_over_several_lines():
    text = render("github", Diagnostic("x", Severity.ERROR, "m", Span("a.md", 1, 4, 3, 2)))
    assert text == "::error file=a.md,line=1,endLine=3,title=x::m\n"


def test_github_text_cannot_start_a_command_of_its_own():
    hostile = Diagnostic("x", Severity.ERROR, "100%\n::set-output name=a::b", Span("a,b:c.md", 1, 1))
    text = render("github", hostile)
    assert text == "::error file=a%2Cb%3Ac.md,line=1,col=1,title=x::100%25 ::set-output name=a::b\n"


def sarif(*diagnostics):
    document = json.loads(render("sarif", *diagnostics))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    return run


def test_sarif_describes_its_rules():
    driver = sarif(FULL)["tool"]["driver"]
    assert driver["name"] == "report-kit"
    (rule,) = driver["rules"]
    assert rule["id"] == "dangling-reference"
    assert rule["shortDescription"]["text"] == RULE.summary
    assert all(part in rule["help"]["text"] for part in (RULE.why, RULE.example, RULE.instead))
    assert rule["defaultConfiguration"]["level"] == "error"


def test_sarif_results_point_into_files_and_at_their_rule():
    run = sarif(FULL)
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("dangling-reference", 0, "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "themes/%C3%A4%20b.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}


def test_sarif_fixes_replace_regions():
    (fix,) = sarif(FULL)["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
            "insertedContent": {"text": "@N14"},
        }
    ]


def test_sarif_results_without_a_place_or_a_known_rule_are_still_valid():
    (result,) = sarif(BARE)["results"]
    assert "locations" not in result
    assert "ruleIndex" not in result
    assert result["level"] == "warning"
