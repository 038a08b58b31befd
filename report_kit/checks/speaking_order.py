"""Whose words are told by the order of the notes, or by a list of names in the same order.

In: a report and one event of it. Out: what is told, for the checks that ask who could have said something. A reader
sees the ids at every claim and, where the notes are printed, their order in each theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_kit.checks.at_the_table import Table
from report_kit.model.disclosure import (
    Remark,
    in_order_of_names,
    remark_of,
    stem_of,
    told_by_a_list,
    told_by_order,
)
from report_kit.model.report import Report

_NUMBERS = re.compile(r"\d+|\D+")


def by_order(report: Report, table: Table) -> dict[str, tuple[str, str]]:
    """Notes that stand between two of the same person's that tell more, and those two."""
    found: dict[str, tuple[str, str]] = {}
    for order in _orders(report, table):
        for before, remark, after in told_by_order(order):
            found.setdefault(remark.id, (before.id, after.id))
    return found


def by_a_list(report: Report, table: Table) -> bool:
    """Whether the notes stand in the order of the list of those who took part."""
    if not any(part.kind == "participants" for part in report.parts):
        return False
    listed = [person.id for person in in_order_of_names(report.participants.values())]
    here = [person.id for person in in_order_of_names(table.present)]
    return listed == here and any(told_by_a_list(order, here) for order in _orders(report, table))


def _remarks(table: Table) -> list[Remark]:
    return [remark_of(one.note, one.speakers, one.attribution) for one in table.notes if one.attribution.shown]


def _orders(report: Report, table: Table) -> Iterator[Sequence[Remark]]:
    """The orders in which a reader meets the notes of an event."""
    remarks = _remarks(table)
    for stem in dict.fromkeys(stem_of(remark.id) for remark in remarks):
        yield sorted((one for one in remarks if stem_of(one.id) == stem), key=_natural)
    if any(part.kind == "notes" for part in report.parts):
        left = {remark.id: remark for remark in remarks}
        for theme in report.parts:
            yield [left.pop(note) for note in report.notes_by_theme.get(theme.id, ()) if note in left]
        yield [*left.values()]


def _natural(remark: Remark) -> list[tuple[int, str]]:
    """N2 before N10."""
    return [(int(one) if one.isdecimal() else 0, one) for one in _NUMBERS.findall(remark.id)]
