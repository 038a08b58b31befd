"""wording: every word that a report says in its own voice, in the language of its readers.

In: the report's language (BCP 47), a key, and what goes into the text. Out: the text. The words themselves are in
`<language>.yaml` beside this file (`make golden` makes `<language>.json` of it), whole sentences with named places, so
that each language can order them as it likes.
A key that no file has is a KeyError: an error of whoever asks. Messages to editors are not made here; they are English.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from string import Formatter

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.language import primary, region_of
from report_kit.model.wording.conventions import conventions_of

LOCALES: Mapping[str, str] = {"en": "en-GB"}
"""The languages that have a file here, and the locale in which its words are written."""

FALLBACK = "en"
"""What a report in any other language gets; `unsupported-language` says so."""

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The CLDR's plural categories."""

Text = str | Mapping[str, str]
"""A text, or its forms by plural category."""

_PARTIAL = pattern(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, with the conventions of one locale."""

    locale: str
    """BCP 47: whose numbers, dates and lists go with the words."""
    texts: Mapping[str, Text]
    """By key, such as `label.finding`."""

    def __call__(self, key: str, /, **parts: object) -> str:
        """The text called `key` with `parts` in their places. `count` chooses the plural form, if there are several."""
        return self.template(key, parts).format_map(self.shown(parts))

    def template(self, key: str, parts: Mapping[str, object]) -> str:
        """The text called `key` with its places open, in the plural form for the `count` among `parts`."""
        text = self.texts[key]
        if isinstance(text, str):
            return text
        count = parts["count"]
        assert isinstance(count, int)
        return text.get(conventions_of(self.locale).plural(count)) or text["other"]

    def shown(self, parts: Mapping[str, object]) -> dict[str, object]:
        """`parts` as they stand in a text: `count` in the locale's digits."""
        count = parts.get("count")
        return {**parts, "count": self.number(count)} if isinstance(count, int) else dict(parts)

    def pieces(self, key: str) -> Iterator[tuple[str, str]]:
        """The text called `key` cut at its places: some words, and the name of the place behind them, '' at the end."""
        for words, place, _, _ in Formatter().parse(self.template(key, {})):
            yield words, place or ""

    def term(self, group: str, value: str) -> str:
        """How a value that authors choose from a list reads in print; empty where it is none of the list."""
        text = self.texts.get(f"{group}.{value}", "")
        return text if isinstance(text, str) else ""

    def number(self, number: int) -> str:
        """A number in digits."""
        return conventions_of(self.locale).number(number)

    def date(self, day: dt.date) -> str:
        """'16 October 2017'."""
        return conventions_of(self.locale).date(day)

    def when(self, text: str) -> str:
        """'2018-06' becomes 'June 2018', '2018-06-30' '30 June 2018' (ISO 8601); anything else stays as written."""
        match = _PARTIAL.fullmatch(text.strip())
        if match is None:
            return text
        try:
            day = dt.date(int(match[1]), int(match[2]), int(match[3] or 1))
        except ValueError:
            return text
        return self.date(day) if match[3] else conventions_of(self.locale).month(day)

    def every(self, words: Sequence[str]) -> str:
        """'Camden, Leeds and York'."""
        return conventions_of(self.locale).every(words)

    def either(self, words: Sequence[str]) -> str:
        """'15 or 17'."""
        return conventions_of(self.locale).either(words)


@lru_cache
def wording_for(tag: str) -> Wording:
    """The wording of a report in the language `tag`: its own words or English ones, and the dates that go with them."""
    language = primary(tag)
    if language not in LOCALES:
        language, tag = FALLBACK, ""
    region = region_of(tag)
    locale = f"{language}-{region}" if region else LOCALES[language]
    return Wording(locale=locale, texts=_read(language))


@lru_cache
def _read(language: str) -> Mapping[str, Text]:
    # What `make golden` made of `<language>.yaml`: JSON is read in a tenth of the time, and no YAML engine is loaded.
    file = Path(__file__).with_name(f"{language}.json")
    texts: dict[str, Text] = json.loads(file.read_bytes())
    return texts


def flat(tree: Mapping[str, object], before: str = "") -> Iterator[tuple[str, Text]]:
    """The texts of a file by their keys: those of a group are `group.key`."""
    for name, value in tree.items():
        if isinstance(value, str):
            yield before + name, value
            continue
        assert isinstance(value, Mapping), f"{before}{name}: a text, a group of texts, or the plural forms of one"
        if "other" in value and value.keys() <= CATEGORIES:
            yield before + name, value
        else:
            yield from flat(value, f"{before}{name}.")
