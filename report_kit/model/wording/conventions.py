"""Conventions: how a language writes numbers, dates and lists, and which plural form goes with a number.

In: a locale (BCP 47) and a value. Out: words. What is known is the CLDR's (https://cldr.unicode.org), through Babel.
British English, in which nearly every report is written, needs so little of it that it is written down here: then
nothing has to be loaded. A test holds it to the CLDR.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Conventions(Protocol):
    """Those of one locale."""

    def plural(self, count: int) -> str:
        """The plural category: zero, one, two, few, many, other."""
        ...

    def number(self, number: int) -> str:
        """'12,345'."""
        ...

    def date(self, day: dt.date) -> str:
        """'16 October 2017'."""
        ...

    def month(self, day: dt.date) -> str:
        """'October 2017'."""
        ...

    def every(self, words: Sequence[str]) -> str:
        """'a, b and c'."""
        ...

    def either(self, words: Sequence[str]) -> str:
        """'a, b or c'."""
        ...


@lru_cache
def conventions_of(locale: str) -> Conventions:
    """The conventions of `locale`; of its language alone where nobody knows those of the region."""
    return British() if locale == "en-GB" else FromCldr(locale)


class British:
    """Those of British English (en-GB)."""

    def plural(self, count: int) -> str:
        """'one' or 'other'."""
        return "one" if count == 1 else "other"

    def number(self, number: int) -> str:
        """'12,345'."""
        return f"{number:,}"

    def date(self, day: dt.date) -> str:
        """'16 October 2017'."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, day: dt.date) -> str:
        """'October 2017'."""
        return f"{_MONTHS[day.month - 1]} {day.year}"

    def every(self, words: Sequence[str]) -> str:
        """'a, b and c'."""
        return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

    def either(self, words: Sequence[str]) -> str:
        """'a, b or c'."""
        return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


class FromCldr:
    """Those that the CLDR gives for a locale."""

    def __init__(self, locale: str) -> None:
        from babel import Locale, UnknownLocaleError

        try:
            self._locale = Locale.parse(locale, sep="-")
        except (UnknownLocaleError, ValueError):
            self._locale = Locale.parse(locale.partition("-")[0])

    def plural(self, count: int) -> str:
        """The category by the language's rules."""
        return str(self._locale.plural_form(count))

    def number(self, number: int) -> str:
        """With the locale's digits and signs."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self._locale)

    def date(self, day: dt.date) -> str:
        """In the locale's long form."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self._locale)

    def month(self, day: dt.date) -> str:
        """Month in words, and year."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def every(self, words: Sequence[str]) -> str:
        """All of `words`."""
        from babel.lists import format_list

        return format_list(list(words), "standard", locale=self._locale)

    def either(self, words: Sequence[str]) -> str:
        """One of `words`."""
        from babel.lists import format_list

        return format_list(list(words), "or", locale=self._locale)
