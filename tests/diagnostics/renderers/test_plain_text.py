from report_kit.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from report_kit.diagnostics.renderers import load

LINES = {"themes/01-x.md": ("Leaders are more data-literate than they were [@N41].", "Second line.")}
SPAN = Span("themes/01-x.md", 1, 48, 1, 52)
RULE, ERROR, WARNING = "dangling-reference", Severity.ERROR, Severity.WARNING


def render(*diagnostics, **options):
    return load("text").render(diagnostics, LINES, **options)


def test_a_diagnostic_shows_place_rule_message_line_caret_and_hint():
    assert render(Diagnostic(RULE, ERROR, 'nothing is called "N41"', SPAN, "did you mean N14?")) == (
        'themes/01-x.md:1:48: error[dangling-reference]: nothing is called "N41"\n'
        "  1 | Leaders are more data-literate than they were [@N41].\n"
        "                                                     ^^^^ did you mean N14?\n"
        "1 error\n"
    )


def test_a_long_line_is_shortened_around_the_place():
    text = render(Diagnostic(RULE, ERROR, "unknown", SPAN), width=40)
    assert "…" in text
    assert "[@N41]" in text
    assert max(len(line) for line in text.splitlines()[1:3]) <= 40


def test_without_a_place_only_message_and_hint_are_shown():
    assert render(Diagnostic("no-report", ERROR, "there is no report.yaml", None, "make one with report-kit new")) == (
        "error[no-report]: there is no report.yaml\n  make one with report-kit new\n1 error\n"
    )


def test_a_file_whose_text_is_unknown_gets_no_source_line():
    span = Span("sources/chart.png", 1, 1)
    assert render(Diagnostic("missing-image", ERROR, "cannot be read", span)) == (
        "sources/chart.png:1:1: error[missing-image]: cannot be read\n1 error\n"
    )


def test_a_line_beyond_the_end_of_the_file_gets_no_source_line():
    assert "|" not in render(Diagnostic(RULE, ERROR, "unknown", Span("themes/01-x.md", 99, 1)))


def test_a_fix_stands_in_for_a_missing_hint():
    fix = Fix("write N14", (Edit(SPAN, "@N14"),))
    assert "^^^^ write N14" in render(Diagnostic(RULE, ERROR, "unknown", SPAN, fix=fix))


def test_problems_come_in_reading_order_and_are_counted():
    text = render(
        Diagnostic("b-rule", WARNING, "two", Span("themes/01-x.md", 2, 1)),
        Diagnostic("c-rule", ERROR, "three", Span("themes/02-y.md", 1, 1)),
        Diagnostic("b-rule", ERROR, "one b", Span("themes/01-x.md", 1, 1)),
        Diagnostic("a-rule", ERROR, "one a", Span("themes/01-x.md", 1, 1)),
        Diagnostic("z-rule", ERROR, "whole"),
    )
    places = [text.index(message) for message in ("whole", "one a", "one b", "two", "three")]
    assert places == sorted(places)
    assert text.endswith("\n4 errors, 1 warning\n")


def test_the_same_problem_is_shown_once():
    twice = Diagnostic(RULE, ERROR, "unknown", SPAN)
    assert render(twice, twice) == render(twice)


def test_nothing_is_printed_where_nothing_is_wrong():
    assert render() == ""


def test_colours_appear_only_on_request():
    diagnostic = Diagnostic(RULE, ERROR, "unknown", SPAN, "hint")
    assert "\x1b" not in render(diagnostic)
    coloured = render(diagnostic, colour=True)
    assert "\x1b[1;31m^^^^\x1b[0m" in coloured


def test_no_part_of_a_diagnostic_can_steer_the_terminal():
    evil = "\x1b]0;owned\x07\u202e\x9b31m"
    lines = {evil: (evil,)}
    diagnostic = Diagnostic(f"rule{evil}", ERROR, evil, Span(evil, 1, 1, 1, 5), evil)
    text = load("text").render([diagnostic], lines)
    assert not set(evil) & set(text) - set("]0;owned31m")


def test_no_line_ends_in_blanks():
    lines = {"x.md": ("",)}
    text = load("text").render([Diagnostic(RULE, ERROR, "empty", Span("x.md", 1, 1))], lines)
    assert all(line == line.rstrip() for line in text.splitlines())
