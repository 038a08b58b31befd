"""What consent allows is printed and nothing beyond it, whatever the consents, rules and overrides are.

The levels are worked out here once more, straight from their description, so that the code is not compared with itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from report_kit import cli, html, pipeline, sourcefiles
from report_kit.diagnostics import Sink
from report_kit.exporters.markdown.document import document
from report_kit.model.entities import Parts
from report_kit.model.merge import merge
from report_kit.model.report import Report
from report_kit.model.trace import known_ids, trace
from tests.helpers.projects import MINIMAL
from tests.helpers.trials import trial
from tests.helpers.wording import NOT_IN_WORDS, UNTOLD
from tests.helpers.workspace import MemoryCache, MemoryWorkspace

LEVELS = (
    "on_record",
    "named_after_approval",
    "role_and_organisation",
    "organisation_type",
    "unattributed",
    "paraphrase_only",
    "off_record",
)
CAPS = {"chatham_house_rule": "organisation_type", "chatham_house_rule_plus": "paraphrase_only"}
RULES = (*LEVELS, *CAPS, None)
PEOPLE = range(1, 4)
NOTES = range(1, 5)
QUOTED = range(1, 3)
"""Of the notes."""
EVERY_PART = "".join(["parts:\n", *(f"  {field.name}: yes\n" for field in fields(Parts) if field.name != "order")])
CACHE = MemoryCache()
"""The themes of all examples are alike, so pandoc reads each only once."""

SLOW = trial(share=40, full=1_000)

consents = st.fixed_dictionaries(
    {
        "attribution_level": st.sampled_from(LEVELS),
        "quote_ok": st.booleans(),
        "approval_needed": st.booleans(),
        "approved": st.sampled_from([(), tuple(f"N{n}" for n in NOTES)]),
        "withdrawn": st.booleans(),
        "list_name": st.booleans(),
    }
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Who spoke under which rule, what they agreed to, and what is quoted."""
    return {
        "rule": draw(st.sampled_from(RULES)),
        "consents": [draw(st.none() | consents) for _ in PEOPLE],
        "speakers": [draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)) for _ in NOTES],
        "recorded": [draw(st.sampled_from(["verbatim", "near_verbatim", "paraphrase"])) for _ in NOTES],
        "overrides": [
            draw(st.sampled_from(["", "", "unattributed", "on_record", "paraphrase_only"])) for _ in range(2)
        ],
    }


def files(table: dict[str, Any]) -> dict[str, str]:
    """The project: every fact about a person is a word of its own."""
    people = ""
    for number, consent in zip(PEOPLE, table["consents"], strict=True):
        people += f"- id: P{number}\n  organisation: body{number}\n  role: role{number}\n  descriptor: kind{number}\n"
        people += f"  public_name: name{number}\n"
        if consent is not None:
            people += "  consent:\n"
            for key, value in consent.items():
                people += f"    {key}: {_approved(value) if isinstance(value, tuple) else str(value).lower()}\n"
    notes = "event: table\nrecorded_as: verbatim\nnotes:\n"
    for number, speakers, recorded in zip(NOTES, table["speakers"], table["recorded"], strict=True):
        who = " ".join(f"P{speaker}" for speaker in speakers)
        notes += f'- {{id: N{number}, text: said{number}, speaker: "{who}", recorded_as: {recorded}}}\n'
    quotes = "".join(
        f'\n::: {{.quote #Q{number} of="N{number}"{override and f" attribution={override}"}}}\n:::\n'
        for number, override in enumerate(table["overrides"], 1)
    )
    rule = f"  attribution_rule: {table['rule']}\n" if table["rule"] else ""
    return MINIMAL | {
        "report.yaml": MINIMAL["report.yaml"] + EVERY_PART,
        "sources/events.yaml": f"- id: table\n  title: The table\n  date: 2017-10-16\n{rule}",
        "sources/organisations.yaml": "- id: north\n  name: North Institute\n"
        + "".join(f"- id: body{number}\n  name: firm{number}\n" for number in PEOPLE),
        "sources/participants.yaml": people,
        "sources/notes/table.md": "---\nevent: table\nrecorded_as: paraphrase\n---\n",
        "sources/notes/more.yaml": notes,
        "themes/01-money.md": MINIMAL["themes/01-money.md"].replace("[@N1]", "[@N1; @N2; @N3; @N4]") + quotes,
    }


def _approved(notes: tuple[str, ...]) -> str:
    """The notes with a check sum of their words."""
    sums = {note: hashlib.sha256(f"said{note.removeprefix('N')}".encode()).hexdigest()[:8] for note in notes}
    return f"[{', '.join(f'{note} {digits}' for note, digits in sums.items())}]"


