"""Words that must not be printed are not, wherever somebody puts them: the build fails, or leaves them out."""

from __future__ import annotations

import pytest

from report_kit import html, pipeline
from report_kit.diagnostics import renderers
from report_kit.extract.formats import read_file
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

SECRET = "The chief executive will resign before the summer."
OPENING, CLOSING = '::: {.note #N9 speaker="P9" codes="x"}', ":::"
NOTE = f"{OPENING}\n{SECRET}\n{CLOSING}\n"
HEAD = "---\nevent: table\nrecorded_as: verbatim\n---\n"
THEME = MINIMAL["themes/01-money.md"]
BASE = MINIMAL | {
    "sources/participants.yaml": (
        "- {id: P1, descriptor: a council officer, consent: {attribution_level: unattributed}}\n"
        "- {id: P9, descriptor: a council officer, consent: {attribution_level: off_record}}\n"
    ),
    "sources/notes/table.md": HEAD + '::: {.note #N1 speaker="P1" codes="x"}\nBudgets are tight.\n:::\n',
}
SECTION = "---\ntitle: Introduction\n---\n"


def inside(*lines: str) -> str:
    """`lines` in the only theme, below its finding."""
    return THEME + "\n" + "\n".join(lines) + "\n"


def quoted(text: str, mark: str) -> str:
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


PLACES = {
    # where a note stands that is asked for nothing
    "in a theme": {"themes/01-money.md": inside(NOTE)},
    "in a section": {"sources/sections/introduction.md": SECTION + NOTE},
    "in a finding": {"themes/01-money.md": inside("::: {.callout}", NOTE, ":::")},
    "in a quotation": {"themes/01-money.md": inside(quoted(NOTE, "> "))},
    "in a list": {"themes/01-money.md": inside("- item\n", quoted(NOTE, "  "))},
    "in a footnote": {"themes/01-money.md": inside("Word.[^1]\n", f"[^1]: {OPENING}\n    {SECRET}\n    {CLOSING}")},
    "with two classes": {"themes/01-money.md": inside(NOTE.replace(".note", ".callout .note"))},
    "by another name": {"themes/01-money.md": inside(NOTE.replace(".note", ".remark"))},
    "by no name": {"themes/01-money.md": inside(NOTE.replace(".note ", ""))},
    "by its attributes": {
        "themes/01-money.md": inside(NOTE.replace('.note #N9 speaker="P9"', '#N9 recorded_as="verbatim"'))
    },
    "with data- before its speaker": {"themes/01-money.md": inside(NOTE.replace(".note #N9 speaker", "data-speaker"))},
    "with two classes in one": {"themes/01-money.md": inside(NOTE.replace(".note", 'class="callout note"'))},
    "by a name with an invisible sign": {"themes/01-money.md": inside(NOTE.replace(".note", ".no\u200bte"))},
    "in HTML": {"themes/01-money.md": inside(f'<div class="note" data-speaker="P9">{SECRET}</div>')},
    "in HTML in a line": {"themes/01-money.md": inside(f'So <span title=">" class="note">{SECRET}</span> it was.')},
    "in a tag of its own": {"themes/01-money.md": inside(f"<note>{SECRET}</note>")},
    "in the prefix of a citation": {"themes/01-money.md": inside(f"So [see [{SECRET}]{{speaker=P9}} @N1].")},
    "above a list of terms": {"themes/01-money.md": inside(f'{{speaker="P9"}}\nTerm\n:   {SECRET}')},
    "as a quote in a callout": {
        "sources/notes/more.md": HEAD + NOTE,
        "themes/01-money.md": inside(f'::: {{.callout .quote of="N9"}}\nSo the {SECRET}\n:::'),
    },
    "in a note of somebody else": {
        "sources/notes/table.md": BASE["sources/notes/table.md"].replace(
            "tight.\n", f"tight.\n\n> x\n\n- a\n\n{quoted(NOTE, '  ')}"
        )
    },
    "in a box in a note": {
        "sources/notes/table.md": BASE["sources/notes/table.md"].replace(
            "tight.\n", f"tight.\n\n:::: {{.callout}}\n{NOTE}::::\n"
        )
    },
    "below a second speaker": {
        "sources/notes/more.md": HEAD + NOTE.replace('speaker="P9"', 'speaker="P9" speaker="P1"'),
    },
    "below a second speaker, the other way round": {
        "sources/notes/more.md": HEAD + NOTE.replace('speaker="P9"', 'speaker="P1" speaker="P9"'),
    },
    "below a speaker on the line above": {
        "sources/notes/more.md": HEAD + '{speaker="P9"}\n' + NOTE.replace("P9", "P1"),
    },
    "below a second speaker in YAML": {
        "sources/notes/more.yaml": (
            "event: table\nrecorded_as: verbatim\nnotes:\n"
            f"- {{id: N9, text: {SECRET}, speaker: P1, codes: [x], speaker: P9}}\n"
        )
    },
    "with its id taken twice": {
        "sources/notes/more.md": HEAD + NOTE,
        "sources/notes/other.md": HEAD + NOTE.replace("P9", "P1"),
    },
}


@pytest.mark.parametrize("place", PLACES)
def test_a_note_that_is_asked_for_nothing_stops_the_build_and_is_on_no_page(place: str) -> None:
    outcome = pipeline.build(MemoryWorkspace({**BASE, **PLACES[place]}), parallel=False)
    assert outcome.failed
    assert not outcome.artifacts
    assert outcome.report is not None
    if any(
        word in place
        for word in ("YAML", "twice", "HTML", "tag", "prefix", "terms", "attributes", "callout", "invisible")
    ):
        return  # no note for the reader, or one in its place: the build alone keeps it back
    for medium in ("screen", "print", "word"):
        assert "resign" not in html.render(outcome.report, medium)  # type: ignore[arg-type]


