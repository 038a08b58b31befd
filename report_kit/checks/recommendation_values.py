"""unclear-date, date-already-past, unclear-priority: values of a recommendation that look like one and are none."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator

from report_kit.checks.places import BLANK, called, place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, did_you_mean
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b

UNCLEAR_DATE = Rule(
    name="unclear-date",
    severity=Severity.WARNING,
    summary="by= of a recommendation names a time, but not as a year, a month or a day.",
    why="'Spring' lies half a year apart in two halves of the world; nothing can be sorted by it or compared with it.",
    example='::: {.recommendation #R1 to="councils" by="Spring 2025" for="F1"}',
    instead='::: {.recommendation #R1 to="councils" by="2025-05" for="F1"}',
    group="evidence",
)

PAST = Rule(
    name="date-already-past",
    severity=Severity.WARNING,
    summary="A recommendation is to be followed by a date before the report's own date.",
    why="Nobody can do anything about it any more; mostly it is a slip in the year.",
    example='# date: 2025-03-01 in report.yaml\n::: {.recommendation #R1 to="councils" by="2024-06" for="F1"}',
    instead='::: {.recommendation #R1 to="councils" by="2026-06" for="F1"}',
    group="evidence",
)

PRIORITY = Rule(
    name="unclear-priority",
    severity=Severity.WARNING,
    summary="priority= of a recommendation is none of high, medium and low.",
    why="Words of one's own cannot be compared with those of the next recommendation.",
    example='::: {.recommendation #R1 to="councils" by="2025" for="F1" priority="very high"}',
    instead='::: {.recommendation #R1 to="councils" by="2025" for="F1" priority="high"}',
    group="evidence",
)
RULES = (UNCLEAR_DATE, PAST, PRIORITY)

_PRIORITIES = ("high", "medium", "low")
_URGENT = {"top": "high", "urgent": "high", "critical": "high", "essential": "high", "must": "high", "1": "high",
           "normal": "medium", "moderate": "medium", "middle": "medium", "mid": "medium", "should": "medium",
           "2": "medium", "could": "low", "minor": "low", "optional": "low", "3": "low"}  # fmt: skip
_ISO = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_VAGUE = pattern(
    r"\b(?:as soon as|asap|soon|urgent|immediate|now|ongoing|t\.?b\.?[cda]|to be |short|medium|long|"
    r"(?:next|this) (?:spring|summer|autumn|winter)|within|in (?:a|one|two|three|six|\d+) )",
    re.IGNORECASE,
)
"""What says no time at all, or one that counts from a day that nobody knows; an event, 'the next budget', is one."""
_YEAR = pattern(r"\b((?:19|20)\d\d)(?:\s?[/–-]\s?(?:20)?(\d\d)\b(?!-))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST_MONTHS = (
    ("spring", 5), ("summer", 8), ("autumn", 11), ("fall", 11), ("winter", 12), ("q1", 3), ("q2", 6), ("q3", 9),
    ("q4", 12), ("first quarter", 3), ("second quarter", 6), ("third quarter", 9), ("fourth quarter", 12), ("mid", 6),
    ("early", 3), ("start", 3), ("beginning", 3), ("late", 11), ("end", 12), ("christmas", 12), ("easter", 4),
    ("h1", 6), ("h2", 12),
)  # fmt: skip
"""In which month what such words mean is over."""


def check(view: View) -> Iterator[Diagnostic]:
    """Every recommendation."""
    report = view.report
    for recommendation in report.recommendations.values():
        attributes = dict(recommendation.attributes)
        if (by := recommendation.by.strip()) and by.strip(BLANK):
            yield from _date(view, recommendation, by)
        priority = attributes.get("priority", "").strip()
        if priority and priority.lower() not in _PRIORITIES:
            place = place_of(report.lines, recommendation.span, priority, "priority=")
            words = re.findall(r"\w+", priority.lower())
            meant = next((word for word in words if word in _PRIORITIES), "") or next(
                (_URGENT[word] for word in words if word in _URGENT), ""
            )
            hint = f'write priority="{meant}"' if meant else did_you_mean(priority.lower(), _PRIORITIES)
            message = f'"{priority}" is no priority: there are high, medium and low'
            yield PRIORITY.at(place, message, hint or "write one of them")


def _date(view: View, recommendation: b.Recommendation, by: str) -> Iterator[Diagnostic]:
    place = dict(recommendation.places).get("by") or place_of(view.report.lines, recommendation.span, by, "by=")
    published = view.report.meta.date
    if _last_day(by) is not None:
        if published and _is_before(by, published):
            message = f"{called(recommendation)} is to be followed before the report is published ({published})"
            yield PAST.at(place, message, "correct the year, or the date in report.yaml")
        return
    meant = _meant(by)
    if not meant and not _VAGUE.search(by):
        return
    hint = f'write by="{meant}"' if meant else 'write a year, a month or a day: by="2030", "2030-06", "2030-06-30"'
    same = bool(meant) and view.report.wording.when(meant).casefold() == by.casefold()
    fix = Fix(hint, (Edit(place, meant),), safe=True) if same else None
    message = f'"{by}" is no date'
    if published and meant and _is_before(meant, published):  # both at once, or one would be told after the other
        message += f", and lies before the report is published ({published})"
        hint, fix = f'write by="{meant}", with the year that is meant', None
    yield UNCLEAR_DATE.at(place, message, hint, fix)


def _is_before(by: str, published: dt.date) -> bool:
    last = _last_day(by)
    return last is not None and last < published


def _last_day(by: str) -> dt.date | None:
    """The last day of the year, month or day `by`; None where it is no date of ISO 8601."""
    found = _ISO.fullmatch(by)
    try:
        if found is None:
            return None
        year, month = int(found[1]), int(found[2] or 12)
        return dt.date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1])
    except ValueError:
        return None


def _meant(by: str) -> str:
    """The date that words mean, as it is written here; empty where they name no year."""
    found = _YEAR.search(by)
    if found is None:
        return ""
    year, words = int(found[1]), by.lower()
    named = [number for number, month in enumerate(_MONTHS, 1) if re.search(rf"\b{month}", words)]
    if named:
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", words.replace(found[1], " "))
        day_of = int(day[1]) if day else 0
        if 1 <= day_of <= monthrange(year, named[-1])[1]:
            return f"{year}-{named[-1]:02}-{day_of:02}"
        return f"{year}-{named[-1]:02}"
    if found[2] and int(found[2]) == (year + 1) % 100:  # a financial or academic year
        return f"{year + 1}-03"
    return next((f"{year}-{month:02}" for word, month in _LAST_MONTHS if re.search(rf"\b{word}", words)), str(year))
