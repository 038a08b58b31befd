"""Planted leaks by kind, and what looks like a leak and is none: short texts that tests and the trial go through.

In: nothing. Out: `PEOPLE`, who is protected; `PLANTED`, by kind what names whom; `QUIET`, what names nobody. All names
are made up, or so frequent that they are nobody's.
"""

from __future__ import annotations

from report_kit.confidentiality import scan
from report_kit.names.protected import Protected
from tests.helpers.leaks import person

PEOPLE = Protected(
    (
        person("brown", "Mark Brown"),
        person("may", "Theresa May"),
        person("smith", "John Smith"),
        person("day", "Simon Day"),
        person("page", "Sarah Page"),
        person("xanthe", "Xanthe Featherby"),
    )
)
Planted = tuple[str, str, str | bytes]
"""Who is named, the name of the file, its text."""

PLANTED: dict[str, tuple[Planted, ...]] = {
    "account": (
        ("day", "a.txt", "write to days@example.org"),
        ("day", "a.txt", "write to sday@example.org or"),
        ("day", "a.txt", "saved by simonday"),
    ),
}
"""By kind, what names whom."""

QUIET: tuple[tuple[str, str], ...] = (
    # what an account would be called is a word
    ("a.txt", "Over the next ten days, nights and/or days, days/week; see /path/days and #days and 'days'"),
    ("a.json", '{"days": 3, "page": "days"}'),
    # keys of works
    ("a.md", "see [@days04; @brown04, p. 4] or @smith04, and -@smith2017data"),
    ("a.bib", "@article{smith04,\n title={x}}\n@book{brown_2017, title={y}}"),
    ("a.html", '<a href="#ref-smith-jones-2017">x</a><p id="ref-smith04">x</p>'),
    # somebody else's surname
    ("a.txt", "Mark Zubrowski said; Xanthe Zubrowski was there, Xanthe van der Berg too, and Xanthe O'Neill."),
    # an example of a data URI
    ("a.txt", "write `data:image/png;base64,iVBOR…` there"),
    ("a.md", "![x](data:image/png;base64,iVBOR...) or ![x](data:image/png;base64,iVBORw0KGgo=)"),
    ("a.html", "<p>Write <code>data:image/png;base64,iVBORw0KGgo…</code> so</p>"),
    ("a.html", "<p>As data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI so</p>"),
)
"""Files that name nobody and can be read."""


def missed(planted: tuple[Planted, ...]) -> list[Planted]:
    """Those of `planted` that are not found."""
    return [one for one in planted if one[0] not in _found(one[1], one[2])]


def alarms(file: str, text: str) -> list[str]:
    """What is told of a file that names nobody."""
    return [one.message for one in scan({file: text.encode()}, PEOPLE).diagnostics]


def _found(file: str, text: str | bytes) -> set[str]:
    data = text.encode() if isinstance(text, str) else text
    return {owner for hit in scan({file: data}, PEOPLE).hits for owner in hit.owners}
