"""telling-acknowledgement: who is thanked by name, beside words that name nobody."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.at_the_table import Table, tables_of
from report_kit.checks.thresholds import SMALL_EVENT
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import attribution as rules
from report_kit.model.report import Report

ACKNOWLEDGEMENT = Rule(
    name="telling-acknowledgement",
    severity=Severity.WARNING,
    summary="Somebody is to be thanked or listed by name, and is quoted without a name from the same small event.",
    why="With few people at the table, a list of names beside quotes without names lets readers guess who said what.",
    example="consent: {attribution_level: unattributed, acknowledge: yes}    # at a table of six",
    instead="consent: {attribution_level: unattributed, acknowledge: no}",
    group="confidentiality",
)

RULES = (ACKNOWLEDGEMENT,)


def check(view: View) -> Iterator[Diagnostic]:
    """The participants, event by event."""
    for table in tables_of(view.report):
        yield from _acknowledgements(view.report, table)


def _acknowledgements(report: Report, table: Table) -> Iterator[Diagnostic]:
    """Those to be thanked or listed by name of whom words are quoted that name neither them nor their body."""
    size = f"{table.people} {'person' if table.people == 1 else 'people'}"
    quoted = {
        speaker
        for printed in table.quotes
        if printed.attribution.refusal is None and "organisation" not in rules.reveals(printed.attribution.level)
        for speaker in printed.speakers
    }
    for person in table.present:
        if person.consent is None or person.id not in quoted or table.people >= SMALL_EVENT.of(report.meta):
            continue
        for key, verb in (("acknowledge", "thank"), ("list_name", "list")):
            if getattr(person.consent, key):
                yield ACKNOWLEDGEMENT.at(
                    person.at("consent", key),
                    f'{person.id} is quoted without a name, and "{table.event.id}" had {size}',
                    f"do not {verb} {person.id} by name, or do not quote {person.id}",
                )
