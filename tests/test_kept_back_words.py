"""Words that must not be printed are not, wherever somebody puts them: the build fails, or leaves them out."""

from __future__ import annotations

import pytest

from report_kit import html, pipeline
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
