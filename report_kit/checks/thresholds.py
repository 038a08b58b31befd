"""Thresholds: the numbers that some rules go by, which report.yaml may change. And unknown-threshold.

thresholds:
quote_repeats: 3
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.disclosure import FEWEST
from report_kit.model.entities import ReportMeta


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a rule goes by."""

    name: str
    """As written under `thresholds:`."""
    usual: float
    """What holds where report.yaml says nothing."""
    meaning: str

    def of(self, meta: ReportMeta) -> float:
        """What holds for a report."""
        return meta.thresholds.get(self.name, self.usual)


QUOTE_REPEATS = Threshold("quote_repeats", 2, "how often one note may be quoted (pull quotes apart)")
PERCENTAGE_BASE = Threshold("percentage_base", 30, "the fewest participants of whom a percentage may speak")
ACRONYM_LETTERS = Threshold("acronym_letters", 3, "how many capitals make an acronym that needs explaining")
QUOTED_WORDS = Threshold("quoted_words", 4, "how many words in quotation marks are taken for a quotation")

SENTENCE_WORDS = Threshold("sentence_words", 25, "how many words a sentence may have (with language_checks)")
DESCRIPTOR_PEOPLE = Threshold(
    "descriptor_people",
    FEWEST,
    "the fewest people whom a descriptor has to fit, or whom a table may tell of",
)
SMALL_EVENT = Threshold("small_event", 10, "from how many people on thanking somebody by name tells nothing")

THRESHOLDS: tuple[Threshold, ...] = (
    QUOTE_REPEATS,
    PERCENTAGE_BASE,
    ACRONYM_LETTERS,
    QUOTED_WORDS,
    SENTENCE_WORDS,
    DESCRIPTOR_PEOPLE,
    SMALL_EVENT,
)

RULE = Rule(
    name="unknown-threshold",
    severity=Severity.ERROR,
    summary="report.yaml sets a threshold that no rule goes by, or sets it below zero.",
    why="The number has no effect, and nobody notices.",
    example="thresholds:\n  quote_repeat: 3",
    instead="thresholds:\n  quote_repeats: 3",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """The thresholds of report.yaml."""
    meta = view.report.meta
    known = {threshold.name: threshold for threshold in THRESHOLDS}
    for name, value in meta.thresholds.items():
        if name not in known:
            hint = did_you_mean(name, known) or f"there are {', '.join(sorted(known))}"
            yield RULE.at(meta.at("thresholds", name), f'no rule goes by a threshold called "{name}"', hint)
        elif value < 0:
            message = f"{name} is {known[name].meaning}; it cannot be negative"
            yield RULE.at(meta.at("thresholds", name), message, f"the usual number is {known[name].usual:g}")
