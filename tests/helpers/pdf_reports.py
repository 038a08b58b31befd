"""Reports for tests of the PDF by parts: long ones, with all that can cross from part to part or from page to page."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import strategies as st

from report_kit import pipeline
from report_kit.exporters.job import Job
from tests.helpers.exporting import job
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

SENTENCE = "Budgets are tight, and demand grows so that every department looks for ways to do more with what it knows. "

BLOCKS = {
    "words": SENTENCE * 6,
    "many words": "\n\n".join([SENTENCE * 7] * 6),
    "heading": f"## What follows of it\n\n{SENTENCE}",
    "note": f"{SENTENCE}^[A short note.] {SENTENCE}",
    "long note": f"{SENTENCE}^[{SENTENCE * 40}] {SENTENCE}",
    "notes at the end": f"{SENTENCE * 30}^[{SENTENCE * 14}]",
    "table": "| Place | People | Budget |\n|---|---:|---:|\n" + "| Camford | 12 | 3,400 |\n" * 8 + "\n: Who was there",
    "long table": "| Place | People |\n|---|---:|\n" + "| North Camford, and the wards around it | 12 |\n" * 60,
    "list": "".join(f"{n}. {SENTENCE}\n" for n in range(1, 9)),
    "code": "```\n" + "a line of code\n" * 12 + "```",
    "callout": f'::: {{.callout title="What to do"}}\n{SENTENCE * 4}\n:::',
    "key figure": '::: {.key-figure value="15"}\npeople at the table.\n:::',
    "arabic": "::: {dir=rtl lang=ar}\nالميزانيات ضيقة والطلب ينمو.\n:::\n\n[كلمة]{lang=ar dir=rtl} in a line.",
    "formula": "$x^2 + y^2 = z^2$ in a line, and\n\n$$\\frac{a}{b}$$",
    "quote": '::: {.quote of="N1"}\n:::',
    "finding": f"::: {{.finding #FID}}\n{SENTENCE}[@N1].\n:::",
    "links": "See [the first theme](#theme1), [the second](#theme2) and [@F1].",
}
"""Markdown of a block, by what it is."""

THEMES = st.lists(st.lists(st.sampled_from(sorted(BLOCKS)), min_size=1, max_size=4), min_size=2, max_size=4)
"""Themes as lists of names of blocks."""


def project(themes: list[list[str]]) -> dict[str, str]:
    """The files of a report with these themes."""
    files = {name: text for name, text in MINIMAL.items() if not name.startswith("themes/")}
    for number, blocks in enumerate(themes, 1):
        body = _with_notes("\n\n".join(BLOCKS.get(name, name) for name in blocks), f"T{number}")
        files[f"themes/{number:02}-theme.md"] = (
            f"---\nid: theme{number}\ntitle: Theme number {number}\nsummary: What was said.\n---\n"
            f"::: {{.finding #F{number}}}\nMoney is short [@N1].\n:::\n\n{body}\n"
        )
    # A link to a theme that is not there would be an error of its own.
    if len(themes) < 2:
        files = {name: text.replace("[the second](#theme2)", "the second") for name, text in files.items()}
    return files


def _with_notes(body: str, theme: str) -> str:
    """Each `^[words]` as a footnote of its own, and each finding with an id of its own."""
    notes = re.findall(r"\^\[([^\]]*)\]", body)
    for number, words in enumerate(notes, 1):
        body = body.replace(f"^[{words}]", f"[^n{number}]", 1)
    for number in range(1, body.count("#FID") + 1):
        body = body.replace("#FID", f"#{theme}-F{number}", 1)
    return "\n\n".join([body, *(f"[^n{number}]: {words}" for number, words in enumerate(notes, 1))])


def job_of(themes: list[list[str]], css: str = "") -> Job:
    """The job of a report with these themes; `css` is added to the house style."""
    outcome = pipeline.check(MemoryWorkspace(project(themes)))
    assert outcome.report is not None
    assert not outcome.failed, outcome.diagnostics
    made = job(outcome.report, "print")
    return with_css(made, css) if css else made


def with_css(made: Job, css: str) -> Job:
    """The same job in a house style with more rules."""
    style = made.house_style
    return replace(made, house_style=replace(style, sheets={**style.sheets, "print": style.print_css + css}))