def level_of(table: dict[str, Any], note: int) -> str:
    """The strictest of rule, consents and the override of the note's quote, as 2.3 of the field's rules has it."""
    override = dict(enumerate(table["overrides"], 1)).get(note, "")
    rule = CAPS.get(table["rule"], table["rule"]) or "unattributed"
    given = [rule, *([override] if override else [])]
    people = [table["consents"][speaker - 1] for speaker in table["speakers"][note - 1]]
    if not people:
        given.append("unattributed")
    for consent in people:
        if consent is None:
            given.append("off_record")
            continue
        given.append("off_record" if consent.get("withdrawn") else consent["attribution_level"])
        if not consent.get("quote_ok", True):
            given.append("paraphrase_only")
    level = max(given, key=LEVELS.index)
    approved = all(consent and f"N{note}" in consent.get("approved", ()) for consent in people)
    return "role_and_organisation" if level == "named_after_approval" and not approved else level


def refused(table: dict[str, Any], note: int) -> bool:
    """Whether the note must not be printed as a quote."""
    people = [table["consents"][speaker - 1] for speaker in table["speakers"][note - 1]]
    known = [consent for consent in people if consent]
    waiting = any(c.get("approval_needed") and f"N{note}" not in c.get("approved", ()) for c in known)
    level = level_of(table, note)
    assert level == "off_record" or len(known) == len(people)
    quoted = table["recorded"][note - 1] != "paraphrase"
    return level == "off_record" or waiting or (quoted and level == "paraphrase_only")


def withheld(table: dict[str, Any], note: int) -> bool:
    """Whether no word of the note may be printed: off the record, or somebody's own words that must not be quoted."""
    return level_of(table, note) == "off_record" or (
        table["recorded"][note - 1] != "paraphrase" and refused(table, note)
    )


def merged(table: dict[str, Any]) -> Report:
    return merged_files(files(table))


def merged_files(project: dict[str, str]) -> Report:
    sources = sourcefiles.read(MemoryWorkspace(project, cache=CACHE), Sink())
    assert sources is not None
    return merge(sources, Sink())


def texts(report: Report) -> list[str]:
    """The page of every medium, and the Markdown file."""
    return [*(html.render(report, medium) for medium in ("screen", "print", "word")), document(report)]


def words(page: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", page.casefold()))


def told_by(text: str) -> set[str]:
    """The words of `text`, and the kinds of people that whoever knows role or body knows anyway."""
    said = words(text)
    return said | {f"kind{n}" for n in PEOPLE if {f"role{n}", f"firm{n}"} & said}


def facts(text: str, note_speakers: list[int]) -> set[str]:
    """Which kinds of fact about these speakers a text holds."""
    found = {kind for kind in ("name", "role", "firm", "kind") for n in note_speakers if f"{kind}{n}" in words(text)}
    return {"name": "name", "role": "role", "firm": "role", "kind": "descriptor"}.keys() & found


ALLOWED = {
    "on_record": {"name", "role", "firm", "kind"},
    "named_after_approval": {"name", "role", "firm", "kind"},
    "role_and_organisation": {"role", "firm", "kind"},
    "organisation_type": {"kind"},
}


@SLOW
@given(tables())
def test_a_report_with_a_quote_that_consent_forbids_is_not_made(table: dict[str, Any]) -> None:
    outcome = pipeline.check(MemoryWorkspace(files(table), cache=CACHE))
    found = [d for d in outcome.diagnostics if d.rule == "quote-without-consent"]
    expected = [n for n in QUOTED if refused(table, n)]
    assert len(found) == len(expected)
    assert outcome.failed or not expected


@SLOW
@given(tables())
def test_no_quote_is_attributed_above_its_effective_level(table: dict[str, Any]) -> None:
    report = merged(table)
    page = lxml_html.document_fromstring(html.render(report, "screen"))
    for number in QUOTED:
        (quote,) = page.xpath(f'//*[@id="Q{number}"]')
        level = level_of(table, number)
        told = facts(quote.text_content(), table["speakers"][number - 1])
        assert told <= ALLOWED.get(level, set()), level
        assert not (withheld(table, number) and f"said{number}" in words(quote.text_content()))


@SLOW
@given(tables())
def test_nothing_of_a_person_is_anywhere_that_no_note_of_theirs_allows(table: dict[str, Any]) -> None:
    report = merged(table)
    for text in texts(report):
        said = words(text)
        for person in PEOPLE:
            own = [n for n, speakers in zip(NOTES, table["speakers"], strict=True) if person in speakers]
            allowed = set().union(*(ALLOWED.get(level_of(table, n), set()) for n in own)) if own else set()
            consent = table["consents"][person - 1]
            allowed = allowed | ({"name"} if consent and consent["list_name"] and not consent["withdrawn"] else set())
            assert {kind for kind in ("name", "role", "firm", "kind") if f"{kind}{person}" in said} <= allowed
        assert not {f"said{n}" for n in NOTES if withheld(table, n)} & said


STRICTER = {
    "level": lambda consent: {**consent, "attribution_level": _below(consent["attribution_level"])},
    "quote_ok": lambda consent: {**consent, "quote_ok": False},
    "approval": lambda consent: {**consent, "approval_needed": True, "approved": ()},
    "withdrawn": lambda consent: {**consent, "withdrawn": True},
    "not listed": lambda consent: {**consent, "list_name": False},
    "not approved": lambda consent: {**consent, "approved": ()},
    "removed": lambda consent: None,
}


INSTEAD = words(f"{NOT_IN_WORDS} {UNTOLD} participant paraphrased recorded verbatim and fewer than")
"""Words that stand where something was kept back. 'and' joins two descriptions where one had stood for both."""


def _below(level: str) -> str:
    return LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]


