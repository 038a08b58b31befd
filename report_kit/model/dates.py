"""Dates in words, as British reports print them."""

from __future__ import annotations

import datetime as dt

from report_kit.lazy.patterns import pattern

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_PARTIAL = pattern(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def date_in_words(day: dt.date) -> str:
    """'16 October 2017'."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def when_in_words(text: str) -> str:
    """'2018-06' becomes 'June 2018', '2018-06-30' '30 June 2018' (ISO 8601); anything else stays as written."""
    match = _PARTIAL.fullmatch(text.strip())
    if match is None:
        return text
    year, month, day = (int(group) if group else 0 for group in match.groups())
    if not 1 <= month <= 12 or day > 31:
        return text
    return f"{day or ''} {_MONTHS[month - 1]} {year}".strip()
