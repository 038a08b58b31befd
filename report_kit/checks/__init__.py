"""Stage 3: Report → diagnostics. One module for each fault or pair of faults, listed in `CHECKS`.

In: the merged report, laid out as a `View`. Out: a diagnostic for everything that an editor should look at. A check has
`RULES`, each documented in its own fields, and `check(view)`; it touches no disk, no clock and no process.

To add one: write `checks/<name>.py`, add it to `CHECKS`, and write a page `tests/checks/<rule>.md` for each rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from report_kit.checks import (
    approvals,
    asserted_counts,
    broken_characters,
    circular_evidence,
    coding,
    confidence_without_reasons,
    consent_not_recorded,
    contradiction_without_hedge,
    copied_remarks,
    dangling_reference,
    empty_block,
    event_without_rule,
    finding_without_evidence,
    foreign_markup,
    head_counts,
    heading_levels,
    hidden_notes,
    incomplete_imprint,
    leftover_markup,
    lost_definitions,
    metric_without_source,
    missing_notes,
    name_without_consent,
    note_changed,
    note_never_used,
    organisation_named_from_room,
    organisations_listed,
    pale_logos,
    parts_order,
    pictures_in_text,
    quantifiers,
    quote_consent,
    quote_use,
    quoted_words,
    recommendation_renumbered,
    recommendation_values,
    recommendations,
    repeated_alt_text,
    single_voice_finding,
    small_sets,
    speaker_not_at_event,
    summary_drift,
    table_rows,
    table_too_wide,
    tables,
    telling,
    telling_counts,
    telling_ids,
    theme_without_finding,
    thresholds,
    typed_captions,
    typed_headings,
    typed_lists,
    typed_pointers,
    typed_tables,
    uncited_reference,
    unclear_link_text,
    undefined_acronym,
    unfinished_text,
    unknown_id,
    unsupported_language,
    unused_glossary_term,
    withheld_words,
    wording,
)
from report_kit.checks.view import View, view_of
from report_kit.diagnostics import Diagnostic, Rule, Severity, Sink
from report_kit.model.entities import ReportMeta
from report_kit.model.report import Report

__all__ = ["CHECKS", "RULES", "Check", "not_asked_for", "run"]


class Check(Protocol):
    """What every module of `CHECKS` offers."""

    @property
    def RULES(self) -> tuple[Rule, ...]:  # noqa: N802 - a constant of the module
        """What it looks for."""
        ...

    def check(self, view: View) -> Iterator[Diagnostic]:
        """Every place where it finds it."""
        ...


CHECKS: tuple[Check, ...] = (
    # how the rules themselves are set
    thresholds,
    parts_order,
    # what the text points at
    missing_notes,
    dangling_reference,
    unknown_id,
    # how the text is built
    heading_levels,
    empty_block,
    leftover_markup,
    foreign_markup,
    typed_tables,
    typed_captions,
    typed_lists,
    typed_headings,
    typed_pointers,
    unfinished_text,
    broken_characters,
    lost_definitions,
    pictures_in_text,
    pale_logos,
    tables,
    table_rows,
    table_too_wide,
    repeated_alt_text,
    unclear_link_text,
    undefined_acronym,
    unused_glossary_term,
    incomplete_imprint,
    unsupported_language,
    # what it rests on
    finding_without_evidence,
    circular_evidence,
    single_voice_finding,
    contradiction_without_hedge,
    confidence_without_reasons,
    note_never_used,
    coding,
    theme_without_finding,
    uncited_reference,
    # numbers
    asserted_counts,
    head_counts,
    quantifiers,
    metric_without_source,
    # words that were said
    quoted_words,
    copied_remarks,
    quote_use,
    note_changed,
    # what follows from it
    recommendation_renumbered,
    recommendations,
    recommendation_values,
    summary_drift,
    # whom it may name
    event_without_rule,
    consent_not_recorded,
    approvals,
    quote_consent,
    withheld_words,
    hidden_notes,
    speaker_not_at_event,
    small_sets,
    telling,
    telling_counts,
    telling_ids,
    name_without_consent,
    organisations_listed,
    organisation_named_from_room,
    # how it is worded; only where report.yaml asks for it
    wording,
)
"""Every check, in running order."""

RULES: tuple[Rule, ...] = tuple(rule for check in CHECKS for rule in check.RULES)


_BY_WHAT_IS_THERE = frozenset(
    ("single-voice-finding", "false-consensus", "quantifier-mismatch", "percentage-of-few", "attendance-mismatch")
)
"""Rules that count voices: while a file could not be read, which is an error, they would count too few."""


def run(report: Report, sink: Sink) -> None:
    """Run every check on `report`; what they find goes into `sink`."""
    view = view_of(report)
    held = _BY_WHAT_IS_THERE if report.unread and any(one.severity is Severity.ERROR for one in sink) else frozenset()
    for check in CHECKS:
        sink.extend(found for found in check.check(view) if found.rule not in held)


def not_asked_for(meta: ReportMeta) -> set[str]:
    """Names of the rules that are looked for only where report.yaml asks, and that `meta` does not ask for."""
    return set() if meta.language_checks else {rule.name for rule in wording.RULES}
