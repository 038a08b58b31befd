"""unsupported-language: a report in a language whose labels the toolkit does not have."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model.language import primary
from report_kit.model.wording import LOCALES

RULE = Rule(
    name="unsupported-language",
    severity=Severity.WARNING,
    summary="The report is in a language other than English.",
    why="'Finding', 'Contents', dates and the parts that are written for you stay in English, words are not divided at "
    "the ends of lines, and the checks of wording know English only.",
    example="language: fr",
    instead="language: en-GB      # or en-US, en-IE …; or `unsupported-language: off` under `rules:`",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """The language in report.yaml."""
    meta = view.report.meta
    if primary(meta.language) not in LOCALES:
        yield RULE.at(
            meta.at("language"),
            f'labels, dates and the parts written for you stay in English, though this report is in "{meta.language}"',
            "only English is there, such as 'language: en-GB'; if you can live with it, set "
            "'unsupported-language: off' under 'rules:'",
        )
