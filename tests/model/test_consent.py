"""What a report shows of a note, and how it signs a quote, follows what was promised and agreed."""

from __future__ import annotations

import hashlib

import pytest

from report_kit.model.report import Report
from report_kit.model.walk import blocks_text
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged
from tests.helpers.wording import NOT_IN_WORDS, NOT_SHOWN, QUOTED_ONLY

WORDS = "Secret words about the budget."
ASKS = "attribution_level: on_record, approval_needed: yes"
SUM = hashlib.sha256(WORDS.encode()).hexdigest()[:12]

ORGANISATIONS = """\
- {id: north, name: North Institute}
- {id: county, name: Kestrel County Council, type: county council}
"""
QUOTE = """\
---
id: money
title: Money
summary: What was said of money.
---
::: {.finding #F1}
Money is short [@N1].
:::

::: {.quote #Q1 of="N1"}
:::
"""


def report(rule: str, consent: str, *, quote: str = "", recorded_as: str = "verbatim", more: bool = False) -> Report:
    """A report with one note, under an event's rule and its speaker's consent; with `more`, it is quoted twice."""
    return merged(
        {
            "sources/events.yaml": f"- {{id: table, title: T, date: 2017-10-16, attribution_rule: {rule}}}\n",
            "sources/organisations.yaml": ORGANISATIONS,
            "sources/participants.yaml": (
                "- id: P01\n  organisation: county\n  role: head of finance\n  role_type: officer\n"
                f"  public_name: Ada Quill\n  consent: {{{consent}}}\n"
            ),
            "sources/notes/table.md": (
                f'---\nevent: table\nrecorded_as: {recorded_as}\n---\n::: {{.note #N1 speaker="P01"}}\n{WORDS}\n:::\n'
            ),
            "themes/01-money.md": QUOTE.replace('of="N1"', f'of="N1"{quote}')
            + more * '\n::: {.quote #Q2 of="N1"}\n:::\n',
            "report.yaml": MINIMAL["report.yaml"],
        }
    )


@pytest.mark.parametrize(
    ("rule", "level", "words"),
    [
        ("on_record", "on_record", "Ada Quill, head of finance, Kestrel County Council"),
        ("on_record", "role_and_organisation", "head of finance, Kestrel County Council"),
        ("on_record", "organisation_type", "a county council officer"),
        ("on_record", "unattributed", ""),
        ("chatham_house_rule", "on_record", "a county council officer"),
        ("role_and_organisation", "on_record", "head of finance, Kestrel County Council"),
        ("unattributed", "on_record", ""),
    ],
)
def test_the_stricter_of_rule_and_consent_signs_the_quote(rule: str, level: str, words: str) -> None:
    attributions = report(rule, f"attribution_level: {level}").quote_attributions
    assert attributions["Q1"].words == words
    assert attributions["Q1"].refusal is None


def test_a_quote_may_ask_for_less_but_never_for_more() -> None:
    less = report("on_record", "attribution_level: on_record", quote=' attribution="unattributed"')
    more = report("unattributed", "attribution_level: on_record", quote=' attribution="on_record"')
    assert less.quote_attributions["Q1"].words == ""
    assert more.quote_attributions["Q1"].words == ""


@pytest.mark.parametrize(
    ("rule", "consent", "refusal"),
    [
        ("on_record", "attribution_level: on_record, quote_ok: no", "quote_not_ok"),
        ("on_record", "attribution_level: on_record, approval_needed: yes", "approval_pending"),
        ("on_record", "attribution_level: on_record, withdrawn: yes", "withdrawn"),
        ("chatham_house_rule_plus", "attribution_level: on_record", "paraphrase_only"),
        ("on_record", "attribution_level: off_record", "off_record"),
        ("on_record", f"{ASKS}, approved: [Q1 {SUM}]", None),
        ("on_record", f"{ASKS}, approved: [Q2 {SUM}]", "approval_pending"),
        ("on_record", f"{ASKS}, approved: [Q1 {SUM[:7]}]", "approval_pending"),
        ("on_record", f"{ASKS}, approved: [Q1]", "approval_pending"),
        ("on_record", f"{ASKS}, approved: [Q1 00000000]", "approval_pending"),
    ],
)
def test_consent_can_forbid_a_quote(rule: str, consent: str, refusal: str | None) -> None:
    assert report(rule, consent).quote_attributions["Q1"].refusal == refusal