@SLOW
@given(tables(), st.sampled_from(PEOPLE), st.sampled_from(sorted(STRICTER)))
def test_less_consent_never_adds_a_word(table: dict[str, Any], person: int, how: str) -> None:
    consent = table["consents"][person - 1]
    assume(consent is not None)
    kept = list(table["consents"])
    more = merged(table)
    less = merged({**table, "consents": [*kept[: person - 1], STRICTER[how](consent), *kept[person:]]})
    nobody = merged({**table, "consents": [{"attribution_level": "off_record"} for _ in PEOPLE]})
    for less_told, more_told, untold in zip(texts(less), texts(more), texts(nobody), strict=True):
        # What stands in place of what is kept back ('This note is not shown.') tells nothing.
        added = words(less_told) - told_by(more_told) - words(untold) - INSTEAD
        assert not {word for word in added if not word.isdigit()}
    added = words(_traces(less)) - told_by(_traces(more)) - words(_traces(nobody)) - INSTEAD
    assert not {word for word in added if not word.isdigit()}  # lines and columns of participants.yaml


@SLOW
@given(tables())
def test_a_trace_shows_of_a_note_no_more_than_the_report(table: dict[str, Any]) -> None:
    report = merged(table)
    for number, speakers in zip(NOTES, table["speakers"], strict=True):
        found = trace(report, f"N{number}")
        assert found is not None
        told = repr(found)
        level = level_of(table, number)
        if withheld(table, number):
            assert f"said{number}" not in told
        if "role" not in ALLOWED.get(level, set()):
            assert not [speaker for speaker in speakers if f"'P{speaker}'" in told]
    for person in PEOPLE:
        found = trace(report, f"P{person}")
        assert found is not None
        for number, speakers in zip(NOTES, table["speakers"], strict=True):
            if person in speakers and "role" not in ALLOWED.get(level_of(table, number), set()):
                assert f"'N{number}'" not in repr(found.uses)


def _traces(report: Report) -> str:
    return " ".join(repr(trace(report, identifier)) for identifier in known_ids(report))


def test_coverage_names_nobody_beside_a_note_that_may_not_be_ascribed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = {
        "rule": "on_record",
        "consents": [{"attribution_level": level} for level in ("on_record", "organisation_type", "unattributed")],
        "speakers": [[1], [2], [3], []],
        "recorded": ["verbatim"] * 4,
        "overrides": ["", ""],
    }
    for name, text in files(table).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.main(["coverage", str(tmp_path), "--format", "json"]) == 0
    finding = json.loads(capsys.readouterr().out)["findings"]["F1"]
    assert finding["voices"] is None
    assert finding["voices_in_words"] == "unknown"
    assert finding["participants"] == ["P1"]
    assert finding["organisations"] == ["body1"]


def test_the_name_of_a_note_file_is_in_no_page() -> None:
    said = "---\nevent: table\nrecorded_as: paraphrase\n---\n::: {.note #N7}\nOne remark.\n\n- and\n- another\n:::\n"
    more = "event: table\nrecorded_as: paraphrase\nnotes:\n- {id: N8, text: Two.}\n"
    notes = {"sources/notes/head-of-strategy.md": said, "sources/notes/her-deputy.yaml": more}
    report = merged_files(MINIMAL | notes)
    for medium in ("screen", "print", "word"):
        page = html.render(report, medium)
        assert "N7" in page
        assert "N8" in page
        assert not [word for word in ("strategy", "head_of", "deputy") if word in page]