def test_what_is_kept_back_in_its_own_place_is_on_no_page() -> None:
    files = {**BASE, "sources/notes/more.md": HEAD + NOTE}
    outcome = pipeline.build(MemoryWorkspace(files), ["html"], parallel=False)
    assert not outcome.failed, outcome.diagnostics
    assert b"resign" not in outcome.artifacts["a-small-report.html"]


# The words themselves, typed again ----------------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60">{}</svg>'
WORDS = SECRET.rstrip(".")
TYPED = {
    "text": {"themes/01-money.md": inside(SECRET)},
    "bold text": {"themes/01-money.md": inside("The chief **executive will** resign before the *summer*.")},
    "a heading": {"themes/01-money.md": inside(f"## {WORDS}")},
    "a cell": {"themes/01-money.md": inside(f"| a | b |\n|---|---|\n| {WORDS} | c |\n\n: Words")},
    "a caption": {"themes/01-money.md": inside(f"| a |\n|---|\n| b |\n\n: {WORDS}")},
    "a footnote": {"themes/01-money.md": inside(f"Word.[^1]\n\n[^1]: {SECRET}")},
    "a list": {"themes/01-money.md": inside(f"- {SECRET}")},
    "a quotation": {"themes/01-money.md": inside(f"> {SECRET}")},
    "quotation marks": {"themes/01-money.md": inside(f"She said “{WORDS}”.")},
    "the words of a link": {"themes/01-money.md": inside(f"[{WORDS}](https://example.org/)")},
    "the title of a link": {"themes/01-money.md": inside(f'[words](https://example.org/ "{WORDS}")')},
    "code": {"themes/01-money.md": inside(f"```\n{SECRET}\n```")},
    "code in a line": {"themes/01-money.md": inside(f"So `{SECRET}` it is.")},
    "the title of a callout": {"themes/01-money.md": inside(f'::: {{.callout title="{WORDS}"}}\nWords.\n:::')},
    "a key figure": {"themes/01-money.md": inside(f'::: {{.key-figure value="{WORDS}"}}\nWords.\n:::')},
    "an addressee": {
        "themes/01-money.md": inside(f'::: {{.recommendation #R1 to="{WORDS}" by="2030-01" for="F1"}}\nDo it.\n:::')
    },
    "the description of a picture": {
        "themes/a.svg": SVG.format('<rect width="9" height="9"/>'),
        "themes/01-money.md": inside(f'![{WORDS}](a.svg "Title")'),
    },
    "the title of a picture": {
        "themes/a.svg": SVG.format('<rect width="9" height="9"/>'),
        "themes/01-money.md": inside(f'![A bar for each year](a.svg "{WORDS}")'),
    },
    "a label of a drawing": {
        "themes/a.svg": SVG.format(f'<text y="20">{SECRET}</text>'),
        "themes/01-money.md": inside('![A bar for each year](a.svg "Title")'),
    },
    "labels of a drawing": {
        "themes/a.svg": SVG.format("".join(f'<text y="{9 * n}">{w}</text>' for n, w in enumerate(SECRET.split()))),
        "themes/01-money.md": inside('![A bar for each year](a.svg "Title")'),
    },
    "the title of a drawing": {
        "themes/a.svg": SVG.format(f'<title>{SECRET}</title><rect width="9" height="9"/>'),
        "themes/01-money.md": inside('![A bar for each year](a.svg "Title")'),
    },
    "the title of a theme": {"themes/01-money.md": THEME.replace("title: Money", f"title: {WORDS}")},
    "a summary": {"themes/01-money.md": THEME.replace("What was said of money.", SECRET)},
    "a description of the report": {"report.yaml": MINIMAL["report.yaml"].replace("What a small table said.", SECRET)},
    "an event": {"sources/events.yaml": MINIMAL["sources/events.yaml"].replace("The table", WORDS)},
    "a glossary": {
        "sources/glossary.yaml": f"- term: Money\n  definition: {SECRET}\n",
    },
    "a work": {
        "sources/references.yaml": f"references:\n- {{id: w, type: book, title: {WORDS}}}\n",
        "themes/01-money.md": inside("So [@w]."),
    },
    "a signature": {
        "sources/sections/a.md": "---\ntitle: A word\nkind: foreword\n"
        f"signed_by:\n- {{name: A B, role: {WORDS}}}\n---\nX.\n"
    },
    "a comment among authors": {"themes/01-money.md": inside(f"::: comment\n{SECRET}\n:::")},
    "a comment of HTML": {"themes/01-money.md": inside(f"<!-- {SECRET} -->")},
}  # fmt: skip


@pytest.mark.parametrize("place", TYPED)
def test_words_off_the_record_that_are_typed_again_are_in_no_output_and_in_no_message(place: str) -> None:
    workspace = MemoryWorkspace({**BASE, "sources/notes/more.md": HEAD + NOTE, **TYPED[place]})
    outcome = pipeline.build(workspace, ["html", "docx", "markdown"], parallel=False)
    if place.startswith("a comment"):
        assert not outcome.failed, outcome.diagnostics
    else:
        assert outcome.failed
    for name, data in outcome.artifacts.items():
        for piece in read_file(name, data).pieces:
            assert "resign before" not in piece.text
    for form in renderers.RENDERERS:
        assert "resign before" not in renderers.load(form).render(outcome.diagnostics, outcome.lines)