@pytest.mark.parametrize(
    ("rule", "consent"),
    [("off_record", "attribution_level: on_record"), ("on_record", "attribution_level: on_record, withdrawn: yes")],
)
def test_what_was_off_the_record_is_in_no_part_of_the_report(rule: str, consent: str) -> None:
    made = report(rule, consent)
    assert not made.note_attributions["N1"].shown
    assert blocks_text(made.notes["N1"].blocks) == NOT_SHOWN
    assert made.notes["N1"].speakers == ()
    assert all(WORDS[:6] not in target.title for target in made.targets.values())


@pytest.mark.parametrize(
    ("rule", "consent"),
    [
        ("on_record", "attribution_level: on_record, quote_ok: no"),
        ("on_record", "attribution_level: paraphrase_only"),
        ("on_record", "attribution_level: on_record, approval_needed: yes"),
        ("chatham_house_rule_plus", "attribution_level: on_record"),
    ],
)
def test_words_that_may_not_be_quoted_stand_in_no_annex_either(rule: str, consent: str) -> None:
    made = report(rule, consent)
    assert made.note_attributions["N1"].shown
    assert blocks_text(made.notes["N1"].blocks) == NOT_IN_WORDS
    assert made.notes["N1"].speakers == ("P01",)  # it still counts as a voice
    assert all(WORDS[:6] not in target.title for target in made.targets.values())
    assert blocks_text(made.quoted(made.quotes[0])) == NOT_IN_WORDS


def test_an_approved_quote_prints_words_of_a_note_that_was_not_approved_as_a_whole() -> None:
    made = report("on_record", f"{ASKS}, approved: [Q1 {SUM}]")
    assert blocks_text(made.notes["N1"].blocks) == QUOTED_ONLY
    assert blocks_text(made.quoted(made.quotes[0])) == WORDS


def test_a_paraphrase_may_be_printed_where_words_may_not() -> None:
    made = report("on_record", "attribution_level: paraphrase_only", recorded_as="paraphrase")
    assert blocks_text(made.notes["N1"].blocks) == WORDS


def listed(consent: str) -> str:
    """What the part on those who took part prints, for one participant who is on record."""
    files = {
        "report.yaml": MINIMAL["report.yaml"] + "parts: {participants: yes}\n",
        "sources/events.yaml": "- {id: table, title: T, date: 2017-10-16, attribution_rule: chatham_house_rule}\n",
        "sources/organisations.yaml": ORGANISATIONS + "- {id: fen, name: Fen Trust, list_consent: yes}\n",
        "sources/participants.yaml": (
            f"- id: P01\n  organisation: fen\n  public_name: Ada Quill\n  consent: {{{consent}}}\n"
        ),
    }
    return " ".join(blocks_text(part.blocks) for part in merged(MINIMAL | files).parts if part.kind == "participants")


def test_only_those_are_listed_by_name_who_agreed_to_it() -> None:
    assert "Ada Quill, Fen Trust" in listed("attribution_level: on_record, list_name: yes, list_org: yes")
    without = listed("attribution_level: on_record, list_name: yes")
    assert "Ada Quill" in without
    assert "Fen Trust" not in without
    assert "Quill" not in listed("attribution_level: on_record, list_org: yes")
    assert "Quill" not in listed("attribution_level: on_record, list_name: yes, withdrawn: yes")


def test_what_one_quote_keeps_back_the_note_and_its_other_quotes_keep_back_too() -> None:
    made = report("on_record", "attribution_level: on_record", quote=' attribution="unattributed"', more=True)
    assert made.note_attributions["N1"].level == "unattributed"
    assert {attribution.words for attribution in made.quote_attributions.values()} == {""}
