"""with_capitals: BibTeX whose titles keep the capitals that they are typed with.

In: the text of a BibTeX file. Out: the same with each title in braces of its own, `{{…}}`. By the book, BibTeX's styles
make small letters of all capitals that no braces protect (https://www.bibtex.org/Format/), and so does pandoc with
English ones: "Lessons from wales". Who types a title, or saves it from a catalogue, means the capitals that are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles.bibtex_entries import Entry

_TITLES = pattern(r"(?:book|main|issue|event|orig|reprint|short|journal)?(?:sub)?title(?:addon)?|series")


def with_capitals(text: str, entries: Iterable[Entry]) -> str:
    """`text` with braces round the values of titles of `entries`."""
    pieces, done = [], 0
    for start, end in sorted(_values(entries)):
        pieces += [text[done:start], "{", text[start:end], "}"]
        done = end
    return "".join((*pieces, text[done:]))


def _values(entries: Iterable[Entry]) -> Iterator[tuple[int, int]]:
    for entry in entries:
        if entry.end is not None:
            for one in entry.fields:
                if _TITLES.fullmatch(one.name):
                    yield from one.values
