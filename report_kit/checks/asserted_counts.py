"""unresolved-count, wrong-count: numbers in the text that the data should confirm, and does not."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span, any_of, did_you_mean
from report_kit.evidence.numbers import NUMBER_WORDS, number_words, ordinal_ending, parse_number, unknown_words
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import plain_text

UNRESOLVED = Rule(
    name="unresolved-count",
    severity=Severity.ERROR,
    summary="A number that the data should confirm names nothing that is counted, or is no number.",
    why="The author asked for the number to be checked; it goes out unchecked instead.",
    example='The table brought together [fifteen]{count="particpants"} leaders.',
    instead='The table brought together [fifteen]{count="participants"} leaders.',
    group="evidence",
)

WRONG = Rule(
    name="wrong-count",
    severity=Severity.ERROR,
    summary="A number in the text differs from what the data says.",
    why="Head counts drift while a report is edited, and readers who compare two pages stop trusting both.",
    example='This report holds [five]{count="themes"} themes.',
    instead='This report holds [six]{count="themes"} themes.',
    group="evidence",
)

RULES = (UNRESOLVED, WRONG)


def check(view: View) -> Iterator[Diagnostic]:
    """Every asserted count against `Report.counts`."""
    known = _known_counts(view.report)
    for asserted, _ in view.inlines_of(i.AssertedCount):
        words = " ".join(plain_text(asserted.content).split())
        number = parse_number(words)
        expected = known.get(asserted.of)
        if view.report.unread and (expected is None or number is not None):
            continue  # what is counted may stand in the file that was not understood
        if expected is None:
            hint = did_you_mean(asserted.of, known) or f"write one of {', '.join(sorted(known))}"
            yield UNRESOLVED.at(asserted.span, f'nothing called "{asserted.of}" is counted', hint)
        elif number is None:
            yield UNRESOLVED.at(asserted.span, f'"{words}" is not a whole number', _spelling(words))
        elif number < 0:
            yield UNRESOLVED.at(
                asserted.span, f'a count cannot be negative: "{words}"', "write a whole number from 0 up"
            )
        elif number not in expected:
            yield _differs(view.report, asserted, words, expected)


def _known_counts(report: Report) -> dict[str, set[int]]:
    """What each count may be: one number, or several where the sources of a head count differ."""
    known = {name: {number} for name, number in report.counts.items()}
    if "participants" not in known and len(report.events) == 1:
        (event,) = report.events.values()
        if event.attended:
            known["participants"] = {count.value for count in event.attended}
    return known


def _differs(report: Report, asserted: i.AssertedCount, words: str, expected: set[int]) -> Diagnostic:
    data = " or ".join(str(number) for number in sorted(expected))
    message = f'the text says "{words}" {asserted.of.replace("_", " ")}, the data says {data}'
    about = (any_of(asserted.of.removesuffix("s")),)
    if len(expected) > 1:
        return WRONG.at(asserted.span, message, "correct the text, or the data", about=about)
    right = _in_the_manner_of(words, next(iter(expected)))
    fix = _fix(report, asserted, words, right)
    return WRONG.at(asserted.span, message, f"write {right}, or correct the data", fix, about=about)


def _fix(report: Report, asserted: i.AssertedCount, words: str, right: str) -> Fix | None:
    """Other words between the brackets, where the source has exactly `[words]` there."""
    span = asserted.span
    source = report.lines.get(span.file, ())
    line = source[span.line - 1] if 0 < span.line <= len(source) else ""
    start, end = span.column, span.column + len(words)
    if line[start - 1 : end + 1] != f"[{words}]":
        return None
    return Fix(f"write {right}", (Edit(Span(span.file, span.line, start + 1, span.line, end + 1), right),))


def _in_the_manner_of(words: str, number: int) -> str:
    """`number` in digits or words, as an ordinal or not, with or without a capital, as `words` are."""
    if words.endswith(("first", "second", "st", "nd", "rd", "th")):
        return f"{number:,}{ordinal_ending(number)}"
    if words[:1].isdigit() or number > 999_999:
        return f"{number:,}"
    written = number_words(number)
    return written.capitalize() if words[:1].isupper() else written


def _spelling(words: str) -> str:
    """A hint for the first word that no number holds."""
    for word in unknown_words(words):
        if hint := did_you_mean(word, NUMBER_WORDS):
            return hint
    return "write the number in digits or in words: 15, fifteen, a dozen"
