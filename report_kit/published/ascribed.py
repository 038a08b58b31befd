"""ascribed: how closely files ascribe notes to whoever said them, noted down when they are made.

In: the report that a file is made of, later the report of another day. Out: a value to remember that holds ids, levels
and digests; then which notes the file ascribes more closely than is agreed by now. From the file alone nobody could
tell: "a council officer" stands in many places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from report_kit.model.attribution import LEVELS
from report_kit.model.consent import overrides
from report_kit.model.report import Attribution, Report


def noted(report: Report) -> str:
    """What to remember of the files that are made of `report`; empty where they ascribe nothing."""
    found = {name: [one.level, _digest(one)] for name, one in _printed(report)}
    return json.dumps(found, sort_keys=True) if found else ""


def closer_than_agreed(value: str, report: Report) -> set[str]:
    """Notes that a file ascribes more closely than `report` does; `value` is what was noted when it was made.

    Where a quote asks for less, that is its author's wish, and no promise.
    """
    asked = overrides(report.quotes)
    found = set()
    for name, (level, words) in json.loads(value).items():
        now = report.note_attributions.get(name)
        if now and name not in asked and level in LEVELS and now.shown and now.in_words:
            stricter = LEVELS.index(now.level) > LEVELS.index(level)
            found.update([name] if stricter and _digest(now) != words else [])
    return found


def _printed(report: Report) -> Iterator[tuple[str, Attribution]]:
    """How notes are ascribed that are quoted or cited: the others' speakers stand nowhere."""
    printed = {quote.of for quote in report.quotes} | report.backlinks.keys()
    for name, attribution in report.note_attributions.items():
        if name in printed and attribution.words:
            yield name, attribution


def _digest(attribution: Attribution) -> str:
    return sha256(attribution.words.encode()).hexdigest()
