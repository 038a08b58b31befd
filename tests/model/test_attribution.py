"""Attribution: what may be said of a speaker is what everybody concerned allowed, and never more."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.model.attribution import (
    LEVELS,
    REFUSALS,
    Refusal,
    Speaker,
    cap,
    consented,
    descriptor_of,
    effective_level,
    fitting,
    printed_attribution,
    refusal,
    reveals,
    strictest,
)
from report_kit.model.entities import AttributionLevel, AttributionRule, Consent, Participant
from tests.helpers.wording import ENGLISH

JANE = Speaker(name="Jane Doe", role="head of strategy", organisation="Camden", descriptor="a council officer")
OPEN = Consent(attribution_level="on_record")

levels = st.sampled_from(LEVELS)
rules = st.sampled_from((None, *get_args(AttributionRule)))
consents = st.none() | st.builds(
    Consent,
    attribution_level=levels,
    quote_ok=st.booleans(),
    approval_needed=st.booleans(),
    withdrawn=st.booleans(),
    approved=st.sampled_from(((), ("Q1",))),
)


def rank(level: AttributionLevel) -> int:
    return LEVELS.index(level)


def telling(words: str) -> int:
    """How much a printed attribution tells: 3 a name, 2 role or organisation, 1 a descriptor, 0 nothing."""
    if JANE.name in words:
        return 3
    if JANE.role in words or JANE.organisation in words:
        return 2
    return 1 if JANE.descriptor in words else 0


def test_levels_are_those_of_the_field_from_most_to_least_revealing() -> None:
    assert LEVELS == (
        "on_record",
        "named_after_approval",
        "role_and_organisation",
        "organisation_type",
        "unattributed",
        "paraphrase_only",
        "off_record",
    )


@pytest.mark.parametrize(
    ("rule", "level"),
    [
        ("chatham_house_rule", "organisation_type"),
        ("chatham_house_rule_plus", "paraphrase_only"),
        ("on_record", "on_record"),
        (None, "unattributed"),
    ],
)
def test_a_rule_caps_the_level(rule: AttributionRule | None, level: AttributionLevel) -> None:
    assert cap(rule) == level


def test_the_report_s_rule_holds_for_an_event_that_names_none() -> None:
    assert effective_level(None, [OPEN], default="role_and_organisation") == "role_and_organisation"
    assert effective_level("on_record", [OPEN], default="off_record") == "on_record"


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("on_record", "Jane Doe, head of strategy, Camden"),
        ("named_after_approval", "Jane Doe, head of strategy, Camden"),
        ("role_and_organisation", "head of strategy, Camden"),
        ("organisation_type", "a council officer"),
        ("unattributed", ""),
        ("paraphrase_only", ""),
        ("off_record", ""),
    ],
)
def test_each_level_prints_its_own_facts(level: AttributionLevel, words: str) -> None:
    assert printed_attribution(level, [JANE], ENGLISH) == words


def test_facts_that_are_not_known_are_left_out() -> None:
    assert printed_attribution("on_record", [replace(JANE, role="")], ENGLISH) == "Jane Doe, Camden"
    assert (
        printed_attribution("role_and_organisation", [replace(JANE, role="", organisation="")], ENGLISH)
        == "a council officer"
    )
    assert printed_attribution("organisation_type", [replace(JANE, descriptor="")], ENGLISH) == ""


def test_speakers_of_one_descriptor_are_named_once() -> None:
    other = Speaker(descriptor="an analyst")
    assert printed_attribution("organisation_type", [JANE, JANE, other], ENGLISH) == "a council officer and an analyst"


def test_nobody_is_named_before_the_approval() -> None:
    consent = Consent(attribution_level="named_after_approval")
    assert effective_level("on_record", [consent]) == "role_and_organisation"
    assert effective_level("on_record", [consent], approved=True) == "named_after_approval"


def test_an_event_s_rule_of_approval_holds_for_someone_on_record_too() -> None:
    assert effective_level("named_after_approval", [OPEN]) == "role_and_organisation"


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (replace(OPEN, withdrawn=True), "withdrawn"),
        (replace(OPEN, attribution_level="off_record"), "off_record"),
        (replace(OPEN, quote_ok=False), "quote_not_ok"),
        (replace(OPEN, approval_needed=True), "approval_pending"),
        (replace(OPEN, attribution_level="paraphrase_only"), "paraphrase_only"),
        (OPEN, None),
        (None, "no_consent"),
    ],
)
def test_what_consent_forbids_is_refused(consent: Consent | None, reason: Refusal | None) -> None:
    level = effective_level("on_record", [consent])
    assert refusal(level, [consent]) == reason
    assert reason is None or reason in REFUSALS


def test_a_paraphrase_is_refused_in_quotation_marks_only() -> None:
    assert refusal("unattributed", [OPEN], recorded_as="paraphrase") == "not_verbatim"
    assert refusal("unattributed", [OPEN], recorded_as="paraphrase", quoted=False) is None
    assert refusal("paraphrase_only", [replace(OPEN, quote_ok=False)], quoted=False) is None


def test_approval_lifts_the_refusal() -> None:
    assert refusal("unattributed", [replace(OPEN, approval_needed=True)], approved=True) is None


def test_a_descriptor_has_to_fit_three_people() -> None:
    people = ["a council officer", "A  council officer", "an analyst", "the council officer"]
    assert fitting("a council officer", people) == 3
    assert fitting("an analyst", people) == 1


def test_a_descriptor_is_made_of_kinds_where_none_is_written() -> None:
    assert (
        descriptor_of(Participant(id="P1", role_type="officer"), ENGLISH, "district council")
        == "a district council officer"
    )
    assert (
        descriptor_of(Participant(id="P1", role_type="officer"), ENGLISH, "urban council") == "an urban council officer"
    )
    assert descriptor_of(Participant(id="P1", descriptor="an old hand"), ENGLISH, "district council") == "an old hand"
    assert descriptor_of(Participant(id="P1"), ENGLISH) == ""


def test_the_article_follows_the_sound() -> None:
    an = "NHS trust/MP/HMRC officer/A&E nurse/X-ray technician/EU official/hour/honorary canon/heir/urban planner"
    an += "/uninformed citizen/unincorporated body/unelected official/usher/onerous task/Unwin fellow/elected member"
    a = "utility/university/union/European/one-off adviser/UK body/UNISON officer/US firm/Ukrainian/user/Ugandan firm"
    a += "/unitary council/unanimous panel/hospital/house/BBC editor/honey maker/Union officer"
    for article, kinds in (("an", an), ("a", a)):
        for kind in kinds.split("/"):
            assert descriptor_of(Participant(id="P1", role_type=kind), ENGLISH) == f"{article} {kind}"


@given(rules, st.lists(consents, max_size=3), st.none() | levels, st.booleans())
def test_no_level_is_above_any_of_its_limits(
    rule: AttributionRule | None,
    given_consents: list[Consent | None],
    override: AttributionLevel | None,
    approved: bool,
) -> None:
    level = effective_level(rule, given_consents, override, approved=approved)
    for limit in (cap(rule), *map(consented, given_consents), *([override] if override else [])):
        assert rank(level) >= rank(limit)


@given(rules, st.lists(consents, min_size=1, max_size=3), st.none() | levels, levels, st.booleans(), st.integers(0, 3))
def test_stricter_input_never_tells_more(
    rule: AttributionRule | None,
    given_consents: list[Consent | None],
    override: AttributionLevel | None,
    stricter: AttributionLevel,
    approved: bool,
    which: int,
) -> None:
    before = effective_level(rule, given_consents, override, approved=approved)
    for changed in (
        effective_level(strictest(cap(rule), stricter), given_consents, override, approved=approved),
        effective_level(rule, given_consents, strictest(*([override] if override else []), stricter), approved=approved)
        if override
        else effective_level(rule, given_consents, stricter, approved=approved),
        effective_level(rule, _stricter(given_consents, which, stricter), override, approved=approved),
        effective_level(rule, [*given_consents, Consent(attribution_level=stricter)], override, approved=approved),
        effective_level(rule, given_consents, override, approved=False),
    ):
        assert rank(changed) >= rank(before)
        assert telling(printed_attribution(changed, [JANE], ENGLISH)) <= telling(
            printed_attribution(before, [JANE], ENGLISH)
        )
        assert reveals(changed) <= reveals(before)


def _stricter(given_consents: list[Consent | None], which: int, level: AttributionLevel) -> list[Consent | None]:
    place = which % len(given_consents)
    old = given_consents[place]
    changed = None
    if old is not None:
        changed = replace(
            old, attribution_level=strictest(old.attribution_level, level), quote_ok=False, withdrawn=True
        )
    return [*given_consents[:place], changed, *given_consents[place + 1 :]]


@given(levels, st.lists(consents, max_size=3), st.booleans())
def test_removing_consent_never_lifts_a_refusal(
    level: AttributionLevel, given_consents: list[Consent | None], approved: bool
) -> None:
    before = refusal(level, given_consents, approved=approved)
    for place, consent in enumerate(given_consents):
        if consent is not None:
            withdrawn = [*given_consents[:place], replace(consent, withdrawn=True), *given_consents[place + 1 :]]
            assert refusal(level, withdrawn, approved=approved) == "withdrawn"
            forbidden = [*given_consents[:place], replace(consent, quote_ok=False), *given_consents[place + 1 :]]
            assert refusal(level, forbidden, approved=approved) is not None
    if before is not None:
        assert refusal(level, given_consents, approved=False) is not None


@given(levels, st.builds(Speaker, name=st.text(max_size=5), role=st.text(max_size=5), descriptor=st.text(max_size=5)))
def test_below_a_descriptor_nothing_is_printed(level: AttributionLevel, speaker: Speaker) -> None:
    if rank(level) >= rank("unattributed"):
        assert printed_attribution(level, [speaker], ENGLISH) == ""
