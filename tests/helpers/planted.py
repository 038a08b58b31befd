"""Planted leaks by kind, and what looks like a leak and is none: short texts that tests and the trial go through.

In: nothing. Out: `PEOPLE`, who is protected; `PLANTED`, by kind what names whom; `QUIET`, what names nobody. All names
are made up, or so frequent that they are nobody's.
"""

from __future__ import annotations

from report_kit.confidentiality import scan
from report_kit.names.protected import Protected
from tests.helpers.files import TYPES, archive, body, docx, runs
from tests.helpers.leaks import person

PEOPLE = Protected(
    (
        person("brown", "Mark Brown"),
        person("may", "Theresa May"),
        person("smith", "John Smith"),
        person("day", "Simon Day"),
        person("page", "Sarah Page"),
        person("mary", "Mary Brown"),
        person("xanthe", "Xanthe Featherby"),
    )
)
Planted = tuple[str, str, str | bytes]
"""Who is named, the name of the file, its text."""


def _table(cells: tuple[str, ...]) -> str:
    return f"<w:tbl>{''.join(f'<w:tr><w:tc>{runs(cell)}</w:tc></w:tr>' for cell in cells)}</w:tbl>"


_WORKBOOK = archive(
    {
        "[Content_Types].xml": TYPES,
        "xl/sharedStrings.xml": "<sst>" + "".join(f"<si><t>{t}</t></si>" for t in ("May", "x", "Theresa")) + "</sst>",
        "xl/worksheets/sheet1.xml": (
            '<worksheet><sheetData><row><c t="s"><v>2</v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>'
        ),
    }
)
"""Words that stand in one row, and in another order in the list of words."""

PLANTED: dict[str, tuple[Planted, ...]] = {
    "account": (
        ("day", "a.txt", "write to days@example.org"),
        ("day", "a.txt", "write to sday@example.org or"),
        ("day", "a.txt", "saved by simonday"),
    ),
    "label before what is said": (
        ("brown", "a.txt", "Brown: we need more time"),
        ("brown", "a.md", "**Brown:** the data came late."),
        ("brown", "a.md", "- **Brown** (chair): the data came late."),
        ("may", "a.html", "<p><b>May:</b> we need more time</p>"),
        ("page", "a.txt", "Facilitator: so?\nPage: nobody knows"),
    ),
    "list of people": (
        ("brown", "a.md", "Present: Smith, Brown, Taylor.\n"),
        ("day", "a.md", "Apologies: Page and Day\n"),
        ("may", "a.md", "Chair: Theresa\n"),
        ("day", "a.html", "<p>x</p><p>Present: Smith, Day, Taylor</p>"),
        ("page", "a.html", "<dl><dt>Chair</dt><dd>Page</dd></dl>"),
        ("page", "a.html", "<table><tr><td>Chair</td><td>Page</td></tr></table>"),
        ("day", "a.yaml", "attendees:\n  - Page\n  - Day\n"),
    ),
    "field or column of people": (
        ("brown", "a.yaml", "speaker: brown\n"),
        ("page", "a.yaml", "- chair: page\n"),
        ("day", "a.yaml", "attendees: [smith, day]\n"),
        ("day", "a.yaml", "attendees:\n  - page\n  - day\n"),
        ("may", "a.json", '{"speaker": "may", "x": 1}'),
        ("day", "a.json", '{"attendees": ["page",\n"day"]}'),
        ("may", "a.yaml", "family: may\ngiven: theresa\n"),
        ("may", "a.json", '{"given": "Theresa", "family": "May"}'),
        ("page", "a.csv", "speaker,text\npage,hello there\nday,bye\n"),
        ("may", "a.csv", "id;text;speaker\n1;hello;may\n"),
        ("may", "a.csv", "last,first\nmay,theresa\n"),
        ("page", "a.md", "| Speaker | Words |\n|---|---|\n| page | hello |\n"),
        ("page", "a.html", "<table><tr><th>Speaker</th></tr><tr><td>page</td></tr></table>"),
        ("page", "a.docx", docx({"word/document.xml": body(_table(("Speaker", "page")))})),
        ("may", "a.xlsx", _WORKBOOK),
    ),
    "below or behind what was said": (
        ("brown", "a.md", "We need more time (Brown).\n"),
        ("brown", "a.md", "> We need time.\n>\n> — Brown\n"),
        ("may", "a.md", "> We need time. — May\n"),
    ),
    "initial after, first name shared": (
        ("brown", "a.md", "* Brown M\n* Day S\n"),
        ("day", "a.md", "* Brown M\n* Day S\n"),
        ("brown", "a.txt", "Brown M spoke first"),
        ("brown", "a.txt", "Mark and Mary Brown came"),
        ("brown", "a.txt", "Mark & Mary Brown came"),
        ("mary", "a.txt", "Mark and Mary Brown came"),
        ("brown", "a.txt", "Mark and Zoe Brown came"),
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
    # labels that are none of people
    ("a.txt", "Page: 4\nDay: Monday\nPrice: £40 a year\n\nMay: Cabinet meets\nJune: Council meets"),
    ("a.yaml", "page: 4\nday: monday\nmay: x\npresent: yes\n"),
    ("a.csv", "day,page,chair\n1,2,yes\n"),
    ("a.txt", "It ends in spring (May).\nSee (Day 2) and (Page 3).\nThe lid is dark (Brown) and heavy."),
    ("a.txt", "Deadline: May\nWhen: May, June\nColour: Brown\nBins: Green, Brown, Black\n- Brown\n- Green\n"),
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
