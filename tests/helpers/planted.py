"""Planted leaks by kind, and what looks like a leak and is none: short texts that tests and the trial go through.

In: nothing. Out: `PEOPLE`, who is protected; `PLANTED`, by kind what names whom; `QUIET`, what names nobody. All names
are made up, or so frequent that they are nobody's.
"""

from __future__ import annotations

import base64
import io

import pikepdf

from report_kit.confidentiality import scan
from report_kit.names.protected import Protected
from tests.helpers.files import TYPES, archive, body, docx, pdf, runs
from tests.helpers.leaks import person

PEOPLE = Protected(
    (
        person("brown", "Mark Brown"),
        person("may", "Theresa May"),
        person("smith", "John Smith"),
        person("day", "Simon Day"),
        person("page", "Sarah Page"),
        person("mary", "Mary Brown"),
        person("jane", "Jane Thistlewood"),
        person("miller", "Jürgen Müller"),
        person("lukasz", "Łukasz Wiśniewski"),
        person("carlos", "Carlos de la Fuente Ibáñez"),
        person("helena", "Helena Bonhamly Carter"),
        person("xanthe", "Xanthe Featherby"),
    )
)
Planted = tuple[str, str, str | bytes]
"""Who is named, the name of the file, its text."""


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_LONG = "by Jane Thistlewood, who said so, and much more was said on this day, so that it fills lines"


def drawn(commands: str) -> bytes:
    """A PDF whose page is drawn by `commands`, in a font called F1."""
    with pikepdf.open(io.BytesIO(pdf("<p>x</p>"))) as document:
        names = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
        font = pikepdf.Dictionary({f"/{key}": pikepdf.Name(value) for key, value in names.items()})
        page = document.pages[0]
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        page.obj.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td {commands} ET".encode())
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


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
    "marks of Markdown inside a word": (
        ("jane", "a.md", "by **Thistle**wood said"),
        ("jane", "a.md", "by [Thistle](x.html)wood"),
        ("jane", "a.md", "by [Thistle]{.x}wood"),
        ("jane", "a.md", "by Thistle~wo~od or Thistle^w^ood"),
        ("jane", "a.md", "> so said Jane\n> Thistlewood"),
        ("jane", "a.md", "> so said Thistle-\n> wood"),
        ("jane", "a.md", "by Thistle<span class='x'>wood</span> then"),
    ),
    "marks of TeX": (
        ("miller", "a.bib", 'author = {M{\\"u}ller, X}'),
        ("miller", "a.bib", 'author = {{M\\"{u}ller}, X}'),
        ("miller", "a.tex", 'by M\\"uller then'),
        ("lukasz", "a.bib", "Wi\\'{s}niewski"),
        ("lukasz", "a.bib", "{\\L}ukasz said"),
        ("jane", "a.tex", "Thistle\\-wood"),
        ("jane", "a.tex", "\\textbf{Thistle}wood"),
    ),
    "escapes, other encodings": (
        ("jane", "a.json", '{"a": "x\\nThistlewood\\nJane"}'),
        ("jane", "a.json", '{"a": "Jane\\nThistlewood"}'),
        ("miller", "a.json", '{"a": "x\\tM\\u00fcller"}'),
        ("miller", "a.txt", "by J\u00c3\u00bcrgen M\u00c3\u00bcller"),
        ("miller", "a.txt", "by M\u00c3\u0192\u00c2\u00bcller"),
        ("lukasz", "a.txt", "Wi\u00c5\u203aniewski"),
        ("jane", "a.txt", f"see {_base64('Jane Thistlewood')} there"),
        ("jane", "a.html", f"<p>x {_base64('Thistlewood said it')}</p>"),
        ("jane", "a.md", f"token={_base64(_LONG)[:76]}\n{_base64(_LONG)[76:]}\n"),
    ),
    "letters apart": (
        ("jane", "a.pdf", drawn("[(so said Thistle) -350 (wood then)] TJ")),
        ("jane", "a.pdf", drawn("[(so said T) -350 (hi) -400 (stle) -350 (wood then)] TJ")),
        ("jane", "a.pdf", drawn(" ".join(f"({c}) Tj {12 + n % 3 * 9} 0 Td" for n, c in enumerate("Thistlewood")))),
        ("jane", "a.svg", "<svg>" + "".join(f"<text>{letter}</text>" for letter in "Thistlewood") + "</svg>"),
        ("jane", "a.svg", "<svg>" + "\n   ".join(f"<text>{one}</text>" for one in "Jane Thistlewood") + "</svg>"),
        ("jane", "a.txt", "T h is tle w o od"),
    ),
    "names in parts": (
        ("carlos", "a.txt", "so said de la Fuente at once"),
        ("carlos", "a.txt", "so said Carlos de la Fuente"),
        ("carlos", "a.txt", "It was Ibáñez."),
        ("carlos", "a.txt", "C. de la Fuente"),
        ("helena", "a.txt", "the Bonhamly team"),
        ("helena", "a.txt", "Helena Bonhamly said"),
        ("helena", "a.txt", "Ms Bonhamly-Carter"),
        ("jane", "a.txt", "saved by thistlewoodj then"),
        ("smith", "a.txt", "saved by smithj then"),
        ("miller", "a.txt", "MullerJ@x.org"),
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
    # words that stand apart, and codes that say nothing
    (
        "a.txt",
        "The thistle wood is old; a thistle wood; THISTLE WOOD; mart in the town, so mill er on",
    ),
    ("a.txt", "internationalisationAndMore AbsolutelyNothingHere0123 deadbeefDEADBEEFdeadbeef C:\\new\\robert"),
    ("a.md", "snake_case_name, 2*3*4, [x](y) and H~2~O; \\newpage \\textbf{plain}"),
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
